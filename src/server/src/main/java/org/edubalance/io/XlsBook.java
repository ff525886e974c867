package org.edubalance.io;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.Row;
import org.edubalance.io.table.RowSource;
import org.edubalance.messages.Refusal;

/** A workbook of Excel 97 to 2003, in memory as a whole: it has 65,536 rows at most. */
final class XlsBook implements Workbooks.Opened {

    private static final int MOST_COLUMNS = 256;

    private final POIFSFileSystem container;
    private final HSSFWorkbook workbook;

    /** @throws Refusal if it is no such workbook, has a password, or is broken */
    XlsBook(Path file) throws IOException {
        POIFSFileSystem opened;
        try {
            opened = new POIFSFileSystem(file.toFile(), true);
        } catch (IOException | RuntimeException e) {
            throw XlsxBook.broken(e);
        }
        container = opened;
        try {
            // a newer workbook with a password is in such a container too
            if (container.getRoot().hasEntryCaseInsensitive("EncryptedPackage")) {
                throw Refusal.of("format.sheet.password");
            }
            workbook = new HSSFWorkbook(container);
        } catch (EncryptedDocumentException e) {
            container.close();
            throw Refusal.because(e, "format.sheet.password");
        } catch (Refusal e) {
            container.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            container.close();
            throw XlsxBook.broken(e);
        }
    }

    @Override
    public List<String> sheets() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
            HSSFSheet sheet = workbook.getSheetAt(i);
            if (workbook.getSheetVisibility(i) == SheetVisibility.VISIBLE && sheet.getPhysicalNumberOfRows() > 0) {
                names.add(sheet.getSheetName());
            }
        }
        return names;
    }

    @Override
    public RowSource rows(String name) {
        HSSFSheet sheet = workbook.getSheet(name);
        return sheet == null || !sheet.getSheetName().equals(name) ? null : new Rows(sheet);
    }

    @Override
    public void close() throws IOException {
        container.close();
    }

    private final class Rows implements RowSource {

        private final Iterator<org.apache.poi.ss.usermodel.Row> rows;
        private final SheetMerges merges;
        private final HiddenCells hidden;
        private final List<String> cells = new ArrayList<>();
        private final List<Boolean> numbers = new ArrayList<>();

        Rows(HSSFSheet sheet) {
            this.rows = sheet.iterator();
            List<SheetMerges.Area> areas = new ArrayList<>();
            for (CellRangeAddress merged : sheet.getMergedRegions()) {
                areas.add(new SheetMerges.Area(
                        merged.getFirstRow() + 1,
                        merged.getFirstColumn() + 1,
                        merged.getLastRow() + 1,
                        merged.getLastColumn() + 1,
                        merged.formatAsString()));
            }
            merges = new SheetMerges(areas);
            BitSet hiddenColumns = new BitSet();
            for (int column = 0; column < MOST_COLUMNS; column++) {
                hiddenColumns.set(column, sheet.isColumnHidden(column));
            }
            hidden = new HiddenCells(hiddenColumns);
        }

        @Override
        public boolean isRagged() {
            return true;
        }

        @Override
        public boolean next(Row into) {
            if (!rows.hasNext()) {
                return false;
            }
            org.apache.poi.ss.usermodel.Row row = rows.next();
            cells.clear();
            numbers.clear();
            for (int i = 0; i < row.getLastCellNum(); i++) {
                Cell cell = row.getCell(i);
                CellType type = cell == null
                        ? CellType.BLANK
                        : cell.getCellType() == CellType.FORMULA
                                ? cell.getCachedFormulaResultType()
                                : cell.getCellType();
                cells.add(text(cell, type));
                numbers.add(type == CellType.NUMERIC);
            }
            hidden.see(row.getRowNum() + 1, row.getZeroHeight(), cells);
            merges.fill(row.getRowNum() + 1, cells, numbers);
            into.begin(row.getRowNum() + 1);
            cells.forEach(into::add);
            return true;
        }

        @Override
        public void tell(ReadingNotes notes) {
            merges.tell(notes);
            hidden.tell(notes);
        }

        private String text(Cell cell, CellType type) {
            return switch (type) {
                case STRING -> cell.getRichStringCellValue().getString();
                case NUMERIC ->
                    CellFormats.text(
                            number(cell.getNumericCellValue()),
                            cell.getCellStyle().getDataFormatString(),
                            workbook.getInternalWorkbook().isUsing1904DateWindowing());
                case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
                case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
                default -> "";
            };
        }

        private static String number(double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e18
                    ? Long.toString((long) value)
                    : Math.abs(value) < 1e18 && Math.abs(value) > 1e-6
                            ? new BigDecimal(Double.toString(value)).toPlainString()
                            : Double.toString(value);
        }
    }
}
