package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.io.WKTWriter;

/** One geometry as well-known text. */
public final class Wkt {

    private static final int DEEPEST = 32;

    private Wkt() {}

    /** Reads a geometry in UTF-8. */
    public static Geometry read(InputStream in) throws IOException {
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), new GeometryFactory());
    }

    /** Writes a geometry in UTF-8, every decimal it has. */
    public static void write(Geometry geometry, OutputStream out) throws IOException {
        out.write(new WKTWriter(dimension(geometry)).write(geometry).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static Geometry parse(String text, GeometryFactory factory) throws FormatException {
        checkNesting(text);
        try {
            Geometry geometry = new WKTReader(factory).read(text);
            for (Coordinate coordinate : geometry.getCoordinates()) {
                if (!coordinate.isValid()) {
                    throw new FormatException("not valid WKT: a coordinate must be a finite number, got " + coordinate.x
                            + " " + coordinate.y);
                }
            }
            return geometry;
        } catch (ParseException | IllegalArgumentException e) {
            throw new FormatException("not valid WKT: " + e.getMessage().strip(), e);
        }
    }

    /** The parser calls itself for each collection in a collection; a hostile text must not use up its stack. */
    private static void checkNesting(String text) throws FormatException {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth > DEEPEST) {
                throw new FormatException("not valid WKT: nested deeper than " + DEEPEST);
            }
        }
    }

    static String text(Geometry geometry, int decimals) {
        WKTWriter writer = new WKTWriter(dimension(geometry));
        // the writer prints one decimal more than the model's scale has
        writer.setPrecisionModel(new PrecisionModel(Math.pow(10, decimals - 1)));
        return writer.write(geometry);
    }

    private static int dimension(Geometry geometry) {
        return geometry.isEmpty() || Double.isNaN(geometry.getCoordinate().getZ()) ? 2 : 3;
    }
}
