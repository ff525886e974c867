package org.edubalance.process.features;

import java.util.List;
import java.util.Locale;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * Checks of process inputs, and the refusals that they share. Each names the input, what is accepted and what came; the
 * declared {@code minValue} and {@code maxValue} of a parameter are described to clients but enforced by no host.
 */
public final class Inputs {

    private static final int LONGEST_VALUE_SHOWN = 100;

    private Inputs() {}

    /**
     * The refusal of a bad input: {@code shared must be the name of an attribute, got “books*2”}.
     *
     * @param accepted what an input may be
     */
    public static Refusal invalid(String input, Localized accepted, Object got) {
        return Refusal.of("input.invalid", "accepted", accepted, "got", got).about(input);
    }

    /**
     * The refusal of an input that was needed and did not come: {@code groupBy is missing: give the attribute …}.
     *
     * @param what what to give
     */
    public static Refusal missing(String input, Localized what) {
        return Refusal.of("input.missing", "what", what).about(input).missing();
    }

    /** Refuses a number that is not finite and above zero; null passes, as "not given". */
    public static void checkPositive(String input, Number value) {
        if (!isPositive(value)) {
            throw Refusal.of("input.positive", "got", value).about(input);
        }
    }

    /** As {@link #checkPositive(String, Number)}, for a length in metres. */
    public static void checkMetres(String input, Number value) {
        if (!isPositive(value)) {
            throw Refusal.of("input.metres", "got", value).about(input);
        }
    }

    private static boolean isPositive(Number value) {
        return value == null || value.doubleValue() > 0 && value.doubleValue() < Double.POSITIVE_INFINITY;
    }

    /** Refuses a number outside [min, max], NaN included; null passes, as "not given". */
    public static void checkRange(String input, Number value, double min, double max) {
        if (value != null && !(value.doubleValue() >= min && value.doubleValue() <= max)) {
            throw Refusal.of("input.range", "min", min, "max", max, "got", value)
                    .about(input);
        }
    }

    /** Refuses a number that is not finite and at least {@code min}; null passes, as "not given". */
    public static void checkAtLeast(String input, Number value, double min) {
        if (value != null && !(value.doubleValue() >= min && value.doubleValue() < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("input.atLeast", "min", min, "got", value).about(input);
        }
    }

    /** A text input without the blanks around it; null where there is nothing else, as forms send an empty field. */
    public static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * Refuses features that are missing, and an empty collection without attributes, as an inline one without features is:
     * whatever its attributes are asked for, the cause is that there are no features.
     */
    public static void checkData(SimpleFeatureCollection data) {
        if (data == null) {
            throw missing("data", Message.of("input.features"));
        }
        if (hasNoAttributes(data)) {
            throw noFeatures();
        }
    }

    /** Whether a collection is one without features that no attribute can be known of. */
    public static boolean hasNoAttributes(SimpleFeatureCollection data) {
        return data.getSchema() == null || data.getSchema().getAttributeCount() == 0 && data.isEmpty();
    }

    /** The refusal of data without features. */
    public static Refusal noFeatures() {
        return Refusal.of("input.empty").about("data");
    }

    /** An enum constant by its name in any case; null gives the fallback. */
    public static <E extends Enum<E>> E choice(String input, String text, Class<E> type, E fallback) {
        if (text == null || text.isBlank()) {
            return fallback;
        }
        try {
            return Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.because(e, "input.choice", "choices", List.of(type.getEnumConstants()), "got", text)
                    .about(input);
        }
    }

    /** A value as a name or a list shows it: strings quoted, long ones cut. */
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
