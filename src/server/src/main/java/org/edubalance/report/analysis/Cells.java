package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.definitions.ExpressionText;
import org.edubalance.process.features.SingleEvaluation;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.expression.Expression;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;

/** Reads the cells of a process's result, and values that a process has read as numbers before. */
final class Cells {

    private Cells() {}

    static List<SimpleFeature> rows(SimpleFeatureCollection table) {
        List<SimpleFeature> rows = new ArrayList<>();
        try (SimpleFeatureIterator iterator = table.features()) {
            while (iterator.hasNext()) {
                rows.add(iterator.next());
            }
        }
        return rows;
    }

    static List<String> columns(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    /** The text of a cell, null where it is empty. */
    static String text(SimpleFeature row, String column) {
        Object value = row.getAttribute(column);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /** The number of a cell, NaN where it is empty. */
    static double number(SimpleFeature row, String column) {
        return row.getAttribute(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The whole number of a cell, 0 where it is empty. */
    static int count(SimpleFeature row, String column) {
        double number = number(row, column);
        return Double.isNaN(number) ? 0 : (int) number;
    }

    /** A value as a number, as processes read it: of a text its digits; NaN where there is none. */
    static double number(Object value) {
        if (value instanceof CharSequence text && !text.toString().isBlank()) {
            return Double.parseDouble(text.toString().strip());
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** An attribute or expression, as processes read it: what is the name of an attribute always means that attribute. */
    static Expression expression(String text, SimpleFeatureType type) {
        if (type.indexOf(text.strip()) >= 0) {
            return CommonFactoryFinder.getFilterFactory().property(text.strip());
        }
        try {
            return ECQL.toExpression(ExpressionText.quoteNames(text, columns(type)), SingleEvaluation.FILTERS);
        } catch (CQLException e) {
            throw new IllegalStateException("an expression that a process has read: " + text, e);
        }
    }
}
