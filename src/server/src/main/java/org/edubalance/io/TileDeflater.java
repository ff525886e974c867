package org.edubalance.io;

import it.geosolutions.imageio.plugins.tiff.BaselineTIFFTagSet;
import it.geosolutions.imageio.plugins.tiff.TIFFCompressor;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Deflates tiles, quickly. Where hardly a word comes again, as among measured numbers, only the frequencies of bytes are
 * made use of: to look for repetitions takes twice as long there, and the result is no shorter.
 */
final class TileDeflater extends TIFFCompressor {

    private static final int WORD = 4;

    /** Of so many words one is looked at. */
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
        deflater.setStrategy(isRepetitive(bytes, offset, length) ? Deflater.DEFAULT_STRATEGY : Deflater.HUFFMAN_ONLY);
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

    /** Whether of some words an eighth are as those before them. */
    private static boolean isRepetitive(byte[] bytes, int offset, int length) {
        int looked = 0;
        int same = 0;
        for (int i = offset + WORD; i + WORD <= offset + length; i += LOOKED_AT * WORD) {
            same += Arrays.equals(bytes, i, i + WORD, bytes, i - WORD, i) ? 1 : 0;
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
