package org.edubalance.process.access;

import java.util.List;
import org.edubalance.access.GroundPlaces;
import org.edubalance.access.Nearest;
import org.edubalance.access.Network;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Progress;
import org.edubalance.work.Workers;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * The inputs that say along what people go, checked: network, cost, oneWay, crossings, snap.
 *
 * @param cost null for metres
 * @param oneWay null where all lines may be gone both ways
 * @param snap how far a place may be from the network, in metres
 */
record NetworkInput(SimpleFeatureCollection network, String cost, String oneWay, boolean crossings, double snap) {

    static final String SNAP = "1000";

    /** Null where no network is given. */
    static NetworkInput of(
            SimpleFeatureCollection network, String cost, String oneWay, boolean crossings, Double snap) {
        String givenCost = Inputs.given(cost);
        String givenOneWay = Inputs.given(oneWay);
        Inputs.checkMetres("snap", snap);
        if (network == null && (givenCost != null || givenOneWay != null || crossings)) {
            throw Inputs.missing(
                    "network",
                    Message.of(
                            "access.network",
                            "input",
                            givenCost != null ? "cost" : givenOneWay != null ? "oneWay" : "crossings"));
        }
        return network == null ? null : new NetworkInput(network, givenCost, givenOneWay, crossings, snap);
    }

    /** The unit of distances; null where they are costs. */
    static Localized unit(NetworkInput inputOrNull) {
        return inputOrNull == null || inputOrNull.cost == null ? Message.of("unit.metres") : null;
    }

    /**
     * Puts demand and supply onto the network.
     *
     * @throws Refusal if it cannot be read, or nothing of the demand or the supply is on it
     */
    OnNetwork with(String process, Sites demand, Sites supply, Progress progress) {
        Road road = Road.read(network, crossings, progress);
        Ground ground = Ground.under(List.of(demand.scattered(), supply.scattered(), road.scattered()));
        GroundPlaces vertices = ground.places(road.scattered());
        Network built = road.on(vertices, cost, oneWay);
        Workers workers = Workers.of(progress.silent());
        OnNetwork on = new OnNetwork(
                built,
                built.snap(ground.places(demand.scattered()), snap, workers),
                built.snap(ground.places(supply.scattered()), snap, workers));
        if (road.placeless().count() > 0) {
            progress.warn(
                    process,
                    Message.of(
                            "access.of",
                            "input",
                            "network",
                            "message",
                            road.placeless().message()));
        }
        if (built.parts() > 1) {
            progress.warn(process, Message.of("access.parts", "parts", built.parts()));
        }
        tellBeyond(process, demand, on.demand(), progress);
        tellBeyond(process, supply, on.supply(), progress);
        return on;
    }

    private void tellBeyond(String process, Sites sites, Network.Snapped snapped, Progress progress) {
        LeftOut beyond = new LeftOut(Message.of("access.beyond", "snap", snap));
        for (int i = 0; i < sites.count(); i++) {
            if (!snapped.on(i)) {
                beyond.add(sites.feature(i));
            }
        }
        if (beyond.count() == sites.count()) {
            throw Refusal.of("access.off", "places", sites.input(), "snap", snap)
                    .about("snap");
        }
        if (beyond.count() > 0) {
            progress.warn(process, Message.of("access.of", "input", sites.input(), "message", beyond.message()));
        }
    }

    /** A network with demand and supply on it. */
    record OnNetwork(Network network, Network.Snapped demand, Network.Snapped supply) {

        /** Tells of demand on the network that has no way to any supply, as in a part of it without one. */
        void warnOfNoWay(String process, Sites sites, Nearest nearest, Progress progress) {
            LeftOut cut = new LeftOut(Message.of("access.way"));
            for (int i = 0; i < sites.count(); i++) {
                if (demand.on(i) && nearest.supply()[i] < 0) {
                    cut.add(sites.feature(i));
                }
            }
            if (cut.count() > 0) {
                progress.warn(process, Message.of("access.of", "input", sites.input(), "message", cut.message()));
            }
        }
    }
}
