package org.edubalance.process.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.CoverageFactoryFinder;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

class GridDemandTest {

    /** Three cells of 2 km by two, from the north: people, NoData in two ways, none, and less than none. */
    private static GridCoverage2D grid(double noData, float... people) {
        try {
            BandedSampleModel model = new BandedSampleModel(DataBuffer.TYPE_FLOAT, 3, 2, 1);
            WritableRaster raster = Raster.createWritableRaster(model, new DataBufferFloat(people, 6), null);
            GridCoverageFactory factory = CoverageFactoryFinder.getGridCoverageFactory(null);
            ReferencedEnvelope box =
                    new ReferencedEnvelope(500_000, 506_000, 3_000_000, 3_004_000, CRS.decode("EPSG:32646", true));
            GridCoverage2D plain = factory.create("people", raster, box);
            Map<String, Object> properties = new HashMap<>();
            CoverageUtilities.setNoDataProperty(properties, noData);
            return factory.create(
                    "people",
                    plain.getRenderedImage(),
                    plain.getGridGeometry(),
                    new GridSampleDimension[] {new GridSampleDimension("people")},
                    null,
                    properties);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<SimpleFeature> run(GridCoverage2D grid, Object... more) {
        Object[] inputs = new Object[8 + more.length];
        Object[] first = {
            "populationGrid",
            grid,
            "supply",
            new Table("places:Double,geom:Point:srid=32646")
                    .row(90.0, "POINT(501000 3003000)")
                    .features(),
            "capacity",
            "places",
            "catchment",
            "3000"
        };
        System.arraycopy(first, 0, inputs, 0, 8);
        System.arraycopy(more, 0, inputs, 8, more.length);
        return Features.run("Accessibility", inputs);
    }

    @Test
    void takesTheCellsThatHavePeople() {
        List<SimpleFeature> cells = run(grid(255, 40, 255, Float.NaN, 5, 0, -3), "method", "BINARY");
        assertThat(cells).hasSize(2);
        assertThat(Features.values(cells, "population")).containsExactly(40.0, 5.0);
        assertThat(((Geometry) cells.get(0).getDefaultGeometry()).toText()).isEqualTo("POINT (501000 3003000)");
        assertThat(((Geometry) cells.get(1).getDefaultGeometry()).toText()).isEqualTo("POINT (501000 3001000)");
        assertThat((double) cells.get(0).getAttribute("access")).isCloseTo(2, within(1e-12));
        assertThat((double) cells.get(1).getAttribute("nearest_distance")).isCloseTo(2000, within(1e-6));
        // the greatest float as NoData, as files have it
        assertThat(run(grid(3.4028235e38, 40, Float.MAX_VALUE, 1, 5, 0, 0), "method", "BINARY"))
                .hasSize(3);
        List<SimpleFeature> coverage = Features.run(
                "ServiceCoverage",
                "populationGrid",
                grid(255, 40, 255, Float.NaN, 5, 0, -3),
                "supply",
                new Table("geom:Point:srid=32646").row("POINT(501000 3003000)").features(),
                "distances",
                "1000");
        assertThat((double) coverage.get(0).getAttribute("share_1000")).isCloseTo(40 / 45.0, within(1e-12));
    }

    @Test
    void refusesBadGrids() {
        assertThatThrownBy(() -> run(grid(255, 0, 255, -1, Float.NaN, 0, 0)))
                .hasMessage("populationGrid must have at least one cell greater than 0 that is not NoData, and lie on"
                        + " Earth");
        assertThatThrownBy(() -> run(grid(255, 1, 1, 1, 1, 1, 1), "demand", "people"))
                .hasMessage("populationGrid and demand exclude each other: give one of them");
        assertThatThrownBy(() -> run(
                        grid(255, 1, 1, 1, 1, 1, 1),
                        "data",
                        new Table("geom:Point:srid=32646").row("POINT(0 0)").features()))
                .hasMessage("populationGrid and data exclude each other: give one of them");
        assertThatThrownBy(() -> Features.run(
                        "Accessibility",
                        "supply",
                        new Table("geom:Point:srid=32646").row("POINT(0 0)").features(),
                        "catchment",
                        "1"))
                .hasMessage("data is missing: give features, or the demand as populationGrid");
    }
}
