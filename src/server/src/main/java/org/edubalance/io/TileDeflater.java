package org.edubalance.io;

import it.geosolutions.imageio.plugins.tiff.BaselineTIFFTagSet;
import it.geosolutions.imageio.plugins.tiff.TIFFCompressor;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Deflates tiles, quickly. Where hardly a cell is as the one before it, as among measured numbers, only the frequencies of
 * bytes are made use of: to look for repetitions takes twice as long there, and the result is no shorter.
 */
final class TileDeflater extends TIFFCompressor {

    /** Of so many cells one is looked at. */
    private static final int LOOKED_AT = 16;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final byte[] deflated = new byte[1 << 16];

    TileDeflater() {
        super("ZLib", BaselineTIFFTagSet.COMPRESSION_ZLIB, true);
    }

    @Override
    public int encode(byte[] bytes, int offset, int width, int height, int[] bitsPerSample, int stride)
            throws IOException {
        int length = height * stride;
        deflater.reset();
        int cell = Math.max(1, Arrays.stream(bitsPerSample).sum() / Byte.SIZE);
        boolean repetitive = isRepetitive(bytes, offset, offset + length, cell);
        deflater.setStrategy(repetitive ? Deflater.DEFAULT_STRATEGY : Deflater.HUFFMAN_ONLY);
        deflater.setInput(bytes, offset, length);
        deflater.finish();
        int written = 0;
        while (!deflater.finished()) {
            int count = deflater.deflate(deflated);
            stream.write(deflated, 0, count);
            written += count;
        }
        return written;
    }

    /** Whether of some cells, of all their bands, an eighth are as those before them. */
    private static boolean isRepetitive(byte[] bytes, int from, int to, int cell) {
        int looked = 0;
        int same = 0;
        for (int i = from + cell; i + cell <= to; i += LOOKED_AT * cell) {
            same += Arrays.equals(bytes, i, i + cell, bytes, i - cell, i) ? 1 : 0;
            looked++;
        }
        return same > looked / 8;
    }

    @Override
    public void dispose() {
        super.dispose();
        deflater.end();
    }
}
