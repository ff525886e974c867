package org.edubalance.report.page;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/**
 * Writes a report as a workbook: the first page and the data notes on a sheet, then a sheet for each table of results.
 * Numbers stay numbers; places are two columns.
 */
public final class Workbook {

    /** Letters that a column is wide, at least and at most. */
    private static final int NARROWEST = 9;

    private static final int WIDEST = 46;

    /** Letters that the name of a sheet may have. */
    private static final int LONGEST_NAME = 31;

    /** Columns that can be read on a page across. */
    private static final int MOST_ACROSS = 16;

    /** Columns that a sentence of the first sheet goes over. */
    private static final int ACROSS = 6;

    private final SXSSFWorkbook book = new SXSSFWorkbook(200);
    private final CellStyle head = book.createCellStyle();
    private final CellStyle bold = book.createCellStyle();
    private final CellStyle wrapped = book.createCellStyle();

    private Workbook() {
        Font strong = book.createFont();
        strong.setBold(true);
        head.setFont(strong);
        head.setWrapText(true);
        head.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        head.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        bold.setFont(strong);
        wrapped.setWrapText(true);
        wrapped.setVerticalAlignment(VerticalAlignment.TOP);
    }

    /**
     * Writes the workbook; the stream stays open.
     *
     * @param about what the first sheet is called
     * @param blocks what stands on it
     * @param tables the tables by what their sheets are called
     */
    public static void write(
            String about, List<Block> blocks, Map<String, SimpleFeatureCollection> tables, OutputStream out)
            throws IOException {
        Workbook workbook = new Workbook();
        try (SXSSFWorkbook book = workbook.book) {
            About first = workbook.new About(about);
            blocks.forEach(block -> block.writeTo(first));
            tables.forEach(workbook::table);
            book.write(out);
        }
    }

    private SXSSFSheet sheet(String name) {
        String safe = WorkbookUtil.createSafeSheetName(name);
        for (int i = 2; book.getSheet(safe) != null; i++) {
            String number = " " + i;
            String start = WorkbookUtil.createSafeSheetName(name);
            safe = start.substring(0, Math.min(start.length(), LONGEST_NAME - number.length())) + number;
        }
        return book.createSheet(safe);
    }

    /** A sheet with blocks one below the other; what is no text has no place on it. */
    private final class About implements Block.Writer {

        private final SXSSFSheet sheet;
        private int row;

        About(String name) {
            sheet = sheet(name);
            print(sheet, true);
            sheet.setColumnWidth(0, 30 * 256);
            for (int i = 1; i < 12; i++) {
                sheet.setColumnWidth(i, 20 * 256);
            }
        }

        @Override
        public void heading(Block.Heading heading) {
            cell(sheet.createRow(row++), 0, heading.whole(), bold);
        }

        @Override
        public void paragraph(Block.Paragraph paragraph) {
            String sign = paragraph.kind().tone().sign();
            text((sign.isEmpty() ? "" : sign + " ") + paragraph.text());
        }

        @Override
        public void bullets(Block.Bullets bullets) {
            bullets.sentences().forEach(sentence -> text("• " + sentence));
        }

        /** A sentence over the width of a page, as high as it needs. */
        private void text(String text) {
            Row line = sheet.createRow(row);
            cell(line, 0, text, wrapped);
            sheet.addMergedRegion(new CellRangeAddress(row, row, 0, ACROSS - 1));
            double letters =
                    text.codePoints().mapToDouble(c -> c < 0x2E80 ? 1 : 2).sum();
            int lines = 1 + (int) (letters / (30 + 20 * (ACROSS - 1)));
            line.setHeightInPoints(lines * sheet.getDefaultRowHeightInPoints());
            row++;
        }

        @Override
        public void formula(Block.Formula formula) {
            text(formula.text());
        }

        @Override
        public void figures(Block.Figures figures) {
            // pictures are in the page and the document
        }

        @Override
        public void contents(Block.Contents contents) {
            // the sheets' names are the contents
        }

        @Override
        public void pageBreak() {
            row++;
        }

        @Override
        public void table(Table table) {
            row++;
            if (table.caption() != null) {
                cell(sheet.createRow(row++), 0, table.caption().whole(), bold);
            }
            Row heads = sheet.createRow(row++);
            for (int i = 0; i < table.columns().size(); i++) {
                cell(heads, i, table.columns().get(i).heading(), head);
            }
            for (List<Table.Cell> cells : table.rows()) {
                Row line = sheet.createRow(row++);
                for (int i = 0; i < cells.size(); i++) {
                    String sign = cells.get(i).tone().sign();
                    cell(
                            line,
                            i,
                            (sign.isEmpty() ? "" : sign + " ") + cells.get(i).text(),
                            wrapped);
                }
            }
            row++;
        }
    }

    private void table(String name, SimpleFeatureCollection table) {
        SXSSFSheet sheet = sheet(name);
        SimpleFeatureType type = table.getSchema();
        Row heads = sheet.createRow(0);
        int column = 0;
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            String title = attribute.getLocalName();
            if (isPoint(attribute)) {
                column = head(sheet, heads, column, "lon");
                column = head(sheet, heads, column, "lat");
            } else if (!isGeometry(attribute)) {
                column = head(sheet, heads, column, title);
            }
        }
        int rows = 1;
        try (SimpleFeatureIterator iterator = table.features()) {
            while (iterator.hasNext()) {
                row(sheet.createRow(rows++), iterator.next());
            }
        }
        sheet.createFreezePane(0, 1);
        sheet.setRepeatingRows(new CellRangeAddress(0, 0, -1, -1));
        print(sheet, column <= MOST_ACROSS);
        if (column > 0) {
            sheet.setAutoFilter(new CellRangeAddress(0, rows - 1, 0, column - 1));
        }
    }

    private int head(SXSSFSheet sheet, Row heads, int column, String title) {
        cell(heads, column, title, head);
        int wide = title.codePoints().map(c -> c < 0x2E80 ? 1 : 2).sum();
        sheet.setColumnWidth(column, 256 * Math.max(NARROWEST, Math.min(WIDEST, wide / 2 + 4)));
        return column + 1;
    }

    private static void row(Row row, SimpleFeature feature) {
        int column = 0;
        for (AttributeDescriptor attribute : feature.getFeatureType().getAttributeDescriptors()) {
            Object value = feature.getAttribute(attribute.getName());
            if (isPoint(attribute)) {
                if (value instanceof Point point && !point.isEmpty()) {
                    row.createCell(column).setCellValue(point.getX());
                    row.createCell(column + 1).setCellValue(point.getY());
                }
                column += 2;
            } else if (!isGeometry(attribute)) {
                value(row, column, value);
                column++;
            }
        }
    }

    /** Has a sheet printed on A4 across, on one page's width if it is readable there. */
    private static void print(SXSSFSheet sheet, boolean fits) {
        PrintSetup setup = sheet.getPrintSetup();
        setup.setPaperSize(PrintSetup.A4_PAPERSIZE);
        setup.setLandscape(true);
        if (fits) {
            sheet.setFitToPage(true);
            setup.setFitWidth((short) 1);
            setup.setFitHeight((short) 0);
        }
    }

    private static boolean isGeometry(AttributeDescriptor attribute) {
        return Geometry.class.isAssignableFrom(attribute.getType().getBinding());
    }

    private static boolean isPoint(AttributeDescriptor attribute) {
        return Point.class.isAssignableFrom(attribute.getType().getBinding());
    }

    private static void value(Row row, int column, Object valueOrNull) {
        if (valueOrNull == null) {
            return;
        }
        Cell cell = row.createCell(column);
        if (valueOrNull instanceof Number number) {
            if (Double.isFinite(number.doubleValue())) {
                cell.setCellValue(number.doubleValue());
            }
        } else if (valueOrNull instanceof Boolean truth) {
            cell.setCellValue(truth);
        } else {
            cell.setCellValue(
                    cut(valueOrNull instanceof Date date ? date.toInstant().toString() : valueOrNull.toString()));
        }
    }

    private static void cell(Row row, int column, String text, CellStyle styleOrNull) {
        Cell cell = row.createCell(column);
        cell.setCellValue(cut(text));
        if (styleOrNull != null) {
            cell.setCellStyle(styleOrNull);
        }
    }

    /** As much of a text as a cell can hold. */
    private static String cut(String text) {
        int most = SpreadsheetVersion.EXCEL2007.getMaxTextLength();
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
