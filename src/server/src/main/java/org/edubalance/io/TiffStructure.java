package org.edubalance.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import org.edubalance.messages.Refusal;

/**
 * Looks at what a TIFF claims before a reader believes it: a field says how many values it has, an image how many cells,
 * and a reader makes room for them first. A claim that the file is too short for is refused.
 */
final class TiffStructure {

    private static final int CLASSIC = 42;
    private static final int BIG = 43;

    /** Bytes per value of the types 0 to 18 of TIFF 6.0 and BigTIFF; 0 for those that do not exist. */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private static final int MOST_FIELDS = 4096;
    private static final int MOST_IMAGES = 256;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int PLANES = 284;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int PIXEL_SCALE = 33550;
    private static final int TRANSFORMATION = 34264;

    private static final int MOST_SAMPLES = 1024;

    /** How many times longer than in the file the cells can be, by the compression; more than any real file is. */
    private static final Map<Integer, Integer> MOST_TIMES = Map.of(1, 1, 5, 4096, 8, 1100, 32946, 1100, 32773, 128);

    private static final int MOST_TIMES_OF_OTHERS = 20_000;

    private record Field(int type, long count, long at) {}

    private final ImageInputStream tiff;
    private final long length;
    private final boolean big;

    private TiffStructure(ImageInputStream tiff, long length, boolean big) {
        this.tiff = tiff;
        this.length = length;
        this.big = big;
    }

    /**
     * Checks all images of a TIFF, and leaves the stream at its beginning.
     *
     * @throws Refusal if it is none, claims more than it holds, has no georeference, or its first image more cells than
     *     the options allow
     */
    static void check(ImageInputStream tiff, long length, ReadOptions options) throws IOException {
        if (length < 8) {
            throw Refusal.of("format.tiff.none");
        }
        tiff.seek(0);
        int order = tiff.readUnsignedShort();
        if (order != 0x4949 && order != 0x4D4D) {
            throw Refusal.of("format.tiff.none");
        }
        tiff.setByteOrder(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int version = tiff.readUnsignedShort();
        if (version != CLASSIC && version != BIG || version == BIG && length < 16) {
            throw Refusal.of("format.tiff.none");
        }
        TiffStructure structure = new TiffStructure(tiff, length, version == BIG);
        tiff.seek(version == BIG ? 8 : 4);
        long directory = structure.offset();
        Set<Long> seen = new HashSet<>();
        while (directory != 0) {
            if (seen.size() >= MOST_IMAGES || !seen.add(directory)) {
                throw claims();
            }
            directory = structure.image(directory, seen.size() == 1, options);
        }
        if (seen.isEmpty()) {
            throw claims();
        }
        tiff.seek(0);
    }

    private static Refusal claims() {
        return Refusal.of("format.tiff.claims");
    }

    private long offset() throws IOException {
        return big ? tiff.readLong() : tiff.readUnsignedInt();
    }

    private void within(long at, long bytes) {
        if (at < 0 || bytes < 0 || at > length || bytes > length - at) {
            throw claims();
        }
    }

    /** Checks one image, and says where the next one is. */
    private long image(long directory, boolean first, ReadOptions options) throws IOException {
        within(directory, big ? 8 : 2);
        tiff.seek(directory);
        long count = big ? tiff.readLong() : tiff.readUnsignedShort();
        int entry = big ? 20 : 12;
        if (count < 1 || count > MOST_FIELDS) {
            throw claims();
        }
        long start = directory + (big ? 8 : 2);
        within(start, count * entry + (big ? 8 : 4));
        Map<Integer, Field> fields = new HashMap<>();
        for (int i = 0; i < count; i++) {
            tiff.seek(start + (long) i * entry);
            int tag = tiff.readUnsignedShort();
            int type = tiff.readUnsignedShort();
            long values = big ? tiff.readLong() : tiff.readUnsignedInt();
            int size = type < SIZES.length ? SIZES[type] : 0;
            if (size == 0 || values < 1 || values > length / size) {
                throw claims();
            }
            long bytes = values * size;
            long at = tiff.getStreamPosition();
            if (bytes > (big ? 8 : 4)) {
                at = offset();
                within(at, bytes);
            }
            fields.put(tag, new Field(type, values, at));
        }
        tiff.seek(start + count * entry);
        long next = offset();
        cells(fields, first, options);
        return next;
    }

    private void cells(Map<Integer, Field> fields, boolean first, ReadOptions options) throws IOException {
        long width = value(fields, WIDTH, 0);
        long height = value(fields, HEIGHT, 0);
        long samples = value(fields, SAMPLES, 1);
        if (width < 1 || height < 1 || samples < 1 || samples > MOST_SAMPLES) {
            throw claims();
        }
        if (first) {
            if (!fields.containsKey(PIXEL_SCALE) && !fields.containsKey(TRANSFORMATION)) {
                throw Refusal.of("format.tiff.place");
            }
            Grids.checkCells(width, height, options);
        } else {
            Grids.checkCells(width, height, ReadOptions.named(options.name()));
        }
        long bits = Math.max(1, value(fields, BITS, 1));
        boolean tiled = fields.containsKey(TILE_OFFSETS);
        long partWidth = tiled ? value(fields, TILE_WIDTH, 0) : width;
        long partHeight =
                tiled ? value(fields, TILE_HEIGHT, 0) : Math.min(height, value(fields, ROWS_PER_STRIP, height));
        Field offsets = fields.get(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        Field lengths = fields.get(tiled ? TILE_BYTES : STRIP_BYTES);
        // a tile may stick out of the image, but not by more than a large tile does
        if (offsets == null
                || lengths == null
                || partWidth < 1
                || partHeight < 1
                || partWidth > Math.max(width, 1 << 13)
                || partHeight > Math.max(height, 1 << 13)) {
            throw claims();
        }
        long planes = value(fields, PLANES, 1) == 2 ? samples : 1;
        long parts = ceil(width, partWidth) * ceil(height, partHeight) * planes;
        if (offsets.count() < parts || lengths.count() < parts) {
            throw claims();
        }
        double most = MOST_TIMES.getOrDefault((int) value(fields, COMPRESSION, 1), MOST_TIMES_OF_OTHERS);
        double part = (double) partWidth * partHeight * bits * (samples / planes) / 8;
        double stored = 0;
        for (long i = 0; i < parts; i++) {
            long at = value(offsets, i);
            long bytes = value(lengths, i);
            within(at, bytes);
            stored += bytes;
        }
        // strips at the end may be shorter
        double cells = tiled ? part * parts : (double) width * height * bits * samples / 8;
        if (cells > stored * most + 64 * parts || part > Integer.MAX_VALUE) {
            throw claims();
        }
    }

    private static long ceil(long a, long b) {
        return (a + b - 1) / b;
    }

    /** The first value of a field, which must be a whole number. */
    private long value(Map<Integer, Field> fields, int tag, long otherwise) throws IOException {
        Field field = fields.get(tag);
        return field == null ? otherwise : value(field, 0);
    }

    private long value(Field field, long index) throws IOException {
        tiff.seek(field.at() + index * SIZES[field.type()]);
        long value =
                switch (field.type()) {
                    case 1 -> tiff.readUnsignedByte();
                    case 3 -> tiff.readUnsignedShort();
                    case 4, 13 -> tiff.readUnsignedInt();
                    case 16, 18 -> tiff.readLong();
                    default -> throw claims();
                };
        if (value < 0) {
            throw claims();
        }
        return value;
    }
}
