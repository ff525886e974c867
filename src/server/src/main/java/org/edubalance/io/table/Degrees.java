package org.edubalance.io.table;

/** Longitudes and latitudes as people write them: 94°21′30.6″, E94°21'30", 东经94度21分30.6秒, 94.35°. */
final class Degrees {

    private Degrees() {}

    /** The degrees, negative in the west and south; NaN if the text is none. */
    static double read(String text) {
        String plain = Blanks.compact(text)
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
                        || number.number() >= below
                        || whole && !number.whole()
                ? Double.NaN
                : number.number();
    }
}
