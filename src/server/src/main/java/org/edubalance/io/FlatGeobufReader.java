package org.edubalance.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.wololo.flatgeobuf.generated.Column;
import org.wololo.flatgeobuf.generated.ColumnType;
import org.wololo.flatgeobuf.generated.Crs;
import org.wololo.flatgeobuf.generated.Feature;
import org.wololo.flatgeobuf.generated.GeometryType;
import org.wololo.flatgeobuf.generated.Header;

/**
 * Reads FlatGeobuf, version 3: a header, an index that is passed over, and features one after the other, each behind its
 * length. Columns of binary data are left out.
 */
final class FlatGeobufReader {

    private static final byte[] MAGIC = {'f', 'g', 'b', 3, 'f', 'g', 'b'};

    /** Ten thousand columns with descriptions. */
    private static final int LONGEST_HEADER = 10 << 20;

    private final InputStream in;
    private final ReadOptions options;
    private final FeatureTable table;
    private final List<Field> fields = new ArrayList<>();
    private final FlatGeobufGeometry geometries = new FlatGeobufGeometry();
    private CoordinateReferenceSystem crs;
    private int geometryType;

    /** A column: its type, and its position among those read; negative if it is not. */
    private record Field(String name, int type, int position) {}

    private FlatGeobufReader(InputStream in, ReadOptions options) {
        this.in = in;
        this.options = options;
        table = new FeatureTable(options);
    }

    /**
     * Reads all features. The stream stays open.
     *
     * @throws Refusal if it is no FlatGeobuf, is cut off, or has more features than the options allow
     */
    static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        try {
            return new FlatGeobufReader(in, options).read();
        } catch (EOFException e) {
            throw Refusal.because(e, "format.fgb.cut");
        }
    }

    private SimpleFeatureCollection read() throws IOException {
        byte[] magic = in.readNBytes(8);
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= magic.length || magic[i] != MAGIC[i]) {
                throw Refusal.of("format.fgb.none");
            }
        }
        try {
            readHeader(buffer(LONGEST_HEADER));
        } catch (RuntimeException e) {
            throw broken(e);
        }
        int number = 0;
        for (ByteBuffer feature = nextOrNull(); feature != null; feature = nextOrNull()) {
            number++;
            try {
                readFeature(feature);
            } catch (Refusal e) {
                throw e.at(Place.feature(options.name() + "." + number));
            } catch (RuntimeException e) {
                throw broken(e).at(Place.feature(options.name() + "." + number));
            }
        }
        return table.collection(crs);
    }

    /** The library goes by offsets in the data, and fails in many ways where they lead nowhere. */
    private static Refusal broken(RuntimeException e) {
        return e instanceof Refusal refusal ? refusal : Refusal.because(e, "format.fgb.broken");
    }

    private void readHeader(ByteBuffer bytes) throws IOException {
        Header header = Header.getRootAsHeader(bytes);
        geometryType = header.geometryType();
        if (geometryType > GeometryType.GeometryCollection) {
            throw Refusal.of("format.wkb.curve", "type", GeometryType.name(geometryType));
        }
        crs = crs(header.crs());
        if (header.columnsLength() * 4L > bytes.limit()) {
            throw Refusal.of("format.fgb.broken");
        }
        Set<String> taken = new HashSet<>();
        List<String> binary = new ArrayList<>();
        for (int i = 0; i < header.columnsLength(); i++) {
            Column column = header.columns(i);
            String name = column.name() == null || column.name().isBlank() ? "column" + (i + 1) : column.name();
            String free = name;
            for (int copy = 2; !taken.add(free); copy++) {
                free = name + "_" + copy;
            }
            boolean read = column.type() != ColumnType.Binary;
            fields.add(new Field(free, column.type(), read ? table.column(free, javaType(column.type())) : -1));
            if (!read) {
                binary.add(free);
            }
        }
        if (!binary.isEmpty()) {
            options.say(Message.of("format.dbf.binary", "columns", binary));
        }
        table.declareGeometry(geometryType == GeometryType.Point ? Point.class : Geometry.class);
        skipIndex(header.featuresCount(), header.indexNodeSize());
    }

    private static Class<?> javaType(int type) {
        return switch (type) {
            case ColumnType.Bool -> Boolean.class;
            case ColumnType.Byte, ColumnType.UByte, ColumnType.Short, ColumnType.UShort, ColumnType.Int ->
                Integer.class;
            case ColumnType.UInt, ColumnType.Long, ColumnType.ULong -> Long.class;
            case ColumnType.Float, ColumnType.Double -> Double.class;
            default -> String.class;
        };
    }

    /** The nodes of a packed Hilbert R-tree, of 40 bytes each, level by level. */
    private void skipIndex(long features, int nodeSize) throws IOException {
        if (nodeSize < 2 || features < 1) {
            return;
        }
        if (features > 1L << 40) {
            throw Refusal.of("format.fgb.broken");
        }
        long level = features;
        long nodes = level;
        do {
            level = (level + nodeSize - 1) / nodeSize;
            nodes += level;
        } while (level > 1);
        in.skipNBytes(40 * nodes);
    }

    private CoordinateReferenceSystem crs(Crs named) {
        if (named == null
                || named.code() == 0 && (named.wkt() == null || named.wkt().isBlank())) {
            if (options.crs() != null) {
                return options.crs();
            }
            options.say(Message.of("format.crs.none"));
            return DefaultGeographicCRS.WGS84;
        }
        String organization = named.org() == null ? "EPSG" : named.org();
        try {
            return named.code() != 0 && organization.equalsIgnoreCase("EPSG")
                    ? CrsNames.ofCode(named.code())
                    : CrsNames.canonical(CRS.parseWKT(named.wkt()));
        } catch (Refusal | FactoryException e) {
            if (options.crs() != null) {
                return options.crs();
            }
            String name = named.name() == null ? "" : named.name();
            throw Refusal.because(
                    e, "format.crs.file", "crs", named.code() == 0 ? name : organization + ":" + named.code());
        }
    }

    private ByteBuffer nextOrNull() throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        byte[] rest = in.readNBytes(3);
        if (rest.length < 3) {
            throw new EOFException();
        }
        return bytes(first | (rest[0] & 0xFF) << 8 | (rest[1] & 0xFF) << 16 | rest[2] << 24, Integer.MAX_VALUE);
    }

    private ByteBuffer buffer(int most) throws IOException {
        byte[] length = in.readNBytes(4);
        if (length.length < 4) {
            throw new EOFException();
        }
        return bytes(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt(), most);
    }

    private ByteBuffer bytes(int length, int most) throws IOException {
        if (length < 8 || length > most) {
            throw Refusal.of("format.fgb.broken");
        }
        // no more than the stream has, whatever it claims
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void readFeature(ByteBuffer bytes) {
        Feature feature = Feature.getRootAsFeature(bytes);
        if (feature.columnsLength() > 0) {
            throw Refusal.of("format.fgb.columns");
        }
        ByteBuffer properties = feature.propertiesAsByteBuffer();
        if (properties != null) {
            readProperties(properties.order(ByteOrder.LITTLE_ENDIAN));
        }
        table.geometry(geometries.read(feature.geometry(), geometryType, bytes.limit()));
        table.end();
    }

    private void readProperties(ByteBuffer properties) {
        while (properties.remaining() >= 2) {
            Field field = fields.get(properties.getShort() & 0xFFFF);
            Object value = value(field.type(), properties);
            if (field.position() >= 0) {
                table.set(field.position(), value);
            }
        }
    }

    private static Object value(int type, ByteBuffer properties) {
        switch (type) {
            case ColumnType.Byte:
                return (int) properties.get();
            case ColumnType.UByte:
                return properties.get() & 0xFF;
            case ColumnType.Bool:
                return properties.get() != 0;
            case ColumnType.Short:
                return (int) properties.getShort();
            case ColumnType.UShort:
                return properties.getShort() & 0xFFFF;
            case ColumnType.Int:
                return properties.getInt();
            case ColumnType.UInt:
                return properties.getInt() & 0xFFFFFFFFL;
            case ColumnType.Long:
                return properties.getLong();
            case ColumnType.ULong:
                long value = properties.getLong();
                // as text, since no Long holds it
                return value < 0 ? (Object) Long.toUnsignedString(value) : (Object) value;
            case ColumnType.Float:
                return finite(properties.getFloat());
            case ColumnType.Double:
                return finite(properties.getDouble());
            default:
                byte[] bytes = new byte[Math.min(Math.max(properties.getInt(), 0), properties.remaining() + 1)];
                properties.get(bytes);
                return type == ColumnType.Binary ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
