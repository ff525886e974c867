package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.DataUtilities;
import org.geotools.feature.SchemaException;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;

public class AttributeTest {

    private final SimpleFeatureType schools = type("pupils:Integer,computers:Double,name:String,校舍:Double,a-b:Integer");
    private final SimpleFeature school = school(50, 20.0, " 7.5 ", 300.0, 3);

    @Test
    public void readsAnAttributeByItsName() {
        assertThat(Attribute.of("weight", "pupils", schools).number(school)).isEqualTo(50);
        assertThat(Attribute.of("weight", " 校舍 ", schools).number(school)).isEqualTo(300);
    }

    @Test
    public void aNameThatAlsoReadsAsAnExpressionMeansTheAttribute() {
        assertThat(Attribute.of("weight", "a-b", schools).number(school)).isEqualTo(3);
    }

    @Test
    public void evaluatesAnExpressionOverAttributes() {
        assertThat(Attribute.of("weight", "100 * computers / pupils", schools).number(school))
                .isEqualTo(40);
    }

    @Test
    public void needsNoQuotesAroundNamesInChinese() {
        assertThat(Attribute.of("weight", "校舍/pupils", schools).number(school)).isEqualTo(6);
        assertThat(Attribute.of("weight", "\"校舍\"/pupils", schools).number(school))
                .isEqualTo(6);
        assertThatThrownBy(() -> Attribute.of("weight", "校舍/学生数", schools))
                .hasMessageStartingWith("weight names the unknown attribute '学生数'; the attributes are ");
    }

    @Test
    public void countsATextThatReadsAsANumberAsOne() {
        assertThat(Attribute.of("weight", "name", schools).number(school)).isEqualTo(7.5);
    }

    @Test
    public void givesNaNForAMissingValue() {
        SimpleFeature empty = school(null, null, " ", null, null);
        assertThat(Attribute.of("weight", "pupils", schools).number(empty)).isNaN();
        assertThat(Attribute.of("weight", "name", schools).number(empty)).isNaN();
        assertThat(Attribute.of("weight", "computers / pupils", schools).number(empty))
                .isNaN();
    }

    @Test
    public void refusesAMissingValueWhereOneIsNeeded() {
        SimpleFeature empty = school(null, null, null, null, null);
        assertThatThrownBy(() -> Attribute.of("population", "pupils", schools).requiredNumber(empty))
                .isInstanceOf(ProcessException.class)
                .hasMessage("population 'pupils' must be a finite number, got no value in feature school.1");
        assertThatThrownBy(() -> Attribute.of("groupBy", "name", schools).requiredLabel(empty))
                .hasMessage("groupBy 'name' must have a value in every feature, got none in school.1");
    }

    @Test
    public void listsTheAttributesWhereOneIsUnknown() {
        assertThatThrownBy(() -> Attribute.of("weight", "100 * pupil", schools))
                .hasMessage("weight names the unknown attribute 'pupil'; "
                        + "the attributes are pupils, computers, name, 校舍, a-b");
    }

    @Test
    public void refusesWhatIsNoExpression() {
        assertThatThrownBy(() -> Attribute.of("weight", "100 * (", schools))
                .hasMessage("weight must be an attribute or an ECQL expression, got '100 * ('");
        assertThatThrownBy(() -> Attribute.of("weight", "  ", schools)).hasMessageContaining("weight must be");
    }

    @Test
    public void refusesWhatIsNoFiniteNumber() {
        SimpleFeature closed = school(0, 20.0, "seven", null, null);
        assertThatThrownBy(() -> Attribute.of("weight", "name", schools).number(closed))
                .hasMessage("weight 'name' must be a finite number, got 'seven' in feature school.1");
        assertThatThrownBy(() ->
                        Attribute.of("weight", "computers / pupils", schools).number(closed))
                .hasMessageStartingWith("weight 'computers / pupils' must be a finite number, got Infinity");
        SimpleFeature nothing = school(0, 0.0, "", null, null);
        assertThatThrownBy(() ->
                        Attribute.of("weight", "computers / pupils", schools).number(nothing))
                .hasMessageStartingWith("weight 'computers / pupils' must be a finite number, got NaN");
    }

    @Test
    public void tellsTheAttributesOnlyWhereTheyDoNotDependOnTheType() {
        assertThat(Attribute.plainNames("pupils")).contains(Set.of("pupils"));
        assertThat(Attribute.plainNames("100 * computers / pupils")).contains(Set.of("computers", "pupils"));
        assertThat(Attribute.plainNames("a-b")).isEmpty();
        assertThat(Attribute.plainNames("校舍")).isEmpty();
        assertThat(Attribute.plainNames("number of pupils")).isEmpty();
    }

    @Test
    public void namesTheFeatureInWhichAnExpressionFails() {
        assertThatThrownBy(() -> Attribute.of("groupBy", "strSubstring(name, 'a', 2)", schools)
                        .label(school))
                .isInstanceOf(ProcessException.class)
                .hasMessageStartingWith("groupBy 'strSubstring(name, 'a', 2)' fails in feature school.1: ");
    }

    @Test
    public void labelsWholeNumbersWithoutDecimals() {
        assertThat(Attribute.of("groupBy", "computers", schools).label(school)).isEqualTo("20");
    }

    private static SimpleFeatureType type(String spec) {
        try {
            return DataUtilities.createType("school", spec);
        } catch (SchemaException e) {
            throw new IllegalStateException(e);
        }
    }

    private SimpleFeature school(Object... values) {
        return SimpleFeatureBuilder.build(schools, values, "school.1");
    }
}
