package org.edubalance.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the cells of a CSV text (RFC 4180) in UTF-8. Nearly all are numbers and short texts, which go out byte by byte; a
 * text stands between quotation marks where it has to, and where other readers would not take it for the same without.
 */
final class CsvCells {

    private static final int ROOM = 1 << 16;

    /** Of such numbers Java's text is the shortest decimal number, without an exponent. */
    private static final double LEAST_PLAIN = 1e-3;

    private static final double MOST_PLAIN = 1e7;

    private static final double[] POWERS = {1, 10, 100, 1e3, 1e4};

    private final OutputStream out;
    private final byte[] bytes = new byte[ROOM];
    private final byte[] digits = new byte[Decimals.MOST_CHARACTERS];
    private int size;
    private int column;

    CsvCells(OutputStream out) {
        this.out = out;
    }

    /** A text; nothing where there is none. */
    void text(String textOrNull) throws IOException {
        separate();
        if (textOrNull == null) {
            return;
        }
        int length = textOrNull.length();
        if (length == 0) {
            if (column == 1) {
                // a line of one empty field would be no line
                put('"');
                put('"');
            }
            return;
        }
        boolean quoted = textOrNull.charAt(0) <= '#' || textOrNull.charAt(length - 1) <= ' ';
        boolean simple = length < ROOM / 2 && !quoted;
        if (simple) {
            makeRoom(length);
        }
        int before = size;
        for (int i = 0; i < length && (simple || !quoted); i++) {
            char c = textOrNull.charAt(i);
            quoted |= c == ',' || c == '"' || c == '\n' || c == '\r';
            simple &= !quoted && c < 0x80;
            if (simple) {
                bytes[size++] = (byte) c;
            }
        }
        if (!simple) {
            size = before;
            String whole = quoted ? '"' + textOrNull.replace("\"", "\"\"") + '"' : textOrNull;
            put(whole.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A finite number, as Java writes it. */
    void number(Number number) throws IOException {
        if (number instanceof Integer || number instanceof Long) {
            whole(number.longValue());
        } else if (number instanceof Double) {
            real(number.doubleValue());
        } else {
            text(number.toString());
        }
    }

    private void whole(long number) throws IOException {
        if (number == Long.MIN_VALUE) {
            text(Long.toString(number));
            return;
        }
        separate();
        decimal(number, 0);
    }

    private void real(double number) throws IOException {
        double magnitude = Math.abs(number);
        boolean plain = magnitude >= LEAST_PLAIN && magnitude < MOST_PLAIN;
        for (int decimals = 1; plain && decimals < POWERS.length; decimals++) {
            double scaled = Math.rint(magnitude * POWERS[decimals]);
            // the nearest double to so few digits
            if (scaled / POWERS[decimals] == magnitude) {
                separate();
                decimal((long) (number < 0 ? -scaled : scaled), decimals);
                return;
            }
        }
        text(Double.toString(number));
    }

    private void decimal(long scaled, int decimals) throws IOException {
        int start = Decimals.put(scaled, decimals, digits);
        makeRoom(digits.length);
        System.arraycopy(digits, start, bytes, size, digits.length - start);
        size += digits.length - start;
    }

    void endRow() throws IOException {
        put('\r');
        put('\n');
        column = 0;
    }

    private void separate() throws IOException {
        if (column++ > 0) {
            put(',');
        }
    }

    private void put(char ascii) throws IOException {
        makeRoom(1);
        bytes[size++] = (byte) ascii;
    }

    private void put(byte[] more) throws IOException {
        if (more.length > ROOM) {
            writeOut();
            out.write(more);
            return;
        }
        makeRoom(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void makeRoom(int length) throws IOException {
        if (length > ROOM - size) {
            writeOut();
        }
    }

    private void writeOut() throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    void flush() throws IOException {
        writeOut();
        out.flush();
    }
}
