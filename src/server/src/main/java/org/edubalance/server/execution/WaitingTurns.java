package org.edubalance.server.execution;

import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;

/**
 * The jobs that wait for a thread, so many in all and a share of them of one client. Clients take turns: however many jobs
 * of one wait, the next of another comes after one of them.
 */
final class WaitingTurns extends PriorityBlockingQueue<Runnable> {

    private static final long serialVersionUID = 1L;

    private static final Comparator<Runnable> ORDER = Comparator.comparingLong((Runnable turn) -> ((Turn) turn).round())
            .thenComparingLong(turn -> ((Turn) turn).number());

    private final int all;
    private final int share;

    /** A place in the line: jobs of a client have one round after the other, and of a round the first comes first. */
    interface Turn extends Runnable {
        String client();

        long round();

        long number();
    }

    WaitingTurns(int all, int share) {
        super(Math.min(all, 16), ORDER);
        this.all = all;
        this.share = share;
    }

    /** Adds a turn unless all places are taken or its client has its share. One thread at a time may add. */
    @Override
    public boolean offer(Runnable turn) {
        return size() < all && !hasShare(((Turn) turn).client()) && super.offer(turn);
    }

    /** True if as many jobs of a client wait as may. */
    boolean hasShare(String client) {
        return stream().filter(turn -> ((Turn) turn).client().equals(client)).count() >= share;
    }

    /** The last round that a client has a turn in; 0 if none of its jobs waits. */
    long lastRound(String client) {
        return stream()
                .map(turn -> (Turn) turn)
                .filter(turn -> turn.client().equals(client))
                .mapToLong(Turn::round)
                .max()
                .orElse(0);
    }
}
