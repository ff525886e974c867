package org.edubalance.server.execution;

import org.edubalance.messages.Refusal;

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
            throw Refusal.of("wps.chain", "limit", maxDepth);
        }
        return new Execution(progress, baseUrl, depth + 1);
    }
}
