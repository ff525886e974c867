package org.edubalance.io;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.edubalance.io.table.Column;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.feature.collection.AbstractFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/**
 * Features whose values are in columns. A feature is made when it is asked for, and made anew each time: what is set in one
 * stays in that one.
 */
final class ColumnFeatures extends AbstractFeatureCollection {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Column[] columns;
    private final int geometryAt;
    private final int defaultGeometry;
    private final Shapes shapes;
    private final boolean pointsAreDefault;
    private final Ids ids;
    private final int size;

    /** The geometries of the features: points as two arrays of coordinates, NaN where there is none, or any others. */
    record Shapes(double[] x, double[] y, Geometry[] others) {

        static Shapes points(double[] x, double[] y) {
            return new Shapes(x, y, null);
        }

        static Shapes geometries(Geometry[] geometries) {
            return new Shapes(null, null, geometries);
        }

        Geometry at(int row) {
            if (others != null) {
                return others[row];
            }
            return Double.isNaN(x[row]) ? null : FACTORY.createPoint(new Coordinate(x[row], y[row]));
        }

        int size() {
            return others != null ? others.length : x.length;
        }

        /** The one type of all of them, else that of any. */
        Class<? extends Geometry> type() {
            if (others == null) {
                return Point.class;
            }
            Class<? extends Geometry> type = null;
            for (Geometry geometry : others) {
                if (geometry != null && type != geometry.getClass()) {
                    if (type != null) {
                        return Geometry.class;
                    }
                    type = geometry.getClass();
                }
            }
            return type == null ? Geometry.class : type;
        }

        void expand(ReferencedEnvelope bounds) {
            for (int row = 0; row < size(); row++) {
                if (others == null) {
                    if (!Double.isNaN(x[row])) {
                        bounds.expandToInclude(x[row], y[row]);
                    }
                } else if (others[row] != null) {
                    bounds.expandToInclude(others[row].getEnvelopeInternal());
                }
            }
        }
    }

    /** The id of a row's feature. */
    @FunctionalInterface
    interface Ids {
        String of(int row);
    }

    /**
     * Features of a type whose attributes are the columns and, at a position among them, the geometry.
     *
     * @param geometryAt negative where there is none
     * @param size the number of features
     */
    ColumnFeatures(
            SimpleFeatureType type, List<Column> columns, int geometryAt, Shapes shapesOrNull, Ids ids, int size) {
        super(type);
        this.columns = columns.toArray(Column[]::new);
        this.geometryAt = geometryAt;
        defaultGeometry = type.getGeometryDescriptor() == null
                ? -1
                : type.indexOf(type.getGeometryDescriptor().getName());
        this.shapes = shapesOrNull;
        pointsAreDefault = shapes != null && shapes.others == null && defaultGeometry == geometryAt;
        this.ids = ids;
        this.size = size;
    }

    /** Features named {@code name.1} and on, with the geometry first where there are any. */
    static ColumnFeatures of(String name, List<Column> columns, Shapes shapesOrNull, CoordinateReferenceSystem crs) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(name);
        if (shapesOrNull != null) {
            builder.setCRS(crs);
            builder.add(geometryName(columns), shapesOrNull.type());
        }
        for (Column column : columns) {
            builder.add(column.name(), column.type());
        }
        int size = shapesOrNull != null
                ? shapesOrNull.size()
                : columns.isEmpty() ? 0 : columns.get(0).size();
        return new ColumnFeatures(
                builder.buildFeatureType(),
                columns,
                shapesOrNull == null ? -1 : 0,
                shapesOrNull,
                row -> name + "." + (row + 1),
                size);
    }

    private static String geometryName(List<Column> columns) {
        String geometry = "geometry";
        for (boolean taken = true; taken; ) {
            String name = geometry;
            taken = columns.stream().anyMatch(column -> column.name().equals(name));
            geometry = taken ? "the_" + geometry : geometry;
        }
        return geometry;
    }

    /** Which attribute is the default geometry, negative if none is. */
    int defaultGeometry() {
        return defaultGeometry;
    }

    /** The value of an attribute in a row. */
    Object value(int attribute, int row) {
        return attribute == geometryAt ? shapes.at(row) : column(attribute).value(row);
    }

    /** The number of an attribute in a row, NaN where there is none. */
    double number(int attribute, int row) {
        return attribute == geometryAt ? Double.NaN : column(attribute).number(row);
    }

    /** The x of a row's default geometry, NaN where that is no point. */
    double x(int row) {
        return pointsAreDefault ? shapes.x[row] : Double.NaN;
    }

    /** The y of a row's default geometry, NaN where that is no point. */
    double y(int row) {
        return pointsAreDefault ? shapes.y[row] : Double.NaN;
    }

    private Column column(int attribute) {
        return columns[geometryAt < 0 || attribute < geometryAt ? attribute : attribute - 1];
    }

    String id(int row) {
        return ids.of(row);
    }

    @Override
    protected Iterator<SimpleFeature> openIterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public SimpleFeature next() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                return new RowFeature(ColumnFeatures.this, next++);
            }
        };
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public ReferencedEnvelope getBounds() {
        ReferencedEnvelope bounds = new ReferencedEnvelope(schema.getCoordinateReferenceSystem());
        if (shapes != null) {
            shapes.expand(bounds);
        }
        return bounds;
    }
}
