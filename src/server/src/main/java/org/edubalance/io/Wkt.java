package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.io.WKTWriter;
import org.locationtech.jts.util.AssertionFailedException;

/** One geometry as well-known text. */
public final class Wkt {

    private static final int DEEPEST = 32;

    private Wkt() {}

    /**
     * Reads a geometry in UTF-8.
     *
     * @throws Refusal if it is no well-known text of a geometry
     */
    public static Geometry read(InputStream in) throws IOException {
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), new GeometryFactory());
    }

    /** Writes a geometry in UTF-8, every decimal it has. */
    public static void write(Geometry geometry, OutputStream out) throws IOException {
        out.write(new WKTWriter(dimension(geometry)).write(geometry).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** @throws Refusal if the text is no well-known text of a geometry */
    static Geometry parse(String text, GeometryFactory factory) {
        checkNesting(text);
        Geometry geometry;
        try {
            geometry = new WKTReader(factory).read(text);
        } catch (IllegalArgumentException e) {
            // the factory: too few points, a ring that is not closed
            throw Refusal.because(e, "format.geometry.points");
        } catch (ParseException | AssertionFailedException e) {
            // the reader asserts where it cannot go on, as in a list that no bracket ends
            throw Refusal.because(e, "format.wkt.broken", "got", text.strip());
        }
        for (Coordinate coordinate : geometry.getCoordinates()) {
            if (!coordinate.isValid()) {
                throw Refusal.of("format.wkt.number", "x", coordinate.x, "y", coordinate.y);
            }
        }
        return geometry;
    }

    /** The parser calls itself for each collection in a collection; a hostile text must not use up its stack. */
    private static void checkNesting(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth > DEEPEST) {
                throw Refusal.of("format.wkt.deep", "limit", DEEPEST);
            }
        }
    }

    /** Writes geometries with some decimals, one after the other. */
    static final class Rounded {

        private final WKTWriter flat = new WKTWriter(2);
        private final WKTWriter high = new WKTWriter(3);

        Rounded(int decimals) {
            // the writer prints one decimal more than the model's scale has
            PrecisionModel precision = new PrecisionModel(Math.pow(10, decimals - 1));
            flat.setPrecisionModel(precision);
            high.setPrecisionModel(precision);
        }

        String text(Geometry geometry) {
            return (dimension(geometry) == 2 ? flat : high).write(geometry);
        }
    }

    private static int dimension(Geometry geometry) {
        return geometry.isEmpty() || Double.isNaN(geometry.getCoordinate().getZ()) ? 2 : 3;
    }
}
