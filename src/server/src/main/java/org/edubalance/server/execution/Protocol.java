package org.edubalance.server.execution;

import org.edubalance.server.ows.OwsException;

/** A protocol by which executions are asked for, as far as it concerns jobs of which only the record is left. */
public interface Protocol {

    /** Kept with a job, for example {@code wps}. */
    String name();

    /** What is stored of a job that ended for the given reason, in the language of the job. */
    byte[] ended(JobRecord job, OwsException reason);
}
