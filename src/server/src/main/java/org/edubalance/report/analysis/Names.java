package org.edubalance.report.analysis;

import java.util.Arrays;
import java.util.List;
import org.edubalance.definitions.ExpressionText;
import org.edubalance.process.features.Ecql;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.filter.FilterAttributeExtractor;

/** The attributes that expressions name. */
final class Names {

    private Names() {}

    /**
     * The attributes that an expression names, as far as a type has them or not.
     *
     * @param input what the expression was given as
     * @throws org.edubalance.messages.Refusal if it is no expression
     */
    static List<String> in(String input, String expression, SimpleFeatureType type) {
        if (type.indexOf(expression.strip()) >= 0) {
            return List.of(expression.strip());
        }
        FilterAttributeExtractor names = new FilterAttributeExtractor();
        Ecql.expression(input, ExpressionText.quoteNames(expression, Cells.columns(type)))
                .accept(names, null);
        return Arrays.stream(names.getAttributeNames()).sorted().toList();
    }

    /** Those of them that the type has not. */
    static List<String> missing(String input, String expression, SimpleFeatureType type) {
        return in(input, expression, type).stream()
                .filter(name -> type.indexOf(name) < 0)
                .toList();
    }
}
