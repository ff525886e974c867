package org.edubalance.io.shapefile;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of a table's texts.
 *
 * @param charset what it is
 * @param source how it is known
 */
public record DbfEncoding(Charset charset, Source source) {

    /** How an encoding is known. */
    public enum Source {
        /** The {@code .cpg} file names it. */
        NAMED,
        /** The table's header names its code page. */
        HEADER,
        /** All texts can be UTF-8. */
        VALID,
        /** They cannot be UTF-8, so they are taken for GB18030. */
        GUESSED,
        /** They cannot be UTF-8, and as GB18030 would be letters that hardly anybody uses. */
        DOUBTFUL,
        /** The {@code .cpg} file names another one, which the texts cannot be in. */
        MISNAMED
    }

    /** Looks at texts. */
    @FunctionalInterface
    interface Check {
        Utf8 look(long mostRows) throws IOException;
    }

    /** So many rows show whether a name that is given can be right. */
    static final long LOOKED_AT = 10_000;

    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final Pattern NUMBER = Pattern.compile("(?:CP|ANSI|OEM|MS|WINDOWS-?)?\\s*(\\d{3,5})");

    /** Names of code pages in {@code .cpg} files that Java has others for. */
    private static final Map<String, String> CODE_PAGES = Map.of(
            "65001",
            "UTF-8",
            "936",
            "GB18030",
            "54936",
            "GB18030",
            "950",
            "Big5",
            "932",
            "windows-31j",
            "949",
            "x-windows-949",
            "10000",
            "x-MacRoman");

    /** The language drivers of dBase headers that are of one code page and no default of writers who never set it. */
    private static final Map<Integer, String> LANGUAGE_DRIVERS = Map.ofEntries(
            Map.entry(0x4D, "GB18030"),
            Map.entry(0x7A, "GB18030"),
            Map.entry(0x4F, "Big5"),
            Map.entry(0x78, "Big5"),
            Map.entry(0x13, "windows-31j"),
            Map.entry(0x7B, "windows-31j"),
            Map.entry(0x4E, "x-windows-949"),
            Map.entry(0x79, "x-windows-949"),
            Map.entry(0x03, "windows-1252"),
            Map.entry(0xC8, "windows-1250"),
            Map.entry(0xC9, "windows-1251"));

    static DbfEncoding of(String codePageOrNull, int languageDriver, Check check) throws IOException {
        Charset named = codePageOrNull == null ? null : charset(codePageOrNull);
        if (named == null) {
            return unnamed(languageDriver, check.look(Long.MAX_VALUE));
        }
        Utf8 texts = check.look(LOOKED_AT);
        // the .cpg of one file is easily left beside another
        boolean misnamed = named.equals(StandardCharsets.UTF_8) ? texts.isWrong() : texts.isSure();
        return misnamed
                ? new DbfEncoding(unnamed(languageDriver, texts).charset, Source.MISNAMED)
                : new DbfEncoding(named, Source.NAMED);
    }

    private static DbfEncoding unnamed(int languageDriver, Utf8 texts) {
        if (texts.isCertain()) {
            return new DbfEncoding(StandardCharsets.UTF_8, Source.VALID);
        }
        String driver = LANGUAGE_DRIVERS.get(languageDriver);
        if (driver != null && Charset.isSupported(driver)) {
            return new DbfEncoding(Charset.forName(driver), Source.HEADER);
        }
        if (texts.isValid()) {
            return new DbfEncoding(StandardCharsets.UTF_8, Source.VALID);
        }
        return new DbfEncoding(GB18030, texts.letters().areUnlikely() ? Source.DOUBTFUL : Source.GUESSED);
    }

    /** The charset that a {@code .cpg} file names; null where it is none. */
    private static Charset charset(String codePage) {
        String name = codePage.strip().replace("\uFEFF", "").toUpperCase(Locale.ROOT);
        Matcher number = NUMBER.matcher(name);
        if (number.matches()) {
            String digits = number.group(1);
            name = CODE_PAGES.getOrDefault(digits, family(digits) + digits.replaceFirst("^8859", ""));
        } else if (name.equals("GBK") || name.equals("GB2312") || name.equals("GB 2312")) {
            // of which it has all characters
            name = "GB18030";
        }
        try {
            return Charset.isSupported(name) ? Charset.forName(name) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String family(String digits) {
        return digits.startsWith("125") ? "windows-" : digits.startsWith("8859") ? "ISO-8859-" : "IBM";
    }

    /** Where a text ends, without the beginning of a character that its field had no room for. */
    int whole(byte[] bytes, int from, int to) {
        if (charset == StandardCharsets.UTF_8) {
            int last = to - 1;
            while (last > from && to - last < 4 && (bytes[last] & 0xC0) == 0x80) {
                last--;
            }
            int length = Utf8.length(bytes[last]);
            return length > 1 && last + length > to ? last : to;
        }
        if (charset.equals(GB18030)) {
            int i = from;
            while (i < to) {
                int length = bytes[i] >= 0 ? 1 : i + 1 < to && bytes[i + 1] >= '0' && bytes[i + 1] <= '9' ? 4 : 2;
                if (i + length > to) {
                    return i;
                }
                i += length;
            }
        }
        return to;
    }
}
