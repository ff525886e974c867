package org.edubalance.process.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.coverage.Category;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.processing.CoverageProcessor;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.feature.NameImpl;
import org.geotools.gce.arcgrid.ArcGridWriter;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.gce.geotiff.GeoTiffWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What GeoTools' own writers and operations, those of GeoServer's output formats, make of a density: cells outside the
 * mask are missing, a density of 0 is 0.
 */
class NoDataTest {

    private static final int CELLS = 10;

    private static GridCoverage2D density;

    @TempDir
    private Path folder;

    /** A school in the west, a mask that leaves the northern half out. */
    @BeforeAll
    static void compute() throws Exception {
        var crs = CRS.decode("EPSG:32633", true);
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "data",
                features("Point").row(Features.point(100, 250)).features(),
                "radius",
                200d,
                "maximum",
                100d,
                "mask",
                features("Polygon")
                        .row(Features.wkt("POLYGON ((0 0, 1000 0, 1000 500, 0 500, 0 0))"))
                        .features(),
                "outputBBOX",
                new ReferencedEnvelope(0, 1000, 0, 1000, crs),
                "outputWidth",
                CELLS,
                "outputHeight",
                CELLS));
        density = (GridCoverage2D) Processors.createProcess(new NameImpl("edu", "KernelDensity"))
                .execute(inputs, null)
                .get("result");
    }

    private static Table features(String geometry) {
        return new Table("the_geom:" + geometry + ":srid=32633");
    }

    private static long count(GridCoverage2D coverage, DoublePredicate which) {
        double[] values = coverage.getRenderedImage().getData().getSamples(0, 0, CELLS, CELLS, 0, (double[]) null);
        return Arrays.stream(values).filter(which).count();
    }

    @Test
    void theCategoryOfNoDataIsNaN() {
        List<Category> categories = density.getSampleDimension(0).getCategories();
        assertThat(categories).hasSize(1);
        assertThat(categories.get(0).getName().toString()).isEqualTo(CoverageUtilities.NODATA.toString());
        assertThat(categories.get(0).getRange().getMinimum()).isNaN();
        assertThat(CoverageUtilities.getBackgroundValues(density)).containsOnly(Double.NaN);
    }

    @Test
    void anArcGridKeepsZerosAndMarksWhatTheMaskLeavesOut() throws Exception {
        Path file = folder.resolve("density.asc");
        ArcGridWriter writer = new ArcGridWriter(file.toFile());
        writer.write(select(0), null);
        writer.dispose();
        Map<String, String> header = new TreeMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(0, 6)) {
            String[] words = line.strip().split("\\s+");
            header.put(words[0].toLowerCase(), words[1]);
        }
        assertThat(Double.parseDouble(header.get("nodata_value"))).isEqualTo(-9999);
        Map<Boolean, Long> zeros = lines.subList(6, 6 + CELLS).stream()
                .flatMap(line -> List.of(line.strip().split("\\s+")).stream())
                .map(Double::parseDouble)
                .filter(value -> value == -9999 || value == 0)
                .collect(Collectors.partitioningBy(value -> value == 0, Collectors.counting()));
        assertThat(zeros.get(false)).isEqualTo(CELLS * CELLS / 2);
        assertThat(zeros.get(true))
                .isEqualTo(count(density, value -> value == 0))
                .isGreaterThan(20);
    }

    @Test
    void aGeoTiffKeepsBoth() throws Exception {
        Path file = folder.resolve("density.tif");
        GeoTiffWriter writer = new GeoTiffWriter(file.toFile(), new Hints());
        writer.write(density, null);
        writer.dispose();
        GeoTiffReader reader = new GeoTiffReader(file.toFile());
        GridCoverage2D read = reader.read(null);
        assertThat(count(read, Double::isNaN)).isEqualTo(CELLS * CELLS / 2);
        assertThat(count(read, value -> value == 0)).isEqualTo(count(density, value -> value == 0));
        read.dispose(true);
        reader.dispose();
    }

    /** A style's choice of a band is this operation. */
    @Test
    void oneBandOfItIsTheShareOfTheMaximum() {
        GridCoverage2D share = select(1);
        assertThat(share.getSampleDimension(0).getDescription().toString()).isEqualTo("share");
        double[] values = density.getRenderedImage().getData().getSamples(0, 0, CELLS, CELLS, 0, (double[]) null);
        double[] shares = share.getRenderedImage().getData().getSamples(0, 0, CELLS, CELLS, 0, (double[]) null);
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.compare(shares[i], (float) (values[i] / 100))).isZero();
        }
        assertThat(CoverageUtilities.getNoDataProperty(share).getAsSingleValue())
                .isNaN();
    }

    private static GridCoverage2D select(int band) {
        CoverageProcessor processor = CoverageProcessor.getInstance();
        var parameters = processor.getOperation("SelectSampleDimension").getParameters();
        parameters.parameter("Source").setValue(density);
        parameters.parameter("SampleDimensions").setValue(new int[] {band});
        return (GridCoverage2D) processor.doOperation(parameters);
    }
}
