package org.edubalance.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Reads one CSV text: first all rows as text, then each column by what all its values look like. */
final class CsvReader {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,18})");
    private static final Pattern REAL = Pattern.compile("-?(0|[1-9]\\d*)?(\\.\\d+|\\.)?([eE][-+]?\\d{1,3})?");
    private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private record Row(Geometry geometry, String[] fields) {}

    private final CSVParser parser;
    private final ReadOptions options;
    private final List<String> header = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private CoordinateReferenceSystem crs;
    private int x = -1;
    private int y = -1;
    private int wkt = -1;

    CsvReader(CSVParser parser, ReadOptions options) {
        this.parser = parser;
        this.options = options;
    }

    SimpleFeatureCollection read() throws IOException {
        boolean first = true;
        for (CSVRecord csvRecord : parser) {
            if (first) {
                readHeader(csvRecord);
                findGeometry();
                first = false;
            } else {
                readRow(csvRecord);
            }
        }
        if (first) {
            throw new FormatException("the CSV is empty: it has no header line");
        }
        return table().collection(crs);
    }

    private void readHeader(CSVRecord csvRecord) throws FormatException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < csvRecord.size(); i++) {
            String name = csvRecord.get(i).strip();
            if (name.isEmpty()) {
                name = "column" + (i + 1);
            }
            if (!seen.add(name)) {
                throw new FormatException("the CSV has two columns '" + name + "'");
            }
            header.add(name);
        }
    }

    private void findGeometry() throws FormatException {
        CoordinateReferenceSystem given = options.crs();
        if (given != null && find("x", "y")) {
            crs = given;
        } else if (find("lon", "lat") || find("longitude", "latitude") || find("经度", "纬度")) {
            crs = given instanceof GeographicCRS ? given : DefaultGeographicCRS.WGS84;
        } else {
            wkt = indexOf("wkt");
            crs = given != null ? given : DefaultGeographicCRS.WGS84;
        }
    }

    private boolean find(String xName, String yName) throws FormatException {
        int foundX = indexOf(xName);
        int foundY = indexOf(yName);
        if (foundX < 0 || foundY < 0) {
            return false;
        }
        x = foundX;
        y = foundY;
        return true;
    }

    private int indexOf(String name) throws FormatException {
        int found = -1;
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).toLowerCase(Locale.ROOT).equals(name)) {
                if (found >= 0) {
                    throw new FormatException(
                            "the CSV has two columns '" + header.get(found) + "' and '" + header.get(i) + "'");
                }
                found = i;
            }
        }
        return found;
    }

    private void readRow(CSVRecord csvRecord) throws FormatException {
        if (csvRecord.size() != header.size()) {
            throw error("has " + csvRecord.size() + " fields, but the header has " + header.size());
        }
        if (rows.size() >= options.maxFeatures()) {
            throw new FormatException("more than " + options.maxFeatures() + " features, which is the limit");
        }
        Geometry geometry = wkt >= 0 ? geometry(csvRecord.get(wkt)) : x >= 0 ? point(csvRecord) : null;
        rows.add(new Row(geometry, csvRecord.values()));
    }

    private FormatException error(String what) {
        return new FormatException("line " + parser.getCurrentLineNumber() + " " + what);
    }

    private Geometry point(CSVRecord csvRecord) throws FormatException {
        String xText = csvRecord.get(x).strip();
        String yText = csvRecord.get(y).strip();
        if (xText.isEmpty() && yText.isEmpty()) {
            return null;
        }
        boolean degrees = crs instanceof GeographicCRS;
        return FACTORY.createPoint(new Coordinate(
                ordinate(x, xText, degrees ? 180 : Double.MAX_VALUE),
                ordinate(y, yText, degrees ? 90 : Double.MAX_VALUE)));
    }

    private double ordinate(int column, String text, double most) throws FormatException {
        double value = Double.NaN;
        if (isReal(text)) {
            value = Double.parseDouble(text);
        }
        if (!(Math.abs(value) <= most)) {
            String accepted = most == Double.MAX_VALUE
                    ? "a number"
                    : "a number of degrees from -" + (int) most + " to " + (int) most;
            throw error("has a bad coordinate: " + header.get(column) + " must be " + accepted + ", got '"
                    + shortened(text) + "'");
        }
        return value;
    }

    private Geometry geometry(String text) throws FormatException {
        if (text.isBlank()) {
            return null;
        }
        try {
            return Wkt.parse(text, FACTORY);
        } catch (FormatException e) {
            throw error("has a bad geometry: " + e.getMessage());
        }
    }

    private FeatureTable table() throws FormatException {
        FeatureTable table = new FeatureTable(options.name(), options.maxFeatures());
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (i != x && i != y && i != wkt) {
                table.column(header.get(i));
                columns.add(i);
            }
        }
        boolean[] text = new boolean[header.size()];
        for (int column : columns) {
            text[column] = isText(column);
        }
        for (Row row : rows) {
            Object[] values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                int column = columns.get(i);
                values[i] = value(row.fields()[column], text[column]);
            }
            table.add(null, row.geometry(), values);
        }
        return table;
    }

    /** True unless all values of a column are numbers, or all are booleans. */
    private boolean isText(int column) {
        boolean numbers = true;
        boolean booleans = true;
        for (Row row : rows) {
            String field = row.fields()[column].strip();
            if (!field.isEmpty()) {
                numbers = numbers && isNumber(field);
                booleans = booleans && BOOLEAN.matcher(field).matches();
            }
        }
        return !numbers && !booleans;
    }

    private static boolean isNumber(String field) {
        return INTEGER.matcher(field).matches()
                ? fitsLong(field)
                : isReal(field) && !field.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    }

    private static boolean isReal(String field) {
        // 400 characters: the longest plain decimal form of a double that anyone writes
        return field.length() <= 400
                && field.chars().anyMatch(c -> c >= '0' && c <= '9')
                && REAL.matcher(field).matches()
                && Double.isFinite(Double.parseDouble(field));
    }

    private static boolean fitsLong(String field) {
        try {
            Long.parseLong(field);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Object value(String field, boolean text) {
        if (field.isEmpty()) {
            return null;
        }
        if (text) {
            return field;
        }
        String stripped = field.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        if (BOOLEAN.matcher(stripped).matches()) {
            return Boolean.valueOf(stripped);
        }
        if (INTEGER.matcher(stripped).matches()) {
            long value = Long.parseLong(stripped);
            return value == (int) value ? (Object) (int) value : (Object) value;
        }
        return Double.valueOf(stripped);
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
