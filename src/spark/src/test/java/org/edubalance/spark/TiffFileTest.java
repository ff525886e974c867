package org.edubalance.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.edubalance.density.DensityGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read back by the JDK's reader. */
class TiffFileTest {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 700;

    @TempDir
    Path folder;

    @Test
    void keepsEveryCellToItsLastBitAndEmptyCountryOnce() throws IOException {
        double[] empty = new double[WIDTH * HEIGHT];
        double[] town = empty.clone();
        for (int row = 300; row < 320; row++) {
            for (int column = 600; column < WIDTH; column++) {
                town[row * WIDTH + column] = Math.sin(row) / column;
            }
        }
        double[] masked = new double[WIDTH * HEIGHT];
        Arrays.fill(masked, Double.NaN);
        double[][] bands = {empty, town, masked};

        byte[] file = TiffFile.of(
                new DensityGrid(0, 70_000, 100, 100, WIDTH, HEIGHT),
                GroundCrs.of("--crs", "EPSG:32648"),
                bands,
                List.of("a", "b", "c"));

        // of 36 tiles the two with towns, one of zeros and one without data
        assertThat(file.length).isBetween(4 * 8 * 256 * 256, 4 * 8 * 256 * 256 + 2000);
        Path path = Files.write(folder.resolve("a.tif"), file);
        Raster raster = Surface.raster(path.toFile());
        for (int band = 0; band < bands.length; band++) {
            double[] got = raster.getSamples(0, 0, WIDTH, HEIGHT, band, (double[]) null);
            assertThat(got).isEqualTo(bands[band]);
        }
    }
}
