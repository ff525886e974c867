package org.edubalance.server.paint;

import java.awt.Color;
import java.awt.Font;
import org.edubalance.messages.Language;

/**
 * What a legend looks like, apart from what its style says.
 *
 * @param sampleWidth the width of a sample, in pixels of the standard size
 * @param sampleHeight the height of a sample, in the same
 * @param background the colour behind it, null for transparent
 * @param isLabelled whether there are texts beside the samples
 * @param font what texts are written in
 * @param ink the texts' colour
 * @param language the language of titles that a style has in both, with " / " between; null for both
 */
public record LegendLook(
        int sampleWidth,
        int sampleHeight,
        Color background,
        boolean isLabelled,
        Font font,
        Color ink,
        Language language) {

    private static final int SAMPLE = 20;
    private static final int FONT_SIZE = 12;

    /** What a legend looks like where nothing else is asked for: samples of 20 pixels, texts of 12. */
    public static LegendLook plain(Color background) {
        return new LegendLook(
                SAMPLE,
                SAMPLE,
                background,
                true,
                new Font(Font.DIALOG, Font.PLAIN, FONT_SIZE),
                new Color(0x222222),
                null);
    }

    /** The part of a title that is in the language asked for; the whole where it is not in both. */
    String inLanguage(String title) {
        String[] parts = title.split(" / ", -1);
        boolean both = parts.length == 2 && !isChinese(parts[0]) && isChinese(parts[1]);
        return language == null || !both ? title : parts[language == Language.EN ? 0 : 1];
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
