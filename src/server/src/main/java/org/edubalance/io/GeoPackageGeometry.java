package org.edubalance.io;

import java.util.Arrays;
import java.util.Map;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** Reads the geometries of a GeoPackage: well-known binary behind a header (OGC 12-128, 2.1.3). */
final class GeoPackageGeometry {

    private static final int EMPTY = 0x10;

    /** The length of the envelope in the header, by what three of its flags say. */
    private static final int[] ENVELOPE = {0, 32, 48, 48, 64};

    /** The types of ISO 19125 that JTS does not know. */
    private static final Map<Integer, String> CURVES = Map.of(
            8,
            "CIRCULARSTRING",
            9,
            "COMPOUNDCURVE",
            10,
            "CURVEPOLYGON",
            11,
            "MULTICURVE",
            12,
            "MULTISURFACE",
            13,
            "CURVE",
            14,
            "SURFACE");

    private final WKBReader wkb = new WKBReader();

    /**
     * A geometry; null where it is marked as empty.
     *
     * @throws Refusal if the bytes are none, or have curves
     */
    Geometry read(byte[] bytes) {
        if (bytes.length < 8 || bytes[0] != 'G' || bytes[1] != 'P') {
            throw Refusal.of("format.gpkg.geometry");
        }
        int flags = bytes[3];
        int envelope = flags >> 1 & 7;
        if ((flags & EMPTY) != 0) {
            return null;
        }
        int start = envelope < ENVELOPE.length ? 8 + ENVELOPE[envelope] : bytes.length;
        if (start + 5 > bytes.length) {
            throw Refusal.of("format.gpkg.geometry");
        }
        String curve = CURVES.get(type(bytes, start));
        if (curve != null) {
            throw Refusal.of("format.gpkg.curve", "type", curve);
        }
        try {
            return wkb.read(Arrays.copyOfRange(bytes, start, bytes.length));
        } catch (ParseException | IllegalArgumentException | StackOverflowError e) {
            // the last for collections in collections without end
            throw Refusal.because(e, "format.gpkg.geometry");
        }
    }

    /** The type's number without what ISO adds for heights and measures, and EWKB for those and for an SRID. */
    private static int type(byte[] bytes, int start) {
        int type = 0;
        for (int i = 0; i < 4; i++) {
            type = type << 8 | bytes[start + (bytes[start] == 0 ? 1 + i : 4 - i)] & 0xFF;
        }
        return (type & 0x0FFFFFFF) % 1000;
    }
}
