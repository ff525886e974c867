package org.edubalance.server.wms;

import java.time.Duration;
import java.util.function.Supplier;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.Places;
import org.edubalance.server.ows.Turns;

/** The places for drawing, of which a map, a legend or the features at a pixel take one while they are made. */
final class Drawing {

    private final Places places;
    private final Turns turns;
    private final Duration wait;

    /**
     * Places of which one client has its share: with the share of one half as many as there are processors. More would
     * draw no faster, and each holds an image in memory; as many again are for others.
     *
     * @param wait how long to wait for a place
     */
    Drawing(ServerProperties.Limits limits, Duration wait) {
        int all = 2 * Runtime.getRuntime().availableProcessors();
        places = new Places(all, (int) limits.shareOf(all));
        turns = new Turns(places);
        this.wait = wait;
    }

    /** Draws in a place of a client's, or refuses to if none becomes free. */
    <T> T at(String client, Supplier<T> work) {
        try {
            switch (turns.take(client, wait.toMillis())) {
                case FULL -> throw OwsException.coded(OwsException.SERVER_BUSY, 503, "wms.busy");
                case SHARE_TAKEN ->
                    throw OwsException.coded(OwsException.SERVER_BUSY, 503, "wms.client", "limit", places.share());
                case TAKEN -> {
                    // until it is drawn
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OwsException.coded(OwsException.SERVER_BUSY, 503, "wms.stopping");
        }
        try {
            return work.get();
        } finally {
            turns.leave(client);
        }
    }
}
