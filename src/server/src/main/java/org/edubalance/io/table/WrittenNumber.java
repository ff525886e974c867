package org.edubalance.io.table;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;

/**
 * A number as people write it: with thousands separators, in full width, with a percent sign, a currency or a unit.
 *
 * @param value what it is, 85 for 85 %
 * @param ways how it was written; none for the plain forms of programs, 5. and 1e3 too
 * @param unit what the unit measures, null without one
 * @param sized true if what follows the number says in what size it is, as in 3238400元, 323.84万 or 27.41亩
 * @param whole true for a whole number, written without a decimal mark unless a factor took it away
 */
record WrittenNumber(BigDecimal value, Set<Way> ways, String unit, boolean sized, boolean whole) {

    enum Way {
        /** 1,250, 1 250, 1’250 */
        GROUPED,
        /** ６４０ */
        WIDE,
        /** 85% */
        PERCENT,
        /** 640人 */
        UNIT,
        /** 323.84万 */
        FACTOR,
        /** 27.41亩 */
        AREA,
        /** +5 */
        SIGNED,
        /** 12,5 */
        COMMA
    }

    /** Beyond what anyone writes; keeps hostile texts from costing time. */
    private static final int LONGEST = 400;

    /**
     * Reads a number.
     *
     * @param decimal the decimal mark, a point or a comma; the other one groups thousands
     * @return null if the text is none, or a code that a number would not keep: 007, or more digits than a long holds
     */
    static WrittenNumber read(String text, char decimal) {
        return text.isEmpty() || text.length() > LONGEST ? null : new Scan(text, decimal).read();
    }

    double number() {
        return value.doubleValue();
    }

    private static boolean fitsLong(BigDecimal value) {
        try {
            value.longValueExact();
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static final class Scan {

        private final String text;
        private final char decimal;
        private final EnumSet<Way> ways = EnumSet.noneOf(Way.class);
        private final StringBuilder digits = new StringBuilder();
        private boolean decimals;
        private int at;

        Scan(String original, char decimal) {
            text = Blanks.strip(Blanks.narrow(original));
            this.decimal = decimal;
            if (!text.equals(Blanks.strip(original))) {
                ways.add(Way.WIDE);
            }
        }

        WrittenNumber read() {
            String unit = currency();
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                if (text.charAt(at) == '-') {
                    digits.append('-');
                } else {
                    ways.add(Way.SIGNED);
                }
                at++;
            }
            if (!readDigits()) {
                return null;
            }
            BigDecimal value = new BigDecimal(digits.toString()).scaleByPowerOfTen(readExponent());
            boolean sized = false;
            String rest = Blanks.strip(text.substring(at));
            if (rest.equals("%")) {
                ways.add(Way.PERCENT);
            } else if (!rest.isEmpty()) {
                Units.Unit written = Units.of(rest);
                if (written == null || unit != null && written.kind() != null && !unit.equals(written.kind())) {
                    return null;
                }
                unit = written.kind() == null ? unit : written.kind();
                value = written.convert(value);
                sized = true;
                ways.add(written.isPlain() ? Way.UNIT : Units.AREA.equals(written.kind()) ? Way.AREA : Way.FACTOR);
            }
            boolean converted = ways.contains(Way.FACTOR) || ways.contains(Way.AREA);
            boolean whole = (!decimals || converted) && fitsLong(value);
            return Double.isFinite(value.doubleValue()) ? new WrittenNumber(value, ways, unit, sized, whole) : null;
        }

        private String currency() {
            Units.Unit unit =
                    text.isEmpty() || Character.isLetterOrDigit(text.charAt(0)) ? null : Units.of(text.substring(0, 1));
            if (unit == null || unit.kind().equals("percent") || unit.kind().equals("degree")) {
                return null;
            }
            ways.add(Way.UNIT);
            at = 1;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            return unit.kind();
        }

        private boolean readDigits() {
            int start = at;
            int whole = 0;
            int after = 0;
            int run = 0;
            char separator = 0;
            boolean point = false;
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c >= '0' && c <= '9') {
                    digits.append(c);
                    run++;
                    whole += point ? 0 : 1;
                    after += point ? 1 : 0;
                } else if (c == decimal && !point) {
                    if (separator != 0 && run != 3) {
                        return false;
                    }
                    digits.append('.');
                    decimals = true;
                    point = true;
                    run = 0;
                    if (c == ',') {
                        ways.add(Way.COMMA);
                    }
                } else if (!point && isSeparator(c) && (separator == 0 || separator == c) && digitFollows()) {
                    boolean fits = separator == 0 ? run >= 1 && run <= 3 : run == 3;
                    if (!fits || text.charAt(start) == '0') {
                        return false;
                    }
                    separator = c;
                    run = 0;
                } else {
                    break;
                }
            }
            if (separator != 0) {
                if (!point && run != 3) {
                    return false;
                }
                ways.add(Way.GROUPED);
            }
            if (point && after == 0) {
                digits.append('0');
            }
            boolean code = whole > 1 && text.charAt(start) == '0' || whole == 0 && after == 0 || !point && whole > 19;
            return !code && (point || whole < 19 || fitsLong(new BigDecimal(digits.toString())));
        }

        private boolean isSeparator(char c) {
            return c == (decimal == ',' ? '.' : ',') || c == ' ' || c == '\'' || c == '\u2019';
        }

        private boolean digitFollows() {
            return at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        }

        private int readExponent() {
            if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
                int i = at + 1;
                if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
                    i++;
                }
                int end = i;
                while (end < text.length() && end - i <= 3 && Character.isDigit(text.charAt(end))) {
                    end++;
                }
                if (end > i && end - i <= 3) {
                    int exponent = Integer.parseInt(text.substring(at + 1, end));
                    at = end;
                    decimals = true;
                    return exponent;
                }
            }
            return 0;
        }
    }
}
