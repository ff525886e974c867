package org.edubalance.cli.publish;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** Tells the user, line by line and in sum, what was made, changed, removed and left. */
final class Changes {

    /** What happened to a thing, and what it says of itself; a dry run says what would happen. */
    enum Kind {
        MADE("made", "would make"),
        CHANGED("changed", "would change"),
        REMOVED("removed", "would remove"),
        LEFT("left as it is", "would leave as it is");

        private final String done;
        private final String planned;

        Kind(String done, String planned) {
            this.done = done;
            this.planned = planned;
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
    void note(Kind kind, String thing, Runnable action) {
        if (!dryRun) {
            action.run();
        }
        counts.merge(kind, 1, Integer::sum);
        out.printf("%-12s %s%n", dryRun ? kind.planned : kind.done, thing);
        out.flush();
    }

    void left(String thing) {
        note(Kind.LEFT, thing, () -> {});
    }

    void warn(String message) {
        out.println("warning: " + message);
    }

    void sum() {
        StringJoiner sum = new StringJoiner(", ");
        counts.forEach((kind, count) -> sum.add(count + " " + kind.done));
        out.println(dryRun ? "Dry run, nothing was done: " + sum : sum.toString());
        out.flush();
    }
}
