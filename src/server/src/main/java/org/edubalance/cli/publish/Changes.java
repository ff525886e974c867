package org.edubalance.cli.publish;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Message;

/** Tells the user, line by line and in sum, what was made, changed, removed and left. */
final class Changes {

    /** What happened to a thing, and what it says of itself; a dry run says what would happen. */
    enum Kind {
        MADE,
        CHANGED,
        REMOVED,
        LEFT;

        private Message done() {
            return Message.of("publish.done." + name());
        }

        private Message planned() {
            return Message.of("publish.planned." + name());
        }
    }

    private final PrintWriter out;
    private final boolean dryRun;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    Changes(PrintWriter out, boolean dryRun) {
        this.out = out;
        this.dryRun = dryRun;
    }

    boolean isDryRun() {
        return dryRun;
    }

    /** Notes what happens to a thing and does it, unless this is a dry run. */
    void note(Kind kind, Message thing, Runnable action) {
        if (!dryRun) {
            action.run();
        }
        counts.merge(kind, 1, Integer::sum);
        out.printf("%-12s %s%n", dryRun ? kind.planned() : kind.done(), thing);
        out.flush();
    }

    void left(Message thing) {
        note(Kind.LEFT, thing, () -> {});
    }

    void warn(Message warning) {
        out.println(Message.of("cli.warning") + " " + warning);
        out.flush();
    }

    void sum() {
        List<Message> parts = new ArrayList<>();
        counts.forEach((kind, count) -> parts.add(Message.of("publish.count", "count", count, "done", kind.done())));
        out.println(Message.of(dryRun ? "publish.sum.planned" : "publish.sum", "parts", parts));
        out.flush();
    }
}
