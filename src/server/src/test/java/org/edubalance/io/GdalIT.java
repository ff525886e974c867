package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.io.Samples.row;

import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GDAL, and with it QGIS, reads in the files written here. */
@Tag("client")
@EnabledIfSystemProperty(named = "clients", matches = "true", disabledReason = "needs GDAL: run with -Dclients=true")
class GdalIT {

    @TempDir
    Path directory;

    @Test
    void geoTiffHasCrsNoDataAndBandName() throws Exception {
        Path file = directory.resolve("density.tif");
        Format.GEOTIFF.writeFile(Samples.density("EPSG:32646"), file);

        assertThat(output("gdalinfo", "-stats", file.toString()))
                .contains("ID[\"EPSG\",32646]")
                .contains("Origin = (500000.000000000000000,3280200.000000000000000)")
                .contains("Pixel Size = (100.000000000000000,-100.000000000000000)")
                .contains("Description = pupils per km² & more")
                .contains("NoData Value=nan")
                .contains("Minimum=-1.000, Maximum=1000000.000")
                .contains("STATISTICS_VALID_PERCENT=83.33");
    }

    @Test
    void geoTiffSaysHowItWasMade() throws Exception {
        GridCoverage2D density = Samples.density("EPSG:32646");
        Path file = directory.resolve("density.tif");
        Format.GEOTIFF.writeFile(
                new GridCoverageFactory()
                        .create(
                                "density",
                                density.getRenderedImage(),
                                density.getEnvelope(),
                                density.getSampleDimensions(),
                                null,
                                Map.of("radius", "3000", "withoutWeight", 2, "unit", "pupils per km² <&>")),
                file);

        assertThat(output("gdalinfo", file.toString()))
                .doesNotContain("Warning")
                .contains("  radius=3000\n")
                .contains("  withoutWeight=2\n")
                .contains("  unit=pupils per km² <&>\n");
    }

    /** EPSG:2053: the axes point west and south, so north-west has the largest westing and the smallest southing. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gridsWhereAxesPointWestAndSouthAreNotTurned(boolean alongTheAxes) throws Exception {
        for (Format format : List.of(Format.GEOTIFF, Format.ARCGRID)) {
            Path file = directory.resolve("lo29" + format.ending());
            format.writeFile(Samples.southWest(alongTheAxes), file);

            assertThat(valueAt(file, -29_850, 2_876_950)).as(format.title()).isEqualTo("1");
            assertThat(valueAt(file, -30_050, 2_877_050)).as(format.title()).isEqualTo("6");
        }
    }

    /** One school at 29.3° east, 26° south. */
    @Test
    void theDensityOfASchoolInLo29PeaksAtTheSchool() throws Exception {
        Path school = Files.writeString(directory.resolve("school.csv"), "lon,lat,pupils\n29.3,-26,100\n");
        Path file = directory.resolve("density.tif");

        // another Java, as users have it: with assertions on, one of GeoTools fails for this CRS
        output(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.geotools.referencing.forceXY=true",
                "org.edubalance.cli.Main",
                "run",
                "edu:KernelDensity",
                "-i",
                "data=" + school,
                "-i",
                "radius=2000",
                "-i",
                "outputBBOX=-35000,2873000,-26000,2883000,EPSG:2053",
                "-i",
                "outputWidth=90",
                "-i",
                "outputHeight=100",
                "-o",
                file.toString());

        double peak = Double.parseDouble(valueAt(file, -30_035, 2_876_869));
        assertThat(output("gdalinfo", "-stats", file.toString()))
                .contains("STATISTICS_MAXIMUM=" + String.valueOf(peak).substring(0, 5));
        assertThat(Double.parseDouble(valueAt(file, -30_035 + 1500, 2_876_869))).isBetween(0.001, peak / 2);
    }

    private String valueAt(Path file, int x, int y) throws Exception {
        return output("gdallocationinfo", "-valonly", "-geoloc", file.toString(), String.valueOf(x), String.valueOf(y))
                .strip();
    }

    @Test
    void geoTiffOfSeveralBandsIsReadWithoutComplaint() throws Exception {
        WritableRaster raster =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, 4, 3, 4), null);
        raster.setSample(3, 2, 3, 7f);
        Path file = directory.resolve("radii.tif");
        Format.GEOTIFF.writeFile(
                new GridCoverageFactory()
                        .create("radii", raster, new ReferencedEnvelope(94, 98, 28, 31, CrsNames.decode("CRS:84"))),
                file);

        assertThat(output("gdalinfo", "-stats", file.toString()))
                .doesNotContain("Warning")
                .contains("ID[\"EPSG\",4326]")
                .doesNotContain("ColorInterp=Red")
                .contains("Band 4")
                .contains("Maximum=7.000");
    }

    @Test
    void arcGridHasCrsAndNoData() throws Exception {
        Path file = directory.resolve("density.asc");
        Format.ARCGRID.writeFile(Samples.density("EPSG:32646"), file);

        assertThat(output("gdalinfo", "-stats", file.toString()))
                .contains("UTM zone 46N")
                .contains("NoData Value=-9999")
                .contains("Maximum=1000000.000");
    }

    @Test
    void geoPackageHasLayerTypeAndCrs() throws Exception {
        Path file = directory.resolve("schools.gpkg");
        Format.GEOPACKAGE.writeFile(
                Samples.features(
                        "geometry:Point:srid=32646,name:String,n:Integer,score:Double,open:Boolean,day:java.util.Date",
                        row("POINT (500000 3280000)", "八一", 3, 0.5, true, new Date(0)),
                        row(null, null, null, null, null, null)),
                file);

        assertThat(output("ogrinfo", "-al", file.toString()))
                .doesNotContain("Warning")
                .contains("Layer name: schools")
                .contains("Geometry: Point")
                .contains("Feature Count: 2")
                .contains("ID[\"EPSG\",32646]")
                .contains("name (String) = 八一")
                .contains("n (Integer) = 3")
                .contains("score (Real) = 0.5")
                .contains("open (Integer(Boolean)) = 1")
                .contains("day (DateTime) = 1970/01/01 00:00:00")
                .contains("name (String) = (null)")
                .contains("POINT (500000 3280000)");
    }

    @Test
    void rowsAreATableWithoutGeometry() throws Exception {
        Path file = directory.resolve("weights.gpkg");
        Format.GEOPACKAGE.writeFile(Samples.features("indicator:String,weight:Double", row("books", 0.25)), file);

        assertThat(output("ogrinfo", "-al", file.toString()))
                .doesNotContain("Warning")
                .contains("Geometry: None")
                .contains("weight (Real) = 0.25");
    }

    @Test
    void geoJsonHasItsCrs() throws Exception {
        Path file = directory.resolve("schools.geojson");
        Format.GEOJSON.writeFile(
                Samples.features("geometry:Point:srid=32646,name:String", row("POINT (500000 3280000)", "八一")), file);

        assertThat(output("ogrinfo", "-al", file.toString()))
                .contains("ID[\"EPSG\",32646]")
                .contains("POINT (500000 3280000)")
                .contains("name (String) = 八一");
    }

    private String output(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
