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
import java.util.concurrent.TimeUnit;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
