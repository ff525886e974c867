package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.expression.Expression;
import org.geotools.data.DataUtilities;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleEvaluationTest {

    private static final List<Object> VALUES = new ArrayList<>();

    static {
        Collections.addAll(VALUES, 0, 7, -2.5, Long.MAX_VALUE, null, "12", " 3.5", "many", "", true, Float.NaN);
    }

    private final SimpleFeatureType type;

    SingleEvaluationTest() throws Exception {
        type = DataUtilities.createType("schools", "a:java.lang.Object,b:java.lang.Object,list:java.util.List");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b",
                "a - b",
                "a * b",
                "a / b",
                "100 * (a + b) / (a - b) - a * 2.5",
                "a + list",
                "list / b",
                "1 + abs_4(a - b)"
            })
    void hasTheValuesOfGeoTools(String text) throws Exception {
        Expression theirs = ECQL.toExpression(text);
        Expression ours = ECQL.toExpression(text, SingleEvaluation.FILTERS);
        assertThat(ours).hasToString(theirs.toString());
        for (Object a : VALUES) {
            for (Object b : VALUES) {
                SimpleFeature feature =
                        SimpleFeatureBuilder.build(type, new Object[] {a, b, List.of(1, "2", 3.5)}, "s.1");
                try {
                    Object expected = theirs.evaluate(feature);
                    assertThat(ours.evaluate(feature)).isEqualTo(expected);
                } catch (RuntimeException e) {
                    assertThatThrownBy(() -> ours.evaluate(feature)).isInstanceOf(e.getClass());
                }
            }
        }
    }

    @Test
    @Timeout(10)
    void sumsAHundredColumnsInNoTime() {
        SimpleFeature feature = SimpleFeatureBuilder.build(type, new Object[] {1, 2, null}, "s.1");
        String sum = "a" + " + b".repeat(100);
        assertThat(Attribute.of("indicators", sum, type).number(feature)).isEqualTo(201);
        assertThat(Ecql.expression("indicators", sum).evaluate(feature)).isEqualTo(201.0);
        assertThat(Ecql.filter("filter", sum + " = 201").evaluate(feature)).isTrue();
        assertThat(Ecql.filters("filter", sum + " = 201; b = 1"))
                .satisfiesExactly(
                        first -> assertThat(first.evaluate(feature)).isTrue(),
                        second -> assertThat(second.evaluate(feature)).isFalse());
    }
}
