package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.RowSource;
import org.edubalance.io.table.RowsAhead;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * Workbooks of Excel and its kin, .xlsx and .xls, told apart by their content whatever they are called. Their sheets are
 * tables, read as {@link Csv} reads its own; a sheet without cells is none.
 */
final class Workbooks {

    private static final int MAGIC = 8;

    private static final String MAIL = "MIME-Version:";

    private Workbooks() {}

    /** A workbook that is open. */
    interface Opened extends AutoCloseable {

        /** The names of the sheets that are shown and have cells. */
        List<String> sheets() throws IOException;

        /** The rows of a sheet, also of one that is hidden; null if there is none of that name. */
        RowSource rows(String sheet) throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Reads a sheet: the one that the options name, else the only one.
     *
     * @throws Refusal if the file is no workbook that can be read, there are several sheets, or the table cannot be
     *     understood
     */
    static SimpleFeatureCollection read(Path file, ReadOptions options) throws IOException {
        if (isText(file)) {
            // what many programs call .xls
            options.say(Message.of("format.sheet.text"));
            try (InputStream in = Files.newInputStream(file)) {
                return Csv.read(in, options);
            }
        }
        ReadingNotes notes = new ReadingNotes();
        try (Opened workbook = open(file, options)) {
            String wanted = options.layer();
            RowSource rows = wanted == null ? null : workbook.rows(wanted);
            if (rows == null) {
                List<String> sheets = workbook.sheets();
                if (sheets.isEmpty()) {
                    throw Refusal.of("format.sheet.none");
                }
                rows = workbook.rows(LayerChoice.of(sheets, wanted));
            }
            try (RowsAhead ahead = RowsAhead.of(rows)) {
                return TableFeatures.read(ahead, false, options, notes);
            }
        }
    }

    /** As {@link #read(Path, ReadOptions)}, from a stream, which stays open. */
    static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        try (Scratch scratch = Scratch.create()) {
            Path file = scratch.file("workbook");
            try (OutputStream out = Files.newOutputStream(file)) {
                in.transferTo(out);
            }
            return read(file, options);
        }
    }

    /** The names of the sheets that are shown and have cells. */
    static List<String> sheets(Path file) throws IOException {
        if (isText(file)) {
            return List.of();
        }
        try (Opened workbook = open(file, ReadOptions.named("sheets"))) {
            return workbook.sheets();
        }
    }

    private static Opened open(Path file, ReadOptions options) throws IOException {
        byte[] start = start(file, MAGIC);
        if (start.length >= 4 && start[0] == 'P' && start[1] == 'K') {
            return new XlsxBook(file, options);
        }
        if (start.length >= 4 && (start[0] & 0xFF) == 0xD0 && (start[1] & 0xFF) == 0xCF) {
            return new XlsBook(file);
        }
        throw Refusal.of(start.length == 0 ? "format.sheet.empty" : "format.sheet.unknown");
    }

    private static byte[] start(Path file, int length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(length);
        }
    }

    /**
     * True for a text, which is no workbook whatever its name.
     *
     * @throws Refusal if it is a web page or XML, which only a spreadsheet program can read
     */
    private static boolean isText(Path file) throws IOException {
        byte[] start = start(file, 512);
        for (byte b : start) {
            if (b == 0) {
                boolean utf16 = start.length > 1 && ((start[0] & 0xFF) == 0xFF || (start[0] & 0xFF) == 0xFE);
                if (!utf16) {
                    return false;
                }
            }
        }
        if (start.length == 0 || start[0] == 'P' && start[1] == 'K' || (start[0] & 0xFF) == 0xD0) {
            return false;
        }
        String text = new String(start, java.nio.charset.StandardCharsets.ISO_8859_1);
        String plain = text.replace("\u00EF\u00BB\u00BF", "").replace("\0", "").strip();
        // a web page in one file begins as a mail does
        if (plain.startsWith("<") || plain.regionMatches(true, 0, MAIL, 0, MAIL.length())) {
            throw Refusal.of("format.sheet.page");
        }
        return true;
    }
}
