package org.edubalance.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * Writes features as the one sheet of a workbook, with a header that stays in view. Texts are texts there, never formulas;
 * whole numbers with more digits than a spreadsheet keeps are written as texts.
 */
final class XlsxWriter {

    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_COLUMNS = 16_384;
    private static final int LONGEST_TEXT = 32_767;

    /** Beyond it a spreadsheet's 15 digits do not tell whole numbers apart. */
    private static final long MOST_DIGITS = 999_999_999_999_999L;

    private static final int ROWS_IN_MEMORY = 1_000;

    private static final int LONGEST_NAME = 31;

    private final Worksheet sheet;
    private final FeatureRows rows;
    private int row;

    private XlsxWriter(Worksheet sheet, FeatureRows rows) {
        this.sheet = sheet;
        this.rows = rows;
    }

    /**
     * Writes a workbook. The stream is flushed and stays open.
     *
     * @throws Refusal if there are more rows, columns or letters in a text than a sheet can hold
     */
    static void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
        FeatureRows rows = new FeatureRows(features);
        if (rows.header().size() > MOST_COLUMNS) {
            throw Refusal.of("format.sheet.columns", "got", rows.header().size(), "limit", MOST_COLUMNS);
        }
        String name = features.getSchema().getTypeName().replaceAll("[\\[\\]*?/\\\\:']", "_");
        Workbook workbook = new Workbook(out, "gs-edubalance", null);
        Worksheet sheet = workbook.newWorksheet(
                name.isBlank() ? "data" : name.substring(0, Math.min(name.length(), LONGEST_NAME)));
        new XlsxWriter(sheet, rows).write();
        sheet.finish();
        workbook.finish();
        out.flush();
    }

    private void write() throws IOException {
        List<String> header = rows.header();
        for (int i = 0; i < header.size(); i++) {
            sheet.value(0, i, header.get(i));
        }
        if (!header.isEmpty()) {
            sheet.range(0, 0, 0, header.size() - 1).style().bold().set();
        }
        sheet.freezePane(0, 1);
        rows.forEach(UnaryOperator.identity(), this::write);
    }

    private void write(List<Object> cells) throws IOException {
        row++;
        if (row >= MOST_ROWS) {
            throw Refusal.of("format.sheet.rows", "limit", MOST_ROWS - 1);
        }
        for (int i = 0; i < cells.size(); i++) {
            Object cell = cells.get(i);
            if (cell instanceof Boolean truth) {
                sheet.value(row, i, truth);
            } else if (cell instanceof Number number) {
                value(i, number);
            } else if (cell instanceof String text) {
                value(i, text);
            }
        }
        if (row % ROWS_IN_MEMORY == 0) {
            sheet.flush();
        }
    }

    private void value(int column, Number number) {
        if (!(number instanceof Double || number instanceof Float)
                && Math.abs((double) number.longValue()) > MOST_DIGITS) {
            sheet.value(row, column, number.toString());
        } else {
            sheet.value(row, column, number);
        }
    }

    private void value(int column, String text) {
        if (rows.isCoordinate(column)) {
            sheet.value(row, column, Double.valueOf(text));
            return;
        }
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.of("format.sheet.long", "got", text.length(), "limit", LONGEST_TEXT);
        }
        sheet.value(row, column, text);
    }
}
