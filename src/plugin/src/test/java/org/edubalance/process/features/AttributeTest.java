package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.data.DataUtilities;
import org.geotools.feature.SchemaException;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.identity.FeatureIdImpl;
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
                .hasMessageStartingWith("weight names the unknown attribute “学生数”; the attributes are ");
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
                .isInstanceOf(Refusal.class)
                .hasMessage("population “pupils” must be a finite number, got no value (feature school.1)");
        assertThatThrownBy(() -> Attribute.of("groupBy", "name", schools).requiredLabel(empty))
                .hasMessage("groupBy “name” must have a value in every feature, got none (feature school.1)");
    }

    @Test
    public void listsTheAttributesWhereOneIsUnknown() {
        assertThatThrownBy(() -> Attribute.of("weight", "100 * pupil", schools))
                .hasMessage("weight names the unknown attribute “pupil”; "
                        + "the attributes are pupils, computers, name, 校舍, a-b");
    }

    @Test
    public void refusesWhatIsNoExpression() {
        assertThatThrownBy(() -> Attribute.of("weight", "100 * (", schools))
                .hasMessage("weight must be an attribute or an ECQL expression, got “100 * (”");
        assertThatThrownBy(() -> Attribute.of("weight", "  ", schools)).hasMessageContaining("weight must be");
    }

    @Test
    public void refusesWhatIsNoFiniteNumber() {
        SimpleFeature closed = school(0, 20.0, "seven", null, null);
        assertThatThrownBy(() -> Attribute.of("weight", "name", schools).number(closed))
                .hasMessage("weight “name” must be a finite number, got “seven” (seven, feature school.1)");
        assertThatThrownBy(() -> Attribute.of("weight", "computers", schools)
                        .number(school(0, Double.POSITIVE_INFINITY, "", null, null)))
                .hasMessage("weight “computers” must be a finite number, got Infinity (feature school.1)");
    }

    @Test
    public void whatDividesByZeroIsMissing() {
        Attribute perPupil = Attribute.of("weight", "computers / pupils", schools);
        assertThat(perPupil.number(school(0, 20.0, "closed", null, null))).isNaN();
        assertThat(perPupil.number(school(0, 0.0, "", null, null))).isNaN();
    }

    @Test
    public void refusesEscapesOfLetters() {
        for (String text :
                List.of("p\\u0075pils", "\\\\u0070upils + 1", "p\\ubls *C - if_then_else(isNull(pupils),0,1)")) {
            assertThatThrownBy(() -> Attribute.of("weight", text, schools))
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("weight must be ECQL without escapes of letters by \\u, got “");
            assertThat(Attribute.plainNames(text)).isEmpty();
        }
    }

    @Test
    public void keysOfEqualNumbersAreEqualAndNoOthers() throws Exception {
        SimpleFeatureType keys = DataUtilities.createType("school", "key:String");
        assertThat(List.of(
                        key(keys, 5),
                        key(keys, 5L),
                        key(keys, 5.0),
                        key(keys, 5f),
                        key(keys, new BigDecimal("5.00")),
                        key(keys, BigInteger.valueOf(5))))
                .containsOnly("5");
        assertThat(key(keys, new BigInteger("12345678901234567890"))).isEqualTo("12345678901234567890");
        assertThat(key(keys, new BigDecimal("12345678901234567891"))).isEqualTo("12345678901234567891");
        assertThat(key(keys, 1e20)).isEqualTo("100000000000000000000");
        assertThat(key(keys, 5.5)).isEqualTo("5.5");
    }

    private static String key(SimpleFeatureType type, Object value) {
        // as stores do that hold more than the type says
        SimpleFeature feature = new SimpleFeatureImpl(new Object[] {value}, type, new FeatureIdImpl("school.1"), false);
        return Attribute.of("groupBy", "key", type).label(feature);
    }

    @Test
    public void attributesAreFoundWhateverTheyAreCalled() {
        for (String name :
                List.of("area m²", "rate (%)", "a/b", "a=b", "@home", "2020", "a.b", "books-per-pupil", "x[1]")) {
            SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
            builder.setName("school");
            builder.add(name, Integer.class);
            SimpleFeatureType odd = builder.buildFeatureType();
            SimpleFeature feature = SimpleFeatureBuilder.build(odd, new Object[] {7}, "school.1");
            assertThat(Attribute.of("weight", name, odd).number(feature))
                    .as(name)
                    .isEqualTo(7);
            assertThat(Attribute.of("weight", "\"" + name + "\" + 1", odd).number(feature))
                    .as(name)
                    .isEqualTo(8);
            assertThat(Attribute.of("weight", "if_then_else(greaterThan(\"" + name + "\", 5), 1, 2)", odd)
                            .number(feature))
                    .as(name)
                    .isEqualTo(1);
            Filter filter = AttributeReader.in(Ecql.filter("cql_filter", "\"" + name + "\" > 6"), odd);
            assertThat(filter.evaluate(feature)).as(name).isTrue();
            assertThat(filter.evaluate(SimpleFeatureBuilder.build(odd, new Object[] {6}, "school.2")))
                    .as(name)
                    .isFalse();
        }
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
                .isInstanceOf(Refusal.class)
                .hasMessage("groupBy “strSubstring(name, 'a', 2)” cannot be computed (7.5, feature school.1)");
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
