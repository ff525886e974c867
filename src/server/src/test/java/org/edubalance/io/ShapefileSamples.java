package org.edubalance.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the files of shapefiles, whole ones and such as go wrong. */
public final class ShapefileSamples {

    static final String WGS_84 = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,"
            + "298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    static final String CGCS2000_114E = "PROJCS[\"CGCS2000_3_Degree_GK_CM_114E\","
            + "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\","
            + "SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
            + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],"
            + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",114.0],PARAMETER[\"Scale_Factor\",1.0],"
            + "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

    private ShapefileSamples() {}

    /** A field of a table: {@code C}, {@code N}, {@code L} or {@code D}. */
    record Field(String name, char type, int length, int decimals) {}

    /** Three schools, with Chinese texts. */
    public static Path schools(Path directory, Charset charset) throws IOException {
        Path shp = directory.resolve("schools.shp");
        shp(shp, 1, point(94.3585, 29.65849), point(94.35373, 29.66023), null);
        Files.write(
                directory.resolve("schools.dbf"),
                dbf(
                        charset,
                        List.of(
                                new Field("name", 'C', 20, 0),
                                new Field("pupils", 'N', 9, 0),
                                new Field("area", 'N', 12, 2),
                                new Field("open", 'L', 1, 0),
                                new Field("built", 'D', 8, 0)),
                        new String[][] {
                            {"第一小学", "640", "13779.25", "T", "19980901"},
                            {"第二小学", "1004", "-0.5", "F", ""},
                            {"", "", "", "?", "00000000"}
                        }));
        Files.writeString(directory.resolve("schools.prj"), WGS_84);
        return shp;
    }

    static void shp(Path file, int type, byte[]... shapes) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        ByteBuffer shx = ByteBuffer.allocate(100 + 8 * shapes.length);
        for (int i = 0; i < shapes.length; i++) {
            byte[] shape = shapes[i] == null ? new byte[4] : shapes[i];
            shx.putInt(100 + 8 * i, (100 + records.size()) / 2).putInt(104 + 8 * i, shape.length / 2);
            records.write(ByteBuffer.allocate(8)
                    .putInt(i + 1)
                    .putInt(shape.length / 2)
                    .array());
            records.write(shape);
        }
        ByteBuffer shp = ByteBuffer.allocate(100 + records.size());
        shp.position(100).put(records.toByteArray());
        Files.write(file, header(shp, type));
        Path index = file.resolveSibling(file.getFileName().toString().replace(".shp", ".shx"));
        Files.write(index, header(shx, type));
    }

    private static byte[] header(ByteBuffer file, int type) {
        file.putInt(0, 9994).putInt(24, file.capacity() / 2);
        return file.order(ByteOrder.LITTLE_ENDIAN)
                .putInt(28, 1000)
                .putInt(32, type)
                .array();
    }

    private static ByteBuffer shape(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] point(double x, double y) {
        return shape(20).putInt(1).putDouble(x).putDouble(y).array();
    }

    static byte[] pointZ(double x, double y, double z) {
        return shape(36)
                .putInt(11)
                .putDouble(x)
                .putDouble(y)
                .putDouble(z)
                .putDouble(-1e39)
                .array();
    }

    static byte[] multiPoint(double... ordinates) {
        ByteBuffer shape =
                shape(40 + 8 * ordinates.length).putInt(8).position(36).putInt(ordinates.length / 2);
        for (double ordinate : ordinates) {
            shape.putDouble(ordinate);
        }
        return shape.array();
    }

    /** A shape of lines (3) or rings (5), each given as x, y, x, y, … */
    static byte[] parts(int type, double[]... parts) {
        int points = 0;
        for (double[] part : parts) {
            points += part.length / 2;
        }
        ByteBuffer shape = shape(44 + 4 * parts.length + 16 * points)
                .putInt(type)
                .position(36)
                .putInt(parts.length)
                .putInt(points);
        int start = 0;
        for (double[] part : parts) {
            shape.putInt(start);
            start += part.length / 2;
        }
        for (double[] part : parts) {
            for (double ordinate : part) {
                shape.putDouble(ordinate);
            }
        }
        return shape.array();
    }

    /** The corners of a square, clockwise as a shell is. */
    static double[] square(double x, double y, double side) {
        return new double[] {x, y, x, y + side, x + side, y + side, x + side, y, x, y};
    }

    /** A ring the other way round, as a hole is. */
    static double[] hole(double... ring) {
        double[] turned = new double[ring.length];
        for (int i = 0; i < ring.length; i += 2) {
            turned[i] = ring[ring.length - 2 - i];
            turned[i + 1] = ring[ring.length - 1 - i];
        }
        return turned;
    }

    static byte[] dbf(Charset charset, List<Field> fields, String[]... rows) throws IOException {
        int rowLength = 1 + fields.stream().mapToInt(Field::length).sum();
        int headerLength = 33 + 32 * fields.size();
        ByteBuffer dbf =
                ByteBuffer.allocate(headerLength + rowLength * rows.length + 1).order(ByteOrder.LITTLE_ENDIAN);
        dbf.put(0, (byte) 3)
                .putInt(4, rows.length)
                .putShort(8, (short) headerLength)
                .putShort(10, (short) rowLength);
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            dbf.put(32 + 32 * i, field.name().getBytes(charset));
            dbf.put(43 + 32 * i, (byte) field.type()).put(48 + 32 * i, (byte) field.length());
            dbf.put(49 + 32 * i, (byte) field.decimals());
        }
        dbf.put(headerLength - 1, (byte) 0x0D).position(headerLength);
        for (String[] row : rows) {
            dbf.put((byte) ' ');
            for (int i = 0; i < fields.size(); i++) {
                byte[] value = row[i].getBytes(charset);
                int length = fields.get(i).length();
                byte[] padded = new byte[length];
                Arrays.fill(padded, (byte) ' ');
                int used = Math.min(value.length, length);
                System.arraycopy(value, 0, padded, fields.get(i).type() == 'N' ? length - used : 0, used);
                dbf.put(padded);
            }
        }
        return dbf.put((byte) 0x1A).array();
    }

    /** Changes bytes of a file. */
    static void change(Path file, UnaryOperator<ByteBuffer> change) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        change.apply(bytes);
        Files.write(file, bytes.array());
    }

    /** A zip of files under the names that are given for them: name, file, name, file, … */
    public static Path zip(Path zip, Charset names, Object... entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), names)) {
            for (int i = 0; i < entries.length; i += 2) {
                out.putNextEntry(new ZipEntry((String) entries[i]));
                out.write(entries[i + 1] instanceof Path file ? Files.readAllBytes(file) : (byte[]) entries[i + 1]);
                out.closeEntry();
            }
        }
        return zip;
    }
}
