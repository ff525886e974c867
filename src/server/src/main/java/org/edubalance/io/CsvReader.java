package org.edubalance.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** Reads one CSV text: first all rows as text, then each column by what all its values look like. */
final class CsvReader {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,18})");
    private static final Pattern REAL = Pattern.compile("-?((0|[1-9]\\d*)(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false");

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private record Row(int line, Geometry geometry, String[] fields) {}

    private final CSVParser parser;
    private final ReadOptions options;
    private final List<String> header = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private CoordinateReferenceSystem crs;
    private boolean degrees;
    private int x = -1;
    private int y = -1;
    private int wkt = -1;

    CsvReader(CSVParser parser, ReadOptions options) {
        this.parser = parser;
        this.options = options;
    }

    SimpleFeatureCollection read() throws IOException {
        try {
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
                throw Refusal.of("format.csv.empty");
            }
        } catch (UncheckedIOException e) {
            // so Commons CSV wraps what goes wrong while it iterates
            if (e.getCause() instanceof CSVException) {
                throw Refusal.because(e, "format.csv.quotes").at(Place.line(line()));
            }
            throw e.getCause();
        }
        return table().collection(crs);
    }

    private int line() {
        return (int) Math.min(parser.getCurrentLineNumber(), Integer.MAX_VALUE);
    }

    private void readHeader(CSVRecord csvRecord) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < csvRecord.size(); i++) {
            String name = csvRecord.get(i).strip();
            if (name.isEmpty()) {
                name = "column" + (i + 1);
            }
            if (!seen.add(name)) {
                throw Refusal.of("format.csv.twice", "column", name);
            }
            header.add(name);
        }
    }

    private void findGeometry() {
        CoordinateReferenceSystem given = options.crs();
        if (given != null && find("x", "y")) {
            crs = given;
        } else if (find("lon", "lat") || find("longitude", "latitude") || find("经度", "纬度")) {
            crs = given instanceof GeographicCRS ? given : DefaultGeographicCRS.WGS84;
        } else {
            wkt = indexOf("wkt");
            crs = given != null ? given : DefaultGeographicCRS.WGS84;
        }
        degrees = LonLat.isIn(crs);
    }

    private boolean find(String xName, String yName) {
        int foundX = indexOf(xName);
        int foundY = indexOf(yName);
        if (foundX < 0 || foundY < 0) {
            return false;
        }
        x = foundX;
        y = foundY;
        return true;
    }

    private int indexOf(String name) {
        int found = -1;
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).toLowerCase(Locale.ROOT).equals(name)) {
                if (found >= 0) {
                    throw Refusal.of("format.csv.same", "first", header.get(found), "second", header.get(i));
                }
                found = i;
            }
        }
        return found;
    }

    private void readRow(CSVRecord csvRecord) {
        if (csvRecord.size() != header.size()) {
            throw Refusal.of("format.csv.fields", "got", csvRecord.size(), "header", header.size())
                    .at(Place.line(line()));
        }
        if (rows.size() >= options.maxFeatures()) {
            throw Refusal.of("format.limit.features", "limit", options.maxFeatures());
        }
        Geometry geometry = wkt >= 0 ? geometry(csvRecord) : x >= 0 ? point(csvRecord) : null;
        rows.add(new Row(line(), geometry, csvRecord.values()));
    }

    /** The line that was read last, and the name in it. */
    private Place place(CSVRecord csvRecord) {
        return new Place(line(), null, RowNames.of(header::indexOf, csvRecord::get));
    }

    private Geometry point(CSVRecord csvRecord) {
        String xText = csvRecord.get(x).strip();
        String yText = csvRecord.get(y).strip();
        if (xText.isEmpty() && yText.isEmpty()) {
            return null;
        }
        Point point = FACTORY.createPoint(new Coordinate(ordinate(csvRecord, x, xText), ordinate(csvRecord, y, yText)));
        if (degrees) {
            try {
                LonLat.check(point);
            } catch (Refusal e) {
                throw e.at(place(csvRecord));
            }
            if (Math.abs(point.getX()) > 180) {
                throw badCoordinate(csvRecord, x, xText);
            }
        }
        return point;
    }

    private double ordinate(CSVRecord csvRecord, int column, String text) {
        if (!isReal(text)) {
            throw badCoordinate(csvRecord, column, text);
        }
        return Double.parseDouble(text);
    }

    private Refusal badCoordinate(CSVRecord csvRecord, int column, String text) {
        Message accepted = degrees
                ? Message.of("format.csv.degrees", "most", column == x ? 180 : 90)
                : Message.of("format.csv.number");
        return Refusal.of("format.csv.coordinate", "column", header.get(column), "accepted", accepted, "got", text)
                .at(place(csvRecord));
    }

    private Geometry geometry(CSVRecord csvRecord) {
        String text = csvRecord.get(wkt);
        if (text.isBlank()) {
            return null;
        }
        try {
            return Wkt.parse(text, FACTORY);
        } catch (Refusal e) {
            throw Refusal.because(e, e.reason()).at(place(csvRecord));
        }
    }

    private FeatureTable table() {
        FeatureTable table = new FeatureTable(options.name(), options.maxFeatures());
        if (x >= 0 || wkt >= 0) {
            // also where no row has a place, or no row is there at all
            table.declareGeometry(x >= 0 ? Point.class : Geometry.class);
        }
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
            table.add(row.line(), null, row.geometry(), values);
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

    /** True for a finite number in the plain forms of a table: 5, -0.5, .5, 1e3; not for a code such as E1. */
    static boolean isReal(String field) {
        // 400 characters: the longest plain decimal form of a double that anyone writes
        return field.length() <= 400 && REAL.matcher(field).matches() && Double.isFinite(Double.parseDouble(field));
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
}
