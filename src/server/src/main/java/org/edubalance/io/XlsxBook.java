package org.edubalance.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
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
    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String SHEET_TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

    private final Archive archive;
    private final ReadProgress progress;
    private final ReadableWorkbook workbook;
    private final List<Stream<?>> streams = new ArrayList<>();

    /** @throws Refusal if it is no such workbook, is cut off, or unpacks to too much */
    XlsxBook(Path file, ReadOptions options) throws IOException {
        archive = archive(file, options.maxUnpacked());
        progress = options.progress();
        try {
            checkWhatIsHeld();
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (RuntimeException e) {
            archive.close();
            throw Refusal.in(e) != null ? e : broken(e);
        } catch (IOException e) {
            archive.close();
            throw broken(e);
        }
    }

    /** Whatever part may be taken into memory as a whole: all but sheets, whose rows come one after the other. */
    private void checkWhatIsHeld() throws IOException {
        Set<String> sheets = new HashSet<>();
        if (archive.names().contains(CONTENT_TYPES)) {
            elements(CONTENT_TYPES, type -> {
                String part = type.getAttributeValue(null, "PartName");
                if (part != null && SHEET_TYPE.equals(type.getAttributeValue(null, "ContentType"))) {
                    sheets.add(part.replaceFirst("^/", ""));
                } else if (part != null) {
                    sheets.remove(part.replaceFirst("^/", ""));
                }
            });
        }
        for (String part : archive.names()) {
            if (!sheets.contains(part)) {
                archive.read(part, new TagCheck());
            }
        }
    }

    private static Archive archive(Path file, long maxUnpacked) throws IOException {
        Archive archive;
        try {
            archive = Archive.open(file, maxUnpacked);
        } catch (Refusal e) {
            throw e.reason().key().equals("format.zip.broken") ? broken(e) : e;
        }
        if (!archive.names().contains("xl/workbook.xml")) {
            archive.close();
            throw Refusal.of("format.sheet.unknown");
        }
        return archive;
    }

    /** What the library throws where a part is not as it expects is of many kinds. */
    private static Refusal refused(Exception problem) {
        Refusal known = Refusal.in(problem);
        return known == null ? broken(problem) : known;
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
        } catch (IOException | RuntimeException e) {
            throw refused(e);
        }
        return names;
    }

    private boolean hasCells(Sheet sheet) throws IOException {
        String part = part(sheet.getId());
        if (part == null) {
            return false;
        }
        archive.read(part, new TagCheck());
        try (Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.openStream()) {
            return rows.anyMatch(row -> row.stream()
                    .anyMatch(cell -> cell != null
                            && cell.getRawValue() != null
                            && !cell.getRawValue().isBlank()));
        } catch (ExcelReaderException | IllegalStateException e) {
            // a chart, say; told when it is read
            return false;
        } catch (IOException | RuntimeException e) {
            // broken; told when it is read, too
            return true;
        }
    }

    @Override
    public RowSource rows(String name) throws IOException {
        Sheet sheet = workbook.findSheet(name).orElse(null);
        if (sheet == null) {
            return null;
        }
        SheetScan scan = new SheetScan();
        String part = part(sheet.getId());
        if (part == null) {
            throw Refusal.of("format.sheet.broken");
        }
        TagCheck tags = new TagCheck();
        archive.read(part, (bytes, length) -> {
            tags.take(bytes, length);
            scan.take(bytes, length);
        });
        if (scan.formulaWithoutValue() != null) {
            throw Refusal.of("format.sheet.formula", "cell", scan.formulaWithoutValue());
        }
        try {
            Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.openStream();
            streams.add(rows);
            return new Rows(
                    rows.iterator(),
                    new SheetMerges(scan.merges()),
                    scan,
                    workbook.isDate1904(),
                    read -> progress.at(Math.min(read, scan.rows()), Math.max(1, scan.rows())));
        } catch (IOException | RuntimeException e) {
            throw refused(e);
        }
    }

    /** The part of the file that holds the sheet of a relation; null if it is not there. */
    private String part(String relation) throws IOException {
        if (!archive.names().contains(RELATIONS)) {
            return null;
        }
        Map<String, String> targets = new HashMap<>();
        elements(RELATIONS, element -> {
            String id = element.getAttributeValue(null, "Id");
            if (id != null) {
                targets.put(id, element.getAttributeValue(null, "Target"));
            }
        });
        String target = targets.get(relation);
        String part = target == null ? null : target.startsWith("/") ? target.substring(1) : "xl/" + target;
        return part != null && archive.names().contains(part) ? part : null;
    }

    /** Goes through the elements of a part. */
    private void elements(String part, Consumer<XMLStreamReader> element) throws IOException {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        TagCheck tags = new TagCheck();
        archive.read(part, (bytes, length) -> {
            tags.take(bytes, length);
            xml.write(bytes, 0, length);
        });
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml.toByteArray()));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    element.accept(reader);
                }
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        }
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
        private final BitSet hiddenRows;
        private final HiddenCells hidden;
        private final boolean since1904;
        private final List<String> cells = new ArrayList<>();
        private final List<Boolean> numbers = new ArrayList<>();
        private final LongConsumer progress;
        private int number;
        private long read;

        Rows(
                Iterator<org.dhatim.fastexcel.reader.Row> rows,
                SheetMerges merges,
                SheetScan scan,
                boolean since1904,
                LongConsumer progress) {
            this.rows = rows;
            this.merges = merges;
            hiddenRows = scan.hiddenRows();
            hidden = new HiddenCells(scan.hiddenColumns());
            this.since1904 = since1904;
            this.progress = progress;
        }

        @Override
        public boolean isRagged() {
            return true;
        }

        @Override
        public boolean next(Row into) {
            if (!nextCells()) {
                return false;
            }
            if (++read % ReadProgress.ROWS == 0) {
                progress.accept(read);
            }
            hidden.see(number, hiddenRows.get(number), cells);
            merges.fill(number, cells, numbers);
            into.begin(number);
            cells.forEach(into::add);
            return true;
        }

        @Override
        public void tell(ReadingNotes notes) {
            merges.tell(notes);
            hidden.tell(notes);
        }

        /** Takes the cells of the next row from the library; false at the end. */
        private boolean nextCells() {
            try {
                if (!rows.hasNext()) {
                    return false;
                }
                org.dhatim.fastexcel.reader.Row row = rows.next();
                number = row.getRowNum();
                cells.clear();
                numbers.clear();
                for (int i = 0; i < Math.min(row.getCellCount(), MOST_COLUMNS); i++) {
                    Cell cell = row.getCell(i);
                    cells.add(cell == null ? "" : text(cell));
                    numbers.add(cell != null && cell.getType() == CellType.NUMBER);
                }
                return true;
            } catch (RuntimeException e) {
                throw refused(e);
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
