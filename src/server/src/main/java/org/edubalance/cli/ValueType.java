package org.edubalance.cli;

import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.stream.Collectors;
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

    static String of(Parameter<?> parameter) {
        Class<?> type = parameter.getType();
        if (type.isEnum()) {
            return choices(type);
        }
        if (FeatureCollection.class.isAssignableFrom(type)) {
            return "features";
        }
        if (GridCoverage.class.isAssignableFrom(type)) {
            return "coverage";
        }
        if (Geometry.class.isAssignableFrom(type)) {
            return type == Geometry.class ? "geometry" : type.getSimpleName().toLowerCase(Locale.ROOT);
        }
        if (ReferencedEnvelope.class.isAssignableFrom(type)) {
            return "bounding box";
        }
        if (CoordinateReferenceSystem.class.isAssignableFrom(type)) {
            return "CRS";
        }
        if (Filter.class.isAssignableFrom(type)) {
            return "CQL filter";
        }
        if (Expression.class.isAssignableFrom(type)) {
            return "CQL expression";
        }
        if (Date.class.isAssignableFrom(type)) {
            return "date";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == Long.class || type == Short.class) {
            return "whole number" + range(parameter);
        }
        if (Number.class.isAssignableFrom(type)) {
            return "number" + range(parameter);
        }
        return type == String.class || type == Object.class ? "text" : type.getSimpleName();
    }

    static String choices(Class<?> enumType) {
        return Arrays.stream(enumType.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(", "));
    }

    private static String range(Parameter<?> parameter) {
        Object min = parameter.metadata.get(Parameter.MIN);
        Object max = parameter.metadata.get(Parameter.MAX);
        if (min == null && max == null) {
            return "";
        }
        if (max == null) {
            return " from " + plain(min);
        }
        return min == null ? " up to " + plain(max) : " from " + plain(min) + " to " + plain(max);
    }

    private static String plain(Object number) {
        double value = ((Number) number).doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
