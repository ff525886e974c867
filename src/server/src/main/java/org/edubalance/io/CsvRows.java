package org.edubalance.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.Row;
import org.edubalance.io.table.RowSource;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/** The rows of a CSV text. */
final class CsvRows implements RowSource {

    private static final int START = 16_384;

    private final byte[] bytes;
    private final CloseableIterator<Row> records;
    private final Cells cells = new Cells();
    private final char separator;

    private CsvRows(byte[] bytes, TextEncoding encoding, int skip, char separator, boolean strict) {
        this.bytes = bytes;
        this.separator = separator;
        Reader text = reader(bytes, skip, encoding);
        records = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                // has FastCSV take its slower parser
                .trimWhitespacesAroundQuotes(!strict && encoding.padded())
                .build(cells, text)
                .iterator();
    }

    /**
     * The rows of a text.
     *
     * @param notes is told of the encoding and the separator, where they are not the usual ones
     * @throws Refusal if it is no text, or not in UTF-8 where it has to be
     */
    static CsvRows of(byte[] bytes, TableStyle style, ReadingNotes notes) {
        TextEncoding encoding = TextEncoding.of(bytes, style);
        if (encoding.note() != null) {
            notes.add(encoding.note());
        }
        int length = Math.min(START, bytes.length - encoding.mark());
        String start = new String(bytes, encoding.mark(), length, encoding.charset());
        if (encoding.lost() != null) {
            notes.warn(encoding.lost());
        }
        if (!style.strict() && TextDamage.isMisread(start)) {
            notes.warn(Message.of("table.note.misread"));
        }
        int skip = encoding.mark();
        char separator;
        // what Excel takes for the separator and does not show
        if (start.startsWith("sep=") && start.length() > 5 && (start.charAt(5) == '\n' || start.charAt(5) == '\r')) {
            separator = start.charAt(4);
            int end = start.indexOf('\n') + 1;
            skip += start.substring(0, end).getBytes(encoding.charset()).length;
        } else {
            separator = CsvSeparator.in(start);
        }
        String name =
                switch (separator) {
                    case '\t' -> "tab";
                    case ';' -> "semicolon";
                    case '|' -> "bar";
                    default -> null;
                };
        if (name != null && !style.strict()) {
            notes.add(Message.of("table.note.separator", "separator", Message.of("table.separator." + name)));
        }
        return new CsvRows(bytes, encoding, skip, separator, style.strict());
    }

    private static Reader reader(byte[] bytes, int skip, TextEncoding encoding) {
        return new InputStreamReader(
                new ByteArrayInputStream(bytes, skip, bytes.length - skip),
                encoding.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** True where a comma may be a decimal mark, as it is no separator. */
    boolean mayHaveCommas() {
        return separator != ',';
    }

    @Override
    public boolean isRagged() {
        return false;
    }

    @Override
    public boolean next(Row row) throws IOException {
        cells.row = row;
        try {
            if (!records.hasNext()) {
                checkEnd();
                return false;
            }
            records.next();
            return true;
        } catch (CsvParseException e) {
            throw Refusal.because(e, "format.csv.quotes").at(Place.line(cells.line));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Refuses a text that ends within quotation marks, which takes all that follows for one field. */
    private void checkEnd() {
        if (!cells.lastQuoted) {
            return;
        }
        String end = new String(
                        bytes,
                        Math.max(0, bytes.length - START),
                        Math.min(START, bytes.length),
                        StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .stripTrailing();
        int marks = 0;
        while (marks < end.length() && end.charAt(end.length() - 1 - marks) == '"') {
            marks++;
        }
        boolean closed = cells.lastLength == 0 ? marks >= 2 : marks % 2 == 1;
        if (!closed) {
            throw Refusal.of("format.csv.quotes").at(Place.line(cells.lastLine));
        }
    }

    /** Puts the fields of a record into the row that is asked for. */
    private static final class Cells extends AbstractBaseCsvCallbackHandler<Row> {

        private Row row;
        private int line = 1;
        private int lastLine;
        private boolean lastQuoted;
        private int lastLength;

        @Override
        protected void handleBegin(long startingLine) {
            line = (int) Math.min(startingLine, Integer.MAX_VALUE);
            row.begin(line);
        }

        @Override
        protected void handleField(int field, char[] chars, int offset, int length, boolean quoted) {
            row.add(chars, offset, length);
            lastQuoted = quoted;
            lastLine = line;
            lastLength = length;
        }

        @Override
        protected Row buildRecord() {
            return row;
        }
    }
}
