package org.edubalance.io;

import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
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

    /** What other readers would not take for the same text without quotation marks; the rest needs them anyhow. */
    private static final QuoteStrategy QUOTED = new QuoteStrategy() {

        @Override
        public boolean quoteEmpty(int line, int field) {
            // a line of one empty field would be no line
            return field == 0;
        }

        @Override
        public boolean quoteValue(int line, int field, String value) {
            char first = value.charAt(0);
            return first <= '#' || value.charAt(value.length() - 1) <= ' ';
        }
    };

    private final de.siegmar.fastcsv.writer.CsvWriter records;
    private final FeatureRows rows;
    private final boolean rawCells;
    private final List<String> record = new ArrayList<>();

    CsvWriter(Writer text, SimpleFeatureCollection features, WriteOptions options, char separator) {
        records = de.siegmar.fastcsv.writer.CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QUOTED)
                .build(text);
        rows = new FeatureRows(features);
        rawCells = options.rawCells();
    }

    /** Writes all; the text is flushed and stays open. */
    void write() throws IOException {
        try {
            records.writeRecord(rows.header().stream().map(this::safe).toList());
            rows.forEach(this::text, this::write);
            records.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(List<Object> cells) {
        record.clear();
        for (Object cell : cells) {
            record.add((String) cell);
        }
        records.writeRecord(record);
    }

    /** The text of a cell; coordinates are not asked about, being texts of digits. */
    private String text(Object cell) {
        if (cell instanceof Double number) {
            // the shortest text of the number, in half the time of Double.toString
            return NumberOutput.toString(number, true);
        }
        return cell instanceof String text ? safe(text) : cell == null ? null : cell.toString();
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
