package org.edubalance.io.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Longitudes and latitudes as people write them: 94°21′30.6″, E94°21'30", 东经94度21分30.6秒, 94 21 30.6, 94:21:30.6, 94.35°. */
final class Degrees {

    private static final Pattern BARE = Pattern.compile(
            "([^\\d]*\\d{1,3})(?:\\s*:\\s*|\\s+)(\\d{1,2}(?:\\.\\d*)?)(?:(?:\\s*:\\s*|\\s+)(\\d{1,2}(?:\\.\\d*)?))?(\\D*)");

    private Degrees() {}

    /**
     * Degrees with their minutes and seconds. Sixty of these are one more, as programs that round them write it.
     *
     * @return NaN where they are none, or a part is none that only the last may be: 94.36 degrees and 21 minutes
     */
    static double of(double degrees, double minutes, double seconds, boolean hasSeconds) {
        boolean fits = degrees == Math.rint(degrees)
                && minutes >= 0
                && minutes <= 60
                && seconds >= 0
                && seconds <= 60
                && (!hasSeconds || minutes == Math.rint(minutes));
        return fits ? degrees + minutes / 60 + seconds / 3600 : Double.NaN;
    }

    /** The degrees, negative in the west and south; NaN if the text is none. */
    static double read(String text) {
        Matcher bare = BARE.matcher(Blanks.strip(Blanks.narrow(text)));
        String parted = !bare.matches()
                ? text
                : bare.group(1)
                        + '°'
                        + bare.group(2)
                        + '\''
                        + (bare.group(3) == null ? "" : bare.group(3) + '"')
                        + bare.group(4);
        String plain = Blanks.compact(parted)
                .replace("东经", "E")
                .replace("西经", "W")
                .replace("北纬", "N")
                .replace("南纬", "S")
                .replace('度', '°')
                .replace('º', '°')
                .replace('˚', '°')
                .replace('分', '\'')
                .replace('’', '\'')
                .replace('‘', '\'')
                .replace('´', '\'')
                .replace('`', '\'')
                .replace('秒', '"')
                .replace('”', '"')
                .replace('“', '"')
                .replace("''", "\"");
        if (plain.isEmpty()) {
            return Double.NaN;
        }
        int sign = 1;
        char first = Character.toUpperCase(plain.charAt(0));
        char last = Character.toUpperCase(plain.charAt(plain.length() - 1));
        if ("EWNS".indexOf(first) >= 0) {
            sign = first == 'W' || first == 'S' ? -1 : 1;
            plain = plain.substring(1);
        } else if ("EWNS".indexOf(last) >= 0) {
            sign = last == 'W' || last == 'S' ? -1 : 1;
            plain = plain.substring(0, plain.length() - 1);
        }
        if (plain.startsWith("-")) {
            sign = -sign;
            plain = plain.substring(1);
        }
        int degrees = plain.indexOf('°');
        if (degrees < 0) {
            return sign * part(plain, false, Double.MAX_VALUE);
        }
        int minutes = plain.indexOf('\'', degrees);
        int seconds = plain.indexOf('"', degrees);
        double value = part(plain.substring(0, degrees), degrees < plain.length() - 1, Double.MAX_VALUE);
        int at = degrees + 1;
        if (minutes > 0) {
            value += part(plain.substring(at, minutes), minutes < plain.length() - 1, 60) / 60;
            at = minutes + 1;
        }
        if (seconds > 0) {
            value += part(plain.substring(at, seconds), false, 60) / 3600;
            at = seconds + 1;
        }
        return at == plain.length() ? sign * value : Double.NaN;
    }

    private static double part(String text, boolean whole, double below) {
        WrittenNumber number = WrittenNumber.read(text.replace(',', '.'), '.');
        // 05 minutes
        if (number == null && text.length() == 2 && text.charAt(0) == '0') {
            number = WrittenNumber.read(text.substring(1), '.');
        }
        if (number == null && text.length() > 2 && text.charAt(0) == '0' && Character.isDigit(text.charAt(1))) {
            number = WrittenNumber.read(text.substring(1), '.');
        }
        return number == null
                        || !number.ways().isEmpty()
                        || number.number() < 0
                        || number.number() > below
                        || whole && !number.whole()
                ? Double.NaN
                : number.number();
    }
}
