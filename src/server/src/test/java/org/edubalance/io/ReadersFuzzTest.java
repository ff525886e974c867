package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/**
 * Any bytes either are what a reader reads, or are refused. In an ordinary build the kept inputs run, which once were
 * something else; the profile {@code fuzz} lets Jazzer look for more.
 */
class ReadersFuzzTest {

    private static final byte[] END = "=end=".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] SCHOOLS =
            "name,人数,floor area,n\nBayi,813,3.5,\nMedog,120,2,x\n".getBytes(StandardCharsets.UTF_8);

    private static final ReadOptions LIMITS = ReadOptions.named("data").withLimits(10_000, 1_000_000);

    @FuzzTest(maxDuration = "5m")
    void geoJson(byte[] bytes) throws IOException {
        read(Format.GEOJSON, SimpleFeatureCollection.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void geometry(byte[] bytes) throws IOException {
        read(Format.GEOJSON, Geometry.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void csv(byte[] bytes) throws IOException {
        read(Format.CSV, SimpleFeatureCollection.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void wkt(byte[] bytes) throws IOException {
        read(Format.WKT, Geometry.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void arcGrid(byte[] bytes) throws IOException {
        read(Format.ARCGRID, GridCoverage2D.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void geoTiff(byte[] bytes) throws IOException {
        read(Format.GEOTIFF, GridCoverage2D.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void geoPackage(byte[] bytes) throws IOException {
        read(Format.GEOPACKAGE, SimpleFeatureCollection.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void geoJsonSequence(byte[] bytes) throws IOException {
        read(Format.GEOJSON_SEQUENCE, SimpleFeatureCollection.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void kml(byte[] bytes) throws IOException {
        read(Format.KML, SimpleFeatureCollection.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void flatGeobuf(byte[] bytes) throws IOException {
        read(Format.FLATGEOBUF, SimpleFeatureCollection.class, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void shapefileZip(byte[] bytes) throws IOException {
        read(Format.SHAPEFILE, SimpleFeatureCollection.class, bytes);
    }

    /** The .shp up to the first mark of end, behind it the .dbf, behind the second the .shx. */
    @FuzzTest(maxDuration = "5m")
    void shapefile(byte[] bytes) throws IOException {
        try (Scratch scratch = Scratch.create()) {
            int from = 0;
            for (String ending : List.of("shp", "dbf", "shx")) {
                int to = indexOf(bytes, from);
                Files.write(scratch.file("s." + ending), Arrays.copyOfRange(bytes, from, to));
                from = Math.min(to + END.length, bytes.length);
            }
            readOrRefused(() -> {
                use(Format.SHAPEFILE.readFile(SimpleFeatureCollection.class, scratch.file("s.shp"), LIMITS));
                return null;
            });
        }
    }

    /** Both kinds, told apart by their content, and texts under their names. */
    @FuzzTest(maxDuration = "5m")
    void workbook(byte[] bytes) throws IOException {
        read(Format.XLSX, SimpleFeatureCollection.class, bytes);
    }

    /** The XML of a sheet, in a workbook around it. */
    @FuzzTest(maxDuration = "5m")
    void sheet(byte[] bytes) throws IOException {
        try (Scratch scratch = Scratch.create()) {
            byte[] book =
                    Files.readAllBytes(new WorkbookSamples().sheet("S", bytes).write(scratch.file("s.xlsx")));
            read(Format.XLSX, SimpleFeatureCollection.class, book);
        }
    }

    /** A binary geometry of a database. */
    @FuzzTest(maxDuration = "5m")
    void wkb(byte[] bytes) throws IOException {
        readOrRefused(() -> new WkbGeometries().read(bytes));
    }

    /** A mapping, and what it makes of features. */
    @FuzzTest(maxDuration = "5m")
    void mapping(byte[] bytes) throws IOException {
        SimpleFeatureCollection schools;
        try (InputStream in = new ByteArrayInputStream(SCHOOLS)) {
            schools = (SimpleFeatureCollection) Format.CSV.read(SimpleFeatureCollection.class, in, LIMITS);
        }
        try (Scratch scratch = Scratch.create()) {
            Path file = Files.write(scratch.file("mapping.json"), bytes);
            readOrRefused(() -> {
                ColumnMapping mapping = ColumnMapping.read(file);
                assertThat(mapping.told().in(Language.EN)).isNotBlank();
                use(mapping.apply(schools));
                return mapping;
            });
        }
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i + END.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + END.length, END, 0, END.length)) {
                return i;
            }
        }
        return bytes.length;
    }

    @FuzzTest(maxDuration = "5m")
    void geoPackageGeometry(byte[] bytes) {
        try {
            new GeoPackageGeometry().read(bytes);
        } catch (Refusal e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private static void read(Format format, Class<?> type, byte[] bytes) throws IOException {
        readOrRefused(() -> {
            try (InputStream in = new ByteArrayInputStream(bytes)) {
                Object value = format.read(type, in, LIMITS);
                if (value instanceof SimpleFeatureCollection features) {
                    use(features);
                }
                return value;
            }
        });
    }

    /** What is done with the bytes. */
    private interface Reading {
        Object read() throws IOException;
    }

    private static void readOrRefused(Reading reading) throws IOException {
        try {
            reading.read();
        } catch (Refusal e) {
            for (Language language : Language.values()) {
                assertThat(e.in(language)).isNotBlank();
            }
        }
    }

    /** What was read must hold together: attributes of their types, ids of their own. */
    private static void use(SimpleFeatureCollection features) {
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                feature.validate();
                assertThat(Arrays.asList(feature.getAttributes().toArray()))
                        .hasSize(features.getSchema().getAttributeCount());
            }
        }
    }
}
