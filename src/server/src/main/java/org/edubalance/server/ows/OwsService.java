package org.edubalance.server.ows;

import org.edubalance.messages.Refusal;

/** An OGC service behind {@code /ows}: every Spring bean of this type is found by its name. */
public interface OwsService {

    /** The value of {@code service=} in any case, for example {@code WPS}; its lower case is a path of its own too. */
    String name();

    /**
     * Answers a request.
     *
     * @throws Refusal for anything that the client should change
     */
    OwsResponse handle(OwsRequest request);

    /** The exception in the form that this service and the request's version and parameters ask for. */
    default OwsResponse report(OwsException exception, OwsRequest request) {
        return ExceptionReports.ows11(exception);
    }
}
