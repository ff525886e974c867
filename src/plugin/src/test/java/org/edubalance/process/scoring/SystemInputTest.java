package org.edubalance.process.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.scoring.Direction;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.scoring.SystemReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemInputTest {

    private static final String SYSTEM =
            """
            {"id": "mine", "title": {"en": "Mine", "zh": "我的"}, "dimensions": [
              {"id": "facilities", "title": "Facilities", "indicators": []},
              {"id": "library", "parent": "facilities", "indicators": [
                {"id": "books", "expression": "books / pupils", "unit": "books", "weight": 3}]},
              {"id": "teachers", "indicators": [
                {"id": "class_size", "expression": "class_size", "direction": "negative", "weight": 1}]}]}
            """;

    private final SimpleFeatureCollection schools = new Table("books:Double,pupils:Double,class_size:Integer")
            .row(10d, 1d, 25)
            .row(40d, 2d, 25)
            .row(30d, 1d, 45)
            .features();

    @ParameterizedTest
    @ValueSource(strings = {"nyingchi", "cn-2017-quality", "three-aspects"})
    void shippedSystemsFitTheSampleData(String id) throws Exception {
        IndicatorSystem system = SystemReader.read(id);
        assertThat(system.id()).isEqualTo(id);
        assertThat(system.title().zh()).isNotEqualTo(system.title().en());
        SimpleFeatureCollection sample = new Table("id:String,pupils:Integer,boarders:Integer,teachers:Integer,"
                        + "teachers_qualified:Integer,teachers_senior:Integer,teachers_backbone:Integer,"
                        + "teachers_pe_arts:Integer,teaching_area:Double,sports_area:Double,equipment_value:Double,"
                        + "computers:Integer,books:Integer,multimedia_rooms:Integer,dormitory_area:Double,"
                        + "pupil_quality:Double,budget_funds:Double")
                .row("a", 100, 50, 9, 6, 3, 2, 1, 500.0, 900.0, 2e5, 12, 2500, 3, 200.0, 60.0, 2e6)
                .row("b", 200, 90, 14, 8, 5, 3, 3, 990.0, 1900.0, 4.1e5, 26, 5200, 5, 300.0, 70.0, 4.1e6)
                .features();
        List<SimpleFeature> scored = Features.run("EntropyScore", "data", sample, "system", id);
        for (IndicatorSystem.Dimension dimension : system.dimensions()) {
            assertThat(Features.values(scored, "score_" + dimension.id())).doesNotContainNull();
        }
    }

    @Test
    void aSystemMayBeGivenAsJson() {
        IndicatorSystem system = SystemReader.read(SYSTEM);
        IndicatorSystem.Member classSize =
                system.dimensions().get(2).indicators().get(0);
        assertThat(classSize.direction()).isEqualTo(Direction.NEGATIVE);
        assertThat(classSize.weight()).isEqualTo(1);
        assertThat(system.members().values()).containsExactly(List.of("facilities", "library"), List.of("teachers"));

        List<SimpleFeature> scored =
                Features.run("EntropyScore", "data", schools, "system", SYSTEM, "weighting", "USER");
        assertThat(Features.names(scored.get(0).getFeatureType()))
                .endsWith("score", "rank", "level", "score_facilities", "score_library", "score_teachers");
        assertThat(Features.values(scored, "score")).containsExactly(0.25, 0.625, 0.75);
        assertThat(Features.values(scored, "score_facilities")).containsExactly(0.0, 0.5, 1.0);
        assertThat(Features.values(scored, "score_teachers")).containsExactly(1.0, 1.0, 0.0);
    }

    @Test
    void weightsOfTheRequestGoBeforeTheSystems() {
        List<SimpleFeature> rows = Features.run(
                "EntropyWeights",
                "data",
                schools,
                "system",
                SYSTEM,
                "weighting",
                "USER",
                "weights",
                List.of("class_size=9"));
        assertThat(Features.values(rows, "dimension")).containsExactly("library", "teachers");
        assertThat((Double) rows.get(0).getAttribute("weight")).isEqualTo(0.25, within(1e-15));
        assertThat(Features.values(rows, "dimension_weight")).isEqualTo(Features.values(rows, "weight"));
    }

    @Test
    void refusalsNameTheBadPart() {
        assertRefused(
                "system must be one of nyingchi, cn-2017-quality, three-aspects, or a JSON object, got “lhasa”",
                "lhasa");
        assertRefused("system is not valid JSON at line", "{\"id\": ");
        assertRefused("system.dimensions is missing", "{\"id\": \"x\"}");
        assertRefused("system: a system must have at least one dimension", "{\"id\": \"x\", \"dimensions\": []}");
        assertRefused(
                "system.dimensions[0] has the unknown field “name”",
                changed("\"title\": \"Facilities\"", "\"name\": \"x\""));
        assertRefused(
                "system: the dimension “facilities” has no indicator", changed("\"parent\": \"facilities\", ", ""));
        assertRefused(
                "system: the dimension “library” names the unknown parent “rooms”;"
                        + " the dimensions are facilities, library, teachers",
                changed("\"parent\": \"facilities\"", "\"parent\": \"rooms\""));
        assertRefused(
                "system: the dimension “facilities” is circular, part of itself: facilities in library in facilities",
                changed("\"title\": \"Facilities\"", "\"parent\": \"library\""));
        assertRefused(
                "system: the dimension “library” is circular, part of itself: library in library",
                changed("\"parent\": \"facilities\"", "\"parent\": \"library\""));
        assertRefused("system: the dimension “teachers” is given twice", changed("\"library\", ", "\"teachers\", "));
        assertRefused(
                "system: the indicator “books” is given twice", changed("\"class_size\", \"expr", "\"books\", \"expr"));
        assertRefused(
                "system.dimensions[0]: the id of a dimension must be a letter followed by",
                changed("\"id\": \"facilities\"", "\"id\": \"1 b\""));
        assertRefused(
                "system.dimensions[2].indicators[0].direction must be one of POSITIVE, NEGATIVE, got “up”",
                changed("\"negative\"", "\"up\""));
        assertRefused(
                "system.dimensions[1].indicators[0]: the weight of “books” must be a finite number of at least 0",
                changed("3", "-3"));
        assertRefused(
                "the indicator “books” of system names the unknown attribute “book”; the attributes are books",
                changed("books / pupils", "book / pupils"));
        assertRefused(
                "the indicator “books” of system must be an attribute or an ECQL expression, got “books / (”",
                changed("books / pupils", "books / ("));
    }

    private static String changed(String part, String into) {
        assertThat(SYSTEM).contains(part);
        return SYSTEM.replace(part, into);
    }

    private void assertRefused(String message, String system) {
        assertThatThrownBy(() -> Features.run("EntropyScore", "data", schools, "system", system))
                .isInstanceOf(ProcessException.class)
                .hasMessageStartingWith(message);
    }
}
