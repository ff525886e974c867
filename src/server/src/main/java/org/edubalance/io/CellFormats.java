package org.edubalance.io;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** What numbers of a spreadsheet are shown as, where that is more than digits: dates, percentages, codes with zeros. */
final class CellFormats {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private static final int LONGEST_CODE = 30;

    /** Spreadsheet programs show and keep 15 digits; a sixteenth and seventeenth come of the binary number behind. */
    private static final MathContext SHOWN = new MathContext(15);

    /** Up to here a cell holds every whole number. */
    private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

    private CellFormats() {}

    /**
     * The text of a number.
     *
     * @param format the format's code, null for the general one
     * @param since1904 true where days are counted from 1904 on
     */
    static String text(String number, String format, boolean since1904) {
        String held = held(number);
        if (!held.equals(number) || format == null || format.equals("General")) {
            return held;
        }
        if (isCode(format)) {
            return number.length() < format.length() && number.chars().allMatch(Character::isDigit)
                    ? "0".repeat(format.length() - number.length()) + number
                    : number;
        }
        String plain = plain(format);
        try {
            if (plain.indexOf('%') >= 0) {
                return new BigDecimal(number)
                                .round(SHOWN)
                                .scaleByPowerOfTen(2)
                                .stripTrailingZeros()
                                .toPlainString() + "%";
            }
            return isDate(plain) ? date(Double.parseDouble(number), since1904) : number;
        } catch (NumberFormatException e) {
            return number;
        }
    }

    /** A whole number beyond what a cell can hold with the digits that are right. */
    private static String held(String number) {
        if (number.length() <= SHOWN.getPrecision()
                || number.indexOf('.') >= 0 && number.indexOf('E') < 0 && number.indexOf('e') < 0) {
            return number;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            return value.abs().compareTo(EXACT) <= 0
                    ? number
                    : value.round(SHOWN).toString();
        } catch (NumberFormatException e) {
            return number;
        }
    }

    private static boolean isCode(String format) {
        return format.length() > 1
                && format.length() <= LONGEST_CODE
                && format.chars().allMatch(c -> c == '0');
    }

    /** The first section of a format's code, without quoted texts, colours and escapes. */
    private static String plain(String format) {
        StringBuilder plain = new StringBuilder();
        boolean quoted = false;
        boolean bracket = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted || bracket) {
                bracket = bracket && c != ']';
            } else if (c == '[') {
                bracket = true;
            } else if (c == '\\' || c == '_' || c == '*') {
                i++;
            } else if (c == ';') {
                break;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean isDate(String plain) {
        return !plain.contains("General")
                && plain.chars().anyMatch(c -> "yYmMdDhHsS年月日".indexOf(c) >= 0)
                && plain.chars()
                        .noneMatch(c -> c == '#' || c == '0' && plain.indexOf('s') < 0 && plain.indexOf('S') < 0);
    }

    private static String date(double days, boolean since1904) {
        if (days < 0 || days > 2_958_466) {
            return Double.toString(days);
        }
        // Excel has a 29 February 1900
        LocalDateTime start = since1904
                ? LocalDateTime.of(1904, 1, 1, 0, 0)
                : days < 60 ? LocalDateTime.of(1899, 12, 31, 0, 0) : LocalDateTime.of(1899, 12, 30, 0, 0);
        try {
            LocalDateTime time = start.plusSeconds(Math.round(days * 86_400));
            return time.toLocalTime().toSecondOfDay() == 0 ? time.toLocalDate().toString() : time.format(TIME);
        } catch (DateTimeException e) {
            return Double.toString(days);
        }
    }
}
