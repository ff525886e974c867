package org.edubalance.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.edubalance.messages.Refusal;

/** The inputs of a job as the command line gives them, {@code name=value} each, some of them several times. */
final class Inputs {

    private final Map<String, List<String>> values;
    private final Set<String> known = new TreeSet<>();

    private Inputs(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws Refusal if one is not of the form {@code name=value} */
    static Inputs of(List<String> texts) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw Refusal.of("spark.input.form", "got", text);
            }
            values.computeIfAbsent(text.substring(0, equals).strip(), name -> new ArrayList<>())
                    .add(text.substring(equals + 1));
        }
        return new Inputs(values);
    }

    /** Refuses inputs that a job has not asked for: it would have done something else than was meant. */
    void checkAllUsed(String job) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw Refusal.of("spark.input.unknown", "job", job, "got", name, "inputs", known);
            }
        }
    }

    /** All values of an input, none where it is not given. */
    List<String> all(String name) {
        known.add(name);
        return values.getOrDefault(name, List.of());
    }

    /** The value of an input, null where it is not given or blank. */
    String optional(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw Refusal.of("spark.input.once", "got", given.size()).about(name);
        }
        return given.isEmpty() || given.get(0).isBlank() ? null : given.get(0).strip();
    }

    String required(String name) {
        String value = optional(name);
        if (value == null) {
            throw Refusal.of("spark.input.missing").about(name).missing();
        }
        return value;
    }

    /** A finite number, null where it is not given. */
    Double number(String name) {
        String value = optional(name);
        return value == null ? null : number(name, value);
    }

    static double number(String name, String value) {
        try {
            double number = Double.parseDouble(value.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, as what is not finite
        }
        throw Refusal.of("spark.input.number", "got", value).about(name);
    }

    /** A number above 0, null where it is not given. */
    Double positive(String name) {
        Double number = number(name);
        if (number != null && !(number > 0)) {
            throw Refusal.of("spark.input.positive", "got", number).about(name);
        }
        return number;
    }

    /** A whole number within bounds. */
    int whole(String name, int fallback, int least, int most) {
        Double number = number(name);
        if (number == null) {
            return fallback;
        }
        if (number != Math.rint(number) || number < least || number > most) {
            throw Refusal.of("spark.input.range", "min", least, "max", most, "got", number)
                    .about(name);
        }
        return number.intValue();
    }

    boolean yes(String name) {
        String value = optional(name);
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw Refusal.of("spark.input.choice", "accepted", List.of("true", "false"), "got", value)
                .about(name);
    }

    <E extends Enum<E>> E choice(String name, E fallback) {
        String value = optional(name);
        E[] constants = fallback.getDeclaringClass().getEnumConstants();
        if (value == null) {
            return fallback;
        }
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(value.toUpperCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> Refusal.of("spark.input.choice", "accepted", Arrays.asList(constants), "got", value)
                        .about(name));
    }
}
