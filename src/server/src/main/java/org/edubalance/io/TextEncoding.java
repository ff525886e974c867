package org.edubalance.io;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.edubalance.io.shapefile.Gb18030Letters;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * The encoding of a text whose format does not say one.
 *
 * @param charset the encoding
 * @param mark how many bytes a byte order mark takes at the beginning
 * @param note what a user should know of it, null for UTF-8
 * @param lost what a user should know of letters that were lost before, null where none were
 * @param padded whether a quotation mark may have a blank beside it
 */
record TextEncoding(Charset charset, int mark, Message note, Message lost, boolean padded) {

    private static final Charset GB18030 = Charset.forName("GB18030");

    /** So far a text in UTF-16 shows itself by its zeros. */
    private static final int LOOKED_AT = 4096;

    private static final int LETTERS_LOOKED_AT = 1 << 16;

    /** So many bytes are asked at once whether all are plain, as they nearly always are where any are. */
    private static final int BLOCK = 1 << 12;

    /**
     * Finds the encoding: that of a byte order mark, UTF-8 where all bytes are, else GB18030, which Chinese Windows writes.
     *
     * @throws Refusal if it is no text, or rather in another encoding
     */
    static TextEncoding of(byte[] bytes, TableStyle style) {
        int mark = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        if (style.encoding() != null) {
            return new TextEncoding(
                    style.encoding(), style.encoding().equals(StandardCharsets.UTF_8) ? mark : 0, null, null, true);
        }
        if (style.strict()) {
            return new TextEncoding(StandardCharsets.UTF_8, mark, null, null, true);
        }
        if (mark > 0) {
            return new Utf8Scan(bytes).encoding(mark);
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            Charset utf16 = startsWith(bytes, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            return new TextEncoding(utf16, 2, Message.of("table.note.utf16"), null, true);
        }
        for (int i = 0; i < Math.min(bytes.length, LOOKED_AT); i++) {
            if (bytes[i] == 0) {
                throw Refusal.of("format.csv.binary");
            }
        }
        Utf8Scan scan = new Utf8Scan(bytes);
        if (scan.valid) {
            return scan.encoding(0);
        }
        checkLetters(bytes);
        return new TextEncoding(GB18030, 0, Message.of("table.note.encoding", "encoding", "GB18030"), null, true);
    }

    /** Refuses what can be read as GB18030 and is hardly meant so. */
    private static void checkLetters(byte[] bytes) {
        int from = 0;
        while (bytes[from] >= 0) {
            from++;
        }
        byte[] some = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + LETTERS_LOOKED_AT));
        Gb18030Letters letters = Gb18030Letters.of(some);
        if (!letters.areAllRare() && letters.mayBeTraditional() && TextDamage.isBig5(some)) {
            throw new EncodingRefusal("format.csv.big5", null);
        }
        if (letters.areUnlikely()) {
            throw new EncodingRefusal("format.csv.foreign", null);
        }
    }

    private static boolean startsWith(byte[] bytes, int... beginning) {
        if (bytes.length < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if ((bytes[i] & 0xFF) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    /** True if all bytes are ASCII and no quotation marks; eight at a time, as nothing is compiled yet when this is asked. */
    private static boolean isPlain(byte[] bytes, int from, int to) {
        int all = 0;
        int i = from;
        for (; i < to - 7; i += 8) {
            all |= plain(bytes[i])
                    | plain(bytes[i + 1])
                    | plain(bytes[i + 2])
                    | plain(bytes[i + 3])
                    | plain(bytes[i + 4])
                    | plain(bytes[i + 5])
                    | plain(bytes[i + 6])
                    | plain(bytes[i + 7]);
        }
        for (; i < to; i++) {
            all |= plain(bytes[i]);
        }
        return all >= 0;
    }

    /** Negative for a quotation mark, and for what is not ASCII. */
    private static int plain(byte b) {
        return (b ^ '"') - 1;
    }

    /** Looks through bytes as UTF-8. */
    private static final class Utf8Scan {

        private final byte[] bytes;
        private final boolean valid;
        private int lost;
        private int firstLost;
        private boolean padded;

        Utf8Scan(byte[] bytes) {
            this.bytes = bytes;
            valid = isUtf8();
        }

        TextEncoding encoding(int mark) {
            return new TextEncoding(StandardCharsets.UTF_8, mark, null, lost(), padded || !valid);
        }

        /** What a program writes for a letter that it cannot read is lost for good. */
        private Message lost() {
            if (lost == 0) {
                return null;
            }
            int line = 1;
            for (int i = 0; i < firstLost; i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            return Message.of("table.note.lost", "n", lost, "place", Place.line(line));
        }

        private boolean isBlank(int i) {
            return i >= 0
                    && i < bytes.length
                    && bytes[i] >= 0
                    && bytes[i] <= ' '
                    && bytes[i] != '\n'
                    && bytes[i] != '\r';
        }

        /** True if bytes are UTF-8 to the end, or to a letter that the end cuts. */
        private boolean isUtf8() {
            int i = 0;
            int nextBlock = 0;
            boolean letters = false;
            while (i < bytes.length) {
                if (i >= nextBlock) {
                    nextBlock = Math.min(i + BLOCK, bytes.length);
                    if (isPlain(bytes, i, nextBlock)) {
                        i = nextBlock;
                        continue;
                    }
                }
                byte first = bytes[i++];
                if (first >= 0) {
                    padded |= first == '"' && (isBlank(i - 2) || isBlank(i));
                    continue;
                }
                int lead = first & 0xFF;
                int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
                if (lead < 0xC2 || lead > 0xF4) {
                    return false;
                }
                for (int k = 0; k < more; k++, i++) {
                    if (i == bytes.length) {
                        return letters;
                    }
                    int next = bytes[i] & 0xFF;
                    int least = k == 0 && lead == 0xE0 ? 0xA0 : k == 0 && lead == 0xF0 ? 0x90 : 0x80;
                    int most = k == 0 && lead == 0xED ? 0x9F : k == 0 && lead == 0xF4 ? 0x8F : 0xBF;
                    if (next < least || next > most) {
                        return false;
                    }
                }
                if (lead == 0xEF && bytes[i - 2] == (byte) 0xBF && bytes[i - 1] == (byte) 0xBD) {
                    firstLost = lost++ == 0 ? i : firstLost;
                }
                letters = true;
            }
            return true;
        }
    }
}
