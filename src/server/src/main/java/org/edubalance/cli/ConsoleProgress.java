package org.edubalance.cli;

import java.io.PrintWriter;
import org.edubalance.messages.Message;
import org.geotools.data.util.NullProgressListener;

/**
 * Tells the user of a process, and of files that are read, how far they are once a second is over, and passes warnings on.
 * On a terminal it keeps to one line.
 */
final class ConsoleProgress extends NullProgressListener {

    private static final long SECOND = 1_000_000_000L;

    private final String process;
    private final PrintWriter err;
    private final boolean terminal;
    private final boolean everyStep;
    // made here, as warnings come from threads that know no language
    private final String warningLabel = Message.of("cli.warning").toString();
    private long next = System.nanoTime() + SECOND;
    private int shown = -10;
    private String label;
    private int width;

    /**
     * @param terminal whether a person looks at it, who wants one line
     * @param everyStep whether a program reads it, which wants a line for every step
     */
    ConsoleProgress(String process, PrintWriter err, boolean terminal, boolean everyStep) {
        this.process = process;
        label = process;
        this.err = err;
        this.terminal = terminal;
        this.everyStep = everyStep;
    }

    @Override
    public synchronized void progress(float percent) {
        super.progress(percent);
        show(process, (int) percent);
    }

    /** Tells how much of a file has been read. */
    synchronized void reading(String file, long read, long size) {
        show(Message.of("cli.reading", "file", file).toString(), (int) Math.min(99, 100 * read / Math.max(1, size)));
    }

    private void show(String what, int whole) {
        if (!what.equals(label)) {
            label = what;
            shown = -10;
        }
        long now = System.nanoTime();
        // in a log file a line for every tenth is enough
        int step = terminal || everyStep ? 1 : 10;
        if (now >= next && whole < 100 && (shown < 0 || whole >= shown + step)) {
            next = now + SECOND;
            shown = whole;
            String line = what + " " + whole + " %";
            if (terminal) {
                // blanks over what is left of a longer line
                err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
                width = line.length();
            } else {
                err.println(line);
            }
            err.flush();
        }
    }

    @Override
    public synchronized void warningOccurred(String source, String location, String warning) {
        say(warningLabel + " " + warning);
    }

    /** Ends the line that shows the progress, if there is one. */
    synchronized void end() {
        if (terminal && width > 0) {
            err.println();
            err.flush();
            width = 0;
            shown = -10;
        }
    }

    /** Says something that is no progress, on a line of its own. */
    synchronized void say(Object text) {
        end();
        err.println(text);
        err.flush();
    }
}
