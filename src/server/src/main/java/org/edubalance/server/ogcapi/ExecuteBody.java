package org.edubalance.server.ogcapi;

import java.util.List;
import java.util.Map;
import org.edubalance.server.execution.Given;

/**
 * The body of a request to execute a process.
 *
 * @param outputs those that are asked for, by name; empty means all
 * @param document true where the results are to come as a document, false where each comes as it is
 */
record ExecuteBody(List<Given.Input> inputs, Map<String, Output> outputs, boolean document) {

    /**
     * How an output is to come.
     *
     * @param mimeType null for the default
     * @param encoding null where none is given
     * @param reference true where an address is to come in its place
     */
    record Output(String mimeType, String encoding, boolean reference) {}
}
