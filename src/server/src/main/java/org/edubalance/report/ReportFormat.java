package org.edubalance.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.edubalance.report.page.WordDocument;

/** What a report can be written as. */
public enum ReportFormat {
    /** One page that needs no other file. */
    HTML("text/html;charset=UTF-8") {
        @Override
        public void write(Report report, OutputStream out) throws IOException {
            out.write(report.html().getBytes(StandardCharsets.UTF_8));
        }
    },
    /** A document to edit and hand in. */
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document") {
        @Override
        public void write(Report report, OutputStream out) throws IOException {
            WordDocument.write(report.language(), report.title(), report.blocks(), out);
        }
    },
    /** The results, with the first page and the data notes. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        public void write(Report report, OutputStream out) throws IOException {
            Sheets.write(report, out);
        }

        @Override
        public boolean holdsTables() {
            return true;
        }
    };

    private final String mediaType;

    ReportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The ending of its files, with the point. */
    public String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** Its media type. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether it holds the tables of the results whole, so that they need no files of their own. */
    public boolean holdsTables() {
        return false;
    }

    /** Writes a report; the stream stays open. */
    public abstract void write(Report report, OutputStream out) throws IOException;

    /** The format that a file's name ends in. */
    public static Optional<ReportFormat> ofFileName(String name) {
        return Arrays.stream(values())
                .filter(format -> name.toLowerCase(Locale.ROOT).endsWith(format.ending()))
                .findFirst();
    }

    /** The format of a name, such as {@code html}. */
    public static Optional<ReportFormat> of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The names of the formats. */
    public static List<String> names() {
        return Arrays.stream(values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
