package org.edubalance.cli;

import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/** A command line that is wrong as it stands, whatever is in the files it names: exit code 2, with a hint at the help. */
public final class UsageRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private UsageRefusal(Message message, Throwable cause) {
        super(message, cause);
    }

    /**
     * As {@link Refusal#of(String, Object...)}.
     *
     * @param input the option or the process's input at fault
     */
    public static Refusal about(String input, String key, Object... facts) {
        return new UsageRefusal(Message.of(key, facts), null).about(input);
    }

    /** As {@link #about(String, String, Object...)}, where no single option is at fault. */
    public static Refusal general(String key, Object... facts) {
        return new UsageRefusal(Message.of(key, facts), null);
    }

    /** A refusal as one of usage. */
    public static Refusal of(Refusal refusal) {
        return new UsageRefusal(refusal.reason(), refusal);
    }
}
