package org.edubalance.process.features;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;

/**
 * Checks of process inputs. Every refusal names the input, what is accepted and the value that came, because the
 * declared {@code minValue} and {@code maxValue} of a parameter are described to clients but enforced by no host.
 */
public final class Inputs {

    private static final int LONGEST_VALUE_SHOWN = 100;

    private Inputs() {}

    /** The exception for a bad input, for example {@code radius must be > 0 metres, got -5}. */
    public static ProcessException invalid(String input, String accepted, Object got) {
        return new ProcessException(input + " must be " + accepted + ", got " + shown(got));
    }

    /** The exception for an input that was needed and did not come. */
    public static ProcessException missing(String input, String accepted) {
        return new ProcessException(input + " is missing: give " + accepted);
    }

    /** Refuses a number that is not finite and above zero; null passes, as "not given". */
    public static void checkPositive(String input, String unit, Double value) {
        if (value != null && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw invalid(input, ("> 0 " + unit).strip(), value);
        }
    }

    /** Refuses a number outside [min, max], NaN included; null passes, as "not given". */
    public static void checkRange(String input, Number value, double min, double max) {
        if (value != null && !(value.doubleValue() >= min && value.doubleValue() <= max)) {
            throw invalid(input, "from " + number(min) + " to " + number(max), value);
        }
    }

    /** A text input without the blanks around it; null where there is nothing else, as forms send an empty field. */
    public static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public static void checkData(SimpleFeatureCollection data) {
        if (data == null) {
            throw missing("data", "a feature collection");
        }
    }

    /** An enum constant by its name in any case; null gives the fallback. */
    public static <E extends Enum<E>> E choice(String input, String text, Class<E> type, E fallback) {
        if (text == null || text.isBlank()) {
            return fallback;
        }
        try {
            return Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            String names =
                    Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
            throw invalid(input, "one of " + names, text);
        }
    }

    /** A value as an error message shows it: strings quoted, long ones cut. */
    public static String shown(Object value) {
        String text = value instanceof Number n ? number(n.doubleValue()) : String.valueOf(value);
        if (text.length() > LONGEST_VALUE_SHOWN) {
            text = text.substring(0, LONGEST_VALUE_SHOWN) + "…";
        }
        return value instanceof CharSequence ? "'" + text + "'" : text;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
