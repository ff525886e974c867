package org.edubalance.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKTReader;

/**
 * Makes weighted points of rows. A row's whole weight goes to its place: a multipoint's parts share it equally, any other
 * geometry has it at its centroid.
 */
final class PointReader implements Serializable, Rejects.Check {

    private static final long serialVersionUID = 1L;

    /** The names under which the numbers are found. */
    static final String WEIGHT = "_weight";

    static final String X = "_x";
    static final String Y = "_y";

    /** Takes the points of a row. */
    interface Sink {
        void add(double x, double y, double weight);
    }

    private final int geometry;
    private final int x;
    private final int y;
    private final int weight;
    private final String weightText;
    private final int malformed;
    private final int[] texts;
    private final String[] textNames;
    /** The greatest |y| that there is. */
    private final double pole;

    PointReader(StructType schema, Source source, String weightText, List<String> texts) {
        geometry = source.geometry() == null ? -1 : schema.fieldIndex(source.geometry());
        x = geometry < 0 ? schema.fieldIndex(X) : -1;
        y = geometry < 0 ? schema.fieldIndex(Y) : -1;
        weight = weightText == null ? -1 : schema.fieldIndex(WEIGHT);
        this.weightText = weightText;
        malformed = malformed(schema);
        this.texts = texts.stream().mapToInt(schema::fieldIndex).toArray();
        textNames = texts.toArray(String[]::new);
        pole = source.crs().isGeographic() ? 90 * (1 + 1e-12) : Double.POSITIVE_INFINITY;
    }

    @Override
    public Localized reason(Row row) {
        return read(row, (px, py, w) -> {});
    }

    /** Hands on the points of a row; or returns why it has none that can be used. */
    Localized read(Row row, Sink sink) {
        Localized unreadable = unreadable(row, malformed, texts, textNames);
        if (unreadable != null) {
            return unreadable;
        }
        Geometry place = null;
        if (geometry >= 0) {
            try {
                place = geometry(row.get(geometry));
            } catch (ParseException | IllegalArgumentException e) {
                return Message.of("spark.reason.geometry");
            }
            if (place == null || place.isEmpty()) {
                return Message.of("spark.reason.place");
            }
        } else if (row.isNullAt(x) || row.isNullAt(y)) {
            return Message.of("spark.reason.place");
        }
        double w = weight < 0 ? 1 : row.isNullAt(weight) ? Double.NaN : row.getDouble(weight);
        if (!Double.isFinite(w)) {
            return Message.of("spark.reason.weight", "weight", weightText);
        }
        if (w < 0) {
            return Message.of("spark.reason.negative", "name", weightText, "got", w);
        }
        return place == null ? add(row.getDouble(x), row.getDouble(y), w, sink) : add(place, w, sink);
    }

    /** The geometry of a cell of well-known binary or text; null where there is none. */
    static Geometry geometry(Object cell) throws ParseException {
        if (cell == null || cell instanceof String text && text.isBlank()) {
            return null;
        }
        return cell instanceof String text ? new WKTReader().read(text) : new WKBReader().read((byte[]) cell);
    }

    private Localized add(Geometry place, double w, Sink sink) {
        if (place instanceof Point point) {
            return add(point.getX(), point.getY(), w, sink);
        }
        if (!(place instanceof MultiPoint)) {
            Point centroid = place.getCentroid();
            return add(centroid.getX(), centroid.getY(), w, sink);
        }
        int parts = 0;
        for (int i = 0; i < place.getNumGeometries(); i++) {
            Coordinate c = place.getGeometryN(i).getCoordinate();
            parts += c == null ? 0 : 1;
            if (c != null && isOutside(c.x, c.y)) {
                return Message.of("spark.reason.outside", "x", c.x, "y", c.y);
            }
        }
        for (int i = 0; i < place.getNumGeometries(); i++) {
            Coordinate c = place.getGeometryN(i).getCoordinate();
            if (c != null) {
                sink.add(c.x, c.y, w / parts);
            }
        }
        return null;
    }

    private Localized add(double px, double py, double w, Sink sink) {
        if (isOutside(px, py)) {
            return Message.of("spark.reason.outside", "x", px, "y", py);
        }
        sink.add(px, py, w);
        return null;
    }

    private boolean isOutside(double px, double py) {
        return !Double.isFinite(px) || !Double.isFinite(py) || Math.abs(py) > pole;
    }

    /** Where lines stand that are no rows; −1 where there can be none. */
    static int malformed(StructType schema) {
        return Arrays.asList(schema.fieldNames()).indexOf(Source.MALFORMED);
    }

    /** Whether a row is none, or one of some cells of text is no number and should be; null if all is well. */
    static Localized unreadable(Row row, int malformed, int[] cells, String[] names) {
        if (malformed >= 0 && !row.isNullAt(malformed)) {
            return Message.of("spark.reason.malformed", "got", row.getString(malformed));
        }
        for (int i = 0; i < cells.length; i++) {
            String cell = row.getString(cells[i]);
            Double number = Numbers.read(cell);
            if (number != null && number.isNaN()) {
                return Message.of("spark.reason.number", "column", names[i], "got", cell);
            }
        }
        return null;
    }
}
