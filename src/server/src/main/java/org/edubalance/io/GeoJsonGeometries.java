package org.edubalance.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * GeoJSON geometry objects (RFC 7946, section 3.1), read from and written to a token stream, so that an error can name
 * its line. Coordinates are (x, y) or (x, y, z); further numbers of a position are left out, as the RFC advises.
 */
final class GeoJsonGeometries {

    /** MultiPolygons nest positions four deep; a few more are read, for an error that names the geometry. */
    private static final int DEEPEST = 6;

    private static final int DEEPEST_COLLECTION = 16;

    /** The members of Esri's geometries. */
    private static final Set<String> ESRI = Set.of("x", "points", "paths", "rings");

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private GeoJsonGeometries() {}

    /** What a geometry object's members gave, in whatever order they came. */
    static final class Members {
        private String type;
        private boolean esri;
        private Object coordinates;
        private List<Geometry> geometries;

        /** Takes a member if it is one of a geometry; the parser stands on its value. */
        boolean take(String member, JsonParser parser) throws IOException {
            return take(member, parser, 0);
        }

        private boolean take(String member, JsonParser parser, int depth) throws IOException {
            switch (member) {
                case "coordinates" -> coordinates = nested(parser, 0);
                case "geometries" -> {
                    if (!parser.hasToken(JsonToken.START_ARRAY)) {
                        throw Json.mustBe(parser, "geometries", "array");
                    }
                    geometries = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        Geometry geometry = read(parser, depth + 1);
                        if (geometry != null) {
                            geometries.add(geometry);
                        }
                    }
                }
                default -> {
                    esri |= ESRI.contains(member);
                    return false;
                }
            }
            return true;
        }

        void type(String newType) {
            type = newType;
        }

        Geometry geometry(JsonParser parser) throws IOException {
            if (type == null) {
                throw Json.refusal(parser, esri ? "format.geojson.esri" : "format.geojson.typeless");
            }
            if (type.equals("GeometryCollection")) {
                if (geometries == null) {
                    throw Json.refusal(parser, "format.geojson.geometries");
                }
                return FACTORY.createGeometryCollection(geometries.toArray(Geometry[]::new));
            }
            try {
                return build(type, coordinates);
            } catch (Refusal e) {
                throw Json.refusal(parser, badGeometry(e.reason()), e);
            } catch (IllegalArgumentException e) {
                // JTS: too few points, a ring that is not closed
                throw Json.refusal(parser, badGeometry(Message.of("format.geometry.points")), e);
            }
        }

        private Message badGeometry(Message reason) {
            return Message.of("format.geometry.bad", "type", type, "reason", reason);
        }
    }

    /** Reads the geometry object (or null) that the parser stands on. */
    static Geometry read(JsonParser parser) throws IOException {
        return read(parser, 0);
    }

    private static Geometry read(JsonParser parser, int depth) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            throw Json.mustBe(parser, "geometry", "nullable");
        }
        if (depth > DEEPEST_COLLECTION) {
            throw Json.refusal(parser, "format.geojson.collections", "limit", DEEPEST_COLLECTION);
        }
        Members members = new Members();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            parser.nextToken();
            if (member.equals("type")) {
                if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                    throw Json.mustBe(parser, "type", "text");
                }
                members.type(parser.getText());
            } else if (!members.take(member, parser, depth)) {
                parser.skipChildren();
            }
        }
        return members.geometry(parser);
    }

    /** A position as a Coordinate, an array of positions as a List, and so on. */
    private static Object nested(JsonParser parser, int depth) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY) || depth > DEEPEST) {
            throw Json.mustBe(parser, "coordinates", "positions");
        }
        JsonToken first = parser.nextToken();
        if (first == JsonToken.VALUE_NUMBER_FLOAT || first == JsonToken.VALUE_NUMBER_INT) {
            return position(parser);
        }
        List<Object> list = new ArrayList<>();
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(nested(parser, depth + 1));
        }
        return list;
    }

    private static Coordinate position(JsonParser parser) throws IOException {
        double x = ordinate(parser);
        parser.nextToken();
        double y = ordinate(parser);
        Coordinate result = new CoordinateXY(x, y);
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            result = new Coordinate(x, y, ordinate(parser));
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                ordinate(parser);
            }
        }
        return result;
    }

    private static double ordinate(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw Json.mustBe(parser, "coordinates", "position");
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw Json.refusal(parser, "format.json.finite", "got", parser.getText());
        }
        return value;
    }

    private static Geometry build(String type, Object coordinates) {
        if (coordinates == null) {
            throw Refusal.of("format.geojson.coordinates");
        }
        return switch (type) {
            case "Point" -> point(coordinates);
            case "LineString" -> FACTORY.createLineString(line(coordinates));
            case "Polygon" -> polygon(coordinates);
            case "MultiPoint" ->
                FACTORY.createMultiPoint(
                        list(coordinates).stream().map(GeoJsonGeometries::point).toArray(Point[]::new));
            case "MultiLineString" ->
                FACTORY.createMultiLineString(list(coordinates).stream()
                        .map(part -> FACTORY.createLineString(line(part)))
                        .toArray(LineString[]::new));
            case "MultiPolygon" ->
                FACTORY.createMultiPolygon(list(coordinates).stream()
                        .map(GeoJsonGeometries::polygon)
                        .toArray(Polygon[]::new));
            default -> throw Refusal.of("format.geojson.unknown");
        };
    }

    private static Point point(Object coordinates) {
        if (coordinates instanceof List<?> list && list.isEmpty()) {
            return FACTORY.createPoint();
        }
        return FACTORY.createPoint(coordinate(coordinates));
    }

    private static Coordinate[] line(Object coordinates) {
        return list(coordinates).stream().map(GeoJsonGeometries::coordinate).toArray(Coordinate[]::new);
    }

    private static Polygon polygon(Object coordinates) {
        LinearRing[] rings = list(coordinates).stream()
                .map(ring -> FACTORY.createLinearRing(line(ring)))
                .toArray(LinearRing[]::new);
        if (rings.length == 0) {
            return FACTORY.createPolygon();
        }
        return FACTORY.createPolygon(rings[0], Arrays.copyOfRange(rings, 1, rings.length));
    }

    private static List<?> list(Object coordinates) {
        if (coordinates instanceof List<?> list) {
            return list;
        }
        throw Refusal.of("format.geojson.shallow");
    }

    private static Coordinate coordinate(Object coordinates) {
        if (coordinates instanceof Coordinate coordinate) {
            return coordinate;
        }
        throw Refusal.of("format.geojson.deep");
    }

    /** Writes a geometry (or null), each ordinate rounded to a number of decimals. */
    static void write(Geometry geometry, JsonGenerator json, int decimals) throws IOException {
        if (geometry == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField(
                "type", geometry.getGeometryType().equals("LinearRing") ? "LineString" : geometry.getGeometryType());
        if (geometry.getClass() == GeometryCollection.class) {
            json.writeArrayFieldStart("geometries");
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                write(geometry.getGeometryN(i), json, decimals);
            }
            json.writeEndArray();
        } else {
            json.writeFieldName("coordinates");
            writeCoordinates(geometry, json, new Rounding(decimals));
        }
        json.writeEndObject();
    }

    private static void writeCoordinates(Geometry geometry, JsonGenerator json, Rounding rounding) throws IOException {
        if (geometry instanceof Point point) {
            if (point.isEmpty()) {
                json.writeStartArray();
                json.writeEndArray();
            } else {
                rounding.write(point.getCoordinate(), json);
            }
            return;
        }
        json.writeStartArray();
        if (geometry instanceof LineString line) {
            for (Coordinate coordinate : line.getCoordinates()) {
                rounding.write(coordinate, json);
            }
        } else if (geometry instanceof Polygon polygon) {
            if (!polygon.isEmpty()) {
                writeCoordinates(polygon.getExteriorRing(), json, rounding);
                for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                    writeCoordinates(polygon.getInteriorRingN(i), json, rounding);
                }
            }
        } else if (geometry instanceof MultiPoint
                || geometry instanceof MultiLineString
                || geometry instanceof MultiPolygon) {
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                writeCoordinates(geometry.getGeometryN(i), json, rounding);
            }
        } else {
            throw Refusal.of("format.geojson.write", "type", geometry.getGeometryType());
        }
        json.writeEndArray();
    }

    /** Writes ordinates with a fixed number of decimals at most, and never as 1.0E-5. */
    private record Rounding(int decimals) {

        void write(Coordinate coordinate, JsonGenerator json) throws IOException {
            json.writeStartArray();
            number(coordinate.getX(), json);
            number(coordinate.getY(), json);
            if (!Double.isNaN(coordinate.getZ())) {
                number(coordinate.getZ(), json);
            }
            json.writeEndArray();
        }

        private void number(double value, JsonGenerator json) throws IOException {
            if (!Double.isFinite(value)) {
                throw Refusal.of("format.geojson.finite", "got", value);
            }
            json.writeNumber(Decimals.text(value, decimals));
        }
    }
}
