package org.edubalance.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import mil.nga.geopackage.GeoPackage;
import mil.nga.geopackage.db.DateConverter;
import mil.nga.geopackage.db.GeoPackageDataType;
import mil.nga.geopackage.features.user.FeatureColumn;
import mil.nga.geopackage.features.user.FeatureDao;
import mil.nga.geopackage.geom.GeoPackageGeometryData;
import mil.nga.geopackage.srs.SpatialReferenceSystem;
import mil.nga.geopackage.user.UserColumn;
import mil.nga.geopackage.user.UserDao;
import mil.nga.geopackage.user.UserResultSet;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** Reads one layer of a GeoPackage. */
final class GeoPackageReader {

    private final GeoPackage geoPackage;
    private final String layer;
    private final ReadOptions options;

    GeoPackageReader(GeoPackage geoPackage, String layer, ReadOptions options) {
        this.geoPackage = geoPackage;
        this.layer = layer;
        this.options = options;
    }

    SimpleFeatureCollection read() throws IOException {
        UserDao<?, ?, ?, ?> dao =
                geoPackage.isFeatureTable(layer) ? geoPackage.getFeatureDao(layer) : geoPackage.getAttributesDao(layer);
        List<UserColumn> columns = new ArrayList<>();
        SimpleFeatureType type = type(dao, columns);
        List<SimpleFeature> features = new ArrayList<>();
        WKBReader wkb = new WKBReader();
        UserResultSet<?, ?, ?> rows = dao.queryForAll();
        try {
            while (rows.moveToNext()) {
                if (features.size() >= options.maxFeatures()) {
                    throw new FormatException("more than " + options.maxFeatures() + " features, which is the limit");
                }
                Object[] values = new Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    Object value = rows.getValue(columns.get(i).getName());
                    values[i] = value instanceof byte[] bytes
                            ? geometry(GeoPackageGeometryData.create(bytes), wkb)
                            : value(
                                    value,
                                    columns.get(i),
                                    type.getDescriptor(i).getType().getBinding());
                }
                features.add(SimpleFeatureBuilder.build(type, values, layer + "." + rows.getId()));
            }
        } finally {
            rows.close();
        }
        return new ListFeatureCollection(type, features);
    }

    private SimpleFeatureType type(UserDao<?, ?, ?, ?> dao, List<UserColumn> columns) throws FormatException {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(options.name());
        for (UserColumn column : dao.getColumns()) {
            if (column instanceof FeatureColumn geometry && geometry.isGeometry()) {
                builder.setCRS(crs(((FeatureDao) dao).getSrs()));
                builder.add(column.getName(), geometryType(geometry));
                columns.add(column);
            } else if (!column.isPrimaryKey() && column.getDataType() != GeoPackageDataType.BLOB) {
                builder.add(column.getName(), javaType(column.getDataType()));
                columns.add(column);
            }
        }
        return builder.buildFeatureType();
    }

    private CoordinateReferenceSystem crs(SpatialReferenceSystem srs) throws FormatException {
        if (srs == null || srs.getOrganizationCoordsysId() <= 0) {
            // -1 and 0 are the standard's "undefined"
            return options.crs();
        }
        try {
            return "EPSG".equalsIgnoreCase(srs.getOrganization())
                    ? CrsNames.decode("EPSG:" + srs.getOrganizationCoordsysId())
                    : CRS.parseWKT(srs.getDefinition());
        } catch (IllegalArgumentException | FactoryException e) {
            throw new FormatException(
                    "the layer '" + layer + "' has a CRS that is unknown here: " + srs.getOrganization() + ":"
                            + srs.getOrganizationCoordsysId(),
                    e);
        }
    }

    private static Class<?> javaType(GeoPackageDataType type) {
        if (type == null) {
            return String.class;
        }
        return switch (type) {
            case BOOLEAN -> Boolean.class;
            case TINYINT, SMALLINT, MEDIUMINT -> Integer.class;
            case INT, INTEGER -> Long.class;
            case FLOAT, DOUBLE, REAL -> Double.class;
            case DATE, DATETIME -> Date.class;
            default -> String.class;
        };
    }

    private static Class<? extends Geometry> geometryType(FeatureColumn column) {
        return switch (column.getGeometryType()) {
            case POINT -> Point.class;
            case LINESTRING -> LineString.class;
            case POLYGON -> Polygon.class;
            case MULTIPOINT -> MultiPoint.class;
            case MULTILINESTRING -> MultiLineString.class;
            case MULTIPOLYGON -> MultiPolygon.class;
            case GEOMETRYCOLLECTION -> GeometryCollection.class;
            default -> Geometry.class;
        };
    }

    private Geometry geometry(GeoPackageGeometryData data, WKBReader wkb) throws IOException {
        if (data.isEmpty()) {
            return null;
        }
        try {
            return wkb.read(data.getWkb());
        } catch (ParseException | IllegalArgumentException e) {
            throw new FormatException("the layer '" + layer + "' has a bad geometry: " + e.getMessage(), e);
        }
    }

    /** SQLite lets any column hold anything; a number comes as narrow as it fits. */
    private Object value(Object value, UserColumn column, Class<?> type) throws FormatException {
        if (value == null || type.isInstance(value)) {
            return value;
        }
        if (type == String.class) {
            return value.toString();
        }
        if (value instanceof Number number) {
            if (type == Integer.class) {
                return number.intValue();
            }
            if (type == Long.class) {
                return number.longValue();
            }
            if (type == Double.class) {
                return number.doubleValue();
            }
            if (type == Boolean.class) {
                return number.intValue() != 0;
            }
        }
        if (type == Date.class) {
            return DateConverter.converter(column.getDataType()).dateValue(value.toString());
        }
        throw new FormatException("column '" + column.getName() + "' of the layer '" + layer + "' is "
                + column.getDataType() + ", but holds '" + value + "'");
    }
}
