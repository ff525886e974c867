package org.edubalance.process.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.GroundMetrics;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** The features of an input that have a place, each with its place and how much there is of it. */
final class Sites {

    private static final int CHECK_EVERY = 1 << 10;

    private final String input;
    private final CoordinateReferenceSystem crs;
    private final SimpleFeatureType type;
    private final List<SimpleFeature> features;
    private final LeftOut placeless = new LeftOut(Message.of("leftout.place"));
    private final LeftOut without;

    private double[] x = new double[16];
    private double[] y = new double[16];
    private double[] amounts = new double[16];
    private int[] rows = new int[16];
    private int count;

    private Sites(
            String input,
            CoordinateReferenceSystem crs,
            SimpleFeatureType type,
            List<SimpleFeature> features,
            LeftOut without) {
        this.input = input;
        this.crs = crs;
        this.type = type;
        this.features = features;
        this.without = without;
    }

    /**
     * Reads an input.
     *
     * @param input its name
     * @param amountInput the name of the input that says how much there is
     * @param amount an attribute or expression of at least 0, null for 1 each
     * @param keepEmpty whether what has no amount above 0 is kept, with the amount 0; it is counted either way
     * @throws Refusal if there is nothing, or an amount is negative or no number
     */
    static Sites read(
            String input,
            SimpleFeatureCollection data,
            String amountInput,
            String amount,
            boolean keepEmpty,
            Progress progress) {
        CoordinateReferenceSystem crs = crs(input, data);
        Attribute attribute = Attribute.optional(amountInput, amount, data.getSchema());
        Sites sites = new Sites(
                input,
                crs,
                data.getSchema(),
                new ArrayList<>(),
                new LeftOut(Message.of("access.amount", "text", amount)));
        double period = GroundMetrics.of(crs).period();
        try (SimpleFeatureIterator iterator = data.features()) {
            while (iterator.hasNext()) {
                if (sites.features.size() % CHECK_EVERY == 0) {
                    progress.check();
                }
                SimpleFeature feature = iterator.next();
                sites.features.add(feature);
                double value = attribute == null ? 1 : amount(attribute, amountInput, feature);
                if (!(feature.getDefaultGeometry() instanceof Geometry geometry) || geometry.isEmpty()) {
                    sites.placeless.add(feature);
                    continue;
                }
                if (!(value > 0)) {
                    sites.without.add(feature);
                    if (!keepEmpty) {
                        continue;
                    }
                    value = 0;
                }
                Coordinate centre = geometry instanceof Point point ? point.getCoordinate() : centre(geometry, period);
                sites.add(centre.x, centre.y, value, sites.features.size() - 1);
            }
        }
        sites.checkAny(amountInput);
        return sites;
    }

    /**
     * An input's CRS.
     *
     * @throws Refusal if the input is missing, has no geometry, or no CRS, so that nothing is known of distances
     */
    static CoordinateReferenceSystem crs(String input, SimpleFeatureCollection data) {
        if (data == null) {
            throw Inputs.missing(input, Message.of("input.features"));
        }
        if (Inputs.hasNoAttributes(data)) {
            throw Refusal.of("input.empty").about(input);
        }
        if (data.getSchema().getGeometryDescriptor() == null) {
            throw Refusal.of("data.geometry").about(input).missing();
        }
        CoordinateReferenceSystem crs = data.getSchema().getCoordinateReferenceSystem();
        if (crs == null) {
            throw Refusal.of("data.crs").about(input).missing();
        }
        return crs;
    }

    /** Sites that are known: one for each feature. */
    static Sites of(
            String input,
            SimpleFeatureType type,
            List<SimpleFeature> features,
            double[] x,
            double[] y,
            double[] amounts) {
        Sites sites = new Sites(
                input, type.getCoordinateReferenceSystem(), type, features, new LeftOut(Message.of("leftout.place")));
        sites.x = x;
        sites.y = y;
        sites.amounts = amounts;
        sites.rows = new int[x.length];
        Arrays.setAll(sites.rows, i -> i);
        sites.count = x.length;
        return sites;
    }

    private static double amount(Attribute attribute, String amountInput, SimpleFeature feature) {
        double value = attribute.number(feature);
        if (value < 0) {
            throw Refusal.of("access.negative", "text", attribute.text(), "got", value)
                    .about(amountInput)
                    .at(Places.of(feature));
        }
        return value;
    }

    /** The centroid; of parts on both sides of the date line that of all of them side by side. */
    private static Coordinate centre(Geometry geometry, double period) {
        if (period > 0 && geometry.getEnvelopeInternal().getWidth() > period / 2) {
            Geometry moved = geometry.copy();
            moved.apply(new CoordinateSequenceFilter() {
                @Override
                public void filter(CoordinateSequence points, int i) {
                    if (points.getX(i) < 0) {
                        points.setOrdinate(i, 0, points.getX(i) + period);
                    }
                }

                @Override
                public boolean isDone() {
                    return false;
                }

                @Override
                public boolean isGeometryChanged() {
                    return true;
                }
            });
            return moved.getCentroid().getCoordinate();
        }
        return geometry.getCentroid().getCoordinate();
    }

    private void add(double siteX, double siteY, double amount, int row) {
        if (count == x.length) {
            int more = count + (count >> 1);
            x = Arrays.copyOf(x, more);
            y = Arrays.copyOf(y, more);
            amounts = Arrays.copyOf(amounts, more);
            rows = Arrays.copyOf(rows, more);
        }
        x[count] = siteX;
        y[count] = siteY;
        amounts[count] = amount;
        rows[count++] = row;
    }

    private void checkAny(String amountInput) {
        if (features.isEmpty()) {
            throw Refusal.of("input.empty").about(input);
        }
        if (placeless.count() == features.size()) {
            throw Refusal.of("data.nothing", "why", List.of(placeless.message()))
                    .about(input);
        }
        if (Arrays.stream(amounts, 0, count).noneMatch(amount -> amount > 0)) {
            throw Refusal.of("access.nothing", "why", List.of(without.message()))
                    .about(amountInput);
        }
    }

    /** Tells of features that take no part. */
    void warn(String process, Progress progress) {
        for (LeftOut leftOut : List.of(placeless, without)) {
            if (leftOut.count() > 0) {
                progress.warn(process, Message.of("access.of", "input", input, "message", leftOut.message()));
            }
        }
    }

    /** The places, in the input's own CRS. */
    Ground.Scattered scattered() {
        return new Ground.Scattered(input, crs, x(), y());
    }

    /** The features' type. */
    SimpleFeatureType type() {
        return type;
    }

    /** The input that the sites are of. */
    String input() {
        return input;
    }

    /** How many sites. */
    int count() {
        return count;
    }

    double[] x() {
        return Arrays.copyOf(x, count);
    }

    double[] y() {
        return Arrays.copyOf(y, count);
    }

    double[] amounts() {
        return Arrays.copyOf(amounts, count);
    }

    /** The feature of a site. */
    SimpleFeature feature(int site) {
        return features.get(rows[site]);
    }

    /** All features of the input, those without a site too. */
    List<SimpleFeature> features() {
        return features;
    }

    /** The site of each feature, −1 where it has none. */
    int[] sitesOfFeatures() {
        int[] sites = new int[features.size()];
        Arrays.fill(sites, -1);
        for (int i = 0; i < count; i++) {
            sites[rows[i]] = i;
        }
        return sites;
    }
}
