package org.edubalance.io.shapefile;

/** Whether texts can be UTF-8. */
public final class Utf8 {

    /** So many texts of three bytes to a character are no chance. */
    private static final int MANY = 3;

    private boolean valid = true;
    private boolean likely;
    private boolean plain = true;
    private int threes;
    private int broken;
    private final Gb18030Letters letters = new Gb18030Letters();

    /** Looks at a text. */
    void see(byte[] bytes, int from, int to) {
        boolean fits = isValid(bytes, from, to);
        valid &= fits;
        broken += fits ? 0 : 1;
        letters.see(bytes, from, to);
        boolean three = false;
        for (int i = from; i < to; i++) {
            plain &= bytes[i] >= 0;
            three |= (bytes[i] & 0xF0) == 0xE0;
        }
        likely |= three;
        threes += fits && three ? 1 : 0;
    }

    /** True if texts are UTF-8 beyond doubt, whatever something beside them says. */
    boolean isSure() {
        return valid && threes >= MANY;
    }

    /** True if more texts cannot be UTF-8 than are in it. */
    boolean isWrong() {
        return broken > threes;
    }

    /** The letters that they would be in GB18030. */
    Gb18030Letters letters() {
        return letters;
    }

    /** True unless a text cannot be UTF-8. */
    boolean isValid() {
        return valid;
    }

    /**
     * True if all texts are UTF-8 for certain, or of ASCII. Short texts of two bytes to a character may be UTF-8 by chance;
     * three do not go together by chance.
     */
    boolean isCertain() {
        return valid && (likely || plain);
    }

    /** True unless the bytes are no UTF-8; a character of which only the end is missing was cut off by its field. */
    public static boolean isValid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int b = bytes[i];
            if (b >= 0) {
                i++;
                continue;
            }
            int length = length(b);
            if (length == 0) {
                return false;
            }
            for (int k = 1; k < length && i + k < to; k++) {
                if ((bytes[i + k] & 0xC0) != 0x80) {
                    return false;
                }
            }
            i += length;
        }
        return true;
    }

    /** The bytes of a character by its first; 0 where that is none. */
    static int length(int first) {
        int b = first & 0xFF;
        return b < 0x80 ? 1 : b < 0xC2 ? 0 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : b < 0xF5 ? 4 : 0;
    }
}
