package org.edubalance.server.ows;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Room in memory for the body of a request, out of the room that all have together. It is held until the request is
 * answered, or until the job that keeps its inputs has ended.
 */
public final class Lease {

    /** Of nothing. */
    public static final Lease NONE = new Lease(new Room(0, 0), "", 0);

    private final Room room;
    private final String client;
    private final AtomicBoolean kept = new AtomicBoolean();
    private long bytes;

    /** To be made by {@link Room#take}. */
    Lease(Room room, String client, long bytes) {
        this.room = room;
        this.client = client;
        this.bytes = bytes;
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

    /**
     * Takes so many bytes more.
     *
     * @throws OwsException if there is no room for them within the time
     */
    void grow(long more, long millis) throws InterruptedException {
        long taken = room.take(client, bytes, more, millis);
        synchronized (this) {
            bytes += taken;
        }
    }

    /** Gives back what is more than so many bytes. */
    synchronized void shrink(long needed) {
        if (bytes > needed) {
            room.leave(client, bytes - needed);
            bytes = needed;
        }
    }

    /** Gives the room back. */
    public void end() {
        shrink(0);
    }
}
