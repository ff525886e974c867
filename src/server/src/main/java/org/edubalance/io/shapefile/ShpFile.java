package org.edubalance.io.shapefile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/**
 * The shapes of a shapefile ({@code .shp}), one after the other (Esri, Shapefile Technical Description, July 1998).
 * Measures are left out. A line or polygon of one part is a LineString or Polygon, of several a MultiLineString or
 * MultiPolygon.
 */
public final class ShpFile implements AutoCloseable {

    private static final int MAGIC = 9994;
    private static final int HEADER = 100;

    private static final int NONE = 0;
    private static final int POINT = 1;
    private static final int LINE = 3;
    private static final int POLYGON = 5;
    private static final int MULTIPOINT = 8;

    /** All of the plane, with heights (10 more) and measures (20 more). */
    private static final Set<Integer> TYPES = Set.of(0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28);

    /** What is less means that there is no value. */
    private static final double NO_DATA = -1e38;

    private final GeometryFactory factory = new GeometryFactory();
    private final FileWindow file;
    private final long[] offsets;
    private final long end;
    private final int type;
    private long next = HEADER;
    private int number;
    private ByteBuffer content;
    private int contentStart;
    private int contentLength;
    private int shape;
    private int degenerate;

    private ShpFile(FileWindow file, Path shxOrNull) throws IOException {
        this.file = file;
        if (file.size() < HEADER) {
            throw Refusal.of("format.shp.none");
        }
        ByteBuffer header = file.at(0, HEADER);
        int at = header.position();
        if (bigEndian(header, at) != MAGIC) {
            throw Refusal.of("format.shp.none");
        }
        long length = 2L * bigEndian(header, at + 24);
        type = header.getInt(at + 32);
        if (length > file.size()) {
            throw Refusal.of("format.shp.cut");
        }
        // a writer that was killed leaves the length as it was in the beginning
        end = length > HEADER ? length : file.size();
        if (!TYPES.contains(type)) {
            throw Refusal.of("format.shp.type", "type", type);
        }
        offsets = shxOrNull == null ? null : offsets(shxOrNull, file.size());
    }

    /**
     * Opens a file.
     *
     * @param shxOrNull its index, which says where the records are; without one they follow each other
     * @throws Refusal if it is no shapefile, is cut off, or has shapes that are none of the plane
     */
    public static ShpFile open(Path shp, Path shxOrNull) throws IOException {
        FileWindow file = new FileWindow(shp);
        try {
            return new ShpFile(file, shxOrNull);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The places of the records; null where the index cannot be that of the file. */
    private static long[] offsets(Path shx, long size) throws IOException {
        long length = Files.size(shx);
        if (length < HEADER || (length - HEADER) / 8 > size / 8) {
            return null;
        }
        ByteBuffer index = ByteBuffer.wrap(Files.readAllBytes(shx));
        if (index.getInt(0) != MAGIC || (index.limit() - HEADER) % 8 != 0) {
            return null;
        }
        long[] offsets = new long[(index.limit() - HEADER) / 8];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = 2L * index.getInt(HEADER + 8 * i);
            if (offsets[i] < HEADER || offsets[i] + 8 > size) {
                return null;
            }
        }
        return offsets;
    }

    /** True if the records were found by the index. */
    public boolean indexed() {
        return offsets != null;
    }

    /** True if all shapes are points. */
    public boolean pointsOnly() {
        return type % 10 == POINT;
    }

    /** The rings and lines of too few points that were left out so far. */
    public int degenerate() {
        return degenerate;
    }

    /**
     * Goes to the next record, which may be one without a shape; false behind the last.
     *
     * @throws Refusal if it is cut off, or not of the file's type
     */
    public boolean next() throws IOException {
        if (offsets != null) {
            if (number == offsets.length) {
                return false;
            }
            next = offsets[number];
        } else if (next + 8 > end) {
            return false;
        }
        number++;
        ByteBuffer header = file.at(next, 8);
        long length = 2L * bigEndian(header, header.position() + 4);
        if (length < 4 || length > Integer.MAX_VALUE || next + 8 + length > file.size()) {
            throw Refusal.of("format.shp.record");
        }
        contentLength = (int) length;
        content = file.at(next + 8, contentLength);
        contentStart = content.position();
        next += 8 + length;
        shape = content.getInt(contentStart);
        if (shape != NONE && shape != type || shape != NONE && shape % 10 == POINT && contentLength < 20) {
            throw Refusal.of("format.shp.record");
        }
        return true;
    }

    /** True if the record has no shape. */
    public boolean isNull() {
        return shape == NONE;
    }

    /** True if the record is a point without a height, of which {@link #x} and {@link #y} are all. */
    public boolean isPlanePoint() {
        return shape == POINT || shape == POINT + 20;
    }

    /**
     * The x of a point.
     *
     * @throws Refusal if it or the y is no finite number
     */
    public double x() {
        double x = content.getDouble(contentStart + 4);
        if (!Double.isFinite(x) || !Double.isFinite(y())) {
            throw Refusal.of("format.place.finite", "x", x, "y", y());
        }
        return x;
    }

    /** The y of a point. */
    public double y() {
        return content.getDouble(contentStart + 12);
    }

    /**
     * The record's shape; null where it has none.
     *
     * @throws Refusal if it is broken
     */
    public Geometry geometry() {
        if (isNull()) {
            return null;
        }
        if (shape % 10 == POINT) {
            double z = shape > 10 && shape < 20 && contentLength >= 28 ? content.getDouble(contentStart + 20) : NO_DATA;
            return factory.createPoint(coordinate(x(), y(), z > NO_DATA ? z : Double.NaN));
        }
        return shape % 10 == MULTIPOINT ? points() : parts();
    }

    private Geometry points() {
        int count = count(36, 0);
        return factory.createMultiPointFromCoords(coordinates(40, count, 0, count));
    }

    private Geometry parts() {
        int partCount = count(36, 0);
        int count = count(40, 4L * partCount);
        int points = 44 + 4 * partCount;
        Coordinate[][] parts = new Coordinate[partCount][];
        int used = 0;
        for (int i = 0; i < partCount; i++) {
            int from = content.getInt(contentStart + 44 + 4 * i);
            int to = i + 1 < partCount ? content.getInt(contentStart + 48 + 4 * i) : count;
            if (from < 0 || to < from || to > count) {
                throw Refusal.of("format.shp.record");
            }
            Coordinate[] part = coordinates(points, count, from, to);
            boolean enough =
                    shape % 10 == LINE ? part.length >= 2 : part.length >= 4 && part[0].equals2D(part[part.length - 1]);
            if (enough) {
                parts[used++] = part;
            } else {
                degenerate++;
            }
        }
        Coordinate[][] whole = Arrays.copyOf(parts, used);
        return shape % 10 == LINE ? lines(whole) : Rings.polygons(whole, factory);
    }

    private Geometry lines(Coordinate[][] parts) {
        LineString[] lines = new LineString[parts.length];
        for (int i = 0; i < parts.length; i++) {
            lines[i] = factory.createLineString(parts[i]);
        }
        return lines.length == 1 ? lines[0] : factory.createMultiLineString(lines);
    }

    /** A count in the record that has the room for as many points behind it, and for other bytes. */
    private int count(int at, long others) {
        if (contentLength < at + 4) {
            throw Refusal.of("format.shp.record");
        }
        int count = content.getInt(contentStart + at);
        int each = at == 36 && shape % 10 != MULTIPOINT ? 4 : 16;
        if (count < 0 || at + 4 + others + (long) each * count > contentLength) {
            throw Refusal.of("format.shp.record");
        }
        return count;
    }

    /**
     * Some of the record's points.
     *
     * @param at where all points begin, which the heights may follow, behind their range
     */
    private Coordinate[] coordinates(int at, int count, int from, int to) {
        long heights = at + 16L * count + 16;
        boolean high = shape > 10 && shape < 20 && heights + 8L * count <= contentLength;
        Coordinate[] coordinates = new Coordinate[to - from];
        for (int i = from; i < to; i++) {
            double x = content.getDouble(contentStart + at + 16 * i);
            double y = content.getDouble(contentStart + at + 16 * i + 8);
            double z = high ? content.getDouble(contentStart + (int) heights + 8 * i) : NO_DATA;
            coordinates[i - from] = coordinate(x, y, z > NO_DATA ? z : Double.NaN);
        }
        return coordinates;
    }

    private static Coordinate coordinate(double x, double y, double z) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw Refusal.of("format.place.finite", "x", x, "y", y);
        }
        return Double.isNaN(z) ? new CoordinateXY(x, y) : new Coordinate(x, y, z);
    }

    private static int bigEndian(ByteBuffer buffer, int at) {
        int value = buffer.getInt(at);
        return buffer.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
