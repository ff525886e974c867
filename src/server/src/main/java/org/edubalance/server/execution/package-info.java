/** Executions of processes, whatever protocol asks for them: inputs and their formats, references, the queue of jobs and what is kept of them. */
package org.edubalance.server.execution;
