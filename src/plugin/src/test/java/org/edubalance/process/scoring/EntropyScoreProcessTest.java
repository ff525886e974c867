package org.edubalance.process.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.LayerQueriesTest;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;

class EntropyScoreProcessTest {

    private static final String TYPE = "geom:Point:srid=4326,name:String,stage:String,books:Double,class_size:Integer";

    /** The three schools of ScorerTest, and a fourth without books. */
    private final SimpleFeatureCollection schools = new Table(TYPE)
            .row(Features.point(94, 29), "a", "PRIMARY", 10d, 25)
            .row(Features.point(95, 29), "b", "PRIMARY", 20d, 25)
            .row(Features.point(94, 30), "c", "PRIMARY", 30d, 45)
            .row(Features.point(94, 31), "d", "JUNIOR", null, 30)
            .features();

    private final List<String> indicators = List.of("books", "class_size:negative");

    @Test
    void scoresRanksAndClassesTheFeatures() {
        List<SimpleFeature> scored = Features.run("EntropyScore", "data", schools, "indicators", indicators);

        double e1 = -(Math.log(1 / 3.0) / 3 + 2 * Math.log(2 / 3.0) / 3) / Math.log(3);
        double e2 = Math.log(2) / Math.log(3);
        double w = (1 - e1) / (2 - e1 - e2);
        assertThat((Double) scored.get(0).getAttribute("score")).isEqualTo(1 - w, within(1e-14));
        assertThat((Double) scored.get(2).getAttribute("score")).isEqualTo(w, within(1e-14));
        assertThat(w).isGreaterThan(0.5);
        assertThat(Features.values(scored, "rank")).containsExactly(3, 1, 2, null);
        assertThat(Features.values(scored, "level")).containsExactly(1, 3, 2, null);
        assertThat(scored.get(3).getAttribute("score")).isNull();
    }

    @Test
    void groupsThatCannotBeScoredAreLeftWithoutScoresIfAskedFor() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> scored = Features.run(
                warnings,
                "EntropyScore",
                "data",
                schools,
                "indicators",
                indicators,
                "groupBy",
                "stage",
                "unscorable",
                "EXCLUDE");

        assertThat(Features.values(scored, "rank")).containsExactly(3, 1, 2, null);
        assertThat(scored.get(3).getAttribute("score")).isNull();
        assertThat(scored.get(3).getAttribute("level")).isNull();
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:EntropyScore: group “JUNIOR”: no feature has a score: a score needs at least 2 features with a value of every"
                                + " indicator, got 0 of 1",
                        "edu:EntropyScore: group “JUNIOR”: 1 of 1 features without a score, because a value is missing: “books” in 1");
    }

    @Test
    void keepsWhatTheFeaturesHad() {
        SimpleFeatureCollection result =
                Features.result(null, "EntropyScore", "data", schools, "indicators", indicators);
        assertThat(Features.names(result.getSchema()))
                .containsExactly("geom", "name", "stage", "books", "class_size", "score", "rank", "level");
        assertThat(result.getSchema().getCoordinateReferenceSystem())
                .isEqualTo(schools.getSchema().getCoordinateReferenceSystem());
        assertThat(result.size()).isEqualTo(4);
        assertThat(result.getBounds()).isEqualTo(schools.getBounds());
        SimpleFeature first = Features.list(result).get(0);
        assertThat(first.getID()).isEqualTo("school.1");
        assertThat(first.getAttribute("name")).isEqualTo("a");
        assertThat(first.getDefaultGeometry()).isEqualTo(Features.point(94, 29));
    }

    @Test
    void theResultCanBeFilteredAndScoredAgain() throws Exception {
        SimpleFeatureCollection result =
                Features.result(null, "EntropyScore", "data", schools, "indicators", indicators);
        assertThat(Features.values(Features.list(result.subCollection(ECQL.toFilter("rank = 1"))), "name"))
                .containsExactly("b");

        SimpleFeatureCollection replaced =
                Features.result(null, "EntropyScore", "data", result, "indicators", indicators, "weighting", "EQUAL");
        assertThat(Features.names(replaced.getSchema())).isEqualTo(Features.names(result.getSchema()));
        assertThat(Features.values(Features.list(replaced), "rank")).containsExactly(2, 1, 2, null);
        List<SimpleFeature> again = Features.run(
                "EntropyScore", "data", result, "indicators", indicators, "weighting", "EQUAL", "prefix", "equal_");
        assertThat(Features.values(again, "equal_rank")).containsExactly(2, 1, 2, null);
        assertThat(Features.values(again, "rank")).containsExactly(3, 1, 2, null);
    }

    @Test
    void groupsAreScoredByThemselves() {
        SimpleFeatureCollection twice = new Table(TYPE)
                .row(null, "a", "PRIMARY", 10d, 25)
                .row(null, "x", "JUNIOR", 1000d, 50)
                .row(null, "b", "PRIMARY", 20d, 26)
                .row(null, "y", "JUNIOR", 2000d, 51)
                .features();
        List<SimpleFeature> scored =
                Features.run("EntropyScore", "data", twice, "indicators", List.of("books"), "groupBy", "stage");
        assertThat(Features.values(scored, "score")).containsExactly(0.0, 0.0, 1.0, 1.0);
        assertThat(Features.values(scored, "rank")).containsExactly(2, 2, 1, 1);

        assertThatThrownBy(() ->
                        Features.run("EntropyScore", "data", schools, "indicators", indicators, "groupBy", "stage"))
                .hasMessage("group “JUNIOR”: a score needs at least 2 features with a value of every indicator,"
                        + " got 0 of 1");
    }

    @Test
    void missingValuesAreReportedRefusedOrFilled() {
        Warnings warnings = new Warnings();
        Features.run(warnings, "EntropyScore", "data", schools, "indicators", indicators);
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:EntropyScore: 1 of 4 features without a score, because a value is missing: “books” in 1");
        assertThat(warnings.getProgress()).isEqualTo(100);
        assertThat(warnings.isCompleted()).isTrue();

        assertThatThrownBy(() ->
                        Features.run("EntropyScore", "data", schools, "indicators", indicators, "missing", "ERROR"))
                .hasMessage("values are missing, and missing is ERROR: “books” in 1 of 4");
        assertThat(Features.values(
                        Features.run("EntropyScore", "data", schools, "indicators", indicators, "missing", "MEDIAN"),
                        "score"))
                .doesNotContainNull();
    }

    @Test
    void weightsOfTheUserDecide() {
        List<SimpleFeature> scored = Features.run(
                "EntropyScore",
                "data",
                schools,
                "indicators",
                List.of("b=books", "class_size:negative"),
                "weighting",
                "USER",
                "weights",
                List.of("b=3", "class_size = 1"));
        assertThat(Features.values(scored, "score")).containsExactly(0.25, 0.625, 0.75, null);
    }

    @Test
    void refusesWeightsThatDoNotFit() {
        assertWeightsRefused(
                "ENTROPY",
                "weights are used with weighting USER or COMBINED only, but weighting is ENTROPY",
                "books=1");
        assertWeightsRefused("USER", "weights must be indicator=number, got “books”", "books");
        assertWeightsRefused(
                "USER",
                "weights must be indicator=number with a finite number of at least 0, got “books=-1”",
                "books=-1");
        assertWeightsRefused(
                "USER",
                "weights must be indicator=number with a finite number of at least 0, got “books=many”",
                "books=many");
        assertWeightsRefused(
                "USER", "weights names the unknown indicator “book”; the indicators are books, class_size", "book=1");
        assertWeightsRefused("USER", "weights must name each indicator once, got “books” twice", "books=1", "books=2");
        assertWeightsRefused(
                "USER", "weighting USER needs a weight for each indicator, but “class_size” has none", "books=1");
    }

    private void assertWeightsRefused(String weighting, String message, String... weights) {
        assertThatThrownBy(() -> Features.run(
                        "EntropyScore",
                        "data",
                        schools,
                        "indicators",
                        indicators,
                        "weighting",
                        weighting,
                        "weights",
                        List.of(weights)))
                .isInstanceOf(ProcessException.class)
                .hasMessage(message);
    }

    /** Sums of the same values in another order differ in their last bits. */
    @Test
    void scoresThatDifferByRoundingShareRankAndLevel() {
        double[][] permuted = {
            {0, 0, 0},
            {1, 1, 1},
            {0.1, 0.2, 0.7},
            {0.1, 0.7, 0.2},
            {0.2, 0.1, 0.7},
            {0.2, 0.7, 0.1},
            {0.7, 0.1, 0.2},
            {0.7, 0.2, 0.1},
            {0.3, 0.6, 0.9},
            {0.3, 0.9, 0.6},
            {0.6, 0.3, 0.9},
            {0.6, 0.9, 0.3},
            {0.9, 0.3, 0.6},
            {0.9, 0.6, 0.3}
        };
        Table rows = new Table("a:Double,b:Double,c:Double");
        for (double[] row : permuted) {
            rows.row(row[0], row[1], row[2]);
        }
        List<SimpleFeature> scored =
                Features.run("EntropyScore", "data", rows.features(), "indicators", List.of("a", "b", "c"));
        assertThat(Features.values(scored, "rank")).containsExactly(14, 1, 8, 8, 8, 8, 8, 8, 2, 2, 2, 2, 2, 2);
        assertThat(Features.values(scored, "level").subList(8, 14)).containsOnly(3);
        assertThat(Features.values(scored, "level").subList(2, 8))
                .containsOnly(scored.get(2).getAttribute("level"));
    }

    @Test
    void nothingInIsNothingOutIfAskedFor() {
        SimpleFeatureCollection none = new Table(TYPE).features();
        for (String groupBy : List.of("", "stage")) {
            assertThat(Features.run(
                            "EntropyScore",
                            "data",
                            none,
                            "indicators",
                            indicators,
                            "groupBy",
                            groupBy,
                            "unscorable",
                            "EXCLUDE"))
                    .isEmpty();
        }
        SimpleFeatureCollection one =
                new Table(TYPE).row(null, "a", "PRIMARY", 10d, 25).features();
        assertThat(Features.values(
                        Features.run("EntropyScore", "data", one, "indicators", indicators, "unscorable", "EXCLUDE"),
                        "score"))
                .containsExactly((Object) null);
    }

    @Test
    void columnsCarryTheirTitles() {
        SimpleFeatureType type = Features.result(null, "EntropyScore", "data", schools, "indicators", indicators)
                .getSchema();
        assertThat(type.getDescriptor("score").getUserData())
                .containsEntry("edu.title.en", "Score")
                .containsEntry("edu.title.zh", "得分");
    }

    @Test
    void refusesBadInput() {
        assertRefused("data has no features", "data", new Table(TYPE).features());
        assertRefused("indicators names the unknown attribute “pupils”;", "indicators", List.of("pupils"));
        assertRefused(
                "indicators “name” must be a finite number, got “a” (a, feature school.1)",
                "indicators",
                List.of("name"));
        assertRefused(
                "indicators “geom” must be a finite number, got a geometry (a, feature school.1)",
                "indicators",
                List.of("geom"));
        assertRefused(
                "a score needs at least 2 features with a value of every indicator, got 0 of 4",
                "indicators",
                List.of("books / 0"));
        assertRefused(
                "indicators is missing: give at least one attribute or ECQL expression, or a system",
                "indicators",
                null);
        assertRefused("indicators and system exclude each other", "system", "nyingchi");
        assertRefused("classes must be from 1 to 20, got 0", "classes", 0);
        assertRefused(
                "all indicators are constant over the 4 features, so there is nothing to score by",
                "indicators",
                List.of("class_size * 0"));
    }

    private void assertRefused(String message, String input, Object value) {
        Object[] inputs = {"data", schools, "indicators", indicators, "groupBy", " ", input, value};
        assertThatThrownBy(() -> Features.run("EntropyScore", inputs))
                .isInstanceOf(ProcessException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesGroupsWithoutAName() {
        SimpleFeatureCollection nameless =
                new Table(TYPE).row(null, "a", null, 10d, 25).features();
        assertThatThrownBy(() ->
                        Features.run("EntropyScore", "data", nameless, "indicators", indicators, "groupBy", "stage"))
                .hasMessage("groupBy “stage” must have a value in every feature, got none (a, feature school.1)");
    }

    @Test
    void stopsWhenCancelled() {
        DefaultProgressListener cancelled = new DefaultProgressListener();
        cancelled.setCanceled(true);
        assertThatThrownBy(() -> Features.run(cancelled, "EntropyScore", "data", schools, "indicators", indicators))
                .hasMessage("the process was cancelled");
    }

    /** As GeoServer's listener does, once a process has run too long. */
    @Test
    void endsByItsListenersOwnExceptionWhereThatHasOne() {
        IllegalStateException tooLong = new IllegalStateException("ran too long");
        DefaultProgressListener expired = new DefaultProgressListener() {
            @Override
            public boolean isCanceled() {
                return true;
            }

            @Override
            public void progress(float percent) {
                throw tooLong;
            }
        };
        assertThatThrownBy(() -> Features.run(expired, "EntropyScore", "data", schools, "indicators", indicators))
                .isSameAs(tooLong);
    }

    @Test
    void asATransformationItReadsTheWholeLayer() throws Exception {
        LayerQueriesTest.assertReadsTheWholeLayer(query -> new EntropyScoreProcess().invertQuery(query, null));
    }
}
