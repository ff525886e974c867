package org.edubalance.server.wps;

import org.edubalance.server.ows.OwsException;

/**
 * What the parts of one job share.
 *
 * @param progress of the job
 * @param baseUrl the server's address as the client sees it
 * @param depth how many executions this one feeds
 */
record Execution(JobProgress progress, String baseUrl, int depth) {

    /** The context of an execution that feeds this one. */
    Execution feeding(int maxDepth) {
        if (depth + 1 > maxDepth) {
            throw new OwsException(
                    OwsException.NO_APPLICABLE_CODE,
                    null,
                    "Executions feed one another deeper than the limit of " + maxDepth);
        }
        return new Execution(progress, baseUrl, depth + 1);
    }
}
