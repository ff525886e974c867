package org.edubalance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coordinates that cannot be are refused by every process and input of features, in the same words. */
class CoordinatesTest {

    private static final EduProcessFactory FACTORY = new EduProcessFactory();

    private static SimpleFeatureCollection schools(String crs, double x, double y) {
        return new Table("the_geom:Geometry:srid=" + crs + ",books:Double,county:String")
                .row(Features.point(94, 29), 3d, "Bayi")
                .row(Features.point(94.1, 29.1), 4d, "Bayi")
                .row(Features.point(x, y), 7d, "Bayi")
                .features();
    }

    static Stream<Arguments> featureInputs() {
        return FACTORY.getNames().stream().flatMap(process -> FACTORY.getParameterInfo(process).values().stream()
                .filter(parameter -> SimpleFeatureCollection.class.isAssignableFrom(parameter.type))
                .map(parameter -> Arguments.of(process, parameter.key)));
    }

    @ParameterizedTest
    @MethodSource("featureInputs")
    void everyInputOfFeaturesIsChecked(Name process, String input) {
        Map<String, Parameter<?>> parameters = FACTORY.getParameterInfo(process);
        SimpleFeatureCollection read = (SimpleFeatureCollection) new GivenInputs(parameters)
                .converted(Map.of(input, schools("4326", 29.6, 94.3)))
                .get(input);
        assertThatThrownBy(() -> drain(read))
                .isInstanceOf(Refusal.class)
                .hasMessage(input + " must have longitude before latitude, got (29.6, 94.3): they look swapped"
                        + " (feature school.3)");
    }

    private static void drain(SimpleFeatureCollection features) {
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                iterator.next();
            }
        }
    }

    private static List<ThrowingCallable> runs(SimpleFeatureCollection data) {
        return List.of(
                () -> Features.run("EntropyScore", "data", data, "indicators", "books"),
                () -> Features.run("EntropyWeights", "data", data, "indicators", "books"),
                () -> Features.run("BalanceCoefficients", "data", data, "indicators", "books"),
                () -> Features.run("InequalityMeasures", "data", data, "indicators", "books"),
                () -> Features.run("TheilDecomposition", "data", data, "indicators", "books", "groupBy", "county"),
                () -> Features.run("SpatialPattern", "data", data),
                () -> Features.run("SurveySample", "data", data, "characteristics", "county"));
    }

    /** Processes that make no use of the places say the same as those that do. */
    @Test
    void processesSayTheSame() {
        String swapped =
                "data must have longitude before latitude, got (29.6, 94.3): they look swapped (feature school.3)";
        runs(schools("4326", 29.6, 94.3)).forEach(run -> assertThatThrownBy(run).hasMessage(swapped));
        String metres =
                "data must have longitudes and latitudes, got (10504000, 3459000): these look like metres, so give"
                        + " the coordinate reference system that they are in (feature school.3)";
        runs(schools("4326", 10504000, 3459000))
                .forEach(run -> assertThatThrownBy(run).hasMessage(metres));
    }

    /** GeoTools would notice by assertions only, and a server has none. */
    @ParameterizedTest
    @ValueSource(strings = {"32646", "3857", "4547", "2163", "3035"})
    void coordinatesBeyondAProjectionAreRefused(String crs) {
        for (double[] far : new double[][] {{1e9, 3e6}, {5e5, 1e9}, {-1e12, -1e12}, {1e30, 0}}) {
            runs(schools(crs, far[0], far[1])).forEach(run -> assertThatThrownBy(run)
                    .hasMessageStartingWith("data must have coordinates that ")
                    .hasMessageEndingWith("(feature school.3)"));
        }
    }

    @Test
    void aMapOfTheWorldMayGoOnBeyondItsEdge() {
        assertThat(Features.run("EntropyScore", "data", schools("3857", 2.5e7, 3e6), "indicators", "books"))
                .hasSize(3);
    }

    @Test
    void saysSoInChinese() {
        assertThatThrownBy(() -> Language.ZH.use(
                        () -> Features.run("EntropyScore", "data", schools("32646", 1e9, 3e6), "indicators", "books")))
                .hasMessageStartingWith("data 的坐标必须是 WGS 84 / UTM zone 46N 中存在的坐标");
    }

    @Test
    void regionsAreCheckedToo() {
        SimpleFeatureCollection regions = new Table("the_geom:Polygon:srid=4326,county:String")
                .row(Features.wkt("POLYGON ((29 94, 30 94, 30 95, 29 95, 29 94))"), "Bayi")
                .features();
        assertThatThrownBy(() -> Features.run(
                        "BalanceCoefficients",
                        "data",
                        schools("4326", 94.2, 29.2),
                        "indicators",
                        "books",
                        "groupBy",
                        "county",
                        "regions",
                        regions))
                .hasMessage("regions must have longitude before latitude, got (29, 94): they look swapped"
                        + " (feature school.1)");
    }

    /** On the other side of the Earth a projection's coordinates mean nothing. */
    @Test
    void regionsBeyondTheDatasProjectionAreRefused() {
        SimpleFeatureCollection data = new Table("the_geom:Point:srid=32646,books:Double,county:String")
                .row(Features.point(500_000, 3_200_000), 3d, "Bayi")
                .row(Features.point(510_000, 3_210_000), 5d, "Bayi")
                .features();
        for (String wkt : new String[] {
            "POLYGON ((-86 -29, -85 -29, -85 -28, -86 -28, -86 -29))", "POLYGON ((4 29, 5 29, 5 30, 4 30, 4 29))"
        }) {
            SimpleFeatureCollection regions = new Table("the_geom:Polygon:srid=4326,county:String")
                    .row(Features.wkt(wkt), "Bayi")
                    .features();
            assertThatThrownBy(() -> Features.run(
                            "BalanceCoefficients",
                            "data",
                            data,
                            "indicators",
                            "books",
                            "groupBy",
                            "county",
                            "regions",
                            regions))
                    .hasMessageEndingWith("(feature school.1)")
                    .hasMessageContaining("regions");
        }
    }
}
