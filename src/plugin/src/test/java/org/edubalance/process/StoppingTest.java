package org.edubalance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.feature.type.Name;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every process stops soon after its caller asks for it, whatever is in the data: points in one place, in one row, near
 * the poles and all over the world, regions with many corners that cross each other.
 */
class StoppingTest {

    private static final int FEATURES = 60_000;

    private static final int COUNTIES = 40;

    /** When the caller gives up: while features are read, and while they are computed with. */
    private static final List<Duration> GIVEN_UP = List.of(Duration.ofMillis(5), Duration.ofMillis(120));

    /** Far above what is measured, some tens of milliseconds; far below what a process needs that does not ask. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static SimpleFeatureCollection points;
    private static SimpleFeatureCollection regions;
    private static Map<String, Map<String, Object>> cases;

    @BeforeAll
    static void makeHostileData() {
        points = points();
        regions = regions();
        cases = cases();
    }

    private static SimpleFeatureCollection points() {
        Random random = new Random(7);
        Table features = new Table(
                "place:Point:srid=4326,county:String,school_type:String,stage:String,pupils:Integer,a:Double,b:Double,c:Double,"
                        + "item:Integer,other:Integer,year:Integer,grade:Integer");
        for (int i = 0; i < FEATURES; i++) {
            double x = i % 3 == 0 ? 94.36 : random.nextDouble(-180, 180);
            double y = i % 3 == 2 ? random.nextDouble(-84, 84) : 29.65;
            features.row(
                    Features.point(x, y),
                    "c" + i % COUNTIES,
                    "PRIMARY",
                    "PRIMARY",
                    1 + random.nextInt(900),
                    random.nextDouble(1, 2),
                    random.nextDouble(1, 2),
                    random.nextDouble(1, 2),
                    1 + random.nextInt(5),
                    1 + random.nextInt(5),
                    2015 + random.nextInt(8),
                    1 + random.nextInt(9));
        }
        return features.features();
    }

    /** Stars of many corners over one another. */
    private static SimpleFeatureCollection regions() {
        Table features = new Table("area:Polygon:srid=4326,county:String,a:Double");
        for (int i = 0; i < COUNTIES; i++) {
            StringBuilder ring = new StringBuilder("POLYGON ((");
            int corners = 2_000;
            for (int k = 0; k <= corners; k++) {
                double angle = 2 * Math.PI * (k % corners) / corners;
                double radius = k % 2 == 0 ? 20 : 5;
                ring.append(k == 0 ? "" : ", ")
                        .append(i * 0.5 + radius * Math.cos(angle))
                        .append(' ')
                        .append(radius * Math.sin(angle));
            }
            features.row(Features.wkt(ring.append("))").toString()), "c" + i, i + 1d);
        }
        return features.features();
    }

    private static Map<String, Map<String, Object>> cases() {
        List<String> indicators = List.of("a", "b", "c");
        String standard =
                """
                {"id": "own", "title": {"en": "Own", "zh": "自定"}, "stages": ["PRIMARY", "JUNIOR"],
                 "indicators": [{"id": "a", "title": {"en": "A", "zh": "甲"}, "expression": "a / pupils",
                                 "thresholds": {"PRIMARY": 1.5, "JUNIOR": 1.5},
                                 "resource": {"title": {"en": "A", "zh": "甲"}, "amount": "a", "per": 1, "whole": true}}],
                 "rule": {"minMet": 1, "floorShare": 0.85}}""";
        Map<String, Map<String, Object>> all = new HashMap<>();
        all.put("KernelDensity", Map.of("adaptive", true, "radius", 200_000d, "mask", regions));
        all.put("EntropyScore", Map.of("indicators", indicators));
        all.put("EntropyWeights", Map.of("indicators", indicators, "groupBy", "county"));
        all.put("BalanceCoefficients", Map.of("indicators", indicators, "groupBy", "county", "regions", regions));
        all.put("InequalityMeasures", Map.of("indicators", indicators, "groupBy", "county"));
        all.put("TheilDecomposition", Map.of("indicators", indicators, "groupBy", "county"));
        all.put("AssessSchools", Map.of("standard", standard, "stage", "stage", "population", "pupils"));
        all.put(
                "AssessRegions",
                Map.of(
                        "standard",
                        standard,
                        "stage",
                        "stage",
                        "population",
                        "pupils",
                        "groupBy",
                        "county",
                        "regions",
                        regions));
        all.put("SplitStages", Map.of("schoolType", "school_type", "pupilsPrimary", "pupils", "shared", List.of("a")));
        all.put("SurveySatisfaction", Map.of("items", List.of("item"), "groupBy", List.of("county")));
        all.put("SurveySample", Map.of("characteristics", List.of("item"), "groupBy", "county"));
        all.put("SurveyReliability", Map.of("items", List.of("d/item", "d/other"), "groupBy", "county"));
        all.put("DagumDecomposition", Map.of("indicators", indicators, "groupBy", "county"));
        all.put("CouplingCoordination", Map.of("subsystems", List.of("a/2", "b/2")));
        all.put("GeoDetector", Map.of("attribute", "a", "factors", List.of("county", "b", "c"), "classes", 9));
        all.put("BalanceTrend", Map.of("indicators", indicators, "year", "year", "groupBy", "county"));
        all.put("ObstacleDegree", Map.of("indicators", indicators));
        all.put("ResourceGap", Map.of("standard", standard, "stage", "stage", "population", "pupils"));
        all.put(
                "AllocateResources",
                Map.of("resource", "a", "population", "pupils", "groupBy", "county", "limit", 0.1, "wholeUnits", true));
        all.put("Accessibility", Map.of("demand", "pupils", "supply", points, "capacity", "a", "catchment", "3000000"));
        all.put(
                "AssessCounty",
                Map.of(
                        "county",
                        regions,
                        "stage",
                        "stage",
                        "population",
                        "pupils",
                        "groupBy",
                        "county",
                        "mapping",
                        Stream.of(
                                        "qualified_teachers",
                                        "backbone_teachers",
                                        "pe_arts_teachers",
                                        "teaching_area",
                                        "sports_area",
                                        "equipment_value",
                                        "multimedia_rooms")
                                .map(indicator -> indicator + "=a")
                                .toList()));
        all.put("ProjectEnrolment", Map.of("groupBy", "county", "year", "year", "grade", "grade", "pupils", "pupils"));
        all.put(
                "ServiceCoverage",
                Map.of("demand", "pupils", "supply", points, "distances", List.of(1_000_000d, 3_000_000d)));
        all.put("HotSpots", Map.of("attribute", "a", "neighbours", "DISTANCE", "distance", 3_000_000d));
        all.put("SpatialPattern", Map.of());
        all.put("LocalMoran", Map.of("attribute", "a", "neighbours", "DISTANCE", "distance", 3_000_000d));
        return all;
    }

    static Stream<String> processes() {
        return new EduProcessFactory()
                .getNames().stream().map(Name::getLocalPart).sorted();
    }

    @Test
    void stopsAmongPolygonsThatCross() {
        for (String neighbours : List.of("QUEEN", "ROOK")) {
            stopsSoon("LocalMoran", Map.of("data", regions, "attribute", "a", "neighbours", neighbours));
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void stopsSoonAfterItsCallerGaveUp(String process) {
        Map<String, Object> inputs = new HashMap<>(cases.get(process));
        inputs.putIfAbsent("data", points);
        stopsSoon(process, inputs);
    }

    private static void stopsSoon(String process, Map<String, Object> inputs) {
        for (Duration moment : GIVEN_UP) {
            Impatient caller = new Impatient(moment);
            try {
                Object result = Processors.createProcess(new NameImpl("edu", process))
                        .execute(inputs, caller)
                        .get("result");
                if (result instanceof SimpleFeatureCollection features) {
                    features.size();
                }
            } catch (ProcessException e) {
                // A fast machine may come upon a limit of the process before the caller gives up.
                assertThat(e)
                        .as("%s given up after %s", process, moment)
                        .rootCause()
                        .isInstanceOfAny(CancellationException.class, Refusal.class);
            }
            assertThat(caller.waited())
                    .as("%s given up after %s", process, moment)
                    .isLessThan(SOON);
        }
    }

    /** A caller that gives up after a while. */
    private static final class Impatient extends DefaultProgressListener {

        private final long givesUp;

        Impatient(Duration patience) {
            givesUp = System.nanoTime() + patience.toNanos();
        }

        @Override
        public boolean isCanceled() {
            return System.nanoTime() > givesUp;
        }

        Duration waited() {
            return Duration.ofNanos(System.nanoTime() - givesUp);
        }
    }
}
