package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

class GeoPackageFileTest {

    @TempDir
    Path directory;

    @Test
    void featuresComeBackAsTheyWere() throws Exception {
        Date opened = Date.from(Instant.parse("2012-09-01T00:00:00Z"));
        SimpleFeatureCollection schools = Samples.features(
                "geom:Point:srid=32646,名称:String,n:Integer,id:java.lang.Long,score:Double,boarding:Boolean,opened:java.util.Date",
                row("POINT (500000.5 3280000)", "八一", 3, 3_000_000_000L, 0.5, true, opened),
                row(null, null, null, null, Double.NaN, null, null));
        Path file = directory.resolve("schools.gpkg");

        GeoPackageFile.write(schools, file);
        SimpleFeatureCollection read = GeoPackageFile.read(file, ReadOptions.named("schools"));

        List<SimpleFeature> rows = DataUtilities.list(read);
        assertThat(CRS.lookupIdentifier(read.getSchema().getCoordinateReferenceSystem(), false))
                .isEqualTo("EPSG:32646");
        assertThat(read.getSchema().getGeometryDescriptor().getType().getBinding())
                .isEqualTo(Point.class);
        assertThat(rows.get(0).getDefaultGeometry()).hasToString("POINT (500000.5 3280000)");
        assertThat(List.of("名称", "n", "id", "score", "boarding", "opened"))
                .extracting(name -> rows.get(0).getAttribute(name))
                .containsExactly("八一", 3, 3_000_000_000L, 0.5, true, opened);
        assertThat(rows.get(1).getAttributes()).containsOnlyNulls();
    }

    @Test
    void lonLatKeepsItsOrderAndHeights() throws Exception {
        SimpleFeatureCollection points =
                Samples.features("geometry:Geometry:srid=4326,fid:Integer", row("POINT Z (94.5 29.25 3000)", 7));
        Path file = directory.resolve("points.gpkg");

        GeoPackageFile.write(points, file);
        SimpleFeature point = DataUtilities.list(GeoPackageFile.read(file, ReadOptions.named("p")))
                .get(0);

        assertThat(point.getDefaultGeometry()).hasToString("POINT (94.5 29.25)");
        assertThat(((Geometry) point.getDefaultGeometry()).getCoordinate().getZ())
                .isEqualTo(3000);
        assertThat(point.getAttribute("fid")).isEqualTo(7);
    }

    @Test
    void rowsAreAnAttributesTable() throws Exception {
        Path file = directory.resolve("weights.gpkg");

        GeoPackageFile.write(Samples.features("indicator:String,weight:Double", row("books", 0.25)), file);
        SimpleFeatureCollection read = GeoPackageFile.read(file, ReadOptions.named("weights"));

        assertThat(GeoPackageFile.layers(file)).containsExactly("schools");
        assertThat(read.getSchema().getGeometryDescriptor()).isNull();
        assertThat(DataUtilities.list(read).get(0).getAttributes()).containsExactly("books", 0.25);
    }

    @Test
    void refusesWhatIsNoGeoPackageAndLayersThatAreNotThere() throws Exception {
        Path file = directory.resolve("schools.gpkg");
        GeoPackageFile.write(
                Samples.features("geometry:Point:srid=4326", row("POINT (1 2)"), row("POINT (3 4)")), file);
        Path text = Files.writeString(directory.resolve("text.gpkg"), "no SQLite file at all");

        assertThatThrownBy(
                        () -> GeoPackageFile.read(file, ReadOptions.named("s").withLayer("towns")))
                .isInstanceOf(Refusal.class)
                .hasMessage("the GeoPackage has no layer “towns”; its layers are schools");
        assertThatThrownBy(
                        () -> GeoPackageFile.read(file, ReadOptions.named("s").withLimits(1, 1)))
                .hasMessage("more than 1 features, which is the limit");
        assertThatThrownBy(() -> GeoPackageFile.read(text, ReadOptions.named("s")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not a GeoPackage that can be read");
        assertThatThrownBy(() -> GeoPackageFile.read(directory.resolve("none.gpkg"), ReadOptions.named("s")))
                .isInstanceOf(FileTrouble.class)
                .hasMessage("there is no file " + directory.resolve("none.gpkg"));
    }

    @Test
    void leavesNoTemporaryFileBehind() throws Exception {
        Path file = directory.resolve("schools.gpkg");
        GeoPackageFile.write(Samples.features("geometry:Point:srid=4326", row("POINT (1 2)")), file);

        try (var in = Files.newInputStream(file)) {
            assertThat(DataUtilities.list(GeoPackageFile.read(in, ReadOptions.named("s"))))
                    .hasSize(1);
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }
}
