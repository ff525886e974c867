package org.edubalance.io;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.io.shapefile.Utf8;

/** Signs that a text was read in a wrong encoding, now or before it was saved. */
final class TextDamage {

    private static final Charset BIG5 = Charset.forName("Big5");
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** What the three bytes of a Chinese letter become as Latin-1 or in the code page of Windows for it. */
    private static final Pattern LATIN = Pattern.compile(
            "[\u00E3-\u00E9\u00EF][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A"
                    + "\u20AC\u2122]{2}");

    private static final Pattern LETTERS = Pattern.compile("[\u2E80-\uFFEF]{2,}");

    /** So many of them are no chance. */
    private static final int MANY = 3;

    private TextDamage() {}

    /** True for a text of Chinese letters in UTF-8 that was taken for Latin-1 or GBK and saved as that reads. */
    static boolean isMisread(String text) {
        Matcher latin = LATIN.matcher(text);
        int found = 0;
        while (found < MANY && latin.find()) {
            found++;
        }
        return found >= MANY || isMisreadAsGbk(text);
    }

    private static boolean isMisreadAsGbk(String text) {
        Matcher runs = LETTERS.matcher(text);
        int misread = 0;
        int others = 0;
        while (misread + others < 100 && runs.find()) {
            byte[] bytes = runs.group().getBytes(GB18030);
            boolean three = false;
            for (byte b : bytes) {
                three |= (b & 0xF0) == 0xE0;
            }
            if (three && Utf8.isValid(bytes, 0, bytes.length)) {
                misread++;
            } else {
                others++;
            }
        }
        return misread >= MANY && misread > others;
    }

    /** Whether bytes are Big5, but for a letter that the end cuts. */
    static boolean isBig5(byte[] bytes) {
        CharsetDecoder decoder = BIG5.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return !decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), false)
                .isError();
    }
}
