package org.edubalance.server.ows;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Room in memory for the body of a request, out of the room that all have together. It is held until the request is
 * answered, or until the job that keeps its inputs has ended.
 */
public final class Lease {

    /** Of nothing. */
    public static final Lease NONE = new Lease(new Semaphore(0), 0);

    private static final int KILOBYTE = 1024;

    private final Semaphore room;
    private final int kilobytes;
    private final AtomicBoolean kept = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    private Lease(Semaphore room, int kilobytes) {
        this.room = room;
        this.kilobytes = kilobytes;
    }

    /** The room of all: permits of a kilobyte each. */
    static Semaphore room(long bytes) {
        return new Semaphore((int) Math.min(Integer.MAX_VALUE, kilobytes(bytes)), true);
    }

    private static long kilobytes(long bytes) {
        return Math.max(1, (bytes + KILOBYTE - 1) / KILOBYTE);
    }

    /** Room for so many bytes; null if there is none within the time. */
    static Lease take(Semaphore room, long bytes, long millis) throws InterruptedException {
        int kilobytes = (int) kilobytes(bytes);
        return room.tryAcquire(kilobytes, millis, TimeUnit.MILLISECONDS) ? new Lease(room, kilobytes) : null;
    }

    /** Lets the lease outlive its request: whoever calls this has to {@link #end} it. */
    public void keep() {
        kept.set(true);
    }

    /** Ends the lease where its request ends, unless somebody keeps it. */
    void endWithRequest() {
        if (!kept.get()) {
            end();
        }
    }

    /** Gives the room back. */
    public void end() {
        if (!ended.getAndSet(true)) {
            room.release(kilobytes);
        }
    }
}
