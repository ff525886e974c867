package org.edubalance.server.ows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The memory that the bodies of all requests take together. Of it one client alone gets a share, or the room of a single
 * body where that is more, so that others find room too. Who asks first gets room first, but for those who have their share.
 */
final class Room {

    private final long all;
    private final long share;
    private final Map<String, Long> byClient = new HashMap<>();
    private final Deque<Wish> wishes = new ArrayDeque<>();
    private long taken;

    /**
     * Room that is empty.
     *
     * @param all in bytes
     * @param share what one client can have of it, in bytes
     */
    Room(long all, long share) {
        this.all = all;
        this.share = share;
    }

    /** What a client waits for. Each is another, whatever it says. */
    private static final class Wish {
        final String client;
        final long held;
        final long bytes;

        Wish(String client, long held, long bytes) {
            this.client = client;
            this.held = held;
            this.bytes = bytes;
        }
    }

    /**
     * Takes room, as soon as there is some; all of it for a body that is larger.
     *
     * @throws OwsException if there is none within the time
     */
    Lease take(String client, long bytes, long millis) throws InterruptedException {
        return new Lease(this, client, take(client, 0, bytes, millis));
    }

    /**
     * Takes more room for a body.
     *
     * @param held what is taken for it already
     * @return how much it got: what it wants, or what makes all of the room for a body that is larger
     * @throws OwsException if there is none within the time
     */
    long take(String client, long held, long bytes, long millis) throws InterruptedException {
        Wish wish = new Wish(client, held, Math.min(bytes, all - held));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (this) {
            wishes.add(wish);
            try {
                while (!isNext(wish)) {
                    long left = end - System.nanoTime();
                    if (left <= 0) {
                        throw isWithinShare(wish) || share >= all
                                ? OwsException.coded(OwsException.SERVER_BUSY, 503, "ows.body.memory")
                                : OwsException.coded(
                                        OwsException.SERVER_BUSY, 503, "ows.body.client-memory", "limit", share);
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
                taken += wish.bytes;
                if (wish.bytes > 0) {
                    byClient.merge(client, wish.bytes, Long::sum);
                }
                return wish.bytes;
            } finally {
                wishes.remove(wish);
                notifyAll();
            }
        }
    }

    private boolean isNext(Wish wish) {
        for (Wish earlier : wishes) {
            if (earlier == wish) {
                return isWithinShare(wish) && taken + wish.bytes <= all;
            }
            if (isWithinShare(earlier)) {
                return false;
            }
        }
        throw new IllegalStateException("a wish that nobody has");
    }

    private boolean isWithinShare(Wish wish) {
        long own = byClient.getOrDefault(wish.client, 0L);
        return own == wish.held || own + wish.bytes <= share;
    }

    /** Takes room back. */
    synchronized void leave(String client, long bytes) {
        taken -= bytes;
        byClient.computeIfPresent(client, (key, own) -> own > bytes ? own - bytes : null);
        notifyAll();
    }
}
