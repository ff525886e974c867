package org.edubalance.process.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.util.ProgressListener;
import org.junit.jupiter.api.Test;

/** edu:Accessibility and edu:ServiceCoverage along a road with a branch, and their refusals. */
class NetworkProcessesTest {

    private static Table homes() {
        return new Table("name:String,county:String,children:Double,geom:Point:srid=32646")
                .row("Near", "East", 50.0, "POINT(501000 3000000)")
                .row("Middle", "East", 30.0, "POINT(503000 3000000)")
                .row("Far", "West", 20.0, "POINT(506000 3000000)");
    }

    private static Table schools() {
        return new Table("name:String,places:Double,geom:Point:srid=32646")
                .row("First", 100.0, "POINT(500000 3000000)")
                .row("Second", 60.0, "POINT(504000 3000000)");
    }

    /** A road from 499 to 507 km, in two, and a branch that crosses it without meeting it at an end. */
    private static Table roads() {
        return new Table("kind:String,speed:Double,way:String,geom:MultiLineString:srid=32646")
                .row("road", 60.0, null, "MULTILINESTRING((499000 3000000, 502000 3000000))")
                .row("road", 30.0, "no", "MULTILINESTRING((507000 3000000, 502000 3000000))")
                .row("branch", 30.0, "", "MULTILINESTRING((505000 2998000, 505000 3002000))");
    }

    private static List<SimpleFeature> run(
            ProgressListener listener, String process, Table data, Table network, Object... more) {
        List<Object> inputs = new ArrayList<>(List.of(
                "data",
                data.features(),
                "demand",
                "children",
                "supply",
                schools().features(),
                "network",
                network.features()));
        inputs.addAll(List.of(more));
        return Features.run(listener, process, inputs.toArray());
    }

    private static List<SimpleFeature> access(Table data, Table network, Object... more) {
        List<Object> inputs = new ArrayList<>(List.of("capacity", "places"));
        if (!List.of(more).contains("catchment")) {
            inputs.addAll(List.of("catchment", "3000"));
        }
        inputs.addAll(List.of(more));
        return run(null, "Accessibility", data, network, inputs.toArray());
    }

    private static double[] numbers(List<SimpleFeature> rows, String attribute) {
        return rows.stream()
                .mapToDouble(row -> (double) row.getAttribute(attribute))
                .toArray();
    }

    @Test
    void givesTheCheckedExampleAlongARoad() {
        List<SimpleFeature> rows = access(homes(), roads());
        assertThat(numbers(rows, "access")).containsExactly(new double[] {2, 1.447766, 0.828350}, within(5e-7));
        assertThat(numbers(rows, "nearest_distance")).containsExactly(new double[] {1000, 1000, 2000}, within(1e-6));
    }

    @Test
    void takesMinutesAndOneWays() {
        // a kilometre a minute up to 502 km, then two minutes a kilometre
        List<SimpleFeature> rows =
                access(homes(), roads(), "cost", "length/(1000*speed/60)", "catchment", "4", "method", "BINARY");
        assertThat(numbers(rows, "nearest_distance")).containsExactly(new double[] {1, 2, 4}, within(1e-9));
        assertThat(Features.values(rows, "supplies")).containsExactly(1, 2, 1);
        assertThat(Column.unit(rows.get(0).getFeatureType().getDescriptor("nearest_distance"), Language.EN))
                .isNull();
        // the second piece is drawn to the west: with the line nobody gets from 503 to 504 km
        Table oneWay = roads().change(2, row -> row.put("way", "yes"));
        List<SimpleFeature> west = access(homes(), oneWay, "oneWay", "way", "method", "BINARY", "catchment", "3500");
        assertThat(Features.values(west, "nearest")).containsExactly("school.1", "school.1", "school.2");
        assertThat(numbers(west, "nearest_distance")).containsExactly(new double[] {1000, 3000, 2000}, within(1e-6));
        Table against = roads().change(2, row -> row.put("way", -1));
        List<SimpleFeature> east = access(homes(), against, "oneWay", "way", "method", "BINARY", "label", "name");
        assertThat(Features.values(east, "nearest")).containsExactly("First", "Second", null);
    }

    @Test
    void measuresRoadsInDegreesOnTheGround() {
        Table geographic = new Table("geom:LineString:srid=4326");
        for (SimpleFeature road : Features.list(roads().features())) {
            geographic.row(Projected.wkt(road, "4326")
                    .replace("MULTILINESTRING ((", "LINESTRING (")
                    .replace("))", ")"));
        }
        Table places = new Table("children:Double,geom:Point:srid=4326");
        for (SimpleFeature home : Features.list(homes().features())) {
            places.row(home.getAttribute("children"), Projected.wkt(home, "4326"));
        }
        double[] distances = numbers(access(places, geographic), "nearest_distance");
        // the zone's scale is 0.9996, and the road is some metres longer as the parallel bends away from it
        assertThat(distances[0]).isCloseTo(1000 / 0.9996, within(1.0));
        assertThat(distances[2]).isCloseTo(2000 / 0.9996, within(1.0));
    }

    @Test
    void tellsOfWhatIsOffTheNetworkOrCutOff() {
        Warnings warnings = new Warnings();
        Table data = homes().row("Branch", "West", 5.0, "POINT(505010 2999000)")
                .row("Hill", "West", 5.0, "POINT(503000 3000900)");
        Object[] more = {"capacity", "places", "catchment", "3000", "snap", 500, "method", "BINARY"};
        List<SimpleFeature> rows = run(warnings, "Accessibility", data, roads(), more);
        assertThat(rows.get(3).getAttribute("access")).isEqualTo(0.0);
        assertThat(rows.get(3).getAttribute("nearest")).isNull();
        assertThat(rows.get(4).getAttribute("access")).isNull();
        assertThat(rows.get(4).getAttribute("supplies")).isNull();
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:Accessibility: network: 2 parts that are not connected with each other; ends must meet, or"
                                + " ask for crossings",
                        "edu:Accessibility: data: 1 feature without the network within 500 m left out: Hill"
                                + " (school.5)",
                        "edu:Accessibility: data: 1 feature without a way to any supply left out: Branch (school.4)");
        List<SimpleFeature> joined = access(data, roads(), "crossings", true, "method", "BINARY");
        assertThat((double) joined.get(3).getAttribute("nearest_distance")).isCloseTo(10 + 1000 + 1000, within(0.05));
    }

    @Test
    void countsTheDemandByDistance() {
        List<SimpleFeature> rows =
                run(null, "ServiceCoverage", homes(), roads(), "distances", List.of(2000, 1000.5), "groupBy", "county");
        assertThat(Features.values(rows, "group")).containsExactly("East", "West", "ALL");
        assertThat(numbers(rows, "demand")).containsExactly(80, 20, 100);
        assertThat(numbers(rows, "mean_distance")).containsExactly(new double[] {1000, 2000, 1200}, within(1e-6));
        assertThat(numbers(rows, "p90_distance")).containsExactly(new double[] {1000, 2000, 2000}, within(1e-6));
        assertThat(numbers(rows, "share_1000_5")).containsExactly(1, 0, 0.8);
        assertThat(numbers(rows, "share_2000")).containsExactly(1, 1, 1);
        assertThat(Column.title(rows.get(0).getFeatureType().getDescriptor("share_2000"), Language.ZH))
                .isEqualTo("2000以内的比例");
        List<SimpleFeature> straight = Features.run(
                "ServiceCoverage",
                "data",
                homes().features(),
                "supply",
                schools().features(),
                "distances",
                "1000");
        assertThat((double) straight.get(0).getAttribute("share_1000")).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(straight).hasSize(1);
    }

    @Test
    void refusesBadNetworks() {
        assertRefused(roads(), "snap", 0).hasMessage("snap must be greater than 0 metres, got 0");
        assertRefused(roads().changeAll(row -> row.put("geom", null)))
                .hasMessageStartingWith("network has no feature that counts: 3 features without a place left out");
        assertRefused(new Table("geom:LineString:srid=32646")).hasMessage("network has no features");
        assertRefused(new Table("kind:String").row("road")).hasMessageStartingWith("network must have a geometry");
        assertRefused(new Table("geom:Point:srid=32646").row("POINT(1 1)"))
                .hasMessage("network must be lines, got a Point (feature school.1)");
        assertRefused(roads(), "cost", "speed-45")
                .hasMessage("cost “speed-45” must be at least 0, got -15 (feature school.2)");
        assertRefused(roads().change(3, row -> row.put("speed", null)), "cost", "60/speed")
                .hasMessage("cost “60/speed” must be a finite number, got no value (feature school.3)");
        assertRefused(roads(), "cost", "lenght").hasMessageStartingWith("cost names the unknown attribute “lenght”");
        assertRefused(roads().change(3, row -> row.put("way", "maybe")), "oneWay", "way")
                .hasMessage("oneWay “way” must be yes, no or -1 (or 1, 0, true, false, F, T, B, FT, TF), got “maybe”"
                        + " (feature school.3)");
        assertRefused(new Table("geom:LineString:srid=32646").row("LINESTRING(0 3000000, 1000 3000000)"))
                .hasMessage("snap must reach the network: no place of data is within 1000 m of it");
        assertRefused(roads(), "catchment", "10")
                .hasMessage("catchment must reach some demand: the nearest supply is 1000 m away, farther than its"
                        + " catchment");
        assertThatThrownBy(() -> Features.run(
                        "Accessibility",
                        "data",
                        homes().features(),
                        "supply",
                        schools().features(),
                        "catchment",
                        "3000",
                        "cost",
                        "1"))
                .hasMessage("network is missing: give the lines that cost belongs to");
    }

    @Test
    void refusesBadDistances() {
        assertThatThrownBy(() -> run(null, "ServiceCoverage", homes(), roads()))
                .hasMessageStartingWith("distances is missing");
        assertThatThrownBy(() -> run(null, "ServiceCoverage", homes(), roads(), "distances", "-1"))
                .hasMessage("distances must be greater than 0, got -1");
        assertThatThrownBy(() -> run(null, "ServiceCoverage", homes(), roads(), "distances", List.of(500, 500)))
                .hasMessage("distances must be different, got 500, 500");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Table network, Object... more) {
        return assertThatThrownBy(() -> access(homes(), network, more))
                .hasCauseInstanceOf(Refusal.class)
                .satisfies(refused -> assertThat(((Refusal) refused.getCause()).in(Language.ZH))
                        .containsPattern("\\p{IsHan}")
                        .doesNotContain(" must ", " is ", " the "));
    }
}
