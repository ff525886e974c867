package org.edubalance.process.features;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.edubalance.definitions.ExpressionText;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.expression.Expression;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.process.ProcessException;
import org.locationtech.jts.geom.Geometry;

/**
 * An attribute input of a process: the name of an attribute, or an ECQL expression over attributes such as
 * {@code 100 * computers / pupils} or {@code 图书册数 / 在校生数}. A text that is the name of an attribute always means that
 * attribute.
 */
public final class Attribute {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String input;
    private final String text;
    private final int index;
    private final Expression expression;
    private final Set<String> names;

    private Attribute(String input, String text, int index, Expression expression, Set<String> names) {
        this.input = input;
        this.text = text;
        this.index = index;
        this.expression = expression;
        this.names = names;
    }

    /**
     * Reads an attribute input against the type of the features that it will be evaluated on.
     *
     * @param input the input's name, for error messages
     * @param text an attribute's name or an ECQL expression
     * @throws ProcessException if the text is blank, no expression, or names an attribute that the type has not
     */
    public static Attribute of(String input, String text, SimpleFeatureType type) {
        if (text == null || text.isBlank()) {
            throw Inputs.invalid(input, "an attribute or an ECQL expression", text);
        }
        String trimmed = text.strip();
        int index = type.indexOf(trimmed);
        if (index >= 0) {
            return new Attribute(input, trimmed, index, null, Set.of(trimmed));
        }
        Expression expression;
        Set<String> names;
        try {
            expression = ECQL.toExpression(ExpressionText.quoteNames(trimmed, namesOf(type)));
            names = namesIn(expression);
        } catch (CQLException | RuntimeException e) {
            throw Inputs.invalid(input, "an attribute or an ECQL expression", trimmed);
        } catch (StackOverflowError e) {
            throw Inputs.invalid(input, "an ECQL expression that is nested less deep", trimmed);
        }
        for (String name : names) {
            if (type.indexOf(name) < 0) {
                throw new ProcessException(input + " names the unknown attribute " + Inputs.shown(name)
                        + "; the attributes are " + String.join(", ", namesOf(type)));
            }
        }
        return new Attribute(input, trimmed, -1, expression, names);
    }

    /** As {@link #of}, for an input that may be left out: null where the text is null or blank. */
    public static Attribute optional(String input, String text, SimpleFeatureType type) {
        return Inputs.given(text) == null ? null : of(input, text, type);
    }

    /**
     * The attributes that a text needs whatever the features' type, which {@code invertQuery} does not know; empty where
     * that depends on the type: {@code a-b} may be an attribute or a difference, {@code 学生数} is no ECQL.
     */
    public static Optional<Set<String>> plainNames(String text) {
        try {
            Set<String> names = namesIn(ECQL.toExpression(text.strip()));
            boolean plain = text.indexOf('-') < 0 && names.stream().allMatch(PLAIN_NAME.asMatchPredicate());
            return plain ? Optional.of(names) : Optional.empty();
        } catch (CQLException | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static Set<String> namesIn(Expression expression) {
        FilterAttributeExtractor extractor = new FilterAttributeExtractor();
        expression.accept(extractor, null);
        return new TreeSet<>(Arrays.asList(extractor.getAttributeNames()));
    }

    /** The text as it was given, without the blanks around it. */
    public String text() {
        return text;
    }

    /** The value for a feature, null where it has none. */
    public Object value(SimpleFeature feature) {
        return expression == null ? feature.getAttribute(index) : expression.evaluate(feature);
    }

    /**
     * The value for a feature as a number. Texts that read as numbers count as numbers, since CSV has nothing else.
     *
     * @return the number, or NaN where the feature has none: the attribute is null, or the expression's result is
     *     undefined and one of its attributes is null
     * @throws ProcessException if the value is no number, or not finite
     */
    public double number(SimpleFeature feature) {
        Object value;
        try {
            value = value(feature);
        } catch (RuntimeException e) {
            throw notANumber(feature, "an expression that fails (" + e.getMessage() + ")");
        }
        if (value == null) {
            return Double.NaN;
        }
        double number;
        if (value instanceof Number n) {
            number = n.doubleValue();
        } else if (value instanceof CharSequence chars) {
            String digits = chars.toString().strip();
            if (digits.isEmpty()) {
                return Double.NaN;
            }
            try {
                number = Double.parseDouble(digits);
            } catch (NumberFormatException e) {
                throw notANumber(feature, Inputs.shown(chars));
            }
        } else {
            throw notANumber(feature, value instanceof Geometry ? "a geometry" : Inputs.shown(value));
        }
        if (Double.isFinite(number)) {
            return number;
        }
        if (Double.isNaN(number) && names.stream().anyMatch(name -> feature.getAttribute(name) == null)) {
            return Double.NaN;
        }
        throw notANumber(feature, Inputs.shown(number));
    }

    /** As {@link #number}, for values that must be there. */
    public double requiredNumber(SimpleFeature feature) {
        double number = number(feature);
        if (Double.isNaN(number)) {
            throw notANumber(feature, "no value");
        }
        return number;
    }

    /**
     * The value for a feature as a text, for example a group's key; null where it has none.
     *
     * @throws ProcessException if the expression fails
     */
    public String label(SimpleFeature feature) {
        Object value;
        try {
            value = value(feature);
        } catch (RuntimeException e) {
            throw new ProcessException(
                    input + " '" + text + "' fails in feature " + feature.getID() + ": " + e.getMessage());
        }
        if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15) {
            return Long.toString(d.longValue());
        }
        return value == null ? null : value.toString();
    }

    /** As {@link #label}, for keys that must be there. */
    public String requiredLabel(SimpleFeature feature) {
        String label = label(feature);
        if (label == null || label.isBlank()) {
            throw new ProcessException(
                    input + " '" + text + "' must have a value in every feature, got none in " + feature.getID());
        }
        return label;
    }

    private ProcessException notANumber(SimpleFeature feature, String got) {
        return new ProcessException(
                input + " '" + text + "' must be a finite number, got " + got + " in feature " + feature.getID());
    }

    private static List<String> namesOf(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }
}
