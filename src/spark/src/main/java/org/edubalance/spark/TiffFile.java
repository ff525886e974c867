package org.edubalance.spark;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.edubalance.density.DensityGrid;

/**
 * A GeoTIFF of 64-bit floating point: tiled, deflated, band after band, NaN where there is no data. TIFF 6.0, GeoTIFF 1.1
 * and GDAL's tags for NoData and for the bands' names.
 */
final class TiffFile {

    private static final int TILE = 256;

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
        int down = (grid.height() + TILE - 1) / TILE;
        List<byte[]> tiles = new ArrayList<>();
        for (double[] band : bands) {
            for (int t = 0; t < across * down; t++) {
                tiles.add(deflated(band, grid, t % across * TILE, t / across * TILE));
            }
        }
        int[] offsets = new int[tiles.size()];
        int[] lengths = new int[tiles.size()];
        int at = 8;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            lengths[i] = tiles.get(i).length;
            at = Math.addExact(at, lengths[i] + lengths[i] % 2);
        }
        List<Field> fields = List.of(
                longs(256, grid.width()),
                longs(257, grid.height()),
                shorts(258, repeated(64, bands.length)),
                shorts(259, 8), // Adobe's deflate
                shorts(262, 1), // dark is low
                shorts(277, bands.length),
                shorts(284, bands.length > 1 ? 2 : 1), // band after band
                longs(322, TILE),
                longs(323, TILE),
                longs(324, offsets),
                longs(325, lengths),
                shorts(338, repeated(0, bands.length - 1)), // further bands are measurements too
                shorts(339, repeated(3, bands.length)), // floating point
                doubles(33550, grid.cellWidth(), grid.cellHeight(), 0),
                doubles(33922, 0, 0, 0, grid.minX(), grid.maxY(), 0),
                shorts(34735, geoKeys(crs)),
                ascii(42112, metadata(names)),
                ascii(42113, "nan"));
        return bytes(tiles, at, fields.stream().filter(field -> field.count > 0).toList());
    }

    private static int[] repeated(int value, int times) {
        int[] values = new int[Math.max(0, times)];
        java.util.Arrays.fill(values, value);
        return values;
    }

    private static byte[] deflated(double[] band, DensityGrid grid, int left, int top) {
        ByteBuffer plain = ByteBuffer.allocate(8 * TILE * TILE).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = top; row < top + TILE; row++) {
            for (int column = left; column < left + TILE; column++) {
                boolean inside = row < grid.height() && column < grid.width();
                plain.putDouble(inside ? band[row * grid.width() + column] : Double.NaN);
            }
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(plain.array());
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
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

    private static byte[] bytes(List<byte[]> tiles, int end, List<Field> fields) {
        int directory = end;
        int valuesAt = directory + 2 + 12 * fields.size() + 4;
        int length = valuesAt;
        for (Field field : fields) {
            length += field.value.length > 4 ? field.value.length + field.value.length % 2 : 0;
        }
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
        for (byte[] tile : tiles) {
            file.put(tile);
            file.position(file.position() + tile.length % 2);
        }
        file.putShort((short) fields.size());
        int next = valuesAt;
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
        return file.putInt(0).array();
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
