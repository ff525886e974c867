package org.edubalance.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.geotools.data.simple.SimpleFeatureCollection;

/** Writes one CSV text. */
final class CsvWriter {

    /** What a formula begins with, in full width too, and what spreadsheets skip before one. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    /** What begins with a sign and is a number all the same. */
    private static final Pattern PLAIN =
            Pattern.compile("-?((0|[1-9]\\d{0,400})(\\.\\d{0,400})?|\\.\\d{1,400})([eE][-+]?\\d{1,3})?");

    private final CsvCells cells;
    private final FeatureRows rows;
    private final boolean rawCells;

    CsvWriter(OutputStream out, SimpleFeatureCollection features, WriteOptions options) {
        cells = new CsvCells(out);
        rows = new FeatureRows(features);
        rawCells = options.rawCells();
    }

    /** Writes all; the stream is flushed and stays open. */
    void write() throws IOException {
        for (String name : rows.header()) {
            cells.text(safe(name));
        }
        cells.endRow();
        rows.forEach(this::write);
        cells.flush();
    }

    private void write(List<Object> row) throws IOException {
        for (Object cell : row) {
            if (cell instanceof Number number) {
                cells.number(number);
            } else if (cell instanceof String text) {
                // coordinates are texts of digits, and safe as such
                cells.text(safe(text));
            } else {
                cells.text(cell == null ? null : cell.toString());
            }
        }
        cells.endRow();
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
