package org.edubalance.io;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVPrinter;
import org.geotools.data.simple.SimpleFeatureCollection;

/** Writes one CSV text. */
final class CsvWriter {

    /** What a formula begins with, in full width too, and what spreadsheets skip before one. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    /** What begins with a sign and is a number all the same. */
    private static final Pattern PLAIN =
            Pattern.compile("-?((0|[1-9]\\d{0,400})(\\.\\d{0,400})?|\\.\\d{1,400})([eE][-+]?\\d{1,3})?");

    private final CSVPrinter printer;
    private final FeatureRows rows;
    private final boolean rawCells;

    CsvWriter(CSVPrinter printer, SimpleFeatureCollection features, WriteOptions options) {
        this.printer = printer;
        rows = new FeatureRows(features);
        rawCells = options.rawCells();
    }

    void write() throws IOException {
        printer.printRecord(rows.header().stream().map(this::safe).toList());
        rows.forEach(this::print);
    }

    private void print(List<Object> cells) throws IOException {
        // coordinates are texts of digits, and safe as such
        cells.replaceAll(cell -> cell instanceof String text ? safe(text) : cell);
        printer.printRecord(cells);
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
