package org.edubalance.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.wololo.flatgeobuf.generated.GeometryType;

/** Makes geometries of FlatGeobuf's, which claim lengths that have to be checked before anything is made of them. */
final class FlatGeobufGeometry {

    private static final int DEEPEST = 16;

    private final GeometryFactory factory = new GeometryFactory();

    /**
     * A geometry; null where there is none.
     *
     * @param headerType the type of all features; unknown where each has its own
     * @param bytes the length of the feature, which no part of it can be longer than
     */
    Geometry read(org.wololo.flatgeobuf.generated.Geometry geometry, int headerType, int bytes) {
        try {
            return geometry == null ? null : read(geometry, headerType, bytes, 0);
        } catch (IllegalArgumentException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            // JTS: too few points, a ring that is not closed
            throw Refusal.because(e, "format.geometry.points");
        }
    }

    private Geometry read(org.wololo.flatgeobuf.generated.Geometry geometry, int headerType, int bytes, int depth) {
        int type = headerType == GeometryType.Unknown ? geometry.type() : headerType;
        if (depth > DEEPEST
                || 8L * geometry.xyLength() > bytes
                || 4L * geometry.endsLength() > bytes
                || 4L * geometry.partsLength() > bytes
                || geometry.xyLength() % 2 != 0) {
            throw Refusal.of("format.fgb.broken");
        }
        int points = geometry.xyLength() / 2;
        return switch (type) {
            case GeometryType.Point ->
                points == 0 ? factory.createPoint() : factory.createPoint(coordinates(geometry, 0, 1)[0]);
            case GeometryType.LineString -> factory.createLineString(coordinates(geometry, 0, points));
            case GeometryType.MultiPoint -> factory.createMultiPointFromCoords(coordinates(geometry, 0, points));
            case GeometryType.Polygon -> polygon(geometry);
            case GeometryType.MultiLineString ->
                factory.createMultiLineString(
                        parts(geometry).stream().map(factory::createLineString).toArray(LineString[]::new));
            case GeometryType.MultiPolygon ->
                factory.createMultiPolygon(
                        members(geometry, GeometryType.Polygon, bytes, depth).toArray(Polygon[]::new));
            case GeometryType.GeometryCollection ->
                factory.createGeometryCollection(
                        members(geometry, GeometryType.Unknown, bytes, depth).toArray(Geometry[]::new));
            default ->
                throw Refusal.of(
                        "format.wkb.curve",
                        "type",
                        type < GeometryType.names.length ? GeometryType.name(type) : String.valueOf(type));
        };
    }

    private List<Geometry> members(org.wololo.flatgeobuf.generated.Geometry geometry, int type, int bytes, int depth) {
        List<Geometry> members = new ArrayList<>();
        for (int i = 0; i < geometry.partsLength(); i++) {
            members.add(read(geometry.parts(i), type, bytes, depth + 1));
        }
        return members;
    }

    private Polygon polygon(org.wololo.flatgeobuf.generated.Geometry geometry) {
        LinearRing[] rings =
                parts(geometry).stream().map(factory::createLinearRing).toArray(LinearRing[]::new);
        return rings.length == 0
                ? factory.createPolygon()
                : factory.createPolygon(rings[0], Arrays.copyOfRange(rings, 1, rings.length));
    }

    /** The coordinates of each part, which all but a single one have their ends named. */
    private List<Coordinate[]> parts(org.wololo.flatgeobuf.generated.Geometry geometry) {
        int points = geometry.xyLength() / 2;
        List<Coordinate[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < geometry.endsLength(); i++) {
            long to = geometry.ends(i);
            if (to < from || to > points) {
                throw Refusal.of("format.fgb.broken");
            }
            parts.add(coordinates(geometry, from, (int) to));
            from = (int) to;
        }
        if (from < points) {
            parts.add(coordinates(geometry, from, points));
        }
        return parts;
    }

    private static Coordinate[] coordinates(org.wololo.flatgeobuf.generated.Geometry geometry, int from, int to) {
        boolean high = geometry.zLength() >= geometry.xyLength() / 2;
        Coordinate[] coordinates = new Coordinate[to - from];
        for (int i = from; i < to; i++) {
            double x = geometry.xy(2 * i);
            double y = geometry.xy(2 * i + 1);
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw Refusal.of("format.place.finite", "x", x, "y", y);
            }
            double z = high ? geometry.z(i) : Double.NaN;
            coordinates[i - from] = Double.isNaN(z) ? new CoordinateXY(x, y) : new Coordinate(x, y, z);
        }
        return coordinates;
    }
}
