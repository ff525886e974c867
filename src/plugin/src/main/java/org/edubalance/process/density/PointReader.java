package org.edubalance.process.density;

import java.util.Arrays;
import org.edubalance.columns.NumberedRow;
import org.edubalance.density.WeightedPoints;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.GroundMetrics;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;

/**
 * Streams features into weighted points in another CRS. A feature's whole weight goes to its point: a multipoint's parts
 * share it equally, any other geometry has it at its centroid.
 */
final class PointReader {

    private static final int CHECK_EVERY = 1 << 10;

    private final WeightedPoints points = new WeightedPoints();
    private final MathTransform transform;
    /** The largest latitude there is, in the target's unit; infinite for a plane. */
    private final double pole;

    private final CoordinateReferenceSystem target;

    private final int geometryIndex;

    private Batch filling = new Batch();
    /** Is transformed while the next one is read. */
    private Batch full = new Batch();

    private final LeftOut placeless = new LeftOut(Message.of("leftout.place"));
    private final LeftOut weightless = new LeftOut(Message.of("leftout.weight"));

    private PointReader(SimpleFeatureType type, CoordinateReferenceSystem target) {
        this.geometryIndex = type.indexOf(type.getGeometryDescriptor().getLocalName());
        this.transform = GroundMetrics.transform("data", type.getCoordinateReferenceSystem(), target);
        this.target = target;
        this.pole = target instanceof GeographicCRS ? GroundMetrics.pole(target) : Double.POSITIVE_INFINITY;
    }

    /**
     * Reads all features.
     *
     * @param weight an attribute or expression, or null for 1 each
     */
    static ReadPoints read(
            SimpleFeatureCollection data, String weight, CoordinateReferenceSystem target, Progress progress) {
        SimpleFeatureType type = data.getSchema();
        Attribute attribute = weight(weight, type);
        PointReader reader = new PointReader(type, target);
        try (SimpleFeatureIterator features = data.features()) {
            int read = 0;
            while (features.hasNext()) {
                reader.read(features.next(), attribute);
                if (++read % CHECK_EVERY == 0) {
                    progress.check();
                }
            }
            reader.flush();
            reader.take(reader.full);
            return new ReadPoints(reader.points, reader.placeless, reader.weightless);
        } catch (RuntimeException | Error e) {
            // no thread goes on, and what is wrong with an earlier feature is told first
            reader.full.join();
            throw e;
        }
    }

    /** A map may have asked the layer for a weight that another layer has: then there is no other attribute to name. */
    private static Attribute weight(String weight, SimpleFeatureType type) {
        Attribute attribute;
        try {
            attribute = Attribute.optional("weight", weight, type);
        } catch (Refusal e) {
            if (type.getAttributeCount() > 1) {
                throw e;
            }
            throw Refusal.because(e, "density.weight.unknown", "got", weight).about("weight");
        }
        if (attribute != null) {
            KnownWeights.add(weight);
        }
        return attribute;
    }

    private void read(SimpleFeature feature, Attribute attribute) {
        if (feature instanceof NumberedRow row && row.isAsRead() && !Double.isNaN(row.x())) {
            double weight = weight(feature, attribute);
            if (!Double.isNaN(weight)) {
                add(feature, row.x(), row.y(), weight);
            }
            return;
        }
        Geometry geometry = (Geometry) feature.getAttribute(geometryIndex);
        if (geometry == null || geometry.isEmpty()) {
            placeless.add(feature);
            return;
        }
        double weight = weight(feature, attribute);
        if (!Double.isNaN(weight)) {
            add(feature, geometry, weight);
        }
    }

    /** A feature's weight, NaN if it is left out for want of one. */
    private double weight(SimpleFeature feature, Attribute attribute) {
        if (attribute == null) {
            return 1;
        }
        double weight = attribute.number(feature);
        if (Double.isNaN(weight)) {
            weightless.add(feature);
        } else if (weight < 0) {
            throw Refusal.of("density.weight.negative", "text", attribute.text(), "got", weight)
                    .about("weight")
                    .at(Places.of(feature));
        }
        return weight;
    }

    private void add(SimpleFeature feature, Geometry geometry, double weight) {
        if (geometry instanceof Point point) {
            add(feature, point.getX(), point.getY(), weight);
        } else if (geometry instanceof MultiPoint) {
            int parts = 0;
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                parts += geometry.getGeometryN(i).isEmpty() ? 0 : 1;
            }
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                Coordinate c = geometry.getGeometryN(i).getCoordinate();
                if (c != null) {
                    add(feature, c.x, c.y, weight / parts);
                }
            }
        } else {
            Point centroid = geometry.getCentroid();
            add(feature, centroid.getX(), centroid.getY(), weight);
        }
    }

    private void add(SimpleFeature feature, double x, double y, double weight) {
        if (filling.add(x, y, weight, feature)) {
            flush();
        }
    }

    /** Has a batch transformed and goes on with the one before it. */
    private void flush() {
        take(full);
        filling.start();
        Batch next = full;
        full = filling;
        filling = next;
    }

    private void take(Batch batch) {
        batch.join();
        for (int i = 0; i < batch.size; i++) {
            points.add(batch.coordinates[2 * i], batch.coordinates[2 * i + 1], batch.weights[i]);
        }
        batch.size = 0;
    }

    /** Points that are transformed together. */
    private final class Batch {
        private static final int CAPACITY = 1 << 12;
        private static final int BLOCK = 1 << 9;

        private final double[] coordinates = new double[2 * CAPACITY];
        private final double[] weights = new double[CAPACITY];
        /** For error messages. */
        private final SimpleFeature[] origins = new SimpleFeature[CAPACITY];

        private int size;
        private Workers.Run transforms;

        /** Returns whether the batch is full. */
        boolean add(double x, double y, double weight, SimpleFeature origin) {
            coordinates[2 * size] = x;
            coordinates[2 * size + 1] = y;
            weights[size] = weight;
            origins[size] = origin;
            size++;
            return size == CAPACITY;
        }

        void start() {
            transforms = Workers.of(Monitor.NONE).start(size, BLOCK, () -> this::transform);
        }

        private void transform(int from, int to) {
            if (!transform.isIdentity()) {
                double[] source = Arrays.copyOfRange(coordinates, 2 * from, 2 * to);
                try {
                    transform.transform(source, 0, coordinates, 2 * from, to - from);
                } catch (TransformException | IllegalArgumentException e) {
                    findUntransformable(source, from);
                    throw untransformable(from, e);
                }
            }
            for (int i = from; i < to; i++) {
                double x = coordinates[2 * i];
                double y = coordinates[2 * i + 1];
                if (!Double.isFinite(x) || !Double.isFinite(y) || Math.abs(y) > pole) {
                    throw Refusal.of("density.outside", "crs", GroundMetrics.name(target), "x", x, "y", y)
                            .about("data")
                            .at(Places.of(origins[i]));
                }
            }
        }

        /** Throws for the first point that can't be transformed by itself. */
        private void findUntransformable(double[] source, int from) {
            double[] alone = new double[2];
            for (int i = 0; 2 * i < source.length; i++) {
                try {
                    transform.transform(source, 2 * i, alone, 0, 1);
                } catch (TransformException | IllegalArgumentException e) {
                    throw untransformable(from + i, e);
                }
            }
        }

        private Refusal untransformable(int point, Exception e) {
            return Refusal.because(e, "density.transform", "crs", GroundMetrics.name(target))
                    .about("data")
                    .at(Places.of(origins[point]));
        }

        void join() {
            if (transforms != null) {
                transforms.join();
                transforms = null;
            }
        }
    }
}
