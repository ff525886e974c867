package org.edubalance.process.density;

import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.CheckedFeatures;
import org.edubalance.process.features.Ecql;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LastingFeatures;
import org.edubalance.process.features.Progress;
import org.geotools.api.filter.Filter;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * The points of layers that never change, kept in a map's CRS, so that the next map of the same layer need not read its
 * features: a slider that is dragged asks for many, which differ by the radius only. They go with the layer, when memory is
 * short, and the longest unused one when there are more than a twentieth of the memory.
 */
final class KeptPoints {

    private static final int MOST_SETS = 64;
    private static final int BYTES_PER_POINT = 24;
    private static final long MOST_POINTS = Runtime.getRuntime().maxMemory() / 20 / BYTES_PER_POINT;

    /** The longest unused one first. */
    private static final Map<Key, Kept> KEPT = new LinkedHashMap<>(16, 0.75f, true);

    private KeptPoints() {}

    /** Of which points: what is equal has equal points. */
    private record Key(Layer layer, Filter filter, String weight, CoordinateReferenceSystem crs) {}

    /** A layer as long as there is one. */
    private static final class Layer extends WeakReference<SimpleFeatureCollection> {
        private final int hash;

        Layer(SimpleFeatureCollection features) {
            super(features);
            hash = System.identityHashCode(features);
        }

        @Override
        public boolean equals(Object other) {
            return other == this || other instanceof Layer layer && get() != null && get() == layer.get();
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /**
     * What is known of a layer.
     *
     * @param read nothing where some point of the layer is refused, which maps of others do not mind
     * @param points how many they are
     */
    private record Kept(SoftReference<ReadPoints> read, int points) {

        boolean isGone() {
            return read != null && read.get() == null;
        }
    }

    /**
     * Reads the points that a window depends on, or more of them.
     *
     * @param weight an attribute or expression, or null for 1 each
     * @param reach how far a point acts, in metres; infinite if that is not known
     * @return points that the caller may reorder and move
     */
    static ReadPoints read(
            SimpleFeatureCollection data, String weight, DensityWindow window, double reach, Progress progress) {
        Optional<ReadPoints> kept = LastingFeatures.in(data)
                .filter(lasting -> lasting.layer().size() <= MOST_POINTS && isLasting(weight, lasting))
                .flatMap(lasting -> kept(lasting, weight, window.crs(), progress));
        return kept.map(all -> new ReadPoints(window.reaching(all.points(), reach), all.placeless(), all.weightless()))
                .orElseGet(() -> PointReader.read(data, weight, window.crs(), progress));
    }

    private static boolean isLasting(String weight, LastingFeatures features) {
        if (Inputs.given(weight) == null || features.layer().getSchema().indexOf(weight.strip()) >= 0) {
            return true;
        }
        try {
            return LastingFeatures.isLasting(Ecql.expression("weight", weight.strip()));
        } catch (Refusal | StackOverflowError e) {
            // it may be one over attributes of any name, or is refused when it is read
            return false;
        }
    }

    private static Optional<ReadPoints> kept(
            LastingFeatures features, String weight, CoordinateReferenceSystem crs, Progress progress) {
        Key key = new Key(
                new Layer(features.layer()),
                features.filter(),
                Inputs.given(weight) == null ? null : weight.strip(),
                crs);
        Kept known = find(key);
        if (known != null && known.read() == null) {
            return Optional.empty();
        }
        ReadPoints read = known == null ? null : known.read().get();
        if (read == null) {
            try {
                read = PointReader.read(CheckedFeatures.of("data", features.everywhere()), weight, crs, progress);
            } catch (Refusal e) {
                // it may be about a point far from the map, so the map's own are read
                keep(key, new Kept(null, 0));
                return Optional.empty();
            }
            // puts the arrays together, before other threads see them
            read.points().totalWeight();
            keep(key, new Kept(new SoftReference<>(read), read.points().size()));
        }
        return Optional.of(read);
    }

    private static Kept find(Key key) {
        synchronized (KEPT) {
            Kept kept = KEPT.get(key);
            return kept == null || kept.isGone() ? null : kept;
        }
    }

    private static void keep(Key key, Kept kept) {
        synchronized (KEPT) {
            KEPT.entrySet()
                    .removeIf(entry -> entry.getKey().layer().get() == null
                            || entry.getValue().isGone());
            KEPT.put(key, kept);
            long points = KEPT.values().stream().mapToLong(Kept::points).sum();
            var oldest = KEPT.entrySet().iterator();
            while (oldest.hasNext() && (points > MOST_POINTS || KEPT.size() > MOST_SETS)) {
                points -= oldest.next().getValue().points();
                oldest.remove();
            }
        }
    }

    /** How many sets are kept of a layer. */
    static long sets(SimpleFeatureCollection layer) {
        synchronized (KEPT) {
            return KEPT.keySet().stream()
                    .filter(key -> key.layer().get() == layer)
                    .count();
        }
    }
}
