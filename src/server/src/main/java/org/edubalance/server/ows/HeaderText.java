package org.edubalance.server.ows;

import java.nio.charset.StandardCharsets;

/** Text as the value of an HTTP header, where only ASCII is safe: other bytes of its UTF-8 as {@code %XX}. */
public final class HeaderText {

    /** The header that tells of a result which is the answer alone. */
    public static final String NOTES = "Edubalance-Notes";

    private static final int LONGEST = 4000;

    private HeaderText() {}

    public static String of(String text) {
        StringBuilder value = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            String next =
                    b >= ' ' && b < 127 && b != '%' ? String.valueOf((char) b) : String.format("%%%02X", b & 0xFF);
            value.append(next);
        }
        return value.length() <= LONGEST
                ? value.toString()
                : value.substring(0, value.lastIndexOf(" ", LONGEST)) + " ...";
    }
}
