package org.edubalance.process.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

class AccessibilityProcessTest {

    /** Demand 50, 30, 20 at 1, 3 and 6 km on a line. */
    private static Table demand() {
        return new Table("name:String,children:Double,geom:Point:srid=32646")
                .row("Near", 50.0, "POINT(501000 3000000)")
                .row("Middle", 30.0, "POINT(503000 3000000)")
                .row("Far", 20.0, "POINT(506000 3000000)");
    }

    /** Schools at 0 and 4 km with 100 and 60 places. */
    private static Table supply() {
        return new Table("name:String,places:Double,reach:Double,geom:Point:srid=32646")
                .row("First", 100.0, 3000.0, "POINT(500000 3000000)")
                .row("Second", 60.0, 3000.0, "POINT(504000 3000000)");
    }

    private static List<SimpleFeature> run(
            SimpleFeatureCollection data, SimpleFeatureCollection supply, Object... more) {
        return Features.run("Accessibility", inputs(data, supply, more));
    }

    private static Object[] inputs(SimpleFeatureCollection data, SimpleFeatureCollection supply, Object... more) {
        List<Object> inputs =
                new ArrayList<>(List.of("data", data, "demand", "children", "supply", supply, "capacity", "places"));
        List<Object> others = Arrays.asList(more);
        if (!others.contains("catchment") && !others.contains("zones")) {
            inputs.addAll(List.of("catchment", "3000"));
        }
        inputs.addAll(others);
        return inputs.toArray();
    }

    private static double[] access(List<SimpleFeature> rows) {
        return rows.stream()
                .mapToDouble(row -> (double) row.getAttribute("access"))
                .toArray();
    }

    @Test
    void givesTheCheckedExample() {
        List<SimpleFeature> binary = run(demand().features(), supply().features(), "method", "BINARY");
        assertThat(access(binary)).containsExactly(new double[] {1.85, 1.85, 0.6}, within(1e-9));
        assertThat(Features.values(binary, "supplies")).containsExactly(2, 2, 1);
        assertThat(Features.values(binary, "nearest")).containsExactly("school.1", "school.2", "school.2");
        assertThat(Features.values(binary, "nearest_distance")).containsExactly(1000.0, 1000.0, 2000.0);
        assertThat(Features.values(binary, "name")).containsExactly("Near", "Middle", "Far");
        // 160 places for 100 children
        assertThat((double) binary.get(0).getAttribute("access_ratio")).isCloseTo(1.85 / 1.6, within(1e-9));
        List<SimpleFeature> gaussian = run(demand().features(), supply().features(), "label", "name");
        assertThat(access(gaussian)).containsExactly(new double[] {2, 1.447766, 0.828350}, within(5e-7));
        assertThat(Features.values(gaussian, "nearest")).containsExactly("First", "Second", "Second");
        assertThat(Column.unit(gaussian.get(0).getFeatureType().getDescriptor("nearest_distance"), Language.EN))
                .isEqualTo("m");
    }

    @Test
    void takesCatchmentsZonesPowersAndTheModifiedForm() {
        assertThat(access(run(
                        demand().features(),
                        supply().change(1, row -> row.put("reach", 2000.0)).features(),
                        "method",
                        "BINARY",
                        "catchment",
                        "reach")))
                .containsExactly(new double[] {2.6, 0.6, 0.6}, within(1e-9));
        double first = 100 / (50 + 30 * 0.22);
        double second = 60 / (50 * 0.22 + 30 + 20 * 0.68);
        assertThat(access(run(
                        demand().features(),
                        supply().features(),
                        "method",
                        "STEP",
                        "zones",
                        List.of("3000=0.22", "1000=1", " 2000 = 0.68 "))))
                .containsExactly(
                        new double[] {first + second * 0.22, first * 0.22 + second, second * 0.68}, within(1e-9));
        assertThat(access(run(
                        demand().features(),
                        supply().features(),
                        "method",
                        "POWER",
                        "beta",
                        "2",
                        "leastDistance",
                        1000))[2])
                .isCloseTo(60 / (50 / 9.0 + 30 + 20 / 4.0) / 4, within(1e-9));
        double[] plain = access(run(demand().features(), supply().features(), "method", "EPANECHNIKOV"));
        double[] modified =
                access(run(demand().features(), supply().features(), "method", "EPANECHNIKOV", "modified", true));
        assertThat(modified[2]).isCloseTo(plain[2] * 5 / 9, within(1e-9));
    }

    /** The same places in degrees, and the supply in another CRS than the demand. */
    @Test
    void measuresOnTheGroundInAnyCrs() {
        List<SimpleFeature> plane = run(demand().features(), supply().features(), "catchment", "4000");
        for (String crs : List.of("4326", "3857")) {
            Table moved = new Table("name:String,children:Double,geom:Point:srid=" + crs);
            for (SimpleFeature feature : Features.list(demand().features())) {
                moved.row(feature.getAttribute("name"), feature.getAttribute("children"), Projected.wkt(feature, crs));
            }
            double[] access = access(run(moved.features(), supply().features(), "catchment", "4000"));
            for (int i = 0; i < access.length; i++) {
                // the zone's scale is 0.9996
                assertThat(access[i]).isCloseTo(access(plane)[i], within(2e-3 * access[i]));
            }
        }
    }

    @Test
    void looksAcrossTheDateLine() {
        Table data = new Table("children:Double,geom:Geometry:srid=4326")
                .row(10.0, "POINT(179.99 0)")
                // a district on both sides, whose middle is at 180°
                .row(
                        10.0,
                        "MULTIPOLYGON(((179.9 -0.1, 180 -0.1, 180 0.1, 179.9 0.1, 179.9 -0.1)),"
                                + " ((-180 -0.1, -179.9 -0.1, -179.9 0.1, -180 0.1, -180 -0.1)))");
        Table school = new Table("places:Double,geom:Point:srid=4326").row(20.0, "POINT(-179.99 0)");
        List<SimpleFeature> rows = run(data.features(), school.features(), "method", "BINARY");
        assertThat(access(rows)).containsExactly(1, 1);
        assertThat((double) rows.get(0).getAttribute("nearest_distance")).isCloseTo(2226.39, within(0.01));
        assertThat((double) rows.get(1).getAttribute("nearest_distance")).isCloseTo(1113.19, within(0.01));
    }

    @Test
    void saysWhatTakesNoPart() {
        Warnings warnings = new Warnings();
        Table data = demand().row("Nobody", 0.0, "POINT(502000 3000000)")
                .row("Unknown", null, "POINT(502000 3000000)")
                .row("Nowhere", 7.0, null);
        Table schools = supply().row("Closed", 0.0, 3000.0, "POINT(502000 3000000)")
                .row("Remote", 90.0, 3000.0, "POINT(600000 3000000)");
        List<SimpleFeature> rows = Features.run(
                warnings, "Accessibility", inputs(data.features(), schools.features(), "method", "BINARY"));
        assertThat(access(rows.subList(0, 5)))
                .as("who has no demand has access all the same")
                .containsExactly(new double[] {1.85, 1.85, 0.6, 1.85, 1.85}, within(1e-9));
        assertThat(rows.get(5).getAttribute("access")).isNull();
        assertThat(rows.get(5).getAttribute("supplies")).isNull();
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:Accessibility: data: 1 feature without a place left out: Nowhere (school.6)",
                        "edu:Accessibility: data: 2 features without “children” greater than 0 left out: Nobody"
                                + " (school.4), Unknown (school.5)",
                        "edu:Accessibility: supply: 1 feature without “places” greater than 0 left out: Closed"
                                + " (school.3)",
                        "edu:Accessibility: supply: 1 feature without anyone within the catchment left out: Remote"
                                + " (school.4)");
    }

    @Test
    void nothingComesOfNothing() {
        SimpleFeatureCollection empty = new Table("children:Double,geom:Point:srid=32646").features();
        SimpleFeatureCollection result = Features.result(null, "Accessibility", inputs(empty, supply().features()));
        assertThat(result.isEmpty()).isTrue();
        assertThat(Features.names(result.getSchema())).contains("geom", "access", "access_ratio");
    }

    @Test
    void refusesBadInputs() {
        assertRefused(demand().change(2, row -> row.put("children", -1.0)), supply())
                .hasMessage("demand “children” must be at least 0, got -1 (Middle, feature school.2)");
        assertRefused(demand(), supply().change(2, row -> row.put("places", -60.0)))
                .hasMessage("capacity “places” must be at least 0, got -60 (Second, feature school.2)");
        assertRefused(demand().changeAll(row -> row.put("children", 0.0)), supply())
                .hasMessage("demand must be greater than 0 in at least one feature: 3 features without “children”"
                        + " greater than 0 left out: Near (school.1), Middle (school.2), Far (school.3)");
        assertRefused(demand(), supply().changeAll(row -> row.put("places", 0.0)))
                .hasMessageStartingWith("capacity must be greater than 0 in at least one feature: 2 features");
        assertRefused(demand(), supply(), "catchment", "0").hasMessage("catchment must be greater than 0, got 0");
        assertRefused(demand(), supply(), "catchment", "-5").hasMessage("catchment must be greater than 0, got -5");
        assertRefused(demand(), supply(), "catchment", "NaN").hasMessageContaining("must be greater than 0");
        assertRefused(demand(), supply(), "catchment", "places-60")
                .hasMessage("catchment “places-60” must be greater than 0, got 0 (Second, feature school.2)");
        assertRefused(demand(), supply(), "catchment", "radius")
                .hasMessage("catchment names the unknown attribute “radius”; the attributes are name, places, reach,"
                        + " geom");
        assertRefused(demand(), supply(), "catchment", " ")
                .hasMessage("catchment is missing: give how far supplies reach, as a number or an attribute of supply");
        assertRefused(demand(), supply(), "catchment", "500")
                .hasMessage("catchment must reach some demand: the nearest supply is 1000 m away, farther than its"
                        + " catchment");
        assertRefused(demand(), supply(), "method", "STEP", "catchment", "3000")
                .hasMessage("zones is missing: give the zones of STEP as distance=weight, 1000=1 for example");
        for (String zone : List.of("1000", "1000=x", "0=1", "1000=-1", "1000=1=2", "=")) {
            assertRefused(demand(), supply(), "method", "STEP", "zones", List.of(zone))
                    .hasMessage("zones must be distance=weight with a distance greater than 0 and a weight of at least"
                            + " 0, got “" + zone + "”");
        }
        assertRefused(demand(), supply(), "method", "STEP", "zones", List.of("1000=1", "1000.0=2"))
                .hasMessage("zones must end at different distances, got 1000 twice");
        assertRefused(demand(), supply(), "method", "STEP", "zones", List.of("1000=0"))
                .hasMessage("zones must have a weight greater than 0 in at least one");
        assertRefused(demand(), supply(), "zones", List.of("1000=1"), "catchment", "3000")
                .hasMessage("zones is for method STEP only, but method is GAUSSIAN");
        assertRefused(demand(), supply(), "beta", 2.0)
                .hasMessage("beta is for method POWER only, but method is GAUSSIAN");
        assertRefused(demand(), supply(), "method", "POWER")
                .hasMessage("beta is missing: give the exponent of POWER, 1.5 for example");
        assertRefused(demand(), supply(), "method", "POWER", "beta", 1.0)
                .hasMessage("leastDistance is missing: give the distance from which POWER falls, 100 for example");
        assertRefused(demand(), supply(), "method", "POWER", "beta", -1.0, "leastDistance", 1.0)
                .hasMessage("beta must be greater than 0, got -1");
        assertRefused(demand(), new Table("places:Double")).hasMessageStartingWith("supply must have a geometry");
        assertRefused(demand(), new Table("places:Double,geom:Point").row(1.0, "POINT(1 1)"))
                .hasMessage("supply must have a coordinate reference system, since distances are on the ground");
        assertRefused(demand(), new Table("places:Double,geom:Point:srid=4326")).hasMessage("supply has no features");
        assertRefused(demand(), supply().changeAll(row -> row.put("geom", null)))
                .hasMessage("supply has no feature that counts: 2 features without a place left out: First (school.1),"
                        + " Second (school.2)");
        assertRefused(demand(), new Table("places:Double,geom:Point:srid=4326").row(5.0, "POINT(29 94)"))
                .hasMessageContaining("supply must have longitude before latitude, got (29, 94): they look swapped");
    }

    /** Refused in English; in Chinese without an English sentence. */
    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            Table data, Table supply, Object... more) {
        return assertThatThrownBy(() -> run(data.features(), supply.features(), more))
                .hasCauseInstanceOf(Refusal.class)
                .satisfies(refused -> assertThat(((Refusal) refused.getCause()).in(Language.ZH))
                        .containsPattern("\\p{IsHan}")
                        .doesNotContain(" must ", " is ", " the "));
    }
}
