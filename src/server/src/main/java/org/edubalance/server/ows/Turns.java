package org.edubalance.server.ows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Places to work at, for which clients wait. Of them one client alone gets a share, so that however long its work takes
 * others find a place. One that becomes free goes to the client that has the fewest, and of several to who came first.
 */
public final class Turns {

    private final int all;
    private final int share;
    private final Map<String, Integer> byClient = new HashMap<>();
    private final List<Wish> wishes = new ArrayList<>();
    private int taken;

    /**
     * Places that are free.
     *
     * @param share how many of them one client can have
     */
    public Turns(int all, int share) {
        this.all = all;
        this.share = share;
    }

    /** How many of the places one client can have. */
    public int share() {
        return share;
    }

    /** What a client waits for. */
    private static final class Wish {
        final String client;
        final CountDownLatch granted = new CountDownLatch(1);

        Wish(String client) {
            this.client = client;
        }
    }

    /** Takes a place, as soon as there is one for the client; anything but taken if there was none within the time. */
    public Places.Answer take(String client, long millis) throws InterruptedException {
        Wish wish = new Wish(client);
        synchronized (this) {
            wishes.add(wish);
            grant();
        }
        try {
            if (wish.granted.await(millis, TimeUnit.MILLISECONDS)) {
                return Places.Answer.TAKEN;
            }
        } catch (InterruptedException e) {
            if (!withdraw(wish)) {
                leave(client);
            }
            throw e;
        }
        synchronized (this) {
            if (!withdraw(wish)) {
                return Places.Answer.TAKEN;
            }
            return hasShare(client) ? Places.Answer.SHARE_TAKEN : Places.Answer.FULL;
        }
    }

    /** Leaves a place that {@link #take} gave. */
    public synchronized void leave(String client) {
        taken--;
        byClient.computeIfPresent(client, (key, own) -> own > 1 ? own - 1 : null);
        grant();
    }

    /** Gives a wish up; false if it has been granted. */
    private synchronized boolean withdraw(Wish wish) {
        return wishes.remove(wish);
    }

    private void grant() {
        while (taken < all) {
            Wish next = wishes.stream()
                    .filter(wish -> !hasShare(wish.client))
                    .min(Comparator.comparingInt(wish -> own(wish.client)))
                    .orElse(null);
            if (next == null) {
                return;
            }
            wishes.remove(next);
            byClient.merge(next.client, 1, Integer::sum);
            taken++;
            next.granted.countDown();
        }
    }

    private boolean hasShare(String client) {
        return own(client) >= share;
    }

    private int own(String client) {
        return byClient.getOrDefault(client, 0);
    }
}
