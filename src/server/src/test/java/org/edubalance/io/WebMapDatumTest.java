package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.edubalance.io.Samples.row;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Point;

class WebMapDatumTest {

    /**
     * The example of Amap's documentation of its coordinate conversion; tests of eviltransform, which took an ellipsoid of
     * 6,378,137 m, some millimetres; the example of coordtransform.
     */
    @ParameterizedTest
    @CsvSource({
        "116.481499, 39.990475, 116.487585177952, 39.991754014757, 1e-6",
        "116.481499, 39.990375, 116.487585177952, 39.991653917101, 1e-6",
        "121.5272106, 31.1774276, 121.531541859215, 31.17530398364597, 1e-6",
        "113.912316, 22.543847, 113.9171764808363, 22.540796131694766, 1e-6",
        "116.377817, 39.911954, 116.38404722455657, 39.91334545536069, 1e-6",
        "116.404, 39.915, 116.41024449916938, 39.91640428150164, 1e-12"
    })
    void agreesWithPublishedPairsOfGcj02(double lon, double lat, double gcjLon, double gcjLat, double error) {
        assertThat(WebMapDatum.GCJ02.fromWgs84(lon, lat)).containsExactly(new double[] {gcjLon, gcjLat}, within(error));
        assertThat(WebMapDatum.GCJ02.toWgs84(gcjLon, gcjLat))
                .containsExactly(new double[] {lon, lat}, within(error + 1e-9));
    }

    /** The example of Baidu's documentation of its coordinate conversion, which answers to a metre, and that of coordtransform. */
    @ParameterizedTest
    @CsvSource({
        "114.21892734521, 29.575429778924, 114.2307519546763, 29.57908428837437, 1e-5",
        "116.404, 39.915, 116.41662724378733, 39.922699552216216, 1e-12"
    })
    void agreesWithPublishedPairsOfBd09(double lon, double lat, double bdLon, double bdLat, double error) {
        assertThat(WebMapDatum.BD09.fromWgs84(lon, lat)).containsExactly(new double[] {bdLon, bdLat}, within(error));
        assertThat(WebMapDatum.BD09.toWgs84(bdLon, bdLat))
                .containsExactly(new double[] {lon, lat}, within(error + 1e-9));
    }

    @Property
    void theInverseIsExactToANanodegree(
            @ForAll @DoubleRange(min = 73.5, max = 135) double lon,
            @ForAll @DoubleRange(min = 3, max = 54) double lat) {
        for (WebMapDatum datum : WebMapDatum.values()) {
            double[] there = datum.fromWgs84(lon, lat);
            assertThat(datum.toWgs84(there[0], there[1])).containsExactly(new double[] {lon, lat}, within(1e-9));
        }
    }

    @Test
    void outsideChinaNothingMoves() {
        assertThat(WebMapDatum.GCJ02.toWgs84(139.767125, 35.681236)).containsExactly(139.767125, 35.681236);
        assertThat(WebMapDatum.BD09.toWgs84(-0.1246, 51.5007)).containsExactly(-0.1246, 51.5007);
    }

    @Test
    void movesFeaturesAndSaysHowFar() throws Exception {
        List<Message> notes = new ArrayList<>();
        SimpleFeatureCollection moved = ShiftedFeatures.toWgs84(
                Samples.features(
                        "geometry:Point:srid=4326,name:String",
                        row("POINT (116.487585177952 39.991754014757)", "a"),
                        row(null, "b")),
                WebMapDatum.GCJ02,
                ReadOptions.named("s").withNotes(notes::add));

        Point place = (Point) DataUtilities.list(moved).get(0).getDefaultGeometry();
        assertThat(place.getX()).isCloseTo(116.481499, within(1e-6));
        assertThat(notes)
                .extracting(note -> note.in(Language.EN))
                .containsExactly(
                        "the coordinates were moved from GCJ-02 to WGS 84, by 538 m on average and 538 m at most");
        assertThat(notes.get(0).in(Language.ZH)).isEqualTo("坐标已由 GCJ-02 转换为 WGS 84，平均移动 538 米，最多 538 米");
    }

    @Test
    void refusesMetresAndOtherNames() throws Exception {
        SimpleFeatureCollection metres = Samples.features("geometry:Point:srid=4547", row("POINT (500000 3280000)"));
        assertThatThrownBy(() -> ShiftedFeatures.toWgs84(metres, WebMapDatum.BD09, ReadOptions.named("s")))
                .isInstanceOf(Refusal.class)
                .hasMessage("coordinates in BD-09 are longitudes and latitudes, but the data has a projected CRS");
        assertThat(WebMapDatum.of("--coordinates", "gcj-02")).isEqualTo(WebMapDatum.GCJ02);
        assertThatThrownBy(() -> WebMapDatum.of("--coordinates", "wgs84"))
                .isInstanceOf(Refusal.class)
                .hasMessage("--coordinates must be gcj02 or bd09, got “wgs84”");
    }
}
