package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.edubalance.messages.Refusal;
import org.edubalance.scoring.Direction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.junit.jupiter.api.Test;

public class IndicatorInputTest {

    private final Table schools = new Table("books:Double,pupils:Double,校舍:Double,rate=a:Double").row(60d, 20d, 1d, 2d);
    private final SimpleFeatureType type = schools.features().getSchema();
    private final SimpleFeature school = Features.list(schools.features()).get(0);

    @Test
    public void anAttributeIsAPositiveIndicatorOfItsName() {
        assertIndicator("books", "books", Direction.POSITIVE, 60);
        assertIndicator(" 校舍 ", "校舍", Direction.POSITIVE, 1);
    }

    @Test
    public void aDirectionMayFollow() {
        assertIndicator("pupils:negative", "pupils", Direction.NEGATIVE, 20);
        assertIndicator("pupils : NEGATIVE", "pupils", Direction.NEGATIVE, 20);
        assertIndicator("books:positive", "books", Direction.POSITIVE, 60);
        assertThatThrownBy(() -> IndicatorInput.parse("indicators", "books:negativ", type))
                .isInstanceOf(Refusal.class)
                .hasMessage("indicators must be followed by :positive or :negative, got “books:negativ”");
    }

    @Test
    public void anExpressionIsNamedAfterItsText() {
        assertIndicator("100 * books / pupils", "100_books_pupils", Direction.POSITIVE, 300);
        assertIndicator("(books + pupils):negative", "books_pupils", Direction.NEGATIVE, 80);
    }

    @Test
    public void aNameMayGoBefore() {
        assertIndicator("per_pupil=books/pupils", "per_pupil", Direction.POSITIVE, 3);
        assertIndicator("每生 = books / pupils : negative", "每生", Direction.NEGATIVE, 3);
    }

    @Test
    public void aTextThatIsAnAttributeMeansThatAttribute() {
        assertIndicator("rate=a", "rate=a", Direction.POSITIVE, 2);
    }

    @Test
    public void refusesWhatIsNoIndicator() {
        assertThatThrownBy(() -> IndicatorInput.parse("indicators", List.of(), type))
                .hasMessage("indicators is missing: give at least one attribute or ECQL expression");
        assertThatThrownBy(() -> IndicatorInput.parse("indicators", " ", type))
                .hasMessage("indicators must be [name=]attribute or expression[:positive|:negative], got “ ”");
        assertThatThrownBy(() -> IndicatorInput.parse("indicators", "book", type))
                .hasMessageStartingWith("indicators names the unknown attribute “book”; the attributes are books");
        assertThatThrownBy(() -> IndicatorInput.parse("indicators", "x=100 * (", type))
                .hasMessage("indicators must be an attribute or an ECQL expression, got “100 * (”");
        assertThatThrownBy(() -> IndicatorInput.parse("indicators", List.of("books", "books=pupils"), type))
                .hasMessage("indicators must have different names, got “books” twice (from “books” and “pupils”):"
                        + " name them as name=expression");
    }

    private void assertIndicator(String text, String name, Direction direction, double value) {
        IndicatorInput indicator = IndicatorInput.parse("indicators", text, type);
        assertThat(indicator.name()).isEqualTo(name);
        assertThat(indicator.direction()).isEqualTo(direction);
        assertThat(indicator.attribute().number(school)).isEqualTo(value);
    }
}
