package org.edubalance.process.features;

import java.util.Collection;
import java.util.function.BinaryOperator;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Add;
import org.geotools.api.filter.expression.BinaryExpression;
import org.geotools.api.filter.expression.Divide;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Multiply;
import org.geotools.api.filter.expression.Subtract;
import org.geotools.filter.FilterFactoryImpl;
import org.geotools.filter.Filters;
import org.geotools.filter.expression.AddImpl;
import org.geotools.filter.expression.DivideImpl;
import org.geotools.filter.expression.MultiplyImpl;
import org.geotools.filter.expression.SubtractImpl;
import org.geotools.util.Converters;

/**
 * Makes sums, differences, products and quotients that evaluate each side once. GeoTools' own evaluate it twice, at every
 * depth: a sum of n columns takes 2<sup>n</sup> readings for each feature, and one of thirty never ends. Values are the
 * same: what converts to a number counts as one, null makes the result NaN, and a list stands for each of its members.
 *
 * <p>Expressions that come with a request are made by {@link #FILTERS}.
 */
public final class SingleEvaluation extends FilterFactoryImpl {

    /** The factory. */
    public static final FilterFactory FILTERS = new SingleEvaluation();

    private SingleEvaluation() {}

    @Override
    public Add add(Expression left, Expression right) {
        return new AddImpl(left, right) {
            @Override
            public Object evaluate(Object feature) {
                return once(this, feature, this::doArithmeticOperation, this::handleCollection);
            }
        };
    }

    @Override
    public Subtract subtract(Expression left, Expression right) {
        return new SubtractImpl(left, right) {
            @Override
            public Object evaluate(Object feature) {
                return once(this, feature, this::doArithmeticOperation, this::handleCollection);
            }
        };
    }

    @Override
    public Multiply multiply(Expression left, Expression right) {
        return new MultiplyImpl(left, right) {
            @Override
            public Object evaluate(Object feature) {
                return once(this, feature, this::doArithmeticOperation, this::handleCollection);
            }
        };
    }

    @Override
    public Divide divide(Expression left, Expression right) {
        return new DivideImpl(left, right) {
            @Override
            public Object evaluate(Object feature) {
                return once(this, feature, this::doArithmeticOperation, this::handleCollection);
            }
        };
    }

    private interface OfNumbers {
        Object of(Double left, Double right);
    }

    private static Object once(
            BinaryExpression expression, Object feature, OfNumbers operation, BinaryOperator<Object> ofLists) {
        Object left = expression.getExpression1().evaluate(feature);
        Object right = expression.getExpression2().evaluate(feature);
        return left instanceof Collection || right instanceof Collection
                ? ofLists.apply(left, right)
                : operation.of(number(left), number(right));
    }

    private static double number(Object value) {
        return value instanceof Number number
                ? number.doubleValue()
                : Filters.number(Converters.convert(value, Number.class));
    }
}
