package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.io.Samples.row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GDAL writes in each format is read as the GeoJSON that it was made of, and what is written here GDAL reads. */
@Tag("client")
@EnabledIfSystemProperty(named = "clients", matches = "true", disabledReason = "needs GDAL: run with -Dclients=true")
class GdalFormatsIT {

    @TempDir
    private Path directory;

    private Path points;
    private Path polygons;
    private Path lines;

    @BeforeEach
    void writeGeoJson() throws Exception {
        String attributes = "name:String,pupils:Integer,code:java.lang.Long,area:Double";
        points = geoJson(
                "points",
                "geometry:Point:srid=4326," + attributes,
                row("POINT (94.3585 29.65849)", "第一小学", 640, 3654000001234567L, 13779.25),
                row("POINT (94.35373 29.66023)", "a,\"b\"", -1, 1L, -0.5));
        polygons = geoJson(
                "polygons",
                "geometry:Geometry:srid=4326," + attributes,
                row(
                        "POLYGON ((94 29, 95 29, 95 30, 94 30, 94 29), (94.2 29.2, 94.2 29.4, 94.4 29.4, 94.4 29.2, 94.2 29.2))",
                        "巴宜区",
                        1,
                        1L,
                        0.5),
                row(
                        "MULTIPOLYGON (((96 29, 97 29, 97 30, 96 30, 96 29)), ((98 29, 99 29, 99 30, 98 30, 98 29)))",
                        "米林市",
                        2,
                        2L,
                        1.5));
        lines = geoJson(
                "lines",
                "geometry:Geometry:srid=4326," + attributes,
                row("LINESTRING (94 29, 95 30)", "林芝路", 1, 1L, 0.5),
                row("MULTILINESTRING ((94 29, 95 30), (96 29, 97 30))", "林芝路2", 2, 2L, 1.5));
    }

    private Path geoJson(String name, String spec, Object[]... rows) throws Exception {
        Path file = directory.resolve(name + ".geojson");
        Format.GEOJSON.writeFile(Samples.features(spec, rows), file);
        return file;
    }

    private static List<List<String>> content(Path file, String layerOrNull) throws IOException {
        SimpleFeatureCollection read = Format.ofFileName(file.toString())
                .orElseThrow()
                .readFile(
                        SimpleFeatureCollection.class,
                        file,
                        ReadOptions.named("s").withLayer(layerOrNull));
        assertThat(CrsNames.epsgCode(read.getSchema().getCoordinateReferenceSystem()))
                .isEqualTo(4326);
        List<List<String>> rows = new ArrayList<>();
        for (SimpleFeature feature : DataUtilities.list(read)) {
            List<String> row = new ArrayList<>();
            row.add(((org.locationtech.jts.geom.Geometry) feature.getDefaultGeometry())
                    .norm()
                    .toText());
            for (String attribute : List.of("name", "pupils", "code", "area")) {
                row.add(String.valueOf(feature.getAttribute(attribute)));
            }
            rows.add(row);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({
        "out.shp, ESRI Shapefile, ENCODING=UTF-8",
        "out.shp, ESRI Shapefile, ENCODING=GBK",
        "out.gpkg, GPKG, VERSION=1.2",
        "out.gpkg, GPKG, VERSION=1.4",
        "out.fgb, FlatGeobuf, SPATIAL_INDEX=YES",
        "out.fgb, FlatGeobuf, SPATIAL_INDEX=NO",
        "out.kml, KML, NameField=name",
        "out.geojsonl, GeoJSONSeq, RS=NO",
        "out.geojsons, GeoJSONSeq, RS=YES"
    })
    void readsWhatGdalWrites(String name, String driver, String option) throws Exception {
        for (Path source : List.of(points, polygons, lines)) {
            Path file = directory.resolve(source.getFileName().toString().replace(".geojson", "") + "-" + name);
            String[] create = driver.equals("GPKG")
                    ? new String[] {"-dsco", option}
                    : new String[] {driver.equals("KML") ? "-dsco" : "-lco", option};
            output("ogr2ogr", "-f", driver, create[0], create[1], file.toString(), source.toString());
            List<List<String>> expected = new ArrayList<>(content(source, null));
            List<List<String>> got = new ArrayList<>(content(file, null));
            if (driver.equals("FlatGeobuf")) {
                // in the order of its index
                expected.sort((a, b) -> a.get(1).compareTo(b.get(1)));
                got.sort((a, b) -> a.get(1).compareTo(b.get(1)));
            }
            if (driver.equals("KML")) {
                // long whole numbers are written as 3.65400000123457e+15
                expected.forEach(row -> row.remove(3));
                got.forEach(row -> row.remove(3));
            }
            assertThat(got).as(file.toString()).isEqualTo(expected);
            Files.deleteIfExists(directory.resolve(file.getFileName().toString().replace(".shp", ".cpg")));
            if (driver.equals("ESRI Shapefile")) {
                assertThat(content(file, null)).as("without .cpg").isEqualTo(expected);
            }
        }
    }

    @Test
    void readsZippedShapefilesOfGdal() throws Exception {
        Path zip = directory.resolve("all.shz.zip");
        output(
                "ogr2ogr",
                "-f",
                "ESRI Shapefile",
                "-lco",
                "ENCODING=UTF-8",
                directory.resolve("points.shp").toString(),
                points.toString());
        output(
                "ogr2ogr",
                "-f",
                "ESRI Shapefile",
                "-lco",
                "ENCODING=UTF-8",
                directory.resolve("lines.shp").toString(),
                lines.toString());
        List<Object> entries = new ArrayList<>();
        for (String layer : List.of("points", "lines")) {
            for (String ending : List.of(".shp", ".dbf", ".shx", ".prj", ".cpg")) {
                entries.add("data/" + layer + ending);
                entries.add(directory.resolve(layer + ending));
            }
        }
        ShapefileSamples.zip(zip, StandardCharsets.UTF_8, entries.toArray());

        assertThat(Format.SHAPEFILE.layers(zip)).containsExactly("points", "lines");
        assertThat(content(zip, "lines")).isEqualTo(content(lines, null));
    }

    @ParameterizedTest
    @CsvSource({"out.fgb, FlatGeobuf", "out.geojsonl, GeoJSONSeq"})
    void gdalReadsWhatIsWritten(String name, String driver) throws Exception {
        for (Path source : List.of(points, polygons, lines)) {
            Path file = directory.resolve(name);
            Format.ofFileName(name)
                    .orElseThrow()
                    .writeFile(
                            Format.GEOJSON.readFile(
                                    SimpleFeatureCollection.class, source, ReadOptions.named("schools")),
                            file);
            Path back = directory.resolve("back.geojson");
            Files.deleteIfExists(back);
            assertThat(output("ogr2ogr", "-f", "GeoJSON", back.toString(), file.toString()))
                    .doesNotContain("ERROR");
            assertThat(content(back, null)).as(source.toString()).isEqualTo(content(source, null));
            assertThat(output("ogrinfo", "-al", "-so", file.toString()))
                    .contains(driver)
                    .contains("pupils: Integer");
        }
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
