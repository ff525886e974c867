package org.edubalance.server.ows;

/**
 * A refusal that a client gets to see as an OGC exception. The message is written for the client: it says what was wrong
 * and what is accepted, and never holds class names or paths.
 */
public class OwsException extends RuntimeException {

    public static final String MISSING_PARAMETER = "MissingParameterValue";
    public static final String INVALID_PARAMETER = "InvalidParameterValue";
    public static final String NOT_SUPPORTED = "OperationNotSupported";
    public static final String VERSION_NEGOTIATION = "VersionNegotiationFailed";
    public static final String NO_APPLICABLE_CODE = "NoApplicableCode";
    public static final String SIZE_EXCEEDED = "FileSizeExceeded";
    public static final String SERVER_BUSY = "ServerBusy";

    private final String code;
    private final String locator;
    private final int status;

    /**
     * @param code the OGC exception code
     * @param locator the parameter at fault, or null
     * @param message for the client
     */
    public OwsException(String code, String locator, String message) {
        this(code, locator, message, 400);
    }

    /** As above, with an HTTP status other than 400. */
    public OwsException(String code, String locator, String message, int status) {
        super(message, null, false, false);
        this.code = code;
        this.locator = locator;
        this.status = status;
    }

    public static OwsException missing(String parameter) {
        return new OwsException(MISSING_PARAMETER, parameter, "Parameter " + parameter + " is missing");
    }

    public static OwsException invalid(String parameter, String message) {
        return new OwsException(INVALID_PARAMETER, parameter, message);
    }

    public String code() {
        return code;
    }

    /** The parameter at fault, or null. */
    public String locator() {
        return locator;
    }

    public int status() {
        return status;
    }
}
