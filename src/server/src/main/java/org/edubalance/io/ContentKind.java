package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.edubalance.messages.Message;

/** What a file is by how it begins, whatever its name says. */
enum ContentKind {
    WORKBOOK("xlsx", Format.XLSX, Format.XLS),
    OLD_WORKBOOK("xls", Format.XLS, Format.XLSX),
    ZIP("zip", Format.SHAPEFILE, Format.KML),
    SQLITE("gpkg", Format.GEOPACKAGE),
    FLATGEOBUF("fgb", Format.FLATGEOBUF),
    SHAPES("shp", Format.SHAPEFILE),
    TIFF("tif", Format.GEOTIFF),
    PDF(null),
    PARQUET(null),
    KML("kml", Format.KML),
    PAGE(null),
    XML(null),
    GEOJSON("geojson", Format.GEOJSON, Format.GEOJSON_SEQUENCE),
    TABLE("csv", Format.CSV, Format.XLSX, Format.XLS, Format.WKT, Format.ARCGRID);

    private static final int LOOKED_AT = 4096;

    private final String ending;
    private final Format[] formats;

    ContentKind(String endingOrNull, Format... formats) {
        ending = endingOrNull;
        this.formats = formats;
    }

    /** What a file is; null if that cannot be said, or it is what its format reads. */
    static Message otherThan(Format format, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(LOOKED_AT);
        }
        ContentKind kind = of(start);
        if (kind == null || Arrays.asList(kind.formats).contains(format)) {
            return null;
        }
        Message name = Message.of("format.kind." + kind.name().toLowerCase(Locale.ROOT));
        return kind.ending == null
                ? Message.of("format.kind.unread", "kind", name)
                : Message.of("format.kind.ending", "kind", name, "ending", "." + kind.ending);
    }

    private static ContentKind of(byte[] start) {
        String bytes = new String(start, StandardCharsets.ISO_8859_1);
        if (bytes.startsWith("PK\3\4")) {
            return bytes.contains("[Content_Types].xml") || bytes.contains("xl/") ? WORKBOOK : ZIP;
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

    private static ContentKind ofText(String bytes) {
        String text = bytes.replaceFirst("^\u00EF\u00BB\u00BF", "").stripLeading().toLowerCase(Locale.ROOT);
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
