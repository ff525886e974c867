package org.edubalance.io.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A longitude and a latitude in one cell: 94.3585,29.65849; (29.65849, 94.3585); N29°39′30″ E94°21′30″; 东经94.36，北纬29.66.
 *
 * @param order which of the two is which, where the cell says it
 */
public record CoordinatePair(double first, double second, Order order) {

    /** Which of the two comes first. */
    public enum Order {
        LON_LAT,
        LAT_LON,
        UNSAID
    }

    private static final int LONGEST = 80;

    private static final Pattern[] SEPARATORS = {
        Pattern.compile("\\s*[;|/、]\\s*"),
        Pattern.compile("\\s*,\\s*"),
        Pattern.compile("\\s+"),
        Pattern.compile("(?<=[^\\s])(?=[东西]经|[北南]纬|[经纬]度)"),
        Pattern.compile("(?<=[\\d\"'°度分秒])(?=[EWNSewns]\\d)"),
        Pattern.compile("(?<=[EWNSewns])(?=\\d)")
    };

    private static final Pattern LON = Pattern.compile("(?i).*(经|lng|lon|[EW]).*");

    private static final Pattern LAT = Pattern.compile("(?i).*(纬|lat|[NS]).*");

    private static final Pattern LABEL = Pattern.compile(
            "(?i)^(经度|纬度|longitude|latitude|long|lng|lon|lat|[xy])\\s*[:=]?\\s*(?=[-+]?\\d|[EWNS东西北南])");

    /** The two of a text; null if it is none. */
    public static CoordinatePair of(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        String plain = Blanks.strip(Blanks.narrow(text));
        if (plain.length() > 2
                && "([{".indexOf(plain.charAt(0)) >= 0
                && ")]}".indexOf(plain.charAt(plain.length() - 1)) >= 0) {
            plain = Blanks.strip(plain.substring(1, plain.length() - 1));
        }
        for (Pattern separator : SEPARATORS) {
            String[] parts = separator.split(plain, -1);
            if (parts.length == 2) {
                return of(parts[0], parts[1]);
            }
        }
        return null;
    }

    private static CoordinatePair of(String one, String two) {
        double first = value(one);
        double second = value(two);
        if (Double.isNaN(first) || Double.isNaN(second)) {
            return null;
        }
        boolean lonFirst = LON.matcher(one).matches();
        boolean latFirst = LAT.matcher(one).matches();
        boolean lonSecond = LON.matcher(two).matches();
        boolean latSecond = LAT.matcher(two).matches();
        if (lonFirst && lonSecond || latFirst && latSecond) {
            return null;
        }
        Order order = lonFirst || latSecond ? Order.LON_LAT : latFirst || lonSecond ? Order.LAT_LON : Order.UNSAID;
        return new CoordinatePair(first, second, order);
    }

    private static double value(String part) {
        Matcher label = LABEL.matcher(part);
        return Degrees.read(label.find() ? part.substring(label.end()) : part);
    }
}
