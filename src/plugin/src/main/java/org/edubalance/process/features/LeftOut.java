package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.geotools.api.feature.simple.SimpleFeature;

/**
 * Features that take no part since something of theirs is missing: counted, and the first of them named. One rule holds
 * for all processes: a missing place, weight or population leaves its feature out, and is refused only where nothing is
 * left.
 */
public final class LeftOut {

    private static final int NAMED = 10;

    private final Localized why;
    private final List<Object> named = new ArrayList<>();
    private int count;

    /** @param why what is missing, after "without" */
    public LeftOut(Localized why) {
        this.why = why;
    }

    public void add(SimpleFeature feature) {
        if (count++ < NAMED) {
            Place place = Places.of(feature);
            named.add(
                    place.name() == null
                            ? place.feature()
                            : Message.of("leftout.named", "name", place.name(), "feature", place.feature()));
        }
    }

    public int count() {
        return count;
    }

    /** How many features were left out, why, and which. */
    public Message message() {
        return count > NAMED
                ? Message.of("leftout.more", "count", count, "why", why, "features", named, "more", count - NAMED)
                : Message.of("leftout", "count", count, "why", why, "features", named);
    }
}
