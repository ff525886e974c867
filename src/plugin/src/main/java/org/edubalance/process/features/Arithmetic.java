package org.edubalance.process.features;

import org.edubalance.columns.NumberedRow;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.expression.Add;
import org.geotools.api.filter.expression.BinaryExpression;
import org.geotools.api.filter.expression.Divide;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.Multiply;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.expression.Subtract;

/**
 * Sums, differences, products and quotients of numbers and of attributes that hold numbers, as {@link SingleEvaluation}
 * computes them, for features that give their numbers as such.
 */
@FunctionalInterface
interface Arithmetic {

    /** The number for a feature of the type, NaN where a number in it is missing. */
    double of(NumberedRow row);

    /** An attribute; null if its values may be something else than numbers. */
    static Arithmetic of(int attribute, SimpleFeatureType type) {
        boolean numbers = Number.class.isAssignableFrom(
                type.getDescriptor(attribute).getType().getBinding());
        return numbers ? row -> row.number(attribute) : null;
    }

    /** An expression over features of a type; null if there is anything else in it. */
    static Arithmetic of(Expression expression, SimpleFeatureType type) {
        if (expression instanceof PropertyName name) {
            int attribute = type.indexOf(name.getPropertyName());
            return attribute < 0 ? null : of(attribute, type);
        }
        if (expression instanceof Literal literal && literal.getValue() instanceof Number value) {
            double number = value.doubleValue();
            return row -> number;
        }
        if (!(expression instanceof BinaryExpression binary)) {
            return null;
        }
        Arithmetic left = of(binary.getExpression1(), type);
        Arithmetic right = of(binary.getExpression2(), type);
        if (left == null || right == null) {
            return null;
        }
        if (expression instanceof Add) {
            return row -> left.of(row) + right.of(row);
        }
        if (expression instanceof Subtract) {
            return row -> left.of(row) - right.of(row);
        }
        if (expression instanceof Multiply) {
            return row -> left.of(row) * right.of(row);
        }
        return expression instanceof Divide ? row -> left.of(row) / right.of(row) : null;
    }
}
