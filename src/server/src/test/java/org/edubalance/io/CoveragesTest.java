package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.edubalance.io.Samples.stream;

import java.awt.geom.Point2D;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.edubalance.messages.Refusal;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoveragesTest {

    private static final ReadOptions ANY = ReadOptions.named("density");

    @Test
    void geoTiffComesBackAsItWas() throws Exception {
        GridCoverage2D density = Samples.density("EPSG:32646");

        GridCoverage2D back = GeoTiff.read(geoTiff(density), ANY);

        assertThat(values(back)).containsExactly(1, 2.5f, Float.NaN, 0, -1, 1e6f);
        assertThat(back.getEnvelope2D().getMinX()).isEqualTo(500000);
        assertThat(back.getEnvelope2D().getMaxY()).isEqualTo(3280200);
        assertThat(CRS.lookupIdentifier(back.getCoordinateReferenceSystem2D(), false))
                .isEqualTo("EPSG:32646");
        assertThat(Grids.noData(back)).isNaN();
    }

    @Test
    void largeGeoTiffsAreTiledAndKeepEveryBand() throws Exception {
        int width = 600;
        int height = 300;
        float[][][] bands = new float[3][height][width];
        WritableRaster raster =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, 3), null);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    bands[band][y][x] = 1000 * band + x + y / 1000f;
                    raster.setSample(x, y, band, bands[band][y][x]);
                }
            }
        }
        GridCoverage2D coverage = new GridCoverageFactory()
                .create("radii", raster, new ReferencedEnvelope(0, 6, 0, 3, CrsNames.decode("CRS:84")));

        GridCoverage2D back = GeoTiff.read(geoTiff(coverage), ANY);

        Raster data = back.getRenderedImage().getData();
        assertThat(data.getNumBands()).isEqualTo(3);
        assertThat(data.getSampleFloat(599, 299, 2)).isEqualTo(bands[2][299][599]);
        assertThat(data.getSampleFloat(300, 20, 1)).isEqualTo(bands[1][20][300]);
        assertThat(CRS.lookupEpsgCode(back.getCoordinateReferenceSystem2D(), false))
                .isEqualTo(4326);
    }

    /** Tiles of measured numbers, of none, and of counts, side by side in one file. */
    @Test
    void everyTileIsWrittenInItsOwnWay() throws Exception {
        int size = 512;
        float[] cells = new float[size * size];
        Random random = new Random(1);
        for (int i = 0; i < cells.length; i++) {
            boolean east = i % size >= size / 2;
            boolean south = i / size >= size / 2;
            cells[i] = !south ? (east ? 0 : 1 + random.nextFloat()) : random.nextInt(east ? 10 : 1000);
        }

        byte[] written = geoTiff(coverage(cells, size)).readAllBytes();

        int tile = 4 * size * size / 4;
        assertThat(written).hasSizeLessThan(2 * tile);
        assertThat(GeoTiff.read(new ByteArrayInputStream(written), ANY)
                        .getRenderedImage()
                        .getData()
                        .getSamples(0, 0, size, size, 0, (float[]) null))
                .isEqualTo(cells);
    }

    @Test
    void measuredNumbersTakeNoMoreThanTheirOwnRoom() throws Exception {
        int size = 512;
        float[] cells = new float[size * size];
        Random random = new Random(1);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Float.intBitsToFloat(random.nextInt(0x7f800000));
        }

        assertThat(geoTiff(coverage(cells, size)).readAllBytes()).hasSizeLessThan(4 * size * size + 4096);
    }

    private static GridCoverage2D coverage(float[] cells, int size) throws Exception {
        WritableRaster raster =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, size, size, 1), null);
        raster.setSamples(0, 0, size, size, 0, cells);
        return new GridCoverageFactory()
                .create("cells", raster, new ReferencedEnvelope(0, 6, 0, 6, CrsNames.decode("CRS:84")));
    }

    @Test
    void emptyCountryTakesNextToNoRoom() throws Exception {
        int size = 512;
        ReferencedEnvelope place = new ReferencedEnvelope(0, 6, 0, 6, CrsNames.decode("CRS:84"));
        for (int type : new int[] {DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE}) {
            for (int bands : new int[] {1, 3}) {
                WritableRaster empty =
                        Raster.createWritableRaster(new BandedSampleModel(type, size, size, bands), null);
                for (int band = 0; band < bands; band++) {
                    double value = band == 0 ? Double.NaN : band;
                    double[] values = new double[size * size];
                    Arrays.fill(values, value);
                    empty.setSamples(0, 0, size, size, band, values);
                }
                assertThat(geoTiff(new GridCoverageFactory().create("empty", empty, place))
                                .readAllBytes())
                        .as("%d bands of type %d", bands, type)
                        .hasSizeLessThan(bands * size * size * DataBuffer.getDataTypeSize(type) / Byte.SIZE / 100);
            }
        }
    }

    @Test
    void arcGridComesBackAsItWas() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArcGrid.write(Samples.density("EPSG:32646"), out);

        assertThat(out)
                .hasToString(
                        """
                ncols 3
                nrows 2
                xllcorner 500000.0
                yllcorner 3280000.0
                cellsize 100.0
                NODATA_value -9999
                1 2.5 -9999
                0 -1 1000000
                """);
        GridCoverage2D back = ArcGrid.read(stream(out.toString()), ANY.withCrs(CrsNames.decode("EPSG:32646")));
        assertThat(values(back)).containsExactly(1, 2.5f, Float.NaN, 0, -1, 1e6f);
        assertThat(back.getEnvelope2D().getMaxX()).isEqualTo(500300);
    }

    @Test
    void arcGridMayNameCellCentresAndOblongCells() throws Exception {
        GridCoverage2D grid = ArcGrid.read(
                stream("NCOLS 2\r\nNROWS 1\r\nXLLCENTER 10\r\nYLLCENTER 20\r\nDX 2\r\nDY 1\r\n5 nan\r\n"), ANY);

        assertThat(values(grid)).containsExactly(5, Float.NaN);
        assertThat(grid.getEnvelope2D().getMinX()).isEqualTo(9);
        assertThat(grid.getEnvelope2D().getMaxX()).isEqualTo(13);
        assertThat(grid.getEnvelope2D().getMinY()).isEqualTo(19.5);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArcGrid.write(grid, out);
        assertThat(out.toString()).contains("dx 2.0\ndy 1.0\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                                                        | no ncols
            {"type":"Feature"}                                        | no ncols
            ncols 2 nrows 1 xllcorner 0 yllcorner 0 cellsize 1 5      | the ArcGrid ends in row 1 of 1
            ncols 1 nrows 1 xllcorner 0 yllcorner 0 cellsize 1 5 6    | more values than cells (line 1)
            ncols 1 nrows 1 xllcorner 0 yllcorner 0 cellsize 0 5      | the cell size of the ArcGrid must be greater than 0
            ncols 1 nrows 1 xllcorner 0 yllcorner 0 cellsize 1 x5     | x5 must be a number, got nothing (line 1)
            ncols 1.5 nrows 1 xllcorner 0 yllcorner 0 cellsize 1 5    | ncols of the ArcGrid must be a whole number greater than 0
            ncols 1 nrows 1 xllcorner 0 yllcorner 0 cellsize 1 5x     | cell must be a number, got “5x” (line 1)
            ncols 1 nrows 1 xllcorner 0 yllcorner 0 cellsize 1 1e99   | cell must be a number, got “1e99” (line 1)
            ncols 1 nrows 1 xllcorner 1e999 yllcorner 0 cellsize 1 5  | xllcorner must be a number, got “1e999” (line 1)
            ncols 1 nrows 1 xllcorner 0 cellsize 1 5                  | no yllcorner
            ncols 1 nrows 1 xllcorner 5000 yllcorner 0 cellsize 1 5   | name the CRS
            ncols 99999 nrows 99999 xllcorner 0 yllcorner 0 cellsize 1 5 | more than the limit of 50000000
            """)
    void refusesBadArcGrids(String text, String reason) {
        assertThatThrownBy(() -> ArcGrid.read(stream(text), ANY.withLimits(1, 50_000_000)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesWhatIsNoGeoTiffOrTooLarge() throws Exception {
        assertThatThrownBy(() -> GeoTiff.read(stream("no TIFF"), ANY))
                .isInstanceOf(Refusal.class)
                .hasMessage("not a GeoTIFF that can be read: it is no TIFF");
        byte[] whole = geoTiff(Samples.density("EPSG:32646")).readAllBytes();
        for (int length = 0; length < whole.length; length++) {
            ByteArrayInputStream cut = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> GeoTiff.read(cut, ANY))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(Refusal.class)
                    .satisfies(CoveragesTest::tellsTheFirstCause);
        }
        for (int at = 0; at < whole.length; at++) {
            for (int wrong : new int[] {0, 0x7F, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) wrong;
                try {
                    GeoTiff.read(new ByteArrayInputStream(changed), ANY.withLimits(1, 1_000));
                } catch (Refusal e) {
                    tellsTheFirstCause(e);
                }
            }
        }
        ByteArrayInputStream tiff = geoTiff(Samples.density("EPSG:32646"));
        assertThatThrownBy(() -> GeoTiff.read(tiff, ANY.withLimits(1, 5)))
                .isInstanceOf(Refusal.class)
                .hasMessage("the grid has 3 × 2 cells, more than the limit of 5");
    }

    /** Not what came of it: that GeoTools had closed what it read from. */
    private static void tellsTheFirstCause(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContainIgnoringCase("closed");
        }
    }

    /** A grid may go along such axes or against them; its cells stay where they are in every format. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gridsAreNotTurnedWhereAxesPointWestAndSouth(boolean alongTheAxes) throws Exception {
        GridCoverage2D lo29 = Samples.southWest(alongTheAxes);

        GridCoverage2D tiff = GeoTiff.read(geoTiff(lo29), ANY);
        assertThat(CRS.lookupEpsgCode(tiff.getCoordinateReferenceSystem2D(), false))
                .isEqualTo(2053);
        assertThat(valueAt(tiff, -29_850, 2_876_950)).isEqualTo(1);
        assertThat(valueAt(tiff, -30_050, 2_877_050)).isEqualTo(6);

        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ArcGrid.write(lo29, text);
        assertThat(text.toString())
                .contains("xllcorner -30100.0\nyllcorner 2876900.0\n")
                .endsWith("\n6 5 4\n3 2 1\n");
        GridCoverage2D arc = ArcGrid.read(stream(text.toString()), ANY.withCrs(CrsNames.decode("EPSG:2053")));
        assertThat(valueAt(arc, -29_850, 2_876_950)).isEqualTo(1);
        assertThat(valueAt(arc, -30_050, 2_877_050)).isEqualTo(6);

        ByteArrayOutputStream png = new ByteArrayOutputStream();
        CoveragePicture.write(lo29, png);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
        assertThat(picture.getRGB(0, 0)).as("north-west, smallest").isEqualTo(0xFF440154);
        assertThat(picture.getRGB(2, 1)).as("south-east, largest").isEqualTo(0xFFFDE725);
    }

    private static float valueAt(GridCoverage2D coverage, double x, double y) {
        return coverage.evaluate((Point2D) new Point2D.Double(x, y), (float[]) null)[0];
    }

    @Test
    void whatACoverageSaysOfItselfIsInTheGeoTiff() throws Exception {
        GridCoverage2D density = Samples.density("EPSG:32646");
        GridCoverage2D told = new GridCoverageFactory()
                .create(
                        "density",
                        density.getRenderedImage(),
                        density.getEnvelope(),
                        density.getSampleDimensions(),
                        null,
                        Map.of("radius", 3000.0, "points", 12, "unit", "pupils per km² <&>", "other", new Object()));

        String tiff = new String(geoTiff(told).readAllBytes(), StandardCharsets.ISO_8859_1);

        assertThat(tiff)
                .contains("<Item name=\"points\">12</Item>\n  <Item name=\"radius\">3000</Item>\n"
                        + "  <Item name=\"unit\">pupils per km&#178; &amp;lt;&amp;amp;&amp;gt;</Item>\n"
                        + "  <Item name=\"DESCRIPTION\" sample=\"0\"");
    }

    @Test
    void aPictureRunsFromVioletToYellowAndLeavesNoDataOut() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CoveragePicture.write(Samples.density("EPSG:32646"), out);

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(picture.getWidth()).isEqualTo(3);
        assertThat(picture.getRGB(1, 1)).as("smallest").isEqualTo(0xFF440154);
        assertThat(picture.getRGB(2, 1)).as("largest").isEqualTo(0xFFFDE725);
        assertThat(picture.getRGB(2, 0) >>> 24).as("no data").isZero();
    }

    @Test
    void aCoverageOfOneValueStillIsAPicture() throws Exception {
        GridCoverage2D flat = new GridCoverageFactory()
                .create("flat", new float[][] {{7, 7}}, new ReferencedEnvelope(0, 2, 0, 1, CrsNames.decode("CRS:84")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CoveragePicture.write(flat, out);

        assertThat(ImageIO.read(new ByteArrayInputStream(out.toByteArray())).getRGB(0, 0))
                .isEqualTo(0xFF440154);
    }

    @Test
    void aDeclaredNoDataValueSurvives() throws Exception {
        Map<String, Object> properties = new HashMap<>();
        CoverageUtilities.setNoDataProperty(properties, -1d);
        GridCoverage2D density = Samples.density("EPSG:32646");
        GridCoverage2D declared = new GridCoverageFactory()
                .create(
                        "density",
                        density.getRenderedImage(),
                        density.getEnvelope(),
                        new GridSampleDimension[] {new GridSampleDimension("d")},
                        null,
                        properties);

        assertThat(Grids.noData(GeoTiff.read(geoTiff(declared), ANY))).isCloseTo(-1, within(0.0));
    }

    private static ByteArrayInputStream geoTiff(GridCoverage2D coverage) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GeoTiff.write(coverage, out);
        return new ByteArrayInputStream(out.toByteArray());
    }

    private static float[] values(GridCoverage2D coverage) {
        Raster data = coverage.getRenderedImage().getData();
        return data.getSamples(data.getMinX(), data.getMinY(), data.getWidth(), data.getHeight(), 0, (float[]) null);
    }
}
