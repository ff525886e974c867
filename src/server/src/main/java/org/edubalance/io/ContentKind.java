package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.edubalance.messages.Message;

/** What a file is by how it begins, whatever its name says. */
enum ContentKind {
    WORKBOOK("xlsx", "xls"),
    OLD_WORKBOOK("xls", "xlsx"),
    OPEN_DOCUMENT,
    /** What else is in a zip the readers of those know. */
    ZIP("zip", "kmz", "kml", "xlsx", "xls"),
    SQLITE("gpkg"),
    FLATGEOBUF("fgb"),
    SHAPES("shp"),
    TIFF("tif", "tiff"),
    PDF,
    PARQUET,
    KML("kml", "kmz"),
    /** Which the reader of workbooks knows by itself. */
    PAGE(null, "xls", "xlsx"),
    XML(null, "xls", "xlsx"),
    GEOJSON("geojson", "json", "geojsonl", "geojsons", "ndjson"),
    TABLE("csv", "txt", "tsv", "xls", "xlsx", "wkt", "asc");

    private static final int LOOKED_AT = 4096;

    private static final int ZIP_HEADER = 30;

    private final String ending;
    private final List<String> others;

    ContentKind() {
        this(null);
    }

    /**
     * @param endingOrNull what a name ends in, null where nothing reads it
     * @param others what else it may end in without need to say more
     */
    ContentKind(String endingOrNull, String... others) {
        ending = endingOrNull;
        this.others = List.of(others);
    }

    /** What a file is; null if that cannot be said, or it is what its name says. */
    static Message otherThanNamed(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(LOOKED_AT);
        }
        ContentKind kind = of(start);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String named = name.substring(name.lastIndexOf('.') + 1);
        if (kind == null || named.equals(kind.ending) || kind.others.contains(named)) {
            return null;
        }
        Message content = Message.of("format.kind." + kind.name().toLowerCase(Locale.ROOT));
        return kind.ending == null
                ? Message.of("format.kind.unread", "kind", content)
                : Message.of("format.kind.ending", "kind", content, "ending", "." + kind.ending);
    }

    private static ContentKind of(byte[] start) {
        String bytes = new String(start, StandardCharsets.ISO_8859_1);
        if (bytes.startsWith("PK\3\4")) {
            return ofZip(bytes);
        }
        if (bytes.startsWith("\u00D0\u00CF\u0011\u00E0")) {
            return OLD_WORKBOOK;
        }
        if (bytes.startsWith("SQLite format 3\0")) {
            return SQLITE;
        }
        if (bytes.startsWith("fgb\3fgb")) {
            return FLATGEOBUF;
        }
        if (bytes.startsWith("\0\0\u0027\n")) {
            return SHAPES;
        }
        if (bytes.startsWith("II*\0") || bytes.startsWith("MM\0*")) {
            return TIFF;
        }
        if (bytes.startsWith("%PDF")) {
            return PDF;
        }
        if (bytes.startsWith("PAR1")) {
            return PARQUET;
        }
        return bytes.indexOf('\0') >= 0 ? null : ofText(bytes);
    }

    /** By the name of the first file in it, which stands behind a header of 30 bytes. */
    private static ContentKind ofZip(String bytes) {
        if (bytes.startsWith("mimetypeapplication/vnd.oasis.opendocument", ZIP_HEADER)) {
            return OPEN_DOCUMENT;
        }
        boolean office = Stream.of("[Content_Types].xml", "xl/", "_rels/", "docProps/")
                .anyMatch(name -> bytes.startsWith(name, ZIP_HEADER));
        return office ? WORKBOOK : ZIP;
    }

    private static ContentKind ofText(String bytes) {
        String text =
                bytes.replaceFirst("^\u00EF\u00BB\u00BF", "").stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<")) {
            return text.contains("<kml")
                    ? KML
                    : text.contains("<html") || text.contains("<table") || text.startsWith("<!doctype html")
                            ? PAGE
                            : XML;
        }
        if (text.startsWith("mime-version:")) {
            return PAGE;
        }
        if (text.startsWith("{") || text.startsWith("\u001E")) {
            return text.contains("\"type\"") ? GEOJSON : null;
        }
        String header = text.lines().findFirst().orElse("");
        boolean separated = header.chars().anyMatch(c -> c == ',' || c == ';' || c == '\t' || c == '|');
        return separated && !header.contains("{") && !header.contains("(") ? TABLE : null;
    }
}
