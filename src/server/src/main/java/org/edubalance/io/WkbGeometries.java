package org.edubalance.io;

import java.util.Map;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** Reads well-known binary (ISO 19125, and PostGIS' EWKB with an SRID), in which JTS does not know curves. */
final class WkbGeometries {

    /** The types that JTS does not know. */
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

    private final WKBReader reader = new WKBReader();

    /**
     * A geometry; its SRID is that of the binary, 0 where there is none.
     *
     * @throws Refusal if the bytes are none, or have curves
     */
    Geometry read(byte[] wkb) {
        if (wkb.length < 5) {
            throw Refusal.of("format.wkb.broken");
        }
        String curve = CURVES.get(type(wkb));
        if (curve != null) {
            throw Refusal.of("format.wkb.curve", "type", curve);
        }
        try {
            return reader.read(wkb);
        } catch (ParseException | IllegalArgumentException | StackOverflowError e) {
            // the last for collections in collections without end
            throw Refusal.because(e, "format.wkb.broken");
        }
    }

    /** The type's number without what ISO adds for heights and measures, and EWKB for those and for an SRID. */
    private static int type(byte[] wkb) {
        int type = 0;
        for (int i = 0; i < 4; i++) {
            type = type << 8 | wkb[wkb[0] == 0 ? 1 + i : 4 - i] & 0xFF;
        }
        return (type & 0x0FFFFFFF) % 1000;
    }
}
