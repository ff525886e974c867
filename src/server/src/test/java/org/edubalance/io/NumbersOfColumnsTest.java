package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.edubalance.io.Samples.stream;

import java.math.BigDecimal;
import java.util.List;
import org.edubalance.columns.NumberedRow;
import org.edubalance.io.table.GrowingColumn;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process has the same numbers from columns as from GeoTools' own features with the same values. */
class NumbersOfColumnsTest {

    private static final String SCHOOLS =
            """
            id,lon,lat,pupils,books,funds,share,code,open,note,面积
            1,94.36,29.65,900,12000.5,10155563123,0.1,007,true,,3.5
            2,,,0,,0,,7 ,false,,
            3,95.1,29.1,-3,0,,1e300,12,true,,0.30000000000000004
            4,95.2,29.2,,-1e-300,9007199254740993,1e300,-1,,,1e5
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pupils",
                "books",
                "funds",
                "share",
                "code",
                "note",
                "面积",
                "100 * books / pupils",
                "books / pupils - 面积 * 2",
                "1 / (pupils / books)",
                "share * share",
                "1 / (share * share)",
                "funds + 1",
                "-1 * pupils",
                "code / 2",
                "note + pupils",
                "pupils / 0",
                "abs(pupils) + max(pupils, books)",
                "2"
            })
    void areThoseOfFeatures(String text) throws Exception {
        SimpleFeatureCollection schools = Csv.read(stream(SCHOOLS), "schools");
        Attribute attribute = Attribute.of("attribute", text, schools.getSchema());
        List<SimpleFeature> features = DataUtilities.list(schools);
        assertThat(features).hasSize(4).allMatch(feature -> feature instanceof NumberedRow row && row.isAsRead());

        for (SimpleFeature feature : features) {
            Double expected = attribute.number(SimpleFeatureBuilder.copy(feature));
            assertThat(attribute.number(feature)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"geometry", "name", "open", "infinite"})
    void areRefusedAsThoseOfFeatures(String text) {
        GrowingColumn name = new GrowingColumn(null);
        name.set(0, "Bayi");
        GrowingColumn open = new GrowingColumn(null);
        open.set(0, true);
        GrowingColumn infinite = new GrowingColumn(null);
        infinite.set(0, Double.POSITIVE_INFINITY);
        SimpleFeatureCollection schools = ColumnFeatures.of(
                "schools",
                List.of(name.build("name", 1), open.build("open", 1), infinite.build("infinite", 1)),
                ColumnFeatures.Shapes.points(new double[] {94.36}, new double[] {29.65}),
                DefaultGeographicCRS.WGS84);
        Attribute attribute = Attribute.of("attribute", text, schools.getSchema());
        SimpleFeature feature = DataUtilities.list(schools).get(0);
        SimpleFeature copy = SimpleFeatureBuilder.copy(feature);

        assertThat(feature).isInstanceOf(NumberedRow.class);
        Throwable expected = catchThrowable(() -> attribute.number(copy));
        assertThat(expected).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> attribute.number(feature))
                .isInstanceOf(Refusal.class)
                .hasMessage(expected.getMessage());
    }

    @Test
    void areThoseThatWereSet() throws Exception {
        SimpleFeatureCollection schools = Csv.read(stream(SCHOOLS), "schools");
        Attribute attribute = Attribute.of("attribute", "pupils", schools.getSchema());
        Attribute half = Attribute.of("attribute", "pupils / 2", schools.getSchema());
        SimpleFeature feature = DataUtilities.list(schools).get(0);
        feature.setAttribute("pupils", 10);
        assertThat(attribute.number(feature)).isEqualTo(10);
        assertThat(half.number(feature)).isEqualTo(5);
    }

    @Test
    void placesAreThoseOfFeatures() throws Exception {
        SimpleFeatureCollection schools = Csv.read(stream("name,lon,lat\nBayi,94.36,29.65\nMotuo,,\n"), "schools");
        List<SimpleFeature> features = DataUtilities.list(schools);

        NumberedRow bayi = (NumberedRow) features.get(0);
        assertThat(bayi.x()).isEqualTo(94.36);
        assertThat(bayi.y()).isEqualTo(29.65);
        NumberedRow nowhere = (NumberedRow) features.get(1);
        assertThat(nowhere.x()).isNaN();
        assertThat(features.get(1).getDefaultGeometry()).isNull();
        features.get(0).setDefaultGeometry(null);
        assertThat(bayi.isAsRead()).isFalse();
    }

    @Test
    void linesAndTablesWithoutPlacesHaveNoPoints() throws Exception {
        for (String table : List.of("name,wkt\nroad,\"LINESTRING(0 0,1 1)\"\n", "name,pupils\nBayi,3\n")) {
            NumberedRow row = (NumberedRow)
                    DataUtilities.list(Csv.read(stream(table), "table")).get(0);
            assertThat(row.x()).isNaN();
            assertThat(row.y()).isNaN();
        }
    }

    @Test
    void areFoundInColumnsOfOtherClasses() {
        GrowingColumn amounts = new GrowingColumn(null);
        amounts.set(0, new BigDecimal("12.5"));
        GrowingColumn most = new GrowingColumn(null);
        most.set(0, Long.MIN_VALUE);
        SimpleFeatureCollection rows =
                ColumnFeatures.of("rows", List.of(amounts.build("amount", 2), most.build("most", 2)), null, null);
        List<SimpleFeature> features = DataUtilities.list(rows);
        Attribute sum = Attribute.of("attribute", "amount + 1", rows.getSchema());
        Attribute least = Attribute.of("attribute", "most", rows.getSchema());
        assertThat(sum.number(features.get(0))).isEqualTo(13.5);
        assertThat(sum.number(features.get(1))).isNaN();
        assertThat(least.number(features.get(0))).isEqualTo(Long.MIN_VALUE);
    }
}
