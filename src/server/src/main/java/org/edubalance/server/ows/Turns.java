package org.edubalance.server.ows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@link Places} to work at, for which clients wait, so that however long the work of one takes others find a place. One that
 * becomes free goes to the client that has the fewest, and of several to who came first.
 */
public final class Turns {

    private final Places places;
    private final List<Wish> wishes = new ArrayList<>();

    /** For places of which none is taken. */
    public Turns(Places places) {
        this.places = places;
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
            return places.answer(client);
        }
    }

    /** Leaves a place that {@link #take} gave. */
    public synchronized void leave(String client) {
        places.leave(client);
        grant();
    }

    /** Gives a wish up; false if it has been granted. */
    private synchronized boolean withdraw(Wish wish) {
        return wishes.remove(wish);
    }

    private void grant() {
        Wish next;
        while ((next = next()) != null) {
            places.take(next.client);
            wishes.remove(next);
            next.granted.countDown();
        }
    }

    /** The wish that a place is for, of the client with the fewest; null where there is none. */
    private Wish next() {
        return wishes.stream()
                .filter(wish -> places.answer(wish.client) == Places.Answer.TAKEN)
                .min(Comparator.comparingInt(wish -> places.of(wish.client)))
                .orElse(null);
    }
}
