package org.edubalance.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/**
 * Features as the rows of a table: their attributes, then their geometry, points as two columns and any other as text.
 */
final class FeatureRows {

    /** How many are handed on at once. */
    private static final int ROWS = 512;

    private final SimpleFeatureCollection features;
    private final GeometryDescriptor geometry;
    private final int geometryPlace;
    private final List<AttributeDescriptor> attributes = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<String> geometryColumns;
    private final int decimals;
    private final Wkt.Rounded wkt;

    /** @throws Refusal if no name is free for the geometry */
    FeatureRows(SimpleFeatureCollection features) {
        this.features = features;
        geometry = features.getSchema().getGeometryDescriptor();
        geometryPlace = geometry == null ? -1 : features.getSchema().indexOf(geometry.getName());
        List<String> names = new ArrayList<>();
        for (AttributeDescriptor attribute : features.getSchema().getAttributeDescriptors()) {
            if (attribute != geometry) {
                attributes.add(attribute);
                places.add(features.getSchema().indexOf(attribute.getName()));
                names.add(attribute.getLocalName());
            }
        }
        decimals = Decimals.of(geometry == null ? null : geometry.getCoordinateReferenceSystem());
        wkt = new Wkt.Rounded(decimals);
        geometryColumns = geometryColumns(names);
    }

    /** The names of the columns. */
    List<String> header() {
        List<String> header = new ArrayList<>();
        attributes.forEach(attribute -> header.add(attribute.getLocalName()));
        header.addAll(geometryColumns);
        return header;
    }

    /** True for a column of coordinates, whose cells are texts of the digits that make sense. */
    boolean isCoordinate(int column) {
        return geometryColumns.size() == 2 && column >= attributes.size();
    }

    /** Takes the cells of a row: numbers that are finite, truth values, texts, and null. */
    interface Cells {
        void take(List<Object> cells) throws IOException;
    }

    /**
     * Hands on all rows; they are taken by another thread where there are many, and have been when this returns.
     *
     * @param form what is to be handed on of a cell's value, which may be null; made by this thread
     */
    void forEach(UnaryOperator<Object> form, Cells rows) throws IOException {
        try (SimpleFeatureIterator iterator = features.features();
                RowsBehind behind = new RowsBehind(rows)) {
            List<List<Object>> block = new ArrayList<>();
            while (iterator.hasNext()) {
                if (block.size() == ROWS) {
                    behind.add(block);
                    block = new ArrayList<>(ROWS);
                }
                block.add(cells(iterator.next(), form));
            }
            behind.finish(block);
        }
    }

    private List<Object> cells(SimpleFeature feature, UnaryOperator<Object> form) throws IOException {
        List<Object> cells = new ArrayList<>(places.size() + geometryColumns.size());
        for (int place : places) {
            cells.add(form.apply(cell(feature.getAttribute(place))));
        }
        if (!geometryColumns.isEmpty()) {
            addGeometry(cells, (Geometry) feature.getAttribute(geometryPlace));
        }
        return cells;
    }

    private List<String> geometryColumns(List<String> taken) {
        if (geometry == null) {
            return List.of();
        }
        if (onlyPoints()) {
            CoordinateReferenceSystem crs = geometry.getCoordinateReferenceSystem();
            List<List<String>> names = crs instanceof ProjectedCRS
                    ? List.of(List.of("x", "y"))
                    : List.of(List.of("lon", "lat"), List.of("longitude", "latitude"));
            for (List<String> pair : names) {
                if (free(pair, taken)) {
                    return pair;
                }
            }
        }
        if (free(List.of("wkt"), taken)) {
            return List.of("wkt");
        }
        throw Refusal.of("format.csv.wkt");
    }

    private static boolean free(List<String> names, List<String> taken) {
        Set<String> lower = new HashSet<>();
        for (String name : taken) {
            lower.add(name.toLowerCase(Locale.ROOT));
        }
        return names.stream().noneMatch(lower::contains);
    }

    private boolean onlyPoints() {
        if (geometry.getType().getBinding() == Point.class) {
            return true;
        }
        boolean any = false;
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                Object value = iterator.next().getDefaultGeometry();
                if (value != null && !(value instanceof Point)) {
                    return false;
                }
                any |= value != null;
            }
        }
        return any;
    }

    private void addGeometry(List<Object> cells, Geometry value) throws IOException {
        if (geometryColumns.size() == 1) {
            cells.add(value == null ? null : wkt.text(value));
        } else if (value == null || value.isEmpty()) {
            cells.add(null);
            cells.add(null);
        } else {
            cells.add(Decimals.text(value.getCoordinate().getX(), decimals));
            cells.add(Decimals.text(value.getCoordinate().getY(), decimals));
        }
    }

    private Object cell(Object value) {
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            return null;
        }
        if (value instanceof Geometry other) {
            return wkt.text(other);
        }
        if (value instanceof Date date) {
            return GeoJsonFeatureWriter.text(date);
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
