package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.RowsAhead;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * Comma-separated values (RFC 4180), with a header line.
 *
 * <p>Tables are read as people keep them, see {@link org.edubalance.io.table}: other separators and encodings, a title above
 * the header, numbers with separators and units, rows of totals. Columns named as {@link PlaceColumns} knows them are the
 * places; they are no attributes. A column whose values all are numbers, or all {@code true} or {@code false}, has that
 * type; but one with a code such as {@code 007}, or an integer that no Long can hold, is text. An empty field is null.
 *
 * <p>A spreadsheet takes a text that begins with {@code =}, {@code +}, {@code -} or {@code @} for a formula, which may do
 * more than compute. Such texts are written with an apostrophe before them, unless {@link WriteOptions#rawCells} asks for
 * them as they are; numbers never are changed.
 */
public final class Csv {

    /** Of a longer text the cells are found by a thread of its own. */
    private static final int WORTH_A_THREAD = 1 << 20;

    /** The length of the largest array. */
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    /** So many bytes are read at once, after which progress is told. */
    private static final int PIECE = 1 << 16;

    private Csv() {}

    /** Reads points on WGS 84, or rows without geometry. */
    public static SimpleFeatureCollection read(InputStream in, String typeName) throws IOException {
        return read(in, ReadOptions.named(typeName));
    }

    /**
     * Reads a CSV text. The stream stays open.
     *
     * @throws Refusal if it cannot be understood, naming the line; if it is beyond a limit
     */
    public static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        return read(in.readAllBytes(), options);
    }

    /** Reads a CSV file as {@link #read(InputStream, ReadOptions)} a text. */
    static SimpleFeatureCollection read(Path file, ReadOptions options) throws IOException {
        long size = Files.size(file);
        try (InputStream in = options.progress().through(Files.newInputStream(file), size)) {
            return read(size <= LARGEST ? bytes(in, (int) size) : in.readAllBytes(), options);
        }
    }

    /** All bytes of a stream that is expected to have so many. */
    private static byte[] bytes(InputStream in, int expected) throws IOException {
        byte[] bytes = new byte[expected];
        int read = 0;
        int more = 1;
        while (more > 0 && read < expected) {
            more = in.readNBytes(bytes, read, Math.min(PIECE, expected - read));
            read += more;
        }
        // of a file that grows, or of a device
        byte[] rest = in.readAllBytes();
        byte[] all = read + rest.length == expected ? bytes : Arrays.copyOf(bytes, read + rest.length);
        System.arraycopy(rest, 0, all, read, rest.length);
        return all;
    }

    private static SimpleFeatureCollection read(byte[] bytes, ReadOptions options) throws IOException {
        ReadingNotes notes = new ReadingNotes();
        CsvRows rows = CsvRows.of(bytes, options.tables(), notes);
        try {
            if (bytes.length < WORTH_A_THREAD) {
                return TableFeatures.read(rows, rows.mayHaveCommas(), options, notes);
            }
            try (RowsAhead ahead = RowsAhead.of(rows)) {
                return TableFeatures.read(ahead, rows.mayHaveCommas(), options, notes);
            }
        } catch (CharacterCodingException e) {
            boolean open = !options.tables().strict() && options.tables().encoding() == null;
            throw new EncodingRefusal(open ? "format.csv.unknown" : "format.csv.encoding", e);
        }
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
        write(features, out, options, ',');
    }

    /** Writes features as {@link #write(SimpleFeatureCollection, OutputStream, WriteOptions)} with another separator. */
    static void write(SimpleFeatureCollection features, OutputStream out, WriteOptions options, char separator)
            throws IOException {
        // not closed, as that would close the caller's stream
        new CsvWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), features, options, separator).write();
    }
}
