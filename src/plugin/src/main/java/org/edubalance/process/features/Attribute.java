package org.edubalance.process.features;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.edubalance.columns.NumberedRow;
import org.edubalance.definitions.ExpressionText;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.expression.Expression;
import org.geotools.filter.FilterAttributeExtractor;
import org.locationtech.jts.geom.Geometry;

/**
 * An attribute input of a process: the name of an attribute, or an ECQL expression over attributes such as
 * {@code 100 * computers / pupils} or {@code 图书册数 / 在校生数}. A text that is the name of an attribute always means that
 * attribute.
 */
public final class Attribute {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Above this, doubles do not hold every whole number, and are written with an exponent. */
    private static final double WHOLE = 1e15;

    private final String input;
    private final Object subject;
    private final String text;
    private final int index;
    private final Expression expression;
    private final SimpleFeatureType type;
    /** Null where the value takes more than arithmetic. */
    private final Arithmetic arithmetic;

    private Attribute(
            String input,
            Object subject,
            String text,
            int index,
            Expression expression,
            SimpleFeatureType type,
            Arithmetic arithmetic) {
        this.input = input;
        this.subject = subject;
        this.text = text;
        this.index = index;
        this.expression = expression;
        this.type = type;
        this.arithmetic = arithmetic;
    }

    /**
     * Reads an attribute input against the type of the features that it will be evaluated on.
     *
     * @param input the input's name, for refusals
     * @param text an attribute's name or an ECQL expression
     * @throws Refusal if the text is blank, no expression, or names an attribute that the type has not
     */
    public static Attribute of(String input, String text, SimpleFeatureType type) {
        return of(input, input, text, type);
    }

    /**
     * As {@link #of(String, String, SimpleFeatureType)}, for an expression that is a part of an input, such as an
     * indicator's in a standard.
     *
     * @param part what the part is called, for refusals
     */
    public static Attribute of(String input, Message part, String text, SimpleFeatureType type) {
        return of(input, (Object) part, text, type);
    }

    private static Attribute of(String input, Object subject, String text, SimpleFeatureType type) {
        if (text == null || text.isBlank()) {
            throw Refusal.of("attribute.expected", "subject", subject, "got", text)
                    .about(input);
        }
        String trimmed = text.strip();
        int index = type.indexOf(trimmed);
        if (index >= 0) {
            return new Attribute(input, subject, trimmed, index, null, type, Arithmetic.of(index, type));
        }
        Expression expression;
        Arithmetic arithmetic;
        Set<String> names;
        try {
            String quoted = ExpressionText.quoteNames(trimmed, namesOf(type));
            expression = AttributeReader.in(Ecql.attribute(input, subject, trimmed, quoted), type);
            arithmetic = Arithmetic.of(expression, type);
            names = namesIn(expression);
        } catch (StackOverflowError e) {
            throw Ecql.tooDeep(e, input, subject, trimmed);
        }
        for (String name : names) {
            if (type.indexOf(name) < 0) {
                throw Refusal.of("attribute.unknown", "subject", subject, "name", name, "attributes", namesOf(type))
                        .about(input);
            }
        }
        return new Attribute(input, subject, trimmed, -1, expression, type, arithmetic);
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
            Set<String> names = namesIn(Ecql.expression("", text.strip()));
            boolean plain = text.indexOf('-') < 0 && names.stream().allMatch(PLAIN_NAME.asMatchPredicate());
            return plain ? Optional.of(names) : Optional.empty();
        } catch (Refusal | StackOverflowError e) {
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

    /**
     * The value for a feature, null where it has none.
     *
     * @throws Refusal if the expression fails
     */
    public Object value(SimpleFeature feature) {
        try {
            return expression == null ? feature.getAttribute(index) : expression.evaluate(feature);
        } catch (RuntimeException e) {
            throw Refusal.because(e, "attribute.fails", "subject", subject, "text", text)
                    .about(input)
                    .at(Places.of(feature));
        }
    }

    /**
     * The value for a feature as a number. Texts that read as numbers count as numbers, since CSV has nothing else.
     *
     * @return the number, or NaN where the feature has none: the attribute is null, or the expression is undefined for the
     *     feature, since an attribute in it is null or it divides by zero, as books per pupil of a school without pupils
     * @throws Refusal if the value is no number, or an attribute that is not finite
     */
    public double number(SimpleFeature feature) {
        double number = arithmetic != null
                        && feature instanceof NumberedRow numbered
                        && numbered.isAsRead()
                        && feature.getFeatureType() == type
                ? arithmetic.of(numbered)
                : numberIn(value(feature), feature);
        if (Double.isInfinite(number) && expression == null) {
            throw notANumber(feature, number);
        }
        return Double.isInfinite(number) ? Double.NaN : number;
    }

    private double numberIn(Object value, SimpleFeature feature) {
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
                throw notANumber(feature, digits);
            }
        } else {
            throw notANumber(
                    feature, value instanceof Geometry ? Message.of("attribute.geometry") : String.valueOf(value));
        }
        if (Double.isNaN(number) && expression == null) {
            throw notANumber(feature, number);
        }
        return number;
    }

    /** As {@link #number}, for values that must be there. */
    public double requiredNumber(SimpleFeature feature) {
        double number = number(feature);
        if (Double.isNaN(number)) {
            throw notANumber(feature, Message.of("attribute.none"));
        }
        return number;
    }

    /**
     * The value for a feature as a text, for example a group's key; null where it has none. Numbers that are equal have
     * the same text, whatever their type, and no two others have.
     *
     * @throws Refusal if the expression fails
     */
    public String label(SimpleFeature feature) {
        Object value = value(feature);
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (number != Math.rint(number) || Math.abs(number) >= Double.MAX_VALUE) {
                return value.toString();
            }
            return Math.abs(number) < WHOLE ? Long.toString((long) number) : new BigDecimal(number).toPlainString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        return value == null ? null : value.toString();
    }

    /** As {@link #label}, for keys that must be there. */
    public String requiredLabel(SimpleFeature feature) {
        String label = label(feature);
        if (label == null || label.isBlank()) {
            throw Refusal.of("attribute.key", "subject", subject, "text", text)
                    .about(input)
                    .at(Places.of(feature));
        }
        return label;
    }

    private Refusal notANumber(SimpleFeature feature, Object got) {
        return Refusal.of("attribute.number", "subject", subject, "text", text, "got", got)
                .about(input)
                .at(Places.of(feature));
    }

    private static List<String> namesOf(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }
}
