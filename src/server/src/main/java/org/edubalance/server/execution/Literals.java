package org.edubalance.server.execution;

import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.edubalance.io.CrsNames;
import org.edubalance.messages.Refusal;
import org.geotools.api.data.Parameter;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** Literal values as text. */
public final class Literals {

    // A double's largest is 1.8e308; longer texts are an attack on the parser's time.
    private static final int LONGEST_NUMBER = 400;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,5})?");

    private Literals() {}

    /** The elements of an array input are declared as primitives where the array has such. */
    public static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** Reads a literal input. */
    static Object read(Parameter<?> input, String text) {
        Class<?> type = boxed(input.type);
        if (type == Object.class || CharSequence.class.isAssignableFrom(type)) {
            return text;
        }
        String stripped = text.strip();
        if (type == Boolean.class) {
            return switch (stripped.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw invalid(input, "flag", text);
            };
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(stripped))
                    .findFirst()
                    .orElseThrow(() -> Refusal.of(
                                    "wps.literal.choice",
                                    "choices",
                                    Arrays.stream(type.getEnumConstants())
                                            .map(constant -> ((Enum<?>) constant).name())
                                            .toList(),
                                    "got",
                                    text)
                            .about(input.key));
        }
        if (CoordinateReferenceSystem.class.isAssignableFrom(type)) {
            return Refusals.crs(input.key, stripped);
        }
        return number(input, stripped);
    }

    private static Number number(Parameter<?> input, String text) {
        Class<?> type = boxed(input.type);
        boolean whole = type == Integer.class || type == Long.class || type == Short.class;
        try {
            if (text.length() <= LONGEST_NUMBER && DECIMAL.matcher(text).matches()) {
                if (type == Integer.class) {
                    return Integer.valueOf(text);
                }
                if (type == Long.class) {
                    return Long.valueOf(text);
                }
                if (type == Short.class) {
                    return Short.valueOf(text);
                }
                double value = Double.parseDouble(text);
                if (Double.isFinite(value)) {
                    return type == Float.class ? (Number) (float) value : (Number) value;
                }
            }
        } catch (NumberFormatException e) {
            // a fraction or an overflow, refused below
        }
        throw invalid(input, whole ? "whole" : "number", text);
    }

    private static Refusal invalid(Parameter<?> input, String accepted, String got) {
        return Refusal.of("wps.literal." + accepted, "got", got).about(input.key);
    }

    /** Writes a literal output, and a default value. */
    public static String write(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof CoordinateReferenceSystem crs) {
            Integer code = CrsNames.epsgCode(crs);
            return code == null ? crs.getName().getCode() : "EPSG:" + code;
        }
        return String.valueOf(value);
    }

    /** The XML Schema type of a class of literals. */
    public static String dataType(Class<?> declared) {
        Class<?> type = boxed(declared);
        if (type == Boolean.class) {
            return "boolean";
        }
        if (type == Integer.class || type == Short.class) {
            return "int";
        }
        if (type == Long.class) {
            return "long";
        }
        if (type == Float.class) {
            return "float";
        }
        return Number.class.isAssignableFrom(type) ? "double" : "string";
    }

    /** A CRS as bounding boxes name it; null where it has no code. */
    public static String crsName(ReferencedEnvelope box) {
        CoordinateReferenceSystem crs = box.getCoordinateReferenceSystem();
        Integer code = crs == null ? null : CrsNames.epsgCode(crs);
        return code == null ? null : "EPSG:" + code;
    }
}
