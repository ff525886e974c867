package org.edubalance.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Geometry;

/** Reads the geometries of a GeoPackage: well-known binary behind a header (OGC 12-128, 2.1.3). */
final class GeoPackageGeometry {

    private static final int EMPTY = 0x10;

    /** The length of the envelope in the header, by what three of its flags say. */
    private static final int[] ENVELOPE = {0, 32, 48, 48, 64};

    /** The length of a point of the plane: its byte order, its type, x and y. */
    private static final int POINT = 21;

    private final WkbGeometries wkb = new WkbGeometries();

    /**
     * Reads the geometry of a row; a point of the plane without making one.
     *
     * @throws Refusal if the bytes are none, or have curves
     */
    void read(byte[] bytes, FeatureTable row) {
        int start = start(bytes);
        if (start < 0) {
            return;
        }
        if (bytes.length == start + POINT && bytes[start] == 1 && bytes[start + 1] == 1) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            double x = buffer.getDouble(start + 5);
            double y = buffer.getDouble(start + 13);
            if (buffer.getInt(start + 1) == 1 && Double.isFinite(x) && Double.isFinite(y)) {
                row.point(x, y);
                return;
            }
        }
        row.geometry(wkb.read(Arrays.copyOfRange(bytes, start, bytes.length)));
    }

    /**
     * A geometry; null where it is marked as empty.
     *
     * @throws Refusal if the bytes are none, or have curves
     */
    Geometry read(byte[] bytes) {
        int start = start(bytes);
        return start < 0 ? null : wkb.read(Arrays.copyOfRange(bytes, start, bytes.length));
    }

    /** Where the geometry begins behind its header; negative where it is marked as empty. */
    private static int start(byte[] bytes) {
        if (bytes.length < 8 || bytes[0] != 'G' || bytes[1] != 'P') {
            throw Refusal.of("format.wkb.broken");
        }
        int flags = bytes[3];
        if ((flags & EMPTY) != 0) {
            return -1;
        }
        int envelope = flags >> 1 & 7;
        int start = envelope < ENVELOPE.length ? 8 + ENVELOPE[envelope] : bytes.length;
        if (start + 5 > bytes.length) {
            throw Refusal.of("format.wkb.broken");
        }
        return start;
    }
}
