package org.edubalance.messages;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/**
 * A fault of the program, as a user is told of it: by an id, under which the log has the whole of it.
 */
public final class Incident extends RuntimeException implements Localized {

    private static final long serialVersionUID = 1L;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;

    private Incident(String id, Throwable fault) {
        super(id, fault);
        this.id = id;
    }

    /**
     * The incident that a fault is. One that was made and logged on the way here stays the same.
     *
     * @param log is given a line with the id, and the fault with all its causes
     */
    public static Incident of(Throwable fault, BiConsumer<String, Throwable> log) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Incident known) {
                return known;
            }
        }
        byte[] bytes = new byte[5];
        RANDOM.nextBytes(bytes);
        Incident incident = new Incident(HexFormat.of().formatHex(bytes), fault);
        log.accept("incident " + incident.id, fault);
        return incident;
    }

    public String id() {
        return id;
    }

    /** What a user is told: that it is a fault of the program, and the id. */
    @Override
    public String in(Language language) {
        return Message.of("incident", "id", id).in(language);
    }

    /** The text in the {@link Language#current} language. */
    @Override
    public String getMessage() {
        return in(Language.current());
    }
}
