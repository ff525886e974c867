package org.edubalance.process.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.LayerQueriesTest;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeImpl;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

class BalanceCoefficientsProcessTest {

    private static final String TYPE =
            "geom:Point:srid=3857,county:String,pupils:Integer,books:Integer,computers:Double";

    /** The official example's five schools are the county "Bomi". */
    private final SimpleFeatureCollection schools = new Table(TYPE)
            .row(Features.point(0, 0), "Bomi", 45, 279, 5d)
            .row(Features.point(2, 0), "Bomi", 37, 137, 5d)
            .row(Features.point(0, 2), "Bomi", 89, 935, 5d)
            .row(Features.point(2, 2), "Bomi", 76, 160, 5d)
            .row(Features.point(1, 1), "Bomi", 55, 402, null)
            .row(Features.point(9, 9), "Zayu", 10, 50, 3d)
            .features();

    private final List<String> perPupil = List.of("books_per_pupil=books/pupils", "computers");

    @Test
    void officialExample() {
        List<SimpleFeature> counties = Features.run(
                "BalanceCoefficients",
                "data",
                schools,
                "indicators",
                List.of("books_per_pupil=books/pupils"),
                "groupBy",
                "county",
                "population",
                "pupils",
                "threshold",
                0.5);
        assertThat(Features.values(counties, "group")).containsExactly("Bomi", "Zayu", "ALL");
        SimpleFeature bomi = counties.get(0);
        assertThat((Double) bomi.getAttribute("cv_books_per_pupil")).isEqualTo(0.52, within(0.005));
        assertThat(bomi.getAttribute("cv")).isEqualTo(bomi.getAttribute("cv_books_per_pupil"));
        assertThat(Features.values(counties, "count")).containsExactly(5, 1, 6);
        assertThat(Features.values(counties, "population")).containsExactly(302.0, 10.0, 312.0);
        assertThat(Features.values(counties, "balanced")).containsExactly(false, true, false);
        assertThat(Features.values(counties, "note"))
                .containsExactly(null, "one feature: nothing to compare, coefficients are 0", null);
    }

    @Test
    void theComprehensiveCoefficientIsTheMean() {
        List<SimpleFeature> counties =
                Features.run("BalanceCoefficients", "data", schools, "indicators", perPupil, "groupBy", "county");
        SimpleFeature bomi = counties.get(0);
        assertThat(bomi.getAttribute("cv_computers")).isEqualTo(0.0);
        assertThat((Double) bomi.getAttribute("cv"))
                .isEqualTo((Double) bomi.getAttribute("cv_books_per_pupil") / 2, within(1e-15));
        assertThat(bomi.getAttribute("population")).isNull();
        assertThat(bomi.getAttribute("balanced")).isNull();
        assertThat(bomi.getAttribute("missing")).isEqualTo(1);
        assertThat(bomi.getAttribute("note")).isEqualTo("computers is missing in 1 of 5");
    }

    @Test
    void columns() {
        SimpleFeatureCollection result =
                Features.result(null, "BalanceCoefficients", "data", schools, "indicators", perPupil);
        assertThat(Features.names(result.getSchema()))
                .containsExactly(
                        "group",
                        "count",
                        "population",
                        "missing",
                        "cv_books_per_pupil",
                        "cv_computers",
                        "gini_books_per_pupil",
                        "gini_computers",
                        "atkinson_books_per_pupil",
                        "atkinson_computers",
                        "cv",
                        "balanced",
                        "note",
                        "geometry");
        assertThat(result.getSchema().getCoordinateReferenceSystem())
                .isEqualTo(schools.getSchema().getCoordinateReferenceSystem());
        assertThat(Features.values(Features.list(result), "group")).containsExactly("ALL");
    }

    @Test
    void withoutRegionsGroupsHaveTheirConvexHulls() {
        List<SimpleFeature> counties =
                Features.run("BalanceCoefficients", "data", schools, "indicators", perPupil, "groupBy", "county");
        assertThat(geometry(counties.get(0)).equalsTopo(Features.wkt("POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))")))
                .isTrue();
        assertThat(geometry(counties.get(1))).isEqualTo(Features.point(9, 9));
        assertThat(geometry(counties.get(2)).equalsTopo(Features.wkt("POLYGON((0 0, 2 0, 9 9, 0 2, 0 0))")))
                .isTrue();
    }

    @Test
    void regionsGiveTheirGeometryInTheCrsOfTheData() {
        SimpleFeatureCollection regions = new Table("area:Polygon:srid=4326,name:String")
                .row(Features.wkt("POLYGON((0 0, 90 0, 90 45, 0 45, 0 0))"), "Bomi")
                .row(Features.wkt("POLYGON((90 0, 180 0, 180 45, 90 45, 90 0))"), "Medog")
                .features();
        Warnings warnings = new Warnings();
        List<SimpleFeature> counties = Features.run(
                warnings,
                "BalanceCoefficients",
                "data",
                schools,
                "indicators",
                List.of("books"),
                "groupBy",
                "county",
                "population",
                "pupils",
                "regions",
                regions,
                "regionKey",
                "name");

        assertThat(Features.values(counties, "group")).containsExactly("Bomi", "Zayu", "ALL", "Medog");
        // a quarter of the sphere's 40,075,017 m equator
        assertThat(geometry(counties.get(0)).getEnvelopeInternal().getMaxX()).isEqualTo(10_018_754.17, within(0.01));
        assertThat(geometry(counties.get(1))).isEqualTo(Features.point(9, 9));
        assertThat(geometry(counties.get(2)).getEnvelopeInternal().getMaxX()).isEqualTo(20_037_508.34, within(0.01));
        assertThat(Features.values(counties, "note"))
                .containsExactly(
                        null,
                        "no region of this key: geometry is the convex hull; "
                                + "one feature: nothing to compare, coefficients are 0",
                        null,
                        "no features in this region");
        assertThat(counties.get(3).getAttribute("count")).isEqualTo(0);
        assertThat(counties.get(3).getAttribute("cv")).isNull();
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:BalanceCoefficients: group “Zayu” has no region in regions",
                        "edu:BalanceCoefficients: region “Medog” has no features of data in it");
    }

    @Test
    void severalPolygonsOfOneKeyAreOneRegion() {
        SimpleFeatureCollection regions = new Table("area:Polygon:srid=3857,county:String")
                .row(Features.wkt("POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))"), "Bomi")
                .row(Features.wkt("POLYGON((1 0, 2 0, 2 1, 1 1, 1 0))"), "Bomi")
                .features();
        List<SimpleFeature> counties = Features.run(
                "BalanceCoefficients",
                "data",
                schools,
                "indicators",
                List.of("books"),
                "groupBy",
                "county",
                "regions",
                regions);
        assertThat(geometry(counties.get(0)).equalsTopo(Features.wkt("POLYGON((0 0, 2 0, 2 1, 0 1, 0 0))")))
                .isTrue();
    }

    @Test
    void rowsWithoutGeometryDoToo() {
        SimpleFeatureCollection rows = new Table("books:Double").row(1d).row(3d).features();
        List<SimpleFeature> all = Features.run("BalanceCoefficients", "data", rows, "indicators", List.of("books"));
        assertThat(all.get(0).getAttribute("cv")).isEqualTo(0.5);
        assertThat(all.get(0).getAttribute("gini_books")).isEqualTo(0.25);
        assertThat(geometry(all.get(0))).isNull();
    }

    @Test
    void manySchoolsOfAGroupHaveTheSameHull() {
        Table many = new Table(TYPE);
        for (int i = 0; i < 10_000; i++) {
            many.row(Features.point(i % 100, i / 100), "Bomi", 1, 1 + i, 1d);
        }
        List<SimpleFeature> all =
                Features.run("BalanceCoefficients", "data", many.features(), "indicators", List.of("books"));
        assertThat(geometry(all.get(0)).equalsTopo(Features.wkt("POLYGON((0 0, 99 0, 99 99, 0 99, 0 0))")))
                .isTrue();
    }

    @Test
    void anIndicatorThatNoSchoolHasLeavesNoVerdict() {
        SimpleFeatureCollection rows = new Table("books:Double,desks:Double")
                .row(1d, null)
                .row(3d, null)
                .features();
        SimpleFeature all = Features.run(
                        "BalanceCoefficients", "data", rows, "indicators", List.of("books", "desks"), "threshold", 0.5)
                .get(0);
        assertThat(all.getAttribute("cv_desks")).isNull();
        assertThat(all.getAttribute("cv")).isNull();
        assertThat(all.getAttribute("balanced")).isNull();
        assertThat(all.getAttribute("note")).isEqualTo("desks is missing in 2 of 2");
    }

    /** What is left of a group may look balanced. */
    @Test
    void missingValuesNeverHelpAVerdict() {
        SimpleFeatureCollection rows = new Table("g:String,books_pp:Double,comp_pp:Double")
                .row("A", 1d, 5d)
                .row("A", null, 5.2)
                .row("A", null, 4.9)
                .row("B", 1d, 5d)
                .row("B", 9d, 5.2)
                .row("B", 20d, 4.9)
                .features();
        List<SimpleFeature> groups = Features.run(
                "BalanceCoefficients",
                "data",
                rows,
                "indicators",
                List.of("books_pp", "comp_pp"),
                "groupBy",
                "g",
                "threshold",
                0.5);
        assertThat(Features.values(groups, "balanced")).containsExactly(false, true, false);
        assertThat((Double) groups.get(0).getAttribute("cv")).isLessThan(0.5);
        assertThat(groups.get(0).getAttribute("note"))
                .isEqualTo("books_pp is missing in 2 of 3; not found balanced, since something is missing");
        assertThat(groups.get(1).getAttribute("note")).isNull();
    }

    /** A school with 0 pupils has nothing per pupil, and the others go on. */
    @Test
    void aSchoolWithoutPupilsIsLeftOutCountedAndNamed() {
        SimpleFeatureCollection rows = new Table("name:String,county:String,pupils:Integer,equipment:Double")
                .row("一小", "A", 640, 3238400d)
                .row("二小", "A", 1004, 1407400d)
                .row("派镇小学", "B", 0, 420000d)
                .row("卧龙小学", "B", null, 520000d)
                .features();
        Warnings warnings = new Warnings();
        List<SimpleFeature> groups = Features.run(
                warnings,
                "BalanceCoefficients",
                "data",
                rows,
                "indicators",
                List.of("equipment/pupils"),
                "groupBy",
                "county",
                "population",
                "pupils",
                "threshold",
                0.9);
        String leftOut = "2 features without a population greater than 0 left out: 派镇小学 (school.3), 卧龙小学 (school.4)";
        assertThat(Features.values(groups, "group")).containsExactly("A", "B", "ALL");
        assertThat(Features.values(groups, "count")).containsExactly(2, 0, 2);
        assertThat(Features.values(groups, "population")).containsExactly(1644.0, 0.0, 1644.0);
        assertThat(Features.values(groups, "note"))
                .containsExactly(null, leftOut, leftOut + "; not found balanced, since something is missing");
        assertThat(Features.values(groups, "balanced")).containsExactly(true, null, false);
        assertThat(warnings.messages()).containsExactly("edu:BalanceCoefficients: " + leftOut);

        // unweighted, the division by 0 is a missing value
        SimpleFeature all = Features.run("BalanceCoefficients", "data", rows, "indicators", List.of("equipment/pupils"))
                .get(0);
        assertThat(all.getAttribute("count")).isEqualTo(4);
        assertThat(all.getAttribute("note")).isEqualTo("equipment_pupils is missing in 2 of 4");
    }

    @Test
    void whatHasNoCoefficientsIsLeftWithoutIfAskedFor() {
        SimpleFeatureCollection rows = new Table("g:String,books:Double")
                .row("A", 0d)
                .row("A", 0d)
                .row("B", 1d)
                .row("B", 3d)
                .features();
        List<SimpleFeature> groups = Features.run(
                "BalanceCoefficients",
                "data",
                rows,
                "indicators",
                List.of("books"),
                "groupBy",
                "g",
                "unscorable",
                "EXCLUDE");
        assertThat(Features.values(groups, "cv").subList(0, 2)).containsExactly(null, 0.5);
        assertThat(groups.get(0).getAttribute("note"))
                .isEqualTo("group “A”: “books” must have a mean greater than 0, got 0");

        SimpleFeatureCollection none = new Table("g:String,books:Double").features();
        assertThat(Features.run(
                        "BalanceCoefficients", "data", none, "indicators", List.of("books"), "unscorable", "EXCLUDE"))
                .isEmpty();
        assertThat(Features.run(
                        "BalanceCoefficients",
                        "data",
                        new ListFeatureCollection(new SimpleFeatureTypeImpl(
                                new NameImpl("inline"), List.of(), null, false, List.of(), null, null)),
                        "indicators",
                        List.of("books"),
                        "unscorable",
                        "EXCLUDE"))
                .isEmpty();
    }

    @Test
    void attributesAreFoundWhateverTheyAreCalled() {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("school");
        builder.add("area m²", Integer.class);
        SimpleFeatureType type = builder.buildFeatureType();
        ListFeatureCollection rows = new ListFeatureCollection(type);
        for (int area = 5; area <= 8; area++) {
            rows.add(SimpleFeatureBuilder.build(type, new Object[] {area}, "school." + area));
        }
        SimpleFeature all = Features.run(
                        "BalanceCoefficients",
                        "data",
                        rows,
                        "indicators",
                        List.of("x=if_then_else(greaterThan(\"area m²\",5),1,2)"))
                .get(0);
        assertThat((Double) all.getAttribute("cv")).isEqualTo(0.3464, within(5e-5));
    }

    @Test
    void mendsRegionsThatAreNotValidAndSaysWhere() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows = Features.run(
                warnings,
                "BalanceCoefficients",
                "data",
                schools,
                "indicators",
                List.of("x=books"),
                "groupBy",
                "county",
                "regions",
                new Table("area:Polygon:srid=3857,county:String")
                        .row(Features.wkt("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))"), "Bomi")
                        .row(Features.wkt("POLYGON((1 0, 3 0, 3 3, 1 3, 1 0))"), "Zayu")
                        .features());

        assertThat(warnings.messages())
                .contains("regions: a polygon of regions is not valid at or near (1, 1); what is not valid was mended");
        assertThat(rows)
                .filteredOn(row -> row.getAttribute("group").equals("ALL"))
                .singleElement()
                .satisfies(all -> {
                    // the two triangles of the bow, one of them in the square
                    assertThat(((Geometry) all.getDefaultGeometry()).getArea()).isEqualTo(7, within(1e-9));
                });
    }

    @Test
    void refusesBadInput() {
        assertRefused("threshold must be at least 0, got -0.1", "threshold", -0.1);
        assertRefused("atkinsonEpsilon must be greater than 0, got 0", "atkinsonEpsilon", 0.0);
        assertRefused(
                "population “pupils - 45” must be at least 0, got -8 (feature school.2)", "population", "pupils - 45");
        assertRefused("6 features without a population greater than 0 left out: school.1,", "population", "0 * pupils");
        assertRefused(
                "indicators “x” must be at least 0, got -8 (feature school.2)", "indicators", List.of("x=pupils - 45"));
        assertRefused(
                "group “Bomi”: “books_0” must have a mean greater than 0, got 0", "indicators", List.of("books * 0"));
        assertRefused("regionKey names the unknown attribute “nope”", "regionKey", "nope", "regions", schools);
        assertRefused("regions is missing: give the features that regionKey is", "regionKey", "county");
        assertRefused("groupBy is missing: give the attribute of data", "groupBy", " ", "regions", schools);
        assertRefused("regions must hold at least one polygon, got none", "regions", new Table(TYPE).features());
        assertRefused("data has no features", "data", new Table(TYPE).features());
        assertRefused(
                "data has no features",
                "data",
                new ListFeatureCollection(new SimpleFeatureTypeImpl(
                        new NameImpl("inline"), List.of(), null, false, List.of(), null, null)));
        assertRefused("deviation SAMPLE is defined", "deviation", "SAMPLE", "population", "pupils");
        assertRefused("groupBy must not have a group named “ALL”", "groupBy", "'ALL'");
        assertRefused(
                "data must have finite coordinates, got (NaN, 1) (feature school.1)",
                "data",
                new Table(TYPE)
                        .row(Features.point(Double.NaN, 1), "Bomi", 1, 1, 1d)
                        .features());
    }

    private void assertRefused(String message, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("data", schools, "indicators", perPupil, "groupBy", "county"));
        all.addAll(Arrays.asList(inputs));
        assertThatThrownBy(() -> Features.run("BalanceCoefficients", all.toArray()))
                .isInstanceOf(ProcessException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void asATransformationItReadsTheWholeLayer() throws Exception {
        LayerQueriesTest.assertReadsTheWholeLayer(query -> new BalanceCoefficientsProcess().invertQuery(query, null));
    }

    private static Geometry geometry(SimpleFeature feature) {
        return (Geometry) feature.getDefaultGeometry();
    }
}
