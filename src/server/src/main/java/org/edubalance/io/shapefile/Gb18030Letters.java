package org.edubalance.io.shapefile;

/**
 * Counts the letters of texts as GB18030 would have them. A text in another encoding can often be read as that, but then as
 * letters that hardly anybody uses: GB 2312 has those of daily life in its first 40 rows and lesser ones in the 32 after
 * them, and an English “Mary’s” from Windows reads as 抯, which is not among them.
 */
public final class Gb18030Letters {

    /** Of fewer letters than this most may be rare, as in the name of one county. */
    private static final int SOME = 4;

    /** Letters that GB 2312 has not are names of a few people and places, not one in four. */
    private static final int FOREIGN_SHARE = 4;

    private static final int LEAST_FOREIGN = 8;

    private int letters;
    private int rare;
    private int foreign;
    private int uncommon;

    /** Those of a text. */
    public static Gb18030Letters of(byte[] bytes) {
        Gb18030Letters letters = new Gb18030Letters();
        letters.see(bytes, 0, bytes.length);
        return letters;
    }

    /** Counts those of some bytes. */
    void see(byte[] bytes, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] >= 0) {
                continue;
            }
            int lead = bytes[i] & 0xFF;
            int trail = bytes[i + 1] & 0xFF;
            letters++;
            if (isOfFour(bytes, i, to)) {
                i += 3;
                continue;
            }
            boolean isRare = trail < 0xA1 || lead < 0xA1 || lead > 0xA9 && lead < 0xB0 || lead > 0xF7;
            rare += isRare ? 1 : 0;
            foreign += trail < 0xA1 ? 1 : 0;
            uncommon += isRare || lead > 0xD7 ? 1 : 0;
            i++;
        }
    }

    /** A letter of four bytes, such as a Tibetan one, which other encodings do not come upon by chance. */
    private static boolean isOfFour(byte[] bytes, int i, int to) {
        return i + 3 < to && isDigit(bytes[i + 1]) && bytes[i + 2] < 0 && isDigit(bytes[i + 3]);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** True if GB 2312 has none of the letters. */
    public boolean areAllRare() {
        return letters > 0 && rare == letters;
    }

    /** True if hardly anybody would write these letters; of a traditional text up to two thirds are uncommon. */
    public boolean areUnlikely() {
        return areAllRare() || letters >= SOME && 5 * uncommon > 4 * letters;
    }

    /** True if so many letters are not in GB 2312 as in traditional Chinese. */
    public boolean mayBeTraditional() {
        return foreign >= LEAST_FOREIGN && foreign * FOREIGN_SHARE >= letters;
    }
}
