package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class StudyAreaTest {

    private static final GroundMetric METRES = GroundMetric.planar(1);

    /** A county with a concave border, a lake in it, and an exclave. */
    private static final String COUNTY =
            "MULTIPOLYGON (((0 0, 100 0, 100 60, 50 30, 0 80, 0 0), (30 15, 45 15, 40 25, 30"
                    + " 15)), ((110 0, 140 10, 120 40, 110 0)))";

    private static StudyArea area(String... wkt) throws ParseException {
        WKTReader reader = new WKTReader();
        Geometry[] geometries = new Geometry[wkt.length];
        for (int i = 0; i < wkt.length; i++) {
            geometries[i] = reader.read(wkt[i]);
        }
        return new StudyArea(List.of(geometries));
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void knownShares(Kernel kernel) throws ParseException {
        StudyArea square = area("POLYGON ((0 0, 0 100, 100 100, 100 0, 0 0))");
        double h = 40 / kernel.support();
        assertThat(square.share(50, 50, h, kernel, METRES)).isCloseTo(1, within(1e-9));
        assertThat(square.share(0, 50, h, kernel, METRES)).isCloseTo(0.5, within(1e-9));
        assertThat(square.share(0, 0, h, kernel, METRES)).isCloseTo(0.25, within(1e-9));
        assertThat(square.share(-50, 50, h, kernel, METRES)).isZero();
        assertThat(square.share(1e-7, 50, h, kernel, METRES)).isCloseTo(0.5, within(1e-6));
    }

    /** The share against a sum over small squares, for points inside, near every kind of border, and outside. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void sharesAgreeWithASum(Kernel kernel) throws ParseException {
        StudyArea county = area(COUNTY);
        Geometry polygons = new WKTReader().read(COUNTY);
        double h = 35 / kernel.support();
        double[][] places = {{20, 20}, {50, 29}, {37, 14}, {99, 50}, {112, 8}, {5, 70}, {105, 20}, {36, 18}};
        for (double[] p : places) {
            double inside = 0;
            double all = 0;
            int n = 500;
            double step = 70.0 / n;
            var locator = new org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator(polygons);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double x = -35 + (i + 0.37) * step;
                    double y = -35 + (j + 0.71) * step;
                    double k = kernel.value(Math.hypot(x, y) / h);
                    all += k;
                    if (k > 0 && locator.locate(new Coordinate(p[0] + x, p[1] + y)) == 0) {
                        inside += k;
                    }
                }
            }
            // a border may lie half a square off: 0.07 times the kernel's mass along a line, 0.4/7 for the Gaussian
            assertThat(county.share(p[0], p[1], h, kernel, METRES))
                    .as("%s at %s, %s", kernel, p[0], p[1])
                    .isCloseTo(inside / all, within(4e-3));
        }
    }

    @Test
    void neighboursAndOverlapsCountOnce() throws ParseException {
        StudyArea one = area("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))");
        StudyArea two =
                area("POLYGON ((0 0, 60 0, 60 100, 0 100, 0 0))", "POLYGON ((40 0, 40 100, 100 100, 100 0, 40 0))");
        for (double x = 0.5; x < 100; x += 7) {
            assertThat(two.share(x, 10, 30, Kernel.QUARTIC, METRES))
                    .isCloseTo(one.share(x, 10, 30, Kernel.QUARTIC, METRES), within(1e-12));
        }
    }

    @Test
    void aBowTieIsMended() throws ParseException {
        StudyArea bowTie = area("POLYGON ((0 0, 100 100, 100 0, 0 100, 0 0))");
        assertThat(bowTie.contains(10, 50)).isTrue();
        assertThat(bowTie.contains(50, 10)).isFalse();
    }

    @Test
    void marksCellsByTheirCentres() throws ParseException {
        StudyArea county = area(COUNTY);
        DensityGrid grid = DensityGrid.over(-10, -10, 150, 90, 53, 47);
        boolean[] inside = new boolean[53];
        for (int row = 0; row < 47; row++) {
            county.mark(grid, row, inside);
            for (int column = 0; column < 53; column++) {
                assertThat(inside[column]).isEqualTo(county.contains(grid.x(column), grid.y(row)));
            }
        }
    }

    @Test
    void linesAreNoArea() {
        assertThatThrownBy(() -> new StudyArea(List.of(new GeometryFactory()
                        .createLineString(new Coordinate[] {new Coordinate(0, 0), new Coordinate(1, 1)}))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StudyArea(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
