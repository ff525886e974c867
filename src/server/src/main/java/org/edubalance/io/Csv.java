package org.edubalance.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * Comma-separated values (RFC 4180) in UTF-8, with a header line.
 *
 * <p>Columns {@code lon} and {@code lat} ({@code longitude} and {@code latitude}, 经度 and 纬度), in any case, are points on
 * WGS 84;
 * {@code x} and {@code y} are points where the caller names a CRS; a column {@code wkt} holds geometries of any kind; any
 * other file is rows without geometry. The columns that make the geometry are no attributes. A column whose values all
 * are numbers, or all {@code true} or {@code false}, has that type; but one with a code such as {@code 007}, or an
 * integer that no Long can hold, is text. An empty field is null.
 *
 * <p>A spreadsheet takes a text that begins with {@code =}, {@code +}, {@code -} or {@code @} for a formula, which may do
 * more than compute. Such texts are written with an apostrophe before them, unless {@link WriteOptions#rawCells} asks for
 * them as they are; numbers never are changed.
 */
public final class Csv {

    private Csv() {}

    /** Reads points on WGS 84, or rows without geometry. */
    public static SimpleFeatureCollection read(InputStream in, String typeName) throws IOException {
        return read(in, ReadOptions.named(typeName));
    }

    /**
     * Reads a CSV text; commas, semicolons or tabs separate its fields, as the header line shows. The stream stays open.
     *
     * @throws Refusal if a line has too few or too many fields or a bad coordinate, naming the line; if the text is no
     *     UTF-8, or beyond a limit
     */
    public static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        try {
            skipByteOrderMark(text);
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter(text))
                    .setIgnoreEmptyLines(true)
                    .get();
            // not closed, as that would close the caller's stream
            CSVParser parser =
                    CSVParser.builder().setReader(text).setFormat(format).get();
            return new CsvReader(parser, options).read();
        } catch (CharacterCodingException e) {
            throw Refusal.because(e, "format.csv.encoding");
        }
    }

    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
    }

    private static char delimiter(BufferedReader text) throws IOException {
        char[] start = new char[8192];
        text.mark(start.length);
        int length = Math.max(0, text.read(start));
        text.reset();
        String header = new String(start, 0, length).lines().findFirst().orElse("");
        for (char candidate : new char[] {',', '\t', ';'}) {
            if (header.indexOf(candidate) >= 0) {
                return candidate;
            }
        }
        return ',';
    }

    /** Writes features as {@link WriteOptions#DEFAULT} says. */
    public static void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
        write(features, out, WriteOptions.DEFAULT);
    }

    /**
     * Writes features with a header line. Points become columns {@code lon} and {@code lat} where the CRS is geographic
     * and {@code x} and {@code y} where it is not, any other geometry a column {@code wkt}; they follow the attributes.
     * Null, NaN and infinite numbers become empty fields. The stream is flushed and stays open.
     */
    public static void write(SimpleFeatureCollection features, OutputStream out, WriteOptions options)
            throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        // not closed, as that would close the caller's stream
        CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180);
        new CsvWriter(printer, features, options).write();
        printer.flush();
    }
}
