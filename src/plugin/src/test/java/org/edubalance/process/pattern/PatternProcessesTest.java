package org.edubalance.process.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.edubalance.process.features.Cases;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.process.ProcessException;
import org.geotools.referencing.GeodeticCalculator;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

class PatternProcessesTest {

    /** A cross around 95° E, 29.5° N: 100 km to the east and west, 20 km to the north and south. */
    private static Table cross() {
        Table table = new Table("county:String,score:Double,geom:Point:srid=4326");
        for (int azimuth : new int[] {90, -90, 0, 180}) {
            GeodeticCalculator calculator = new GeodeticCalculator();
            calculator.setStartingGeographicPoint(95, 29.5);
            calculator.setDirection(azimuth, azimuth % 180 == 0 ? 20_000 : 100_000);
            double x = calculator.getDestinationGeographicPoint().getX();
            double y = calculator.getDestinationGeographicPoint().getY();
            table.row("Bomi", 1.0 + azimuth, "POINT(" + x + " " + y + ")");
        }
        return table;
    }

    @Test
    void measuresInGroundMetres() {
        SimpleFeature row = pattern(cross(), null).get(0);
        // Geodesics through the plane's centre are straight and true on it; the middle of the bounds, where it is, lies
        // some decimetres off that of the cross, as degrees of latitude grow to the north.
        assertThat(number(row, "major")).isCloseTo(100_000, within(1.0));
        assertThat(number(row, "minor")).isCloseTo(20_000, within(1.0));
        assertThat(number(row, "rotation")).isCloseTo(90, within(0.01));
        assertThat(number(row, "x")).isCloseTo(95, within(1e-6));
        assertThat(number(row, "y")).isCloseTo(29.5, within(1e-4));
        assertThat(number(row, "area")).isCloseTo(4000, within(0.1));
        assertThat(((Geometry) row.getDefaultGeometry()).getEnvelopeInternal().getWidth())
                .isCloseTo(2 * 1.0315, within(0.002));
        assertThat(row.getAttribute("notes")).isEqualTo("");
    }

    @Test
    void givesTheSameInWebMercator() {
        Table mercator = new Table("county:String,score:Double,geom:Point:srid=3857");
        for (SimpleFeature feature : Features.list(cross().features())) {
            double[] xy = mercator(((Geometry) feature.getDefaultGeometry()).getCoordinate());
            mercator.row("Bomi", feature.getAttribute("score"), "POINT(" + xy[0] + " " + xy[1] + ")");
        }
        SimpleFeature expected = pattern(cross(), null).get(0);
        SimpleFeature row = pattern(mercator, null).get(0);
        for (String column : List.of("major", "minor", "rotation", "nn_observed", "nn_ratio")) {
            // The planes' centres differ by some metres, since the middle of the bounds is taken in another CRS.
            assertThat(number(row, column))
                    .isCloseTo(number(expected, column), within(1e-4 * number(expected, column)));
        }
    }

    @Test
    void countsQuadrantsAroundTheBoundsOrTheMeanCentre() {
        Table points = new Table("stage:String,geom:Point:srid=4326")
                .row("a", "POINT(0 0)")
                .row("a", "POINT(1 1)")
                .row("a", "POINT(1 9)")
                .row("b", "POINT(10 10)")
                .row("b", "POINT(2 2)");
        List<SimpleFeature> rows = pattern(points, "stage");
        assertThat(rows).extracting(row -> row.getAttribute("group")).containsExactly("a", "b", "ALL");
        assertThat(rows).extracting(PatternProcessesTest::quadrants).containsExactly("0 1 2 0", "1 0 1 0", "1 1 3 0");
        List<SimpleFeature> around = Features.run(
                "SpatialPattern",
                "data",
                points.features(),
                "groupBy",
                "stage",
                "quadrantOrigin",
                SpatialPatternProcess.QuadrantOrigin.MEAN_CENTRE);
        assertThat(quadrants(around.get(0))).isEqualTo("1 0 1 1");
    }

    @Test
    void takesTheAreaOfTheRegions() {
        Table region = new Table("name:String,geom:Polygon:srid=4326")
                .row("Bomi", "POLYGON((94.5 29, 95.5 29, 95.5 30, 94.5 30, 94.5 29))");
        SimpleFeature row = Features.run(
                        "SpatialPattern",
                        "data",
                        cross().features(),
                        "groupBy",
                        "county",
                        "regions",
                        region.features(),
                        "regionKey",
                        "name")
                .get(0);
        assertThat(number(row, "nn_p")).isBetween(0.0, 1.0);
        // A degree by a degree around 29.5°: 110.85 km by 96.97 km.
        assertThat(number(row, "area")).isCloseTo(10_749, within(15.0));
    }

    @Test
    void saysWhatSmallGroupsLack() {
        Table points = new Table("county:String,score:Double,geom:Point:srid=4326")
                .row("a", 1.0, "POINT(95 29)")
                .row("b", 1.0, "POINT(95 29)")
                .row("b", null, "POINT(96 29)");
        List<SimpleFeature> rows = pattern(points, "county");
        assertThat(rows.get(0).getAttribute("notes"))
                .isEqualTo("no ellipse: the features lie at one place or on a line; no nearest-neighbour ratio: one "
                        + "feature only; no Moran’s I: Moran’s I needs at least 3 values, got 1");
        assertThat(rows.get(1).getAttribute("missing")).isEqualTo(1);
        assertThat(rows.get(1).getAttribute("nn_ratio")).isNull();
    }

    @Test
    void classesTheClustersOfAGrid() {
        Table grid = new Table("score:Double,geom:Polygon:srid=32646");
        for (int i = 0; i < 100; i++) {
            int x = 1000 * (i % 10);
            int y = 1000 * (i / 10);
            Double score = i == 0 ? null : i == 51 ? 10 : i % 10 < 5 ? 0.001 * i : 10 + 0.001 * i;
            grid.row(
                    score,
                    "POLYGON((%1$d %2$d, %3$d %2$d, %3$d %4$d, %1$d %4$d, %1$d %2$d))"
                            .formatted(500_000 + x, 3_000_000 + y, 501_000 + x, 3_001_000 + y));
        }
        grid.row(5.0, "POLYGON((600000 3000000, 601000 3000000, 600000 3001000, 600000 3000000))");
        List<SimpleFeature> contiguous = local(grid, NeighbourRule.CONTIGUITY, null);
        assertThat(contiguous.get(51).getAttribute("moran_class")).isEqualTo("HL");
        assertThat(contiguous.get(51).getAttribute("neighbours")).isEqualTo(4);
        assertThat((double) contiguous.get(51).getAttribute("moran_lag")).isCloseTo(0.051, within(1e-9));
        assertThat(contiguous.get(44).getAttribute("moran_class")).isEqualTo("NS");
        assertThat(contiguous.get(0).getAttribute("moran_class")).isEqualTo("MISSING");
        assertThat(contiguous.get(1).getAttribute("neighbours"))
                .as("the missing one is none")
                .isEqualTo(2);
        assertThat(contiguous.get(100).getAttribute("moran_class")).isEqualTo("ISLAND");
        assertThat(contiguous.get(100).getAttribute("moran_i")).isNull();
        // Centres 1 km apart: 1.1 km reaches the same neighbours.
        List<SimpleFeature> near = local(grid, NeighbourRule.DISTANCE, 1100.0);
        for (int i = 0; i < near.size(); i++) {
            assertThat(near.get(i).getAttribute("moran_i"))
                    .isEqualTo(contiguous.get(i).getAttribute("moran_i"));
        }
        SimpleFeature global = Features.run(
                        "SpatialPattern",
                        "data",
                        grid.features(),
                        "attribute",
                        "score",
                        "neighbours",
                        NeighbourRule.CONTIGUITY)
                .get(0);
        assertThat(number(global, "moran_i")).isGreaterThan(0.7);
        assertThat(number(global, "moran_p")).isEqualTo(0.001);
        assertThat(global.getAttribute("islands")).isEqualTo(1);
        assertThat(global.getAttribute("missing")).isEqualTo(1);
    }

    @Test
    void refusesAKeyOfRegionsThatAreNotGiven() {
        assertThatThrownBy(() -> Features.run("SpatialPattern", "data", cross().features(), "regionKey", "county"))
                .hasMessage("regions is missing: give the features that regionKey is an attribute of");
    }

    @Test
    void refusesBadInputs() {
        assertLocal(cross(), NeighbourRule.KNN, 4, null).hasMessage("k must be from 1 to 3 for 4 features, got 4");
        assertLocal(cross(), NeighbourRule.KNN, 0, null).hasMessage("k must be greater than 0, got 0");
        Table many = new Table("score:Double,geom:Point:srid=32646");
        for (int i = 0; i < 5000; i++) {
            many.row((double) i, "POINT(" + i + " 0)");
        }
        assertLocal(many, NeighbourRule.KNN, 4999, null)
                .hasMessage("k must be at most 4000 for 5000 features, got 4999");
        assertLocal(cross().changeAll(row -> row.put("score", null)), NeighbourRule.KNN, 2, null)
                .hasMessage("Moran’s I needs at least 3 values, got 0");
        assertLocal(cross(), NeighbourRule.DISTANCE, null, null)
                .hasMessage("distance is missing: give the distance in metres up to which features are neighbours");
        assertLocal(cross(), NeighbourRule.DISTANCE, null, -1.0)
                .hasMessage("distance must be greater than 0 metres, got -1");
        assertLocal(cross(), NeighbourRule.CONTIGUITY, null, null)
                .hasMessage("neighbours CONTIGUITY needs polygons, got a Point");
        assertLocal(cross().changeAll(row -> row.put("score", 3.0)), NeighbourRule.KNN, 2, null)
                .hasMessage("Moran’s I needs values that differ, got 3 only");
        assertLocal(cross().changeAll(row -> row.put("geom", null)), NeighbourRule.KNN, 2, null)
                .hasMessage("data has no feature that counts: 4 features without a place left out: school.1, school.2,"
                        + " school.3, school.4");
        assertLocal(new Table("score:Double"), NeighbourRule.KNN, 2, null)
                .hasMessageStartingWith("data must have a geometry");
        assertLocal(
                        new Table("score:Double,geom:Point")
                                .row(1.0, "POINT(1 1)")
                                .row(2.0, "POINT(1 2)")
                                .row(3.0, "POINT(2 2)"),
                        NeighbourRule.KNN,
                        2,
                        null)
                .hasMessage("data must have a coordinate reference system, since distances are on the ground");
        assertThatThrownBy(() -> Features.run(
                        "LocalMoran",
                        "data",
                        cross().features(),
                        "attribute",
                        "score",
                        "k",
                        2,
                        "permutations",
                        100_000))
                .hasMessage("permutations must be from 0 to 99999, got 100000");
    }

    /** Thirty places about 180° E, 16.9° S, as numbers of tables are, with the values of geodesics. */
    @Test
    void lookAcrossTheDateLineIsNoFartherThanElsewhere() throws Exception {
        Table points = new Table("score:Double,geom:Point:srid=4326");
        Table inTheEast = new Table("score:Double,geom:Point:srid=4326");
        List<double[]> places = new ArrayList<>();
        for (String[] row : Cases.rows("antimeridian_points.csv")) {
            double x = Double.parseDouble(row[1]);
            double y = Double.parseDouble(row[2]);
            points.row(Double.parseDouble(row[3]), "POINT(" + x + " " + y + ")");
            inTheEast.row(Double.parseDouble(row[3]), "POINT(" + ((x + 460) % 360 - 180) + " " + y + ")");
            places.add(new double[] {x, y});
        }
        SimpleFeature row = Features.run("SpatialPattern", "data", points.features(), "attribute", "score")
                .get(0);
        assertThat(number(row, "major")).isCloseTo(76_493, within(80.0));
        assertThat(number(row, "nn_observed")).isCloseTo(18_151, within(20.0));
        SimpleFeature elsewhere = Features.run("SpatialPattern", "data", inTheEast.features(), "attribute", "score")
                .get(0);
        for (String column : List.of("major", "minor", "rotation", "nn_ratio", "moran_i")) {
            assertThat(number(row, column)).isCloseTo(number(elsewhere, column), within(1e-6 * number(row, "major")));
        }
        for (String column : List.of("ne", "nw", "sw", "se", "moran_p")) {
            assertThat(row.getAttribute(column)).isEqualTo(elsewhere.getAttribute(column));
        }
        assertThat(((Geometry) row.getDefaultGeometry()).getEnvelopeInternal().getWidth())
                .isLessThan(3);
        List<SimpleFeature> near = local(points, NeighbourRule.DISTANCE, 40_000.0);
        for (int i = 0; i < near.size(); i++) {
            int expected = 0;
            for (int j = 0; j < near.size(); j++) {
                GeodeticCalculator calculator = new GeodeticCalculator();
                calculator.setStartingGeographicPoint(places.get(i)[0], places.get(i)[1]);
                calculator.setDestinationGeographicPoint(places.get(j)[0], places.get(j)[1]);
                expected += j != i && calculator.getOrthodromicDistance() <= 40_000 ? 1 : 0;
            }
            assertThat(near.get(i).getAttribute("neighbours")).as("row %s", i).isEqualTo(expected);
        }
    }

    @Test
    void theOrderOfTheRowsChangesNothing() throws Exception {
        for (NeighbourRule rule : new NeighbourRule[] {NeighbourRule.KNN, NeighbourRule.DISTANCE}) {
            List<List<String>> results = new ArrayList<>();
            for (String file : List.of("lat.csv", "lat2.csv")) {
                Table table = new Table("id:String,score:Double,geom:Point:srid=4326");
                for (String[] row : Cases.rows(file)) {
                    table.row(row[0], Double.parseDouble(row[3]), "POINT(" + row[1] + " " + row[2] + ")");
                }
                List<String> result = new ArrayList<>();
                for (SimpleFeature feature : local(table, rule, 1500.0)) {
                    result.add(feature.getAttribute("id") + " " + feature.getAttribute("moran_i") + " "
                            + feature.getAttribute("moran_p") + " " + feature.getAttribute("moran_class"));
                }
                Collections.sort(result);
                SimpleFeature global = Features.run(
                                "SpatialPattern",
                                "data",
                                table.features(),
                                "attribute",
                                "score",
                                "neighbours",
                                rule,
                                "distance",
                                1500.0)
                        .get(0);
                result.add("" + global.getAttribute("moran_p") + global.getAttribute("moran_z"));
                results.add(result);
            }
            assertThat(results.get(1)).isEqualTo(results.get(0));
        }
    }

    @Test
    void withoutARegionTheRatioHasNoProbability() {
        SimpleFeature row = pattern(cross(), null).get(0);
        assertThat(number(row, "nn_ratio")).isPositive();
        assertThat(row.getAttribute("nn_z")).isNull();
        assertThat(row.getAttribute("nn_p")).isNull();
    }

    @Test
    void queensMeetAtCornersAndBordersMayBeApartByTheSnap() {
        Table cells = new Table("score:Double,geom:Polygon:srid=4326");
        for (int i = 0; i < 9; i++) {
            double x = 94 + 0.1 * (i % 3) + 1e-9 * (i % 2);
            double y = 29 + 0.1 * (i / 3);
            cells.row(
                    (double) i,
                    String.format(
                            java.util.Locale.ROOT,
                            "POLYGON((%1$.10f %2$.10f, %3$.10f %2$.10f, %3$.10f %4$.10f, %1$.10f %4$.10f, %1$.10f %2$.10f))",
                            x,
                            y,
                            x + 0.1,
                            y + 0.1));
        }
        assertThat(local(cells, NeighbourRule.ROOK, null).get(4).getAttribute("neighbours"))
                .isEqualTo(4);
        assertThat(local(cells, NeighbourRule.QUEEN, null).get(4).getAttribute("neighbours"))
                .isEqualTo(8);
        List<SimpleFeature> exact = Features.run(
                "LocalMoran",
                "data",
                cells.features(),
                "attribute",
                "score",
                "neighbours",
                NeighbourRule.ROOK,
                "snap",
                1e-5);
        assertThat(exact.get(4).getAttribute("neighbours"))
                .as("0.1 mm apart on the right, overlapping on the left")
                .isEqualTo(3);
    }

    @Test
    void aFeatureWithoutAPlaceIsLeftOutAndNamed() {
        Table table = cross().change(2, row -> row.put("geom", null));
        List<String> warnings = new ArrayList<>();
        var listener = new org.geotools.data.util.DefaultProgressListener() {
            @Override
            public void warningOccurred(String source, String location, String warning) {
                warnings.add(warning);
            }
        };
        List<SimpleFeature> result =
                Features.run(listener, "LocalMoran", "data", table.features(), "attribute", "score", "k", 2);
        assertThat(result).hasSize(4);
        assertThat(result)
                .filteredOn(row -> "MISSING".equals(row.getAttribute("moran_class")))
                .hasSize(1);
        assertThat(warnings).containsExactly("1 feature without a place left out: school.2");
        assertThat(pattern(table, null).get(0).getAttribute("count")).isEqualTo(3);
    }

    @Test
    void coordinatesThatCannotBeAreRefusedInTheSameWords() {
        for (String process : List.of("SpatialPattern", "LocalMoran", "KernelDensity")) {
            assertCoordinates(process, 29.5, 100.15, "they look swapped");
            assertCoordinates(process, 500_000, 3_000_000, "these look like metres");
            assertCoordinates(process, 170, 95, "longitudes and latitudes that there are");
        }
    }

    private static void assertCoordinates(String process, double x, double y, String says) {
        Table table = cross().change(2, row -> row.put("geom", "POINT(" + x + " " + y + ")"));
        Object[] inputs = process.equals("LocalMoran")
                ? new Object[] {"data", table.features(), "attribute", "score"}
                : new Object[] {"data", table.features()};
        assertThatThrownBy(() -> Features.result(null, process, inputs))
                .isInstanceOf(ProcessException.class)
                .hasMessageStartingWith("data must have longitude")
                .hasMessageContaining(says)
                .hasMessageEndingWith("(feature school.2)");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertLocal(
            Table table, NeighbourRule rule, Integer k, Double distance) {
        return assertThatThrownBy(() -> Features.run("LocalMoran", inputs(table, rule, k, distance)))
                .isInstanceOf(ProcessException.class);
    }

    private static List<SimpleFeature> local(Table table, NeighbourRule rule, Double distance) {
        return Features.run("LocalMoran", inputs(table, rule, null, distance));
    }

    private static Object[] inputs(Table table, NeighbourRule rule, Integer k, Double distance) {
        List<Object> inputs =
                new ArrayList<>(List.of("data", table.features(), "attribute", "score", "neighbours", rule));
        if (k != null) {
            inputs.addAll(List.of("k", k));
        }
        if (distance != null) {
            inputs.addAll(List.of("distance", distance));
        }
        return inputs.toArray();
    }

    private static List<SimpleFeature> pattern(Table table, String groupBy) {
        List<Object> inputs = new ArrayList<>(List.of("data", table.features()));
        if (table.features().getSchema().indexOf("score") >= 0) {
            inputs.addAll(List.of("attribute", "score"));
        }
        if (groupBy != null) {
            inputs.addAll(List.of("groupBy", groupBy));
        }
        if (table.features().size() == 4) {
            inputs.addAll(List.of("k", 2));
        }
        return Features.run("SpatialPattern", inputs.toArray());
    }

    private static String quadrants(SimpleFeature row) {
        return row.getAttribute("ne") + " " + row.getAttribute("nw") + " " + row.getAttribute("sw") + " "
                + row.getAttribute("se");
    }

    private static double number(SimpleFeature row, String column) {
        return (double) row.getAttribute(column);
    }

    private static double[] mercator(Coordinate lonLat) {
        double radius = 6378137;
        return new double[] {
            radius * Math.toRadians(lonLat.x), radius * Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lonLat.y) / 2))
        };
    }
}
