package org.edubalance.io;

import java.io.IOException;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mil.nga.geopackage.BoundingBox;
import mil.nga.geopackage.GeoPackage;
import mil.nga.geopackage.GeoPackageException;
import mil.nga.geopackage.attributes.AttributesColumn;
import mil.nga.geopackage.attributes.AttributesTableMetadata;
import mil.nga.geopackage.db.GeoPackageDataType;
import mil.nga.geopackage.features.columns.GeometryColumns;
import mil.nga.geopackage.features.user.FeatureColumn;
import mil.nga.geopackage.features.user.FeatureTableMetadata;
import mil.nga.geopackage.geom.GeoPackageGeometryData;
import mil.nga.geopackage.srs.SpatialReferenceSystem;
import mil.nga.geopackage.srs.SpatialReferenceSystemDao;
import mil.nga.geopackage.user.UserDao;
import mil.nga.geopackage.user.UserRow;
import mil.nga.sf.GeometryType;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/** Writes one layer of a new GeoPackage. */
final class GeoPackageWriter {

    /** Ids of systems that are no EPSG ones start here, beyond all of EPSG's. */
    private static final long OWN_SRS = 1_000_001;

    /** The one form that the standard allows: UTC with milliseconds. */
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final GeoPackage geoPackage;
    private final SimpleFeatureCollection features;
    private final SimpleFeatureType type;
    private final GeometryDescriptor geometry;
    private final String layer;

    GeoPackageWriter(GeoPackage geoPackage, SimpleFeatureCollection features) {
        this.geoPackage = geoPackage;
        this.features = features;
        type = features.getSchema();
        geometry = type.getGeometryDescriptor();
        layer = type.getTypeName();
    }

    void write() throws IOException {
        // The library would claim 1.4, which older readers warn of; what is written here is the same in 1.2.
        geoPackage.execSQL("PRAGMA user_version = 10200");
        // empty, but GeoTools asks it of every column
        geoPackage.createExtensionsTable();
        long srsId = 0;
        UserDao<?, ?, ?, ?> dao;
        if (geometry == null) {
            // empty, but GDAL shows no layer of a file without it
            geoPackage.createGeometryColumnsTable();
            geoPackage.createAttributesTable(AttributesTableMetadata.create(layer, freeName("id"), attributeColumns()));
            dao = geoPackage.getAttributesDao(layer);
        } else {
            srsId = srsId(geometry.getCoordinateReferenceSystem());
            createFeatureTable(srsId);
            dao = geoPackage.getFeatureDao(layer);
        }
        geoPackage.beginTransaction();
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                insert(dao, iterator.next(), srsId);
            }
        } catch (IOException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
        geoPackage.endTransaction(true);
    }

    /** Where the disk is full SQLite has ended the transaction itself, which must not hide why. */
    private void rollback(Throwable reason) {
        try {
            geoPackage.endTransaction(false);
        } catch (GeoPackageException e) {
            reason.addSuppressed(e);
        }
    }

    private <R extends UserRow<?, ?>> void insert(UserDao<?, ?, R, ?> dao, SimpleFeature feature, long srsId)
            throws IOException {
        R row = dao.newRow();
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            Object value = feature.getAttribute(attribute.getName());
            if (value != null) {
                row.setValue(
                        attribute.getLocalName(),
                        attribute == geometry ? geometry((Geometry) value, srsId) : column(value));
            }
        }
        dao.insert(row);
    }

    private static GeoPackageGeometryData geometry(Geometry value, long srsId) throws IOException {
        byte[] wkb = new WKBWriter(hasHeight(value) ? 3 : 2).write(value);
        return GeoPackageGeometryData.createFromWkbAndBuildEnvelope(srsId, wkb);
    }

    private static boolean hasHeight(Geometry value) {
        return value != null
                && !value.isEmpty()
                && !Double.isNaN(value.getCoordinate().getZ());
    }

    private boolean anyHeight() {
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                if (hasHeight((Geometry) iterator.next().getDefaultGeometry())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Object column(Object value) {
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            return null;
        }
        if (value instanceof Geometry other) {
            return other.toText();
        }
        if (value instanceof Date date) {
            return date instanceof java.sql.Date || date instanceof java.sql.Time
                    ? date.toString()
                    : DATE_TIME.format(date.toInstant());
        }
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private List<AttributesColumn> attributeColumns() {
        List<AttributesColumn> columns = new ArrayList<>();
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            columns.add(AttributesColumn.createColumn(attribute.getLocalName(), dataType(attribute)));
        }
        return columns;
    }

    private void createFeatureTable(long srsId) {
        GeometryColumns geometryColumns = new GeometryColumns();
        geometryColumns.setTableName(layer);
        geometryColumns.setColumnName(geometry.getLocalName());
        geometryColumns.setGeometryType(geometryType());
        geometryColumns.setSrsId(srsId);
        geometryColumns.setZ((byte) (anyHeight() ? 2 : 0)); // optional, or prohibited
        geometryColumns.setM((byte) 0);
        List<FeatureColumn> columns = new ArrayList<>();
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            if (attribute != geometry) {
                columns.add(FeatureColumn.createColumn(attribute.getLocalName(), dataType(attribute)));
            }
        }
        ReferencedEnvelope bounds = features.getBounds();
        BoundingBox box = bounds == null || bounds.isEmpty()
                ? null
                : new BoundingBox(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY());
        geoPackage.createFeatureTable(FeatureTableMetadata.create(geometryColumns, freeName("fid"), columns, box));
    }

    /** A name for the primary key that no attribute has. */
    private String freeName(String wanted) {
        Set<String> taken = new HashSet<>();
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            taken.add(attribute.getLocalName().toLowerCase(Locale.ROOT));
        }
        String name = wanted;
        while (taken.contains(name)) {
            name = name + "_";
        }
        return name;
    }

    private static GeoPackageDataType dataType(AttributeDescriptor attribute) {
        Class<?> binding = attribute.getType().getBinding();
        if (binding == Boolean.class) {
            return GeoPackageDataType.BOOLEAN;
        }
        if (binding == Integer.class || binding == Short.class || binding == Byte.class) {
            return GeoPackageDataType.MEDIUMINT;
        }
        if (binding == Long.class) {
            return GeoPackageDataType.INTEGER;
        }
        if (Number.class.isAssignableFrom(binding)) {
            return GeoPackageDataType.DOUBLE;
        }
        if (binding == java.sql.Date.class) {
            return GeoPackageDataType.DATE;
        }
        return Date.class.isAssignableFrom(binding) && binding != java.sql.Time.class
                ? GeoPackageDataType.DATETIME
                : GeoPackageDataType.TEXT;
    }

    private GeometryType geometryType() {
        String name = geometry.getType().getBinding().getSimpleName().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "POINT",
                    "LINESTRING",
                    "POLYGON",
                    "MULTIPOINT",
                    "MULTILINESTRING",
                    "MULTIPOLYGON",
                    "GEOMETRYCOLLECTION" -> GeometryType.valueOf(name);
            default -> GeometryType.GEOMETRY;
        };
    }

    private long srsId(CoordinateReferenceSystem crs) {
        if (crs == null) {
            return -1;
        }
        Integer code = CrsNames.epsgCode(crs);
        long id = code == null ? OWN_SRS : code;
        SpatialReferenceSystemDao dao = geoPackage.getSpatialReferenceSystemDao();
        try {
            if (dao.queryForId(id) == null) {
                SpatialReferenceSystem srs = new SpatialReferenceSystem();
                srs.setSrsName(crs.getName().getCode());
                srs.setSrsId(id);
                srs.setOrganization(code == null ? "NONE" : "EPSG");
                srs.setOrganizationCoordsysId(id);
                srs.setDefinition(
                        code == null
                                ? crs.toWKT()
                                : CrsNames.decode("EPSG:" + code).toWKT());
                dao.create(srs);
            }
        } catch (SQLException e) {
            throw new GeoPackageException("no spatial reference system " + id, e);
        }
        return id;
    }
}
