package org.edubalance.server.execution;

import java.util.List;

/**
 * What is to be executed.
 *
 * @param inputs in the order of the request; an input with several values comes several times
 * @param outputs those that are asked for
 */
public record ExecutionRequest(ProcessOffering process, List<Given.Input> inputs, List<OutputRequest> outputs) {}
