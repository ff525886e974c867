package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.edubalance.io.Samples.row;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

class FlatGeobufTest {

    private static byte[] written(SimpleFeatureCollection features) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Format.FLATGEOBUF.write(features, out);
        return out.toByteArray();
    }

    private static List<SimpleFeature> read(byte[] bytes) throws IOException {
        return read(bytes, ReadOptions.named("s"));
    }

    private static List<SimpleFeature> read(byte[] bytes, ReadOptions options) throws IOException {
        return DataUtilities.list(
                Format.FLATGEOBUF.read(SimpleFeatureCollection.class, new ByteArrayInputStream(bytes), options));
    }

    @Test
    void readsWhatItWrites() throws Exception {
        byte[] bytes = written(Samples.features(
                "geometry:Point:srid=4547,name:String,n:Integer,big:java.lang.Long,score:Double,open:Boolean,day:java.util.Date",
                row("POINT (500000 3280000)", "八一".repeat(900), -3, 3654000001234567891L, 0.5, true, new Date(0)),
                row(null, null, null, null, Double.NaN, false, null)));

        List<SimpleFeature> read = read(bytes);
        assertThat(read.get(0)
                        .getFeatureType()
                        .getGeometryDescriptor()
                        .getType()
                        .getBinding())
                .isEqualTo(Point.class);
        assertThat(CrsNames.epsgCode(read.get(0).getFeatureType().getCoordinateReferenceSystem()))
                .isEqualTo(4547);
        assertThat(read.get(0).getDefaultGeometry()).hasToString("POINT (500000 3280000)");
        assertThat(read.get(0).getAttributes().subList(1, 7))
                .containsExactly("八一".repeat(900), -3, 3654000001234567891L, 0.5, true, "1970-01-01T00:00:00Z");
        assertThat(read.get(1).getAttributes()).containsExactly(null, null, null, null, null, false, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINT (1 2)",
                "LINESTRING (1 2, 3 4)",
                "POLYGON ((0 0, 9 0, 9 9, 0 0), (6 2, 7 2, 7 3, 6 2))",
                "MULTIPOINT ((1 2), (3 4))",
                "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
                "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0), (6 2, 7 2, 7 3, 6 2)), ((20 0, 29 0, 29 9, 20 0)))",
                "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))"
            })
    void keepsGeometries(String wkt) throws Exception {
        for (String type : List.of("Geometry", wkt.substring(0, wkt.indexOf(' ')))) {
            String name = List.of(
                            "Point",
                            "LineString",
                            "Polygon",
                            "MultiPoint",
                            "MultiLineString",
                            "MultiPolygon",
                            "GeometryCollection",
                            "Geometry")
                    .stream()
                    .filter(type::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = written(Samples.features("geometry:" + name + ":srid=4326,n:Integer", row(wkt, 1)));
            assertThat(read(bytes).get(0).getDefaultGeometry()).as(name).hasToString(wkt);
        }
    }

    @Test
    void keepsHeights() throws Exception {
        byte[] bytes = written(Samples.features("geometry:Point:srid=4326", row("POINT Z(1 2 3)")));
        assertThat(((Geometry) read(bytes).get(0).getDefaultGeometry())
                        .getCoordinate()
                        .getZ())
                .isEqualTo(3);
    }

    @Test
    void rowsNeedNoGeometry() throws Exception {
        assertThat(read(written(Samples.features("indicator:String,weight:Double", row("books", 0.25))))
                        .get(0)
                        .getAttributes())
                .contains("books", 0.25);
    }

    @Test
    void refusesWhatIsBroken() throws Exception {
        byte[] bytes = written(Samples.features(
                "geometry:Point:srid=4326,name:String", row("POINT (1 2)", "a"), row("POINT (3 4)", "b")));
        assertRefused(new byte[0], "not a FlatGeobuf", "不是第 3 版的 FlatGeobuf");
        assertRefused(new byte[20], "not a FlatGeobuf", "不是第 3 版的 FlatGeobuf");
        assertRefused(Arrays.copyOf(bytes, bytes.length - 1), "cut off", "不完整");
        assertRefused(Arrays.copyOf(bytes, 10), "cut off", "不完整");
        byte[] long2g = bytes.clone();
        long2g[11] = 0x7f;
        assertRefused(long2g, "broken", "已损坏");
        assertThatThrownBy(() -> read(bytes, ReadOptions.named("s").withLimits(1, 1)))
                .hasMessageContaining("more than 1 features");
        byte[] swapped = written(Samples.features("geometry:Point:srid=4326,name:String", row("POINT (29 94)", "a")));
        assertRefused(swapped, "look swapped (a, feature s.1)", "似乎写反了");
    }

    /** Every byte of a small file is changed in turn: it is read or refused. */
    @Test
    void nothingButARefusalComesOfAChangedByte() throws Exception {
        byte[] bytes = written(Samples.features(
                "geometry:Geometry:srid=4326,name:String,n:Integer",
                row("POLYGON ((0 0, 9 0, 9 9, 0 0), (6 2, 7 2, 7 3, 6 2))", "a", 1),
                row("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))", "b", 2)));
        for (int i = 8; i < bytes.length; i++) {
            for (int value : new int[] {0, 0x7f, 0xff, bytes[i] + 1}) {
                byte[] changed = bytes.clone();
                changed[i] = (byte) value;
                try {
                    read(changed);
                } catch (Refusal e) {
                    assertThat(e.in(Language.EN)).isNotBlank();
                }
            }
        }
    }

    private static void assertRefused(byte[] bytes, String english, String chinese) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.in(Language.EN)).contains(english);
            assertThat(e.in(Language.ZH)).contains(chinese);
        });
    }
}
