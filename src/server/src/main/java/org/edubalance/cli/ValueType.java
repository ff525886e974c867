package org.edubalance.cli;

import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.edubalance.messages.Message;
import org.geotools.api.coverage.grid.GridCoverage;
import org.geotools.api.data.Parameter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.feature.FeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Geometry;

/** What an input's Java type means on a command line, in the user's words. */
final class ValueType {

    private ValueType() {}

    /** The type as the description of a process names it. */
    static Object of(Parameter<?> parameter) {
        Class<?> type = parameter.getType();
        if (type.isEnum()) {
            return choices(type);
        }
        if (FeatureCollection.class.isAssignableFrom(type)) {
            return Message.of("cli.type.features");
        }
        if (GridCoverage.class.isAssignableFrom(type)) {
            return Message.of("cli.type.coverage");
        }
        if (Geometry.class.isAssignableFrom(type)) {
            return geometry(type);
        }
        if (ReferencedEnvelope.class.isAssignableFrom(type)) {
            return Message.of("cli.type.bounds");
        }
        if (CoordinateReferenceSystem.class.isAssignableFrom(type)) {
            return Message.of("cli.type.crs");
        }
        if (Filter.class.isAssignableFrom(type)) {
            return Message.of("cli.type.filter");
        }
        if (Expression.class.isAssignableFrom(type)) {
            return Message.of("cli.type.expression");
        }
        if (Date.class.isAssignableFrom(type)) {
            return Message.of("cli.type.date");
        }
        if (type == Boolean.class) {
            return Message.of("cli.type.flag");
        }
        if (Number.class.isAssignableFrom(type)) {
            return number(parameter);
        }
        return type == String.class || type == Object.class ? Message.of("cli.type.text") : type.getSimpleName();
    }

    /** A kind of geometry by its name, which is the same in every language. */
    static Object geometry(Class<?> type) {
        return type == Geometry.class
                ? Message.of("cli.type.geometry")
                : type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The values of an enumeration. */
    static List<String> choices(Class<?> enumType) {
        return Arrays.stream(enumType.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    /** A number's kind and the range that it is declared with. */
    static Message number(Parameter<?> parameter) {
        Class<?> type = parameter.getType();
        boolean whole = type == Integer.class || type == Long.class || type == Short.class;
        Message kind = Message.of(whole ? "cli.type.integer" : "cli.type.number");
        Object min = parameter.metadata.get(Parameter.MIN);
        Object max = parameter.metadata.get(Parameter.MAX);
        if (min == null && max == null) {
            return kind;
        }
        if (max == null) {
            return Message.of("cli.range.from", "kind", kind, "min", min);
        }
        return min == null
                ? Message.of("cli.range.to", "kind", kind, "max", max)
                : Message.of("cli.range.within", "kind", kind, "min", min, "max", max);
    }
}
