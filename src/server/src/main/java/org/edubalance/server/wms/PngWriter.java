package org.edubalance.server.wms;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Writes a map as PNG (ISO/IEC 15948), in a quarter of the time that Java's own writer takes: each row is told by its
 * difference to the one above, which suits surfaces and flat colours alike, and bands of rows are compressed side by side.
 */
final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] ZLIB = {0x78, 0x01};
    private static final byte FILTER_UP = 2;
    private static final int BITS_PER_SAMPLE = 8;
    private static final int TRUE_COLOUR = 2;
    private static final int TRUE_COLOUR_WITH_ALPHA = 6;
    private static final int OPAQUE = 0xff;

    private static final int EFFORT = 2;

    /** So many that a band's own start costs nothing. */
    private static final int BYTES_PER_BAND = 1 << 18;

    private final int[] pixels;
    private final int width;
    private final int height;
    private final int samples;

    private PngWriter(BufferedImage image) {
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        width = image.getWidth();
        height = image.getHeight();
        samples = Arrays.stream(pixels).allMatch(argb -> argb >>> 24 == OPAQUE) ? 3 : 4;
    }

    /**
     * The picture's bytes, without an alpha channel where it is opaque.
     *
     * @param image of {@link BufferedImage#TYPE_INT_ARGB}, in an array of its own
     */
    static byte[] write(BufferedImage image) {
        return new PngWriter(image).write();
    }

    private byte[] write() {
        int rowsPerBand = Math.max(1, BYTES_PER_BAND / (samples * width));
        byte[][] filtered = new byte[(height + rowsPerBand - 1) / rowsPerBand][];
        byte[][] compressed = new byte[filtered.length][];
        Workers.of(Monitor.NONE).run(height, rowsPerBand, () -> (from, to) -> {
            int band = from / rowsPerBand;
            filtered[band] = filtered(from, to);
            compressed[band] = compressed(filtered[band], to == height);
        });
        Adler32 sum = new Adler32();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(ZLIB);
        for (int band = 0; band < filtered.length; band++) {
            sum.update(filtered[band]);
            data.writeBytes(compressed[band]);
        }
        data.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());

        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) BITS_PER_SAMPLE).put((byte) (samples == 3 ? TRUE_COLOUR : TRUE_COLOUR_WITH_ALPHA));
        ByteArrayOutputStream png = new ByteArrayOutputStream(data.size() + 64);
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", header.array());
        chunk(png, "IDAT", data.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private byte[] filtered(int from, int to) {
        byte[] result = new byte[(to - from) * (1 + samples * width)];
        int at = 0;
        for (int row = from; row < to; row++) {
            result[at++] = FILTER_UP;
            int here = row * width;
            for (int i = here; i < here + width; i++) {
                int argb = pixels[i];
                int above = row == 0 ? 0 : pixels[i - width];
                result[at++] = (byte) ((argb >> 16) - (above >> 16));
                result[at++] = (byte) ((argb >> 8) - (above >> 8));
                result[at++] = (byte) (argb - above);
                if (samples == 4) {
                    result[at++] = (byte) ((argb >> 24) - (above >> 24));
                }
            }
        }
        return result;
    }

    /** A piece of a deflated stream, which ends at a whole byte so that the next one can follow. */
    private static byte[] compressed(byte[] bytes, boolean last) {
        Deflater deflater = new Deflater(EFFORT, true);
        try {
            deflater.setInput(bytes);
            if (last) {
                deflater.finish();
            }
            byte[] buffer = new byte[1 << 16];
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 8 + 64);
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                out.write(buffer, 0, count);
            } while (last ? !deflater.finished() : count == buffer.length);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(name);
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
