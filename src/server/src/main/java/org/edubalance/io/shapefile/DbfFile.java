package org.edubalance.io.shapefile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.edubalance.messages.Refusal;

/**
 * The rows of a dBase table ({@code .dbf}), one after the other: dBase III and IV and what FoxPro adds to them. Fields
 * of memos and other binary data are left out.
 */
public final class DbfFile implements AutoCloseable {

    /** A field that is read. */
    public record Field(String name, char type, int length, int decimals, int offset) {}

    private static final int HEADER = 32;
    private static final int DESCRIPTOR = 32;
    private static final int END_OF_FIELDS = 0x0D;

    private static final double[] POWERS = powersOfTen();

    private final FileWindow file;
    private final int headerLength;
    private final int rowLength;
    private final long rows;
    private final int languageDriver;
    private final List<byte[]> names = new ArrayList<>();
    private final List<Field> raw = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> cut = new ArrayList<>();
    private List<Field> fields;
    private DbfEncoding encoding;
    private long row = -1;
    private byte[] bytes;
    private int start;

    private DbfFile(FileWindow file) throws IOException {
        this.file = file;
        if (file.size() < HEADER + 1) {
            throw Refusal.of("format.dbf.none");
        }
        ByteBuffer header = file.at(0, HEADER);
        int at = header.position();
        int version = header.get(at) & 7;
        rows = header.getInt(at + 4) & 0xFFFFFFFFL;
        headerLength = header.getShort(at + 8) & 0xFFFF;
        rowLength = header.getShort(at + 10) & 0xFFFF;
        languageDriver = header.get(at + 29) & 0xFF;
        if (version != 3 && (header.get(at) & 0xFF) != 0x30 && (header.get(at) & 0xFF) != 0x31
                || headerLength < HEADER + 1
                || headerLength > file.size()
                || rowLength < 1) {
            throw Refusal.of("format.dbf.none");
        }
        if (headerLength + rows * rowLength > file.size()) {
            throw Refusal.of(
                    "format.dbf.length", "rows", rows, "bytes", headerLength + rows * rowLength, "got", file.size());
        }
        readFields();
    }

    /** @throws Refusal if it is no dBase table, or does not have the length that it claims */
    public static DbfFile open(Path dbf) throws IOException {
        FileWindow file = new FileWindow(dbf);
        try {
            return new DbfFile(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void readFields() throws IOException {
        int offset = 1;
        for (int at = HEADER; at + DESCRIPTOR <= headerLength; at += DESCRIPTOR) {
            ByteBuffer field = file.at(at, DESCRIPTOR);
            int p = field.position();
            if (field.get(p) == END_OF_FIELDS) {
                break;
            }
            byte[] name = new byte[11];
            field.get(p, name);
            char type = (char) (field.get(p + 11) & 0xFF);
            int length = field.get(p + 16) & 0xFF;
            int decimals = field.get(p + 17) & 0xFF;
            if (type == 'C') {
                // texts of more than 255 characters, as Clipper began to write them
                length += decimals << 8;
            }
            names.add(name);
            raw.add(new Field(null, type, length, decimals, offset));
            offset += length;
        }
        if (offset > rowLength || raw.isEmpty() && rowLength > 1) {
            throw Refusal.of("format.dbf.row", "got", rowLength, "fields", offset);
        }
    }

    /** The number of rows, deleted ones among them. */
    public long rows() {
        return rows;
    }

    /**
     * The encoding, by the name that a {@code .cpg} file has for it, else by what the bytes can be.
     *
     * @param codePage the content of the {@code .cpg} file; null where there is none
     */
    public DbfEncoding encoding(String codePage) throws IOException {
        if (encoding == null) {
            encoding = DbfEncoding.of(codePage, languageDriver, this::texts);
        }
        return encoding;
    }

    private Utf8 texts(long mostRows) throws IOException {
        Utf8 utf8 = new Utf8();
        for (byte[] name : names) {
            utf8.see(name, 0, nameLength(name));
        }
        List<Field> texts = raw.stream().filter(field -> field.type() == 'C').toList();
        for (long i = 0; i < Math.min(rows, mostRows) && !texts.isEmpty(); i++) {
            if (!utf8.isValid() && i >= DbfEncoding.LOOKED_AT) {
                break;
            }
            int at = file.at(headerLength + i * rowLength, rowLength).position();
            byte[] array = file.array();
            for (Field text : texts) {
                utf8.see(array, at + text.offset(), at + text.offset() + text.length());
            }
        }
        return utf8;
    }

    private static int nameLength(byte[] name) {
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        return length;
    }

    /** The fields, each with a name of its own; what the encoding is has to be asked first. */
    public List<Field> fields() {
        if (fields == null) {
            fields = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            for (int i = 0; i < raw.size(); i++) {
                Field field = raw.get(i);
                int length = nameLength(names.get(i));
                int whole = length == 0 ? 0 : encoding.whole(names.get(i), 0, length);
                String name = new String(names.get(i), 0, whole, encoding.charset()).strip();
                if (whole < length) {
                    cut.add(name);
                }
                String free = name.isEmpty() ? "column" + (i + 1) : name;
                for (int copy = 2; !taken.add(free); copy++) {
                    free = name + "_" + copy;
                }
                boolean read = "CNFLDIO".indexOf(field.type()) >= 0 || field.type() == 'B' && field.length() == 8;
                if (read) {
                    fields.add(new Field(free, field.type(), field.length(), field.decimals(), field.offset()));
                } else {
                    leftOut.add(free);
                }
            }
        }
        return fields;
    }

    /** The names whose last letter their field had no room for, and so perhaps none of those behind it. */
    public List<String> cut() {
        return cut;
    }

    /** The names of the fields that are not read. */
    public List<String> leftOut() {
        return leftOut;
    }

    /** Goes to the next row; false behind the last. */
    public boolean next() throws IOException {
        if (++row >= rows) {
            return false;
        }
        start = file.at(headerLength + row * rowLength, rowLength).position();
        bytes = file.array();
        return true;
    }

    /** True if the row was deleted, and only its mark is left. */
    public boolean isDeleted() {
        return bytes[start] == '*';
    }

    /**
     * A value of the row: Integer, Long, Double, Boolean, {@link java.sql.Date} or String; a whole number that no Long
     * holds as text; null where it is blank.
     *
     * @throws Refusal if it is not of the field's type
     */
    public Object value(Field field) {
        int from = start + field.offset();
        int to = from + field.length();
        switch (field.type()) {
            case 'I':
                return field.length() == 4
                        ? (Object) ByteBuffer.wrap(bytes, from, 4)
                                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                                .getInt()
                        : null;
            case 'B', 'O':
                double real = field.length() == 8
                        ? ByteBuffer.wrap(bytes, from, 8)
                                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                                .getDouble()
                        : Double.NaN;
                return Double.isFinite(real) ? real : null;
            default:
                break;
        }
        while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == 0)) {
            to--;
        }
        if (field.type() == 'C') {
            return from == to ? null : text(from, to);
        }
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        if (from == to || bytes[from] == '*' || bytes[from] == '?') {
            // asterisks are what a number becomes that does not fit
            return null;
        }
        return switch (field.type()) {
            case 'L' -> flag(field, from, to);
            case 'D' -> date(field, from, to);
            default -> number(field, from, to);
        };
    }

    private String text(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return new String(bytes, from, encoding.whole(bytes, from, to) - from, encoding.charset());
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private Boolean flag(Field field, int from, int to) {
        return switch (bytes[from]) {
            case 'T', 't', 'Y', 'y', '1' -> true;
            case 'F', 'f', 'N', 'n', '0' -> false;
            default -> throw refusal(field, from, to);
        };
    }

    private Object date(Field field, int from, int to) {
        try {
            if (to - from == 8) {
                int digits = Integer.parseInt(text(from, to));
                return digits == 0
                        ? null
                        : java.sql.Date.valueOf(LocalDate.of(digits / 10000, digits / 100 % 100, digits % 100));
            }
        } catch (NumberFormatException | DateTimeException e) {
            // refused as any other
        }
        throw refusal(field, from, to);
    }

    /** By hand, since most fields are numbers, and few of them need more than this. */
    private Object number(Field field, int from, int to) {
        boolean negative = bytes[from] == '-';
        int at = negative || bytes[from] == '+' ? from + 1 : from;
        long digits = 0;
        int point = -1;
        boolean plain = at < to && to - at <= 18;
        for (int i = at; i < to && plain; i++) {
            if (bytes[i] == '.' && point < 0) {
                point = i;
            } else if (bytes[i] >= '0' && bytes[i] <= '9') {
                digits = 10 * digits + bytes[i] - '0';
            } else {
                plain = false;
            }
        }
        boolean whole = field.decimals() == 0 && point < 0;
        int behind = point < 0 ? 0 : to - point - 1;
        if (plain && whole) {
            long value = negative ? -digits : digits;
            return value == (int) value ? (Object) (int) value : (Object) value;
        }
        if (plain && digits < 1L << 53 && behind < POWERS.length && (point < 0 || to - at > 1)) {
            // both exact, so that the quotient is rounded once
            double value = digits / POWERS[behind];
            return negative ? -value : value;
        }
        return longNumber(field, from, to);
    }

    private Object longNumber(Field field, int from, int to) {
        String text = text(from, to);
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("nan")
                || lower.startsWith("-nan")
                || lower.startsWith("inf")
                || lower.startsWith("-inf")) {
            return null;
        }
        if (text.matches("[+-]?\\d+") && field.decimals() == 0) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                return text;
            }
        }
        boolean mayGroup = field.decimals() != 3 && text.matches("[+-]?[1-9]\\d{0,2},\\d{3}");
        if (!mayGroup && text.matches("[+-]?(\\d+[.,]?\\d*|[.,]\\d+)([eEdD][+-]?\\d{1,3})?")) {
            double value = Double.parseDouble(text.replace(',', '.').replaceAll("[dD]", "e"));
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw refusal(field, from, to);
    }

    private Refusal refusal(Field field, int from, int to) {
        return Refusal.of("format.dbf.value", "column", field.name(), "type", field.type(), "got", text(from, to));
    }

    private static double[] powersOfTen() {
        double[] powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
