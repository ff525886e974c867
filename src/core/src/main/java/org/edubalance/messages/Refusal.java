package org.edubalance.messages;

/**
 * What a user is told who gave something that cannot be used: which input, what is accepted, what came instead, and where.
 * It carries a message and not a text, so that the host which shows it can choose the language.
 *
 * <p>Everything that is thrown and is no Refusal is a fault of the program, see {@link Incident}.
 */
public class Refusal extends IllegalArgumentException implements Localized {

    private static final long serialVersionUID = 1L;

    /** What kind of mistake it is; protocols have codes for them. */
    public enum Kind {
        /** An input or something in it is not what is accepted. */
        INVALID,
        /** Something that is needed did not come. */
        MISSING
    }

    private final Message message;
    private Kind kind = Kind.INVALID;
    private String input;
    private Place place;

    protected Refusal(Message message, Throwable causeOrNull) {
        super(message.key(), causeOrNull);
        this.message = message;
    }

    /**
     * A refusal.
     *
     * @param key the message's key
     * @param facts the message's facts: name, value, name, value, …
     */
    public static Refusal of(String key, Object... facts) {
        return new Refusal(Message.of(key, facts), null);
    }

    /** A refusal for a message. */
    public static Refusal of(Message message) {
        return new Refusal(message, null);
    }

    /** A refusal of something for which another part gave the reason, kept as its cause. */
    public static Refusal because(Throwable cause, String key, Object... facts) {
        return new Refusal(Message.of(key, facts), cause);
    }

    /** A refusal for a message, with the cause that another part gave; null where there is none. */
    public static Refusal because(Throwable causeOrNull, Message message) {
        return new Refusal(message, causeOrNull);
    }

    /** The refusal among an exception and its causes, the outermost; null if there is none. */
    public static Refusal in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    /** Says which input is at fault; one that is said already stays. */
    public Refusal about(String input) {
        if (this.input == null) {
            this.input = input;
        }
        return this;
    }

    /** Says where in the data; a place that is said already stays. */
    public Refusal at(Place place) {
        if (this.place == null) {
            this.place = place;
        }
        return this;
    }

    /** Says that something is missing. */
    public Refusal missing() {
        kind = Kind.MISSING;
        return this;
    }

    public Kind kind() {
        return kind;
    }

    /** The input at fault, null where no single one is. */
    public String input() {
        return input;
    }

    /** Where in the data, null where that says nothing. */
    public Place place() {
        return place;
    }

    /** What is refused and why, without the place; the input fills the slot {@code input}. */
    public Message reason() {
        return input == null || message.facts().containsKey("input") ? message : message.with("input", input);
    }

    /** The whole text: the reason and the place. */
    @Override
    public String in(Language language) {
        Message whole = place == null ? reason() : Message.of("refusal.place", "reason", reason(), "place", place);
        return whole.in(language);
    }

    /** The text in the {@link Language#current} language. */
    @Override
    public String getMessage() {
        return in(Language.current());
    }
}
