package org.edubalance.process;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.CheckedFeatures;
import org.edubalance.process.features.Inputs;
import org.geotools.api.coverage.grid.GridCoverage;
import org.geotools.api.data.Parameter;
import org.geotools.api.geometry.Bounds;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.FeatureCollection;
import org.geotools.util.Converters;

/**
 * The inputs of a process as its parameters want them. GeoTools would convert them too, but would tell of classes and not
 * of what is accepted, cut decimals off whole numbers, and take no notice of an input that no parameter has.
 */
final class GivenInputs {

    private final Map<String, Parameter<?>> parameters;

    GivenInputs(Map<String, Parameter<?>> parameters) {
        this.parameters = parameters;
    }

    /**
     * The inputs, converted.
     *
     * @throws Refusal if one is unknown, missing or cannot be converted, or comes too often
     */
    Map<String, Object> checked(Map<String, Object> given) {
        for (String name : given.keySet()) {
            if (!parameters.containsKey(name)) {
                throw Refusal.of("input.unknown", "inputs", parameters.keySet()).about(name);
            }
        }
        Map<String, Object> inputs = converted(given);
        for (Parameter<?> parameter : parameters.values()) {
            if (parameter.minOccurs > 0 && isMissing(parameter, inputs) && parameter.getDefaultValue() == null) {
                throw Inputs.missing(parameter.key, accepted(parameter.type));
            }
        }
        return inputs;
    }

    private static boolean isMissing(Parameter<?> parameter, Map<String, Object> inputs) {
        Object value = inputs.get(parameter.key);
        return value == null || parameter.maxOccurs > 1 && ((List<?>) value).isEmpty();
    }

    /**
     * What there is of the inputs, converted.
     *
     * @throws Refusal if one cannot be converted, or comes too often
     */
    Map<String, Object> converted(Map<String, Object> given) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (Parameter<?> parameter : parameters.values()) {
            Object value = given.get(parameter.key);
            if (value != null) {
                inputs.put(parameter.key, parameter.maxOccurs > 1 ? several(parameter, value) : one(parameter, value));
            }
        }
        return inputs;
    }

    private static List<Object> several(Parameter<?> parameter, Object value) {
        List<Object> items = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            items.addAll(collection);
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(Array.get(value, i));
            }
        } else {
            items.add(value);
        }
        if (items.size() > parameter.maxOccurs) {
            throw Refusal.of("input.most", "most", parameter.maxOccurs, "got", items.size())
                    .about(parameter.key);
        }
        items.replaceAll(item -> item == null ? null : one(parameter, item));
        return items;
    }

    private static Object one(Parameter<?> parameter, Object value) {
        Class<?> type = parameter.type;
        if (value instanceof SimpleFeatureCollection features && type.isInstance(value)) {
            return CheckedFeatures.of(parameter.key, features);
        }
        if (type.isInstance(value)) {
            return value;
        }
        Object converted = null;
        if (type.isEnum()) {
            return choice(parameter.key, value, type);
        }
        if (type == Integer.class || type == Long.class) {
            converted = whole(value, type);
        } else {
            converted = Converters.convert(value, type);
        }
        if (converted == null) {
            throw Inputs.invalid(parameter.key, accepted(type), shown(value));
        }
        return converted;
    }

    private static Object choice(String input, Object value, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant)
                    .name()
                    .equalsIgnoreCase(String.valueOf(value).strip())) {
                return constant;
            }
        }
        throw Refusal.of("input.choice", "choices", List.of(type.getEnumConstants()), "got", shown(value))
                .about(input);
    }

    /** A whole number, null if the value is none or too large. */
    private static Object whole(Object value, Class<?> type) {
        try {
            BigDecimal number = new BigDecimal(value.toString().strip());
            if (number.scale() < -100) {
                return null;
            }
            return type == Integer.class ? (Object) number.intValueExact() : (Object) number.longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /** What came, which is no fit for a message where it is neither a text nor a number. */
    private static Object shown(Object value) {
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean
                ? value
                : Message.of("input.accepted." + kind(value.getClass()));
    }

    private static Localized accepted(Class<?> type) {
        return type.isEnum()
                ? Message.of("input.accepted.choice", "choices", List.of(type.getEnumConstants()))
                : Message.of("input.accepted." + kind(type));
    }

    private static String kind(Class<?> type) {
        if (FeatureCollection.class.isAssignableFrom(type)) {
            return "features";
        }
        if (GridCoverage.class.isAssignableFrom(type)) {
            return "coverage";
        }
        if (Bounds.class.isAssignableFrom(type)) {
            return "bounds";
        }
        if (type == Integer.class || type == Long.class) {
            return "integer";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "number";
        }
        if (type == Boolean.class) {
            return "boolean";
        }
        return CharSequence.class.isAssignableFrom(type) ? "text" : "other";
    }
}
