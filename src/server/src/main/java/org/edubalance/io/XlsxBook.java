package org.edubalance.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.Row;
import org.edubalance.io.table.RowSource;
import org.edubalance.messages.Refusal;

/** A workbook of Excel 2007 and later, whose rows are read one after the other. */
final class XlsxBook implements Workbooks.Opened {

    private static final int MOST_COLUMNS = 16_384;

    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

    private final Archive archive;
    private final ReadableWorkbook workbook;
    private final List<Stream<?>> streams = new ArrayList<>();

    /** @throws Refusal if it is no such workbook, is cut off, or unpacks to too much */
    XlsxBook(Path file) throws IOException {
        archive = archive(file);
        try {
            for (String part : archive.names()) {
                // what the reader takes into memory as a whole
                if (part.matches("xl/(sharedStrings|styles|workbook)\\.xml|\\[Content_Types]\\.xml|.*\\.rels")) {
                    archive.read(part, (bytes, length) -> {});
                }
            }
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (RuntimeException e) {
            archive.close();
            throw Refusal.in(e) != null ? e : broken(e);
        } catch (IOException e) {
            archive.close();
            throw broken(e);
        }
    }

    private static Archive archive(Path file) throws IOException {
        Archive archive;
        try {
            archive = Archive.open(file);
        } catch (Refusal e) {
            throw e.reason().key().equals("format.zip.broken") ? broken(e) : e;
        }
        if (!archive.names().contains("xl/workbook.xml")) {
            archive.close();
            throw Refusal.of("format.sheet.unknown");
        }
        return archive;
    }

    static Refusal broken(Exception cause) {
        return Refusal.because(cause, "format.sheet.broken");
    }

    @Override
    public List<String> sheets() throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (Sheet sheet : workbook.getSheets().toList()) {
                if (sheet.getVisibility() == SheetVisibility.VISIBLE && hasCells(sheet)) {
                    names.add(sheet.getName());
                }
            }
        } catch (ExcelReaderException | UncheckedIOException e) {
            throw broken(e);
        }
        return names;
    }

    private static boolean hasCells(Sheet sheet) throws IOException {
        try (Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.openStream()) {
            return rows.anyMatch(row -> row.stream()
                    .anyMatch(cell -> cell != null
                            && cell.getRawValue() != null
                            && !cell.getRawValue().isBlank()));
        } catch (ExcelReaderException | IllegalStateException e) {
            // a chart, say; told when it is read
            return false;
        }
    }

    @Override
    public RowSource rows(String name, ReadingNotes notes) throws IOException {
        Sheet sheet = workbook.findSheet(name).orElse(null);
        if (sheet == null) {
            return null;
        }
        SheetScan scan = new SheetScan();
        String part = part(sheet.getId());
        if (part != null && archive.names().contains(part)) {
            archive.read(part, scan);
        }
        if (scan.formulaWithoutValue() != null) {
            throw Refusal.of("format.sheet.formula", "cell", scan.formulaWithoutValue());
        }
        try {
            Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.openStream();
            streams.add(rows);
            return new Rows(rows.iterator(), new SheetMerges(scan.merges()), workbook.isDate1904(), notes);
        } catch (ExcelReaderException e) {
            throw broken(e);
        }
    }

    /** The part of the file that holds the sheet of a relation. */
    private String part(String relation) throws IOException {
        if (!archive.names().contains(RELATIONS)) {
            return null;
        }
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        archive.read(RELATIONS, (bytes, length) -> xml.write(bytes, 0, length));
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Map<String, String> targets = new HashMap<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new java.io.ByteArrayInputStream(xml.toByteArray()));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT && reader.getAttributeValue(null, "Id") != null) {
                    targets.put(reader.getAttributeValue(null, "Id"), reader.getAttributeValue(null, "Target"));
                }
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        String target = targets.get(relation);
        return target == null ? null : target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }

    @Override
    public void close() throws IOException {
        streams.forEach(Stream::close);
        workbook.close();
        archive.close();
    }

    private static final class Rows implements RowSource {

        private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
        private final SheetMerges merges;
        private final boolean since1904;
        private final ReadingNotes notes;
        private final List<String> cells = new ArrayList<>();
        private final List<Boolean> numbers = new ArrayList<>();

        Rows(
                Iterator<org.dhatim.fastexcel.reader.Row> rows,
                SheetMerges merges,
                boolean since1904,
                ReadingNotes notes) {
            this.rows = rows;
            this.merges = merges;
            this.since1904 = since1904;
            this.notes = notes;
        }

        @Override
        public boolean isRagged() {
            return true;
        }

        @Override
        public boolean next(Row into) {
            try {
                if (!rows.hasNext()) {
                    merges.tell(notes);
                    return false;
                }
                org.dhatim.fastexcel.reader.Row row = rows.next();
                cells.clear();
                numbers.clear();
                for (int i = 0; i < Math.min(row.getCellCount(), MOST_COLUMNS); i++) {
                    Cell cell = row.getCell(i);
                    cells.add(cell == null ? "" : text(cell));
                    numbers.add(cell != null && cell.getType() == CellType.NUMBER);
                }
                merges.fill(row.getRowNum(), cells, numbers);
                into.begin(row.getRowNum());
                cells.forEach(into::add);
                return true;
            } catch (ExcelReaderException | IllegalStateException | UncheckedIOException e) {
                throw broken(e);
            }
        }

        private String text(Cell cell) {
            String raw = cell.getRawValue();
            if (raw == null) {
                return "";
            }
            return switch (cell.getType()) {
                case STRING -> cell.getText();
                case BOOLEAN -> raw.equals("1") ? "TRUE" : "FALSE";
                case NUMBER, FORMULA -> CellFormats.text(raw, cell.getDataFormatString(), since1904);
                default -> raw;
            };
        }
    }
}
