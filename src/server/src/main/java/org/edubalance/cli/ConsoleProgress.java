package org.edubalance.cli;

import java.io.PrintWriter;
import org.edubalance.messages.Message;
import org.geotools.data.util.NullProgressListener;

/**
 * Tells the user of a process that takes longer than a second how far it is, and passes its warnings on. On a terminal
 * it keeps to one line.
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

    /**
     * @param terminal whether a person looks at it, who wants one line
     * @param everyStep whether a program reads it, which wants a line for every step
     */
    ConsoleProgress(String process, PrintWriter err, boolean terminal, boolean everyStep) {
        this.process = process;
        this.err = err;
        this.terminal = terminal;
        this.everyStep = everyStep;
    }

    @Override
    public synchronized void progress(float percent) {
        super.progress(percent);
        int whole = (int) percent;
        long now = System.nanoTime();
        // in a log file a line for every tenth is enough
        int step = terminal || everyStep ? 1 : 10;
        if (now >= next && whole < 100 && whole >= shown + step) {
            next = now + SECOND;
            shown = whole;
            err.print((terminal ? "\r" : "") + process + " " + whole + " %" + (terminal ? "" : System.lineSeparator()));
            err.flush();
        }
    }

    @Override
    public synchronized void warningOccurred(String source, String location, String warning) {
        end();
        err.println(warningLabel + " " + warning);
        err.flush();
    }

    /** Ends the line that shows the progress, if there is one. */
    synchronized void end() {
        if (terminal && shown >= 0) {
            err.println();
            err.flush();
            shown = -10;
        }
    }
}
