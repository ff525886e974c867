package org.edubalance.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.stream.ImageOutputStream;

/**
 * Says in a TIFF of several bands that they are measurements, not colours. The image writer takes three bands for red,
 * green and blue, and leaves out what TIFF 6.0 asks for of bands beyond the colours (ExtraSamples); it drops both when
 * they are given as metadata.
 */
final class TiffBands {

    private static final int PHOTOMETRIC = 262;
    private static final int BLACK_IS_ZERO = 1;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SHORT = 3;
    private static final int CLASSIC = 42;
    private static final int HEADER_OFFSET = 4;

    private TiffBands() {}

    /** Writes a second directory with these two tags behind a finished TIFF, and makes it the one that counts. */
    static void declareMeasurements(ImageOutputStream tiff, int bands) throws IOException {
        tiff.seek(0);
        tiff.setByteOrder(tiff.readUnsignedByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.seek(2);
        if (tiff.readUnsignedShort() != CLASSIC) {
            return; // a BigTIFF, beyond 4 GB: readable as it is, with a warning
        }
        Map<Integer, byte[]> fields = readDirectory(tiff);

        long end = tiff.length();
        tiff.seek(end);
        if (end % 2 != 0) {
            tiff.write(0); // directories start at even offsets
        }
        long samples = tiff.getStreamPosition();
        int extra = bands - 1;
        for (int i = 0; i < extra; i++) {
            tiff.writeShort(0);
        }
        long directory = tiff.getStreamPosition();
        fields.putIfAbsent(EXTRA_SAMPLES, null);
        fields.put(PHOTOMETRIC, null);
        tiff.writeShort(fields.size());
        for (Map.Entry<Integer, byte[]> field : fields.entrySet()) {
            if (field.getValue() != null) {
                tiff.write(field.getValue());
                continue;
            }
            boolean photometric = field.getKey() == PHOTOMETRIC;
            tiff.writeShort(field.getKey());
            tiff.writeShort(SHORT);
            tiff.writeInt(photometric ? 1 : extra);
            if (photometric || extra <= 2) {
                tiff.writeShort(photometric ? BLACK_IS_ZERO : 0);
                tiff.writeShort(0);
            } else {
                tiff.writeInt((int) samples);
            }
        }
        tiff.writeInt(0);
        tiff.seek(HEADER_OFFSET);
        tiff.writeInt((int) directory);
        tiff.seek(tiff.length());
    }

    /** The fields by tag, each the 12 bytes that it has in the directory. */
    private static Map<Integer, byte[]> readDirectory(ImageOutputStream tiff) throws IOException {
        tiff.seek(HEADER_OFFSET);
        tiff.seek(tiff.readUnsignedInt());
        int count = tiff.readUnsignedShort();
        Map<Integer, byte[]> fields = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            tiff.mark();
            int tag = tiff.readUnsignedShort();
            tiff.reset();
            byte[] field = new byte[12];
            tiff.readFully(field);
            fields.put(tag, field);
        }
        return fields;
    }
}
