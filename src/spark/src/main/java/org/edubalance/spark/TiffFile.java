package org.edubalance.spark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.density.DensityGrid;

/**
 * A GeoTIFF of 64-bit floating point: tiled, band after band, NaN where there is no data. TIFF 6.0, GeoTIFF 1.1 and GDAL's
 * tags for NoData and for the bands' names. Not compressed: deflating such cells takes longer than computing them and saves
 * a twentieth. But tiles of one value, of empty country say, are all the same bytes of the file.
 */
final class TiffFile {

    private static final int TILE = 256;

    /** Bytes of a tile, and of what stands before the first. */
    private static final int LENGTH = 8 * TILE * TILE;

    private static final int HEADER = 8;

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ASCII = 2;
    private static final int DOUBLE = 12;

    private record Field(int tag, int type, int count, byte[] value) {}

    private TiffFile() {}

    /**
     * The bytes of a file.
     *
     * @param bands the cells of each band, row by row from the top
     * @param names of the bands, in ASCII
     */
    static byte[] of(DensityGrid grid, GroundCrs crs, double[][] bands, List<String> names) {
        int across = (grid.width() + TILE - 1) / TILE;
        int tiles = across * ((grid.height() + TILE - 1) / TILE);
        int[] offsets = new int[bands.length * tiles];
        Map<Double, Integer> plain = new HashMap<>();
        int end = HEADER;
        for (int i = 0; i < offsets.length; i++) {
            Double same = theSame(bands[i / tiles], grid, i % tiles % across * TILE, i % tiles / across * TILE);
            Integer before = same == null ? null : plain.putIfAbsent(same, end);
            offsets[i] = before == null ? end : before;
            end = before == null ? Math.addExact(end, LENGTH) : end;
        }
        List<Field> fields = List.of(
                longs(256, grid.width()),
                longs(257, grid.height()),
                shorts(258, repeated(64, bands.length)),
                shorts(259, 1), // not compressed
                shorts(262, 1), // dark is low
                shorts(277, bands.length),
                shorts(284, bands.length > 1 ? 2 : 1), // band after band
                longs(322, TILE),
                longs(323, TILE),
                longs(324, offsets),
                longs(325, repeated(LENGTH, offsets.length)),
                shorts(338, repeated(0, bands.length - 1)), // further bands are measurements too
                shorts(339, repeated(3, bands.length)), // floating point
                doubles(33550, grid.cellWidth(), grid.cellHeight(), 0),
                doubles(33922, 0, 0, 0, grid.minX(), grid.maxY(), 0),
                shorts(34735, geoKeys(crs)),
                ascii(42112, metadata(names)),
                ascii(42113, "nan"));
        ByteBuffer file =
                file(end, fields.stream().filter(field -> field.count > 0).toList());
        for (int i = 0; i < offsets.length; i++) {
            file.position(offsets[i]);
            put(file, bands[i / tiles], grid, i % tiles % across * TILE, i % tiles / across * TILE);
        }
        return file.array();
    }

    /** The value that all cells of a tile have, null where they differ. */
    private static Double theSame(double[] band, DensityGrid grid, int left, int top) {
        long first = Double.doubleToLongBits(band[top * grid.width() + left]);
        for (int row = top; row < Math.min(top + TILE, grid.height()); row++) {
            for (int column = left; column < Math.min(left + TILE, grid.width()); column++) {
                if (Double.doubleToLongBits(band[row * grid.width() + column]) != first) {
                    return null;
                }
            }
        }
        return Double.longBitsToDouble(first);
    }

    /** A tile's cells; beyond the grid the nearest ones, which no reader shows. */
    private static void put(ByteBuffer file, double[] band, DensityGrid grid, int left, int top) {
        for (int row = top; row < top + TILE; row++) {
            int start = Math.min(row, grid.height() - 1) * grid.width();
            for (int column = left; column < left + TILE; column++) {
                file.putDouble(band[start + Math.min(column, grid.width() - 1)]);
            }
        }
    }

    private static int[] repeated(int value, int times) {
        int[] values = new int[Math.max(0, times)];
        Arrays.fill(values, value);
        return values;
    }

    private static int[] geoKeys(GroundCrs crs) {
        boolean geographic = crs.isGeographic();
        return new int[] {
            1,
            1,
            0,
            3,
            1024,
            0,
            1,
            geographic ? 2 : 1, // GTModelType
            1025,
            0,
            1,
            1, // GTRasterType: a cell is an area
            geographic ? 2048 : 3072,
            0,
            1,
            crs.code() // GeographicType or ProjectedCSType
        };
    }

    private static String metadata(List<String> names) {
        StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
        for (int i = 0; i < names.size(); i++) {
            xml.append("  <Item name=\"DESCRIPTION\" sample=\"%d\" role=\"description\">%s</Item>\n"
                    .formatted(i, names.get(i)));
        }
        return xml.append("</GDALMetadata>").toString();
    }

    /** A file without its tiles, which are to end where the directory begins. */
    private static ByteBuffer file(int directory, List<Field> fields) {
        int next = directory + 2 + 12 * fields.size() + 4;
        int length = next;
        for (Field field : fields) {
            length += field.value.length > 4 ? field.value.length + field.value.length % 2 : 0;
        }
        ByteBuffer file = buffer(length);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
        file.position(directory).putShort((short) fields.size());
        for (Field field : fields) {
            file.putShort((short) field.tag).putShort((short) field.type).putInt(field.count);
            int after = file.position() + 4;
            if (field.value.length > 4) {
                file.putInt(next).position(next).put(field.value).position(after);
                next += field.value.length + field.value.length % 2;
            } else {
                file.put(field.value).position(after);
            }
        }
        return file.putInt(0);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Field shorts(int tag, int... values) {
        ByteBuffer bytes = buffer(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return new Field(tag, SHORT, values.length, bytes.array());
    }

    private static Field longs(int tag, int... values) {
        ByteBuffer bytes = buffer(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return new Field(tag, LONG, values.length, bytes.array());
    }

    private static Field doubles(int tag, double... values) {
        ByteBuffer bytes = buffer(8 * values.length);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return new Field(tag, DOUBLE, values.length, bytes.array());
    }

    private static Field ascii(int tag, String text) {
        byte[] bytes = (text + '\0').getBytes(StandardCharsets.US_ASCII);
        return new Field(tag, ASCII, bytes.length, bytes);
    }
}
