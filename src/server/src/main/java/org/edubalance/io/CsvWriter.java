package org.edubalance.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVPrinter;
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

/** Writes one CSV text. */
final class CsvWriter {

    /** What a formula begins with, in full width too, and what spreadsheets skip before one. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    /** What begins with a sign and is a number all the same. */
    private static final Pattern PLAIN =
            Pattern.compile("-?((0|[1-9]\\d{0,400})(\\.\\d{0,400})?|\\.\\d{1,400})([eE][-+]?\\d{1,3})?");

    private final CSVPrinter printer;
    private final SimpleFeatureCollection features;
    private final GeometryDescriptor geometry;
    private final List<AttributeDescriptor> attributes = new ArrayList<>();
    private final int decimals;
    private final boolean rawCells;

    CsvWriter(CSVPrinter printer, SimpleFeatureCollection features, WriteOptions options) {
        this.printer = printer;
        rawCells = options.rawCells();
        this.features = features;
        geometry = features.getSchema().getGeometryDescriptor();
        for (AttributeDescriptor attribute : features.getSchema().getAttributeDescriptors()) {
            if (attribute != geometry) {
                attributes.add(attribute);
            }
        }
        decimals = Decimals.of(geometry == null ? null : geometry.getCoordinateReferenceSystem());
    }

    void write() throws IOException {
        List<String> header = new ArrayList<>();
        for (AttributeDescriptor attribute : attributes) {
            header.add(attribute.getLocalName());
        }
        List<String> geometryColumns = geometryColumns(header);
        header.addAll(geometryColumns);
        printer.printRecord(header.stream().map(this::safe).toList());
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                List<Object> fields = new ArrayList<>();
                for (AttributeDescriptor attribute : attributes) {
                    fields.add(field(feature.getAttribute(attribute.getName())));
                }
                if (!geometryColumns.isEmpty()) {
                    addGeometry(fields, (Geometry) feature.getDefaultGeometry(), geometryColumns.size());
                }
                printer.printRecord(fields);
            }
        }
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

    private void addGeometry(List<Object> fields, Geometry value, int columns) throws IOException {
        if (columns == 1) {
            fields.add(value == null ? null : Wkt.text(value, decimals));
        } else if (value == null || value.isEmpty()) {
            fields.add(null);
            fields.add(null);
        } else {
            fields.add(Decimals.text(value.getCoordinate().getX(), decimals));
            fields.add(Decimals.text(value.getCoordinate().getY(), decimals));
        }
    }

    private Object field(Object value) {
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            return null;
        }
        if (value instanceof Geometry other) {
            return Wkt.text(other, decimals);
        }
        if (value instanceof Date date) {
            return GeoJsonFeatureWriter.text(date);
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : safe(value.toString());
    }

    /** A text that no spreadsheet takes for a formula. */
    private String safe(String text) {
        return rawCells
                        || text.isEmpty()
                        || FORMULA.indexOf(text.charAt(0)) < 0
                        || PLAIN.matcher(text).matches()
                ? text
                : "'" + text;
    }
}
