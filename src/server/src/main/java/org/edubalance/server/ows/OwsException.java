package org.edubalance.server.ows;

import java.util.function.BiConsumer;
import org.edubalance.messages.Incident;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/**
 * What a client gets to see of something that went wrong: a refusal or an incident with the OGC exception code and the
 * HTTP status that go with it. Services throw plain {@link Refusal refusals}; they make one of these only where the code
 * or the status is not what {@link #of(Throwable, BiConsumer)} finds by itself.
 */
public final class OwsException extends Refusal {

    private static final long serialVersionUID = 1L;

    public static final String MISSING_PARAMETER = "MissingParameterValue";
    public static final String INVALID_PARAMETER = "InvalidParameterValue";
    public static final String NOT_SUPPORTED = "OperationNotSupported";
    public static final String VERSION_NEGOTIATION = "VersionNegotiationFailed";
    public static final String NO_APPLICABLE_CODE = "NoApplicableCode";
    public static final String SIZE_EXCEEDED = "FileSizeExceeded";
    public static final String SERVER_BUSY = "ServerBusy";

    private final String code;
    private final int status;

    private OwsException(String code, int status, Message message, Throwable causeOrNull) {
        super(message, causeOrNull);
        this.code = code;
        this.status = status;
    }

    /**
     * A refusal with a code and an HTTP status of its own.
     *
     * @param code the OGC exception code
     * @param key the message's key
     * @param facts the message's facts: name, value, name, value, …
     */
    public static OwsException coded(String code, int status, String key, Object... facts) {
        return new OwsException(code, status, Message.of(key, facts), null);
    }

    /** A parameter that did not come. */
    public static Refusal missing(String parameter) {
        return Refusal.of("ows.missing").about(parameter).missing();
    }

    /** A refusal with the code of its kind: that of a parameter where one is at fault, else none in particular. */
    public static OwsException of(Refusal refusal) {
        if (refusal instanceof OwsException known) {
            return known;
        }
        String code = refusal.kind() == Kind.MISSING
                ? MISSING_PARAMETER
                : refusal.input() == null ? NO_APPLICABLE_CODE : INVALID_PARAMETER;
        OwsException exception = new OwsException(code, 400, refusal.reason(), refusal);
        exception.about(refusal.input());
        exception.at(refusal.place());
        return exception;
    }

    /**
     * Anything that was thrown, as the client may see it: a refusal as it is, too little memory as such, all else as an
     * {@link Incident}.
     *
     * @param log as for an incident
     */
    public static OwsException of(Throwable thrown, BiConsumer<String, Throwable> log) {
        Refusal refusal = Refusal.in(thrown);
        if (refusal != null) {
            return of(refusal);
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                log.accept("out of memory", thrown);
                return new OwsException(NO_APPLICABLE_CODE, 500, Message.of("ows.memory"), thrown);
            }
        }
        Incident incident = Incident.of(thrown, log);
        return new OwsException(NO_APPLICABLE_CODE, 500, Message.of("incident", "id", incident.id()), incident);
    }

    public String code() {
        return code;
    }

    /** The parameter at fault, or null. */
    public String locator() {
        return input();
    }

    public int status() {
        return status;
    }
}
