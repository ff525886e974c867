package org.edubalance.process.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.feature.simple.SimpleFeature;
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
        List<SimpleFeature> around = Features.list(new SpatialPatternProcess()
                .execute(
                        points.features(),
                        null,
                        "stage",
                        null,
                        null,
                        SpatialPatternProcess.QuadrantOrigin.MEAN_CENTRE,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        assertThat(quadrants(around.get(0))).isEqualTo("1 0 1 1");
    }

    @Test
    void takesTheAreaOfTheRegions() {
        Table region = new Table("name:String,geom:Polygon:srid=4326")
                .row("Bomi", "POLYGON((94.5 29, 95.5 29, 95.5 30, 94.5 30, 94.5 29))");
        SimpleFeature row = Features.list(new SpatialPatternProcess()
                        .execute(
                                cross().features(),
                                null,
                                "county",
                                region.features(),
                                "name",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))
                .get(0);
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
                        + "feature only; no Moran's I: Moran's I needs at least 3 values, got 1");
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
        SimpleFeature global = Features.list(new SpatialPatternProcess()
                        .execute(
                                grid.features(),
                                "score",
                                null,
                                null,
                                null,
                                null,
                                NeighbourRule.CONTIGUITY,
                                null,
                                null,
                                null,
                                null,
                                null))
                .get(0);
        assertThat(number(global, "moran_i")).isGreaterThan(0.7);
        assertThat(number(global, "moran_p")).isEqualTo(0.001);
        assertThat(global.getAttribute("islands")).isEqualTo(1);
        assertThat(global.getAttribute("missing")).isEqualTo(1);
    }

    @Test
    void refusesAKeyOfRegionsThatAreNotGiven() {
        assertThatThrownBy(() -> new SpatialPatternProcess()
                        .execute(
                                cross().features(),
                                null,
                                null,
                                null,
                                "county",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))
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
                .hasMessage("attribute: Moran's I needs at least 3 values, got 0");
        assertLocal(cross(), NeighbourRule.DISTANCE, null, null)
                .hasMessage("distance is missing: give the distance in metres up to which features are neighbours");
        assertLocal(cross(), NeighbourRule.DISTANCE, null, -1.0)
                .hasMessage("distance must be greater than 0 metres, got -1");
        assertLocal(cross(), NeighbourRule.CONTIGUITY, null, null)
                .hasMessage("neighbours CONTIGUITY needs polygons, got a Point");
        assertLocal(cross().changeAll(row -> row.put("score", 3.0)), NeighbourRule.KNN, 2, null)
                .hasMessage("attribute: Moran's I needs values that differ, got 3.0 only");
        assertLocal(cross().change(2, row -> row.put("geom", null)), NeighbourRule.KNN, 2, null)
                .hasMessage("data must have a geometry in every feature, got none in school.2");
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
        assertThatThrownBy(() -> new LocalMoranProcess()
                        .execute(cross().features(), "score", null, null, 2, null, 100_000, null, null, null))
                .hasMessage("permutations must be from 0 to 99999, got 100000");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertLocal(
            Table table, NeighbourRule rule, Integer k, Double distance) {
        return assertThatThrownBy(() -> new LocalMoranProcess()
                        .execute(table.features(), "score", null, rule, k, distance, null, null, null, null))
                .isInstanceOf(RuntimeException.class);
    }

    private static List<SimpleFeature> local(Table table, NeighbourRule rule, Double distance) {
        return Features.list(new LocalMoranProcess()
                .execute(table.features(), "score", null, rule, null, distance, null, null, null, null));
    }

    private static List<SimpleFeature> pattern(Table table, String groupBy) {
        return Features.list(new SpatialPatternProcess()
                .execute(
                        table.features(),
                        table.features().getSchema().indexOf("score") < 0 ? null : "score",
                        groupBy,
                        null,
                        null,
                        null,
                        null,
                        table.features().size() == 4 ? 2 : null,
                        null,
                        null,
                        null,
                        null));
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
