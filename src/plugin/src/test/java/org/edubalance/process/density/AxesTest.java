package org.edubalance.process.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Coordinate systems whose axes do not point east and north: the density is where the school is. */
class AxesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // west, south; not EPSG:2053, for which an assertion of GeoTools fails, so only where assertions are on
        "EPSG:2065, 868208, 1053206",
        "EPSG:3031, 100000, 1000000", // along meridians of the pole
        "EPSG:3995, 100000, -1000000",
        "EPSG:32735, 600000, 7100000"
    })
    void theDensityPeaksAtTheSchool(String code, double x, double y) throws Exception {
        var crs = CRS.decode(code, true);
        SimpleFeatureType type =
                DataUtilities.createSubType(DataUtilities.createType("schools", "geometry:Point"), null, crs);
        ListFeatureCollection school = new ListFeatureCollection(
                type,
                SimpleFeatureBuilder.build(
                        type, new Object[] {new GeometryFactory().createPoint(new Coordinate(x, y))}, "s.1"));
        ReferencedEnvelope box = new ReferencedEnvelope(x - 500, x + 1500, y - 500, y + 1500, crs);

        GridCoverage2D density = (GridCoverage2D) Processors.createProcess(new NameImpl("edu", "KernelDensity"))
                .execute(
                        Map.of(
                                "data",
                                school,
                                "radius",
                                900d,
                                "outputBBOX",
                                box,
                                "outputWidth",
                                20,
                                "outputHeight",
                                20),
                        null)
                .get("result");

        assertThat(at(density, x, y)).isGreaterThan(0.1f);
        assertThat(at(density, x + 1200, y)).isZero();
        assertThat(at(density, x, y + 1200)).isZero();
        assertThat(density.getEnvelope2D().getMinX()).isEqualTo(x - 500);
        assertThat(density.getEnvelope2D().getMaxY()).isEqualTo(y + 1500);
    }

    private static float at(GridCoverage2D coverage, double x, double y) {
        return coverage.evaluate((Point2D) new Point2D.Double(x, y), (float[]) null)[0];
    }
}
