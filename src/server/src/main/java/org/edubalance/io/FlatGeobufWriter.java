package org.edubalance.io;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.wololo.flatgeobuf.GeometryConversions;
import org.wololo.flatgeobuf.generated.Column;
import org.wololo.flatgeobuf.generated.ColumnType;
import org.wololo.flatgeobuf.generated.Crs;
import org.wololo.flatgeobuf.generated.Feature;
import org.wololo.flatgeobuf.generated.GeometryType;
import org.wololo.flatgeobuf.generated.Header;

/** Writes FlatGeobuf, version 3, in the order of the features and so without an index. */
final class FlatGeobufWriter {

    private static final byte[] MAGIC = {'f', 'g', 'b', 3, 'f', 'g', 'b', 1};

    private final SimpleFeatureCollection features;
    private final GeometryDescriptor geometry;
    private final List<AttributeDescriptor> attributes = new ArrayList<>();
    private final OutputStream out;
    private ByteBuffer properties = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

    private FlatGeobufWriter(SimpleFeatureCollection features, OutputStream out) {
        this.features = features;
        this.out = out;
        SimpleFeatureType type = features.getSchema();
        geometry = type.getGeometryDescriptor();
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            if (attribute != geometry) {
                attributes.add(attribute);
            }
        }
    }

    /** Writes features. The stream is flushed and stays open. */
    static void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
        new FlatGeobufWriter(features, out).write();
    }

    private void write() throws IOException {
        out.write(MAGIC);
        int type = GeometryType.Unknown;
        if (geometry != null) {
            Class<?> binding = geometry.getType().getBinding();
            type = binding == Geometry.class || binding == GeometryCollection.class
                    ? GeometryType.Unknown
                    : GeometryConversions.toGeometryType(binding);
        }
        writeHeader(type);
        FlatBufferBuilder builder = new FlatBufferBuilder(1024);
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                builder.clear();
                writeFeature(iterator.next(), builder, type);
            }
        }
        out.flush();
    }

    private void writeHeader(int type) throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder(1024);
        int[] columns = new int[attributes.size()];
        for (int i = 0; i < columns.length; i++) {
            int name = builder.createString(attributes.get(i).getLocalName());
            Column.startColumn(builder);
            Column.addName(builder, name);
            Column.addType(builder, columnType(attributes.get(i)));
            columns[i] = Column.endColumn(builder);
        }
        int columnsVector = Header.createColumnsVector(builder, columns);
        int name = builder.createString(features.getSchema().getTypeName());
        int crs = geometry == null ? 0 : crs(geometry.getCoordinateReferenceSystem(), builder);
        Header.startHeader(builder);
        Header.addName(builder, name);
        Header.addGeometryType(builder, type);
        Header.addIndexNodeSize(builder, 0);
        Header.addColumns(builder, columnsVector);
        Header.addFeaturesCount(builder, features.size());
        if (crs != 0) {
            Header.addCrs(builder, crs);
        }
        builder.finishSizePrefixed(Header.endHeader(builder));
        write(builder);
    }

    private static int crs(CoordinateReferenceSystem crs, FlatBufferBuilder builder) {
        if (crs == null) {
            return 0;
        }
        Integer code = CrsNames.epsgCode(crs);
        int name = builder.createString(crs.getName().getCode());
        int organization = builder.createString("EPSG");
        int wkt = code == null ? builder.createString(crs.toWKT()) : 0;
        Crs.startCrs(builder);
        Crs.addName(builder, name);
        if (code == null) {
            Crs.addWkt(builder, wkt);
        } else {
            Crs.addOrg(builder, organization);
            Crs.addCode(builder, code);
        }
        return Crs.endCrs(builder);
    }

    private static int columnType(AttributeDescriptor attribute) {
        Class<?> binding = attribute.getType().getBinding();
        if (binding == Boolean.class) {
            return ColumnType.Bool;
        }
        if (binding == Integer.class || binding == Short.class || binding == Byte.class) {
            return ColumnType.Int;
        }
        if (binding == Long.class) {
            return ColumnType.Long;
        }
        if (Number.class.isAssignableFrom(binding)) {
            return ColumnType.Double;
        }
        return Date.class.isAssignableFrom(binding) && binding != java.sql.Time.class
                ? ColumnType.DateTime
                : ColumnType.String;
    }

    private void writeFeature(SimpleFeature feature, FlatBufferBuilder builder, int type) throws IOException {
        properties.clear();
        for (int i = 0; i < attributes.size(); i++) {
            Object value = feature.getAttribute(attributes.get(i).getName());
            if (value != null) {
                put(i, columnType(attributes.get(i)), value);
            }
        }
        Geometry shape = geometry == null ? null : (Geometry) feature.getDefaultGeometry();
        int offset = shape == null ? 0 : geometry(shape, builder, type);
        properties.flip();
        int vector = properties.hasRemaining() ? Feature.createPropertiesVector(builder, properties) : 0;
        Feature.startFeature(builder);
        if (shape != null) {
            Feature.addGeometry(builder, offset);
        }
        if (vector != 0) {
            Feature.addProperties(builder, vector);
        }
        builder.finishSizePrefixed(Feature.endFeature(builder));
        write(builder);
    }

    /** A collection by its parts, which the library does not write. */
    private static int geometry(Geometry shape, FlatBufferBuilder builder, int type) throws IOException {
        if (shape.getClass() != GeometryCollection.class) {
            return GeometryConversions.serialize(builder, shape, (byte) type);
        }
        int[] parts = new int[shape.getNumGeometries()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = geometry(shape.getGeometryN(i), builder, GeometryType.Unknown);
        }
        int vector = org.wololo.flatgeobuf.generated.Geometry.createPartsVector(builder, parts);
        org.wololo.flatgeobuf.generated.Geometry.startGeometry(builder);
        org.wololo.flatgeobuf.generated.Geometry.addType(builder, GeometryType.GeometryCollection);
        org.wololo.flatgeobuf.generated.Geometry.addParts(builder, vector);
        return org.wololo.flatgeobuf.generated.Geometry.endGeometry(builder);
    }

    private void put(int column, int type, Object value) {
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            return;
        }
        room(16);
        properties.putShort((short) column);
        switch (type) {
            case ColumnType.Bool -> properties.put((byte) (Boolean.TRUE.equals(value) ? 1 : 0));
            case ColumnType.Int -> properties.putInt(((Number) value).intValue());
            case ColumnType.Long -> properties.putLong(((Number) value).longValue());
            case ColumnType.Double -> properties.putDouble(((Number) value).doubleValue());
            default -> {
                String text = value instanceof Date date ? GeoJsonFeatureWriter.text(date) : value.toString();
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                room(bytes.length + 4);
                properties.putInt(bytes.length).put(bytes);
            }
        }
    }

    private void room(int bytes) {
        if (properties.remaining() < bytes) {
            ByteBuffer larger =
                    ByteBuffer.allocate(2 * (properties.capacity() + bytes)).order(ByteOrder.LITTLE_ENDIAN);
            properties = larger.put(properties.flip());
        }
    }

    private void write(FlatBufferBuilder builder) throws IOException {
        ByteBuffer bytes = builder.dataBuffer();
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
}
