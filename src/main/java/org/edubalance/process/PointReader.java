package org.edubalance.process;

import org.edubalance.density.WeightedPoints;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.process.ProcessException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;

/**
 * Streams features into weighted points in another CRS. A feature's whole weight goes to its point: a multipoint's parts
 * share it equally, any other geometry has it at its centroid.
 */
final class PointReader {

    private static final int BATCH = 1024;

    private final WeightedPoints points = new WeightedPoints(BATCH);
    private final MathTransform transform;
    /** The largest latitude there is, in the target's unit; infinite for a plane. */
    private final double pole;

    private final CoordinateReferenceSystem target;

    private final double[] coordinates = new double[2 * BATCH];
    private final double[] weights = new double[BATCH];
    private final String[] ids = new String[BATCH];
    private int pending;

    private int withoutGeometry;
    private int withoutWeight;

    private PointReader(MathTransform transform, CoordinateReferenceSystem target) {
        this.transform = transform;
        this.target = target;
        this.pole = target instanceof GeographicCRS ? GroundMetrics.pole(target) : Double.POSITIVE_INFINITY;
    }

    /**
     * Reads all features.
     *
     * @param weight an attribute or expression, or null for 1 each
     */
    static PointReader read(
            SimpleFeatureCollection data, String weight, CoordinateReferenceSystem target, Progress progress) {
        SimpleFeatureType type = data.getSchema();
        Attribute attribute = weight == null || weight.isBlank() ? null : Attribute.of("weight", weight, type);
        PointReader reader =
                new PointReader(GroundMetrics.transform("data", type.getCoordinateReferenceSystem(), target), target);
        try (SimpleFeatureIterator features = data.features()) {
            while (features.hasNext()) {
                reader.read(features.next(), attribute);
                if (reader.pending == 0) {
                    progress.check();
                }
            }
        }
        reader.flush();
        return reader;
    }

    private void read(SimpleFeature feature, Attribute attribute) {
        Geometry geometry = (Geometry) feature.getDefaultGeometry();
        if (geometry == null || geometry.isEmpty()) {
            withoutGeometry++;
            return;
        }
        double weight = 1;
        if (attribute != null) {
            weight = attribute.number(feature);
            if (Double.isNaN(weight)) {
                withoutWeight++;
                return;
            }
            if (weight < 0) {
                throw new ProcessException("weight '" + attribute.text() + "' must be >= 0, got " + Inputs.shown(weight)
                        + " in feature " + feature.getID());
            }
        }
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
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new ProcessException(
                    "data must have finite coordinates, got " + x + ", " + y + " in feature " + feature.getID());
        }
        coordinates[2 * pending] = x;
        coordinates[2 * pending + 1] = y;
        weights[pending] = weight;
        ids[pending] = feature.getID();
        pending++;
        if (pending == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!transform.isIdentity()) {
            try {
                transform.transform(coordinates, 0, coordinates, 0, pending);
            } catch (TransformException e) {
                throw new ProcessException("data can't be transformed to " + GroundMetrics.name(target)
                        + " near feature " + ids[0] + ": " + e.getMessage());
            }
        }
        for (int i = 0; i < pending; i++) {
            double x = coordinates[2 * i];
            double y = coordinates[2 * i + 1];
            if (!Double.isFinite(x) || !Double.isFinite(y) || Math.abs(y) > pole) {
                throw new ProcessException("data must lie within the bounds of " + GroundMetrics.name(target) + ", got "
                        + x + ", " + y + " for feature " + ids[i]);
            }
            points.add(x, y, weights[i]);
        }
        pending = 0;
    }

    WeightedPoints points() {
        return points;
    }

    int withoutGeometry() {
        return withoutGeometry;
    }

    int withoutWeight() {
        return withoutWeight;
    }
}
