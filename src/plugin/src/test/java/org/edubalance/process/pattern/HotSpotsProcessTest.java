package org.edubalance.process.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

class HotSpotsProcessTest {

    /** A hundred cells of a kilometre, high in a corner and low in the one across; one without a value, one alone. */
    private static Table grid() {
        Table grid = new Table("score:Double,geom:Polygon:srid=32646");
        for (int i = 0; i < 100; i++) {
            int x = i % 10;
            int y = i / 10;
            double score = 50 + (x < 3 && y < 3 ? 40 : x > 6 && y > 6 ? -40 : 0) + i * 7 % 11;
            grid.row(i == 55 ? null : score, cell(500 + x, 3000 + y));
        }
        return grid.row(50.0, cell(600, 3000));
    }

    private static String cell(int x, int y) {
        return "POLYGON((%1$d000 %2$d000, %3$d000 %2$d000, %3$d000 %4$d000, %1$d000 %4$d000, %1$d000 %2$d000))"
                .formatted(x, y, x + 1, y + 1);
    }

    private static List<SimpleFeature> run(Table table, Object... more) {
        List<Object> inputs = new ArrayList<>(List.of("data", table.features(), "attribute", "score"));
        inputs.addAll(List.of(more));
        return Features.run("HotSpots", inputs.toArray());
    }

    @Test
    void findsTheHotAndTheColdCorner() {
        List<SimpleFeature> rows = run(grid(), "neighbours", "QUEEN");
        assertThat(rows.get(11).getAttribute("gi_class")).isEqualTo("HOT_99");
        assertThat(rows.get(88).getAttribute("gi_class")).isEqualTo("COLD_99");
        assertThat(rows.get(50).getAttribute("gi_class")).isEqualTo("NS");
        assertThat(rows.get(55).getAttribute("gi_class")).isEqualTo("MISSING");
        assertThat(rows.get(55).getAttribute("gi_z")).isNull();
        assertThat(rows.get(100).getAttribute("gi_class")).isEqualTo("ISLAND");
        assertThat(rows.get(100).getAttribute("gi_z")).isNull();
        assertThat(rows.get(11).getAttribute("neighbours")).isEqualTo(8);
        assertThat(Features.names(rows.get(0).getFeatureType()))
                .containsExactly("score", "geom", "neighbours", "gi_z", "gi_p", "gi_class");
        // centres 1.5 km apart are those of cells that touch
        List<SimpleFeature> near = run(grid(), "neighbours", "DISTANCE", "distance", 1500);
        for (int i = 0; i < near.size(); i++) {
            assertThat(near.get(i).getAttribute("gi_z")).isEqualTo(rows.get(i).getAttribute("gi_z"));
        }
    }

    @Test
    void findsFewerByTheFalseDiscoveryRate() {
        List<Object> plain = Features.values(run(grid(), "neighbours", "QUEEN"), "gi_class");
        List<SimpleFeature> adjusted = run(grid(), "neighbours", "QUEEN", "fdr", true);
        long chance = plain.stream().filter("HOT_90"::equals).count();
        assertThat(Features.values(adjusted, "gi_class").stream()
                        .filter(kind -> kind.toString().matches("(HOT|COLD).*"))
                        .count())
                .isLessThanOrEqualTo(plain.stream()
                        .filter(kind -> kind.toString().matches("(HOT|COLD).*"))
                        .count())
                .isGreaterThan(10 - chance);
        assertThat((double) adjusted.get(11).getAttribute("gi_q"))
                .isGreaterThanOrEqualTo((double) adjusted.get(11).getAttribute("gi_p"));
    }

    @Test
    void analysesGroupsApart() {
        Table table = new Table("stage:String,score:Double,geom:Point:srid=4326");
        for (int i = 0; i < 40; i++) {
            table.row(i % 2 == 0 ? "a" : "b", i < 20 ? 1.0 * i : 100.0 - i, "POINT(" + (94 + 0.01 * i) + " 29.6)");
        }
        List<SimpleFeature> together = run(table, "groupBy", "stage", "k", 4);
        Table alone = new Table("stage:String,score:Double,geom:Point:srid=4326");
        for (SimpleFeature feature : Features.list(table.features())) {
            if (feature.getAttribute("stage").equals("b")) {
                alone.row(
                        "b",
                        feature.getAttribute("score"),
                        feature.getDefaultGeometry().toString());
            }
        }
        List<SimpleFeature> rows = run(alone, "k", 4);
        for (int i = 0; i < rows.size(); i++) {
            assertThat((double) rows.get(i).getAttribute("gi_z"))
                    .isCloseTo((double) together.get(2 * i + 1).getAttribute("gi_z"), within(1e-9));
        }
    }

    @Test
    void nothingComesOfNothingOnAMap() {
        Table empty = new Table("score:Double,geom:Point:srid=4326");
        SimpleFeatureCollection result = Features.result(
                null, "HotSpots", "data", empty.features(), "attribute", "score", "unscorable", "EXCLUDE");
        assertThat(result.isEmpty()).isTrue();
        assertThat(Features.names(result.getSchema())).contains("geom", "gi_class");
        Table few = empty.row(1.0, "POINT(94 29)").row(2.0, "POINT(94.1 29)");
        assertThat(Features.values(run(few, "unscorable", "EXCLUDE"), "gi_class"))
                .containsOnly("MISSING");
        Table alike = few.row(2.0, "POINT(94.2 29)").changeAll(row -> row.put("score", 5.0));
        assertThat(Features.values(run(alike, "k", 1, "unscorable", "EXCLUDE"), "gi_class"))
                .containsOnly("MISSING");
    }

    @Test
    void refusesBadInputs() {
        assertRefused(new Table("score:Double,geom:Point:srid=4326")).hasMessage("data has no features");
        assertRefused(grid().changeAll(row -> row.put("score", 7.0)))
                .hasMessage("hot spots need values that differ, got 7 only");
        assertRefused(grid().changeAll(row -> row.put("score", null)))
                .hasMessage("hot spots need at least 3 values, got 0");
        assertRefused(grid(), "k", 100).hasMessage("k must be from 1 to 99 for 100 features, got 100");
        assertRefused(grid(), "neighbours", "DISTANCE")
                .hasMessage("distance is missing: give the distance in metres up to which features are neighbours");
        assertRefused(
                        new Table("score:Double,geom:Point:srid=4326")
                                .row(1.0, "POINT(1 1)")
                                .row(2.0, "POINT(1 2)")
                                .row(3.0, "POINT(2 2)"),
                        "neighbours",
                        "QUEEN")
                .hasMessage("neighbours QUEEN needs polygons, got a Point");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Table data, Object... more) {
        return assertThatThrownBy(() -> run(data, more))
                .hasCauseInstanceOf(Refusal.class)
                .satisfies(refused -> assertThat(((Refusal) refused.getCause()).in(Language.ZH))
                        .containsPattern("\\p{IsHan}"));
    }
}
