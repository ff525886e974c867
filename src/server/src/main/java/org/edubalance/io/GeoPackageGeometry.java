package org.edubalance.io;

import java.util.Arrays;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Geometry;

/** Reads the geometries of a GeoPackage: well-known binary behind a header (OGC 12-128, 2.1.3). */
final class GeoPackageGeometry {

    private static final int EMPTY = 0x10;

    /** The length of the envelope in the header, by what three of its flags say. */
    private static final int[] ENVELOPE = {0, 32, 48, 48, 64};

    private final WkbGeometries wkb = new WkbGeometries();

    /**
     * A geometry; null where it is marked as empty.
     *
     * @throws Refusal if the bytes are none, or have curves
     */
    Geometry read(byte[] bytes) {
        if (bytes.length < 8 || bytes[0] != 'G' || bytes[1] != 'P') {
            throw Refusal.of("format.wkb.broken");
        }
        int flags = bytes[3];
        int envelope = flags >> 1 & 7;
        if ((flags & EMPTY) != 0) {
            return null;
        }
        int start = envelope < ENVELOPE.length ? 8 + ENVELOPE[envelope] : bytes.length;
        if (start + 5 > bytes.length) {
            throw Refusal.of("format.wkb.broken");
        }
        return wkb.read(Arrays.copyOfRange(bytes, start, bytes.length));
    }
}
