package org.edubalance.process.standards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.edubalance.process.schools.ShippedStandards;
import org.edubalance.standards.StandardColumn;
import org.edubalance.standards.StandardReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

class AssessProcessesTest {

    private static final String QUALITY = "cn-2017-quality";
    private static final String BASIC = "cn-2012-basic";

    @Nested
    class TheStandardOf2017 {

        @Test
        void isKeptByTheCounty() {
            for (SimpleFeature stage : regions(County.table(), QUALITY)) {
                assertThat(stage.getAttribute("group")).isEqualTo("Bomi");
                assertThat(stage.getAttribute("schools")).isEqualTo(6);
                assertThat(stage.getAttribute("compliant_schools")).isEqualTo(6);
                assertThat(stage.getAttribute("compliant_share")).isEqualTo(1.0);
                assertThat(stage.getAttribute("balanced")).isEqualTo(true);
                assertThat(stage.getAttribute("excluded")).isEqualTo(0);
            }
            assertThat(reasons(regions(County.table(), QUALITY).get(0)))
                    .startsWith("every counted school (6) meets at least 6 of 7 indicators, the others at 85% or more; "
                            + "every CV is within the limit of 0.5, the highest is 0.07");
        }

        @Test
        void countsExactlyTheThresholdAsMet() {
            SimpleFeature first = schools(County.table(), QUALITY).get(0);
            assertThat(first.getAttribute("met")).isEqualTo(7);
            assertThat(first.getAttribute("below_floor")).isEqualTo(0);
            assertThat(first.getAttribute("compliant")).isEqualTo(true);
            assertThat(reasons(first)).isEmpty();
            assertThat((double) first.getAttribute("ratio_sports_area")).isCloseTo(1, within(1e-12));
        }

        @Test
        void allowsOneIndicatorAtTheFloor() {
            Table county = County.table().change(1, school -> school.put("sports_area", 0.85 * 7.5 * 100));
            SimpleFeature first = schools(county, QUALITY).get(0);
            assertThat(first.getAttribute("met")).isEqualTo(6);
            assertThat(first.getAttribute("compliant")).isEqualTo(true);
            assertThat(reasons(first))
                    .isEqualTo("sports ground area per pupil: 6.38 m², 15% under the 7.5 m² required");
            assertThat(regions(county, QUALITY).get(0).getAttribute("balanced")).isEqualTo(true);
        }

        @Test
        void isBrokenByASecondIndicatorUnderItsThreshold() {
            Table county = County.table().change(1, school -> {
                school.put("sports_area", 7.0 * 100);
                school.put("teaching_area", 4.4 * 100);
            });
            SimpleFeature first = schools(county, QUALITY).get(0);
            assertThat(first.getAttribute("met")).isEqualTo(5);
            assertThat(first.getAttribute("below_floor")).isEqualTo(0);
            assertThat(first.getAttribute("compliant")).isEqualTo(false);
            assertThat(reasons(first))
                    .isEqualTo("teaching and auxiliary floor area per pupil: 4.4 m², 2% under the 4.5 m² required; "
                            + "sports ground area per pupil: 7 m², 7% under the 7.5 m² required");
            assertBrokenOnlyBySchools(county, 0, "School 1");
        }

        @Test
        void isBrokenByOneIndicatorBelowTheFloor() {
            Table county = County.table().change(8, school -> school.put("multimedia_rooms", 2.0 * 120 / 100));
            SimpleFeature school = schools(county, QUALITY).get(7);
            assertThat(school.getAttribute("met")).isEqualTo(6);
            assertThat(school.getAttribute("below_floor")).isEqualTo(1);
            assertThat(school.getAttribute("compliant")).isEqualTo(false);
            assertThat(reasons(school))
                    .isEqualTo("networked multimedia classrooms per 100 pupils: 2 rooms, 17% under the 2.4 rooms "
                            + "required, below the floor of 85% of it");
            assertBrokenOnlyBySchools(county, 1, "School 8");
        }

        @Test
        void isBrokenByOneCoefficientOfVariation() {
            Table county = County.table().change(6, school -> school.put("sports_area", 10 * 7.5 * 200));
            SimpleFeature primary = regions(county, QUALITY).get(0);
            assertThat(primary.getAttribute("compliant_schools")).isEqualTo(6);
            assertThat(primary.getAttribute("balanced")).isEqualTo(false);
            assertThat(reasons(primary))
                    .matches("every counted school \\(6\\) meets .*; "
                            + "CV of sports ground area per pupil: 1\\.\\d+, over the limit of 0.5");
        }

        @Test
        void hasAStricterLimitForJuniorSchools() {
            // The same CV of 0.47 in both stages: between the limits of 0.45 and 0.50.
            Table county = County.table().changeAll(school -> {
                int number = Integer.parseInt(((String) school.get("id")).substring(1));
                school.put("pupils", 100);
                school.put("equipment_value", 100 * (number % 2 == 0 ? 4000.0 : 4000 * 1.47 / 0.53));
                for (String column : List.of(
                        "teachers_qualified",
                        "teachers_backbone",
                        "teachers_pe_arts",
                        "teaching_area",
                        "sports_area",
                        "multimedia_rooms")) {
                    school.put(column, 2000.0);
                }
            });
            List<SimpleFeature> stages = regions(county, QUALITY);
            assertThat((double) stages.get(0).getAttribute("cv_equipment_value"))
                    .isCloseTo(0.47, within(1e-12));
            assertThat(stages.get(0).getAttribute("balanced")).isEqualTo(true);
            assertThat(stages.get(1).getAttribute("balanced")).isEqualTo(false);
            assertThat(reasons(stages.get(1)))
                    .endsWith("; CV of teaching equipment value per pupil: 0.47, over the limit of 0.45");
        }

        @Test
        void countsNoSmallTeachingPoint() {
            Table county = County.table().change(1, school -> {
                school.put("pupils", 49);
                school.put("school_type", "小学教学点");
                school.put("sports_area", 0.0);
            });
            SimpleFeature point = schools(county, QUALITY).get(0);
            assertThat(point.getAttribute("compliant")).isNull();
            assertThat(point.getAttribute("excluded")).isEqualTo("teaching point with 49 pupils, fewer than 50");
            SimpleFeature primary = regions(county, QUALITY).get(0);
            assertThat(primary.getAttribute("schools")).isEqualTo(5);
            assertThat(primary.getAttribute("excluded")).isEqualTo(1);
            assertThat(primary.getAttribute("excluded_schools"))
                    .isEqualTo("School 1 (teaching point with 49 pupils, fewer than 50)");
            assertThat(primary.getAttribute("balanced")).isEqualTo(true);
        }

        /** Only a school that says so is a teaching point: without a type, the verdict is that of a school. */
        @Test
        void countsASmallSchoolWhetherItsTypeIsKnownOrNot() {
            for (String type : Arrays.asList(null, "PRIMARY", "村小")) {
                Table county = County.table().change(1, school -> {
                    school.put("pupils", 45);
                    school.put("school_type", type);
                    school.put("sports_area", 0.0);
                });
                Warnings warnings = new Warnings();
                SimpleFeature primary = Features.run(warnings, "AssessRegions", "data", county.features())
                        .get(0);
                assertThat(primary.getAttribute("schools")).isEqualTo(6);
                assertThat(primary.getAttribute("excluded")).isEqualTo(0);
                assertThat(primary.getAttribute("balanced")).isEqualTo(false);
                String doubt = "1 primary school with fewer than 50 pupils and no type (School 1): counted, as only a "
                        + "school whose type says so is a teaching point";
                if (type == null) {
                    assertThat(reasons(primary)).contains(doubt);
                    assertThat(warnings.messages()).containsExactly("edu:AssessRegions: " + doubt);
                } else {
                    assertThat(reasons(primary)).doesNotContain("teaching point");
                    assertThat(warnings.messages()).isEmpty();
                }
            }
        }

        @Test
        void takesTheTypeFromTheStageWhereThatSaysIt() {
            Table county = County.table()
                    .change(1, school -> school.putAll(Map.of("pupils", 40, "stage", "教学点")))
                    .change(2, school -> school.putAll(Map.of("pupils", 40, "stage", "完小")))
                    .change(3, school -> school.put("stage", "普通小学"))
                    .change(7, school -> school.put("stage", "初级中学"));
            List<SimpleFeature> all = schools(county, QUALITY);
            assertThat(all.get(0).getAttribute("excluded")).isEqualTo("teaching point with 40 pupils, fewer than 50");
            assertThat(Features.values(all.subList(1, 12), "excluded")).containsOnlyNulls();
            assertThat(reasons(all.get(1))).doesNotContain("teaching point");
            assertThat(regions(county, QUALITY)).hasSize(2);
        }

        @Test
        void countsASmallSchoolThatIsNoTeachingPointByItsType() {
            Table county = County.table().change(1, school -> {
                school.put("pupils", 49);
                school.put("school_type", "九年一贯制");
            });
            SimpleFeature first = schools(county, QUALITY).get(0);
            assertThat(first.getAttribute("excluded")).isNull();
            assertThat(first.getAttribute("compliant")).isEqualTo(true);
        }

        @Test
        void countsNoSpecialSchoolAndNoOtherStage() {
            Table county = County.table()
                    .change(1, school -> school.put("school_type", "特殊教育学校"))
                    .change(2, school -> school.put("stage", "高中"));
            List<SimpleFeature> all = schools(county, QUALITY);
            assertThat(all.get(0).getAttribute("excluded")).isEqualTo("schools of type 特殊教育学校 are not counted");
            assertThat(all.get(1).getAttribute("excluded")).isEqualTo("stage senior is not part of cn-2017-quality");
            assertThat(all.get(1).getAttribute("met")).isNull();
        }

        private void assertBrokenOnlyBySchools(Table county, int stage, String school) {
            SimpleFeature broken = regions(county, QUALITY).get(stage);
            assertThat(broken.getAttribute("balanced")).isEqualTo(false);
            assertThat(broken.getAttribute("compliant_schools")).isEqualTo(5);
            assertThat(reasons(broken))
                    .startsWith("1 of 6 schools do not comply; " + school + " (")
                    .contains("; every CV is within the limit of ");
            assertThat(regions(county, QUALITY).get(1 - stage).getAttribute("balanced"))
                    .isEqualTo(true);
        }
    }

    @Nested
    class TheStandardOf2012 {

        @Test
        void isKeptByTheCounty() {
            for (SimpleFeature stage : regions(County.table(), BASIC)) {
                assertThat(stage.getAttribute("compliant_schools")).isNull();
                assertThat(stage.getAttribute("balanced")).isEqualTo(true);
                assertThat(reasons(stage)).startsWith("CV of all indicators together: 0.");
            }
        }

        @Test
        void limitsTheMeanOfTheCoefficients() {
            // One indicator alone may vary as it likes.
            Table county = County.table().change(6, school -> school.put("books", 100_000.0));
            SimpleFeature primary = regions(county, BASIC).get(0);
            assertThat((double) primary.getAttribute("cv_books")).isGreaterThan(0.65);
            assertThat(primary.getAttribute("balanced")).isEqualTo(true);
        }

        @Test
        void isBrokenByTheMeanOfTheCoefficients() {
            Table county = County.table().change(12, school -> {
                for (String column : List.of("books", "computers", "sports_area", "teaching_area", "equipment_value")) {
                    school.put(column, 50 * (double) school.get(column));
                }
            });
            List<SimpleFeature> stages = regions(county, BASIC);
            assertThat(stages.get(0).getAttribute("balanced")).isEqualTo(true);
            assertThat(stages.get(1).getAttribute("balanced")).isEqualTo(false);
            assertThat(reasons(stages.get(1)))
                    .matches("CV of all indicators together: 1\\.\\d+, over the limit of 0\\.55");
            double sum = 0;
            for (String id : List.of(
                    "teaching_area",
                    "sports_area",
                    "equipment_value",
                    "computers",
                    "books",
                    "teachers",
                    "qualified_teachers",
                    "senior_teachers")) {
                sum += (double) stages.get(1).getAttribute("cv_" + id);
            }
            assertThat((double) stages.get(1).getAttribute("cv")).isCloseTo(sum / 8, within(1e-12));
        }

        @Test
        void judgesNoSingleSchool() {
            SimpleFeature school = schools(County.table(), BASIC).get(0);
            assertThat(school.getAttribute("met")).isNull();
            assertThat(school.getAttribute("compliant")).isNull();
            assertThat(school.getAttribute("ratio_books")).isNull();
        }

        @Test
        void givesThePublishedExampleOfTheOfficialMethod() {
            Table county = new Table("pupils:Integer,books:Double");
            int[] pupils = {45, 37, 89, 76, 55};
            double[] books = {279, 137, 935, 160, 402};
            for (int i = 0; i < pupils.length; i++) {
                county.row(pupils[i], books[i]);
            }
            String standard = "{'id':'books','stages':['PRIMARY'],'indicators':[{'id':'books',"
                    + "'expression':'books/pupils'}],'cvLimit':{'on':'EACH','PRIMARY':0.5}}";
            SimpleFeature verdict = Features.run(
                            "AssessRegions",
                            "data",
                            county.features(),
                            "standard",
                            standard.replace('\'', '"'),
                            "stage",
                            "PRIMARY")
                    .get(0);
            // Published to two decimals, from rounded intermediate values.
            assertThat((double) verdict.getAttribute("cv_books")).isCloseTo(0.52, within(0.005));
            assertThat(verdict.getAttribute("group")).isEqualTo("ALL");
            assertThat(reasons(verdict)).isEqualTo("CV of books: 0.52, over the limit of 0.5");
        }
    }

    @Test
    void aMissingValueIsNamedAndNeverHelps() {
        Table county = County.table().change(3, school -> school.put("multimedia_rooms", null));
        SimpleFeature school = schools(county, QUALITY).get(2);
        assertThat(school.getAttribute("met")).isEqualTo(6);
        assertThat(school.getAttribute("below_floor")).isEqualTo(1);
        assertThat(school.getAttribute("compliant")).isEqualTo(false);
        assertThat(reasons(school)).isEqualTo("networked multimedia classrooms per 100 pupils: no value");

        SimpleFeature basic = regions(County.table().change(3, row -> row.put("computers", null)), BASIC)
                .get(0);
        assertThat(basic.getAttribute("missing")).isEqualTo(1);
        assertThat(basic.getAttribute("balanced")).isEqualTo(false);
        assertThat(reasons(basic))
                .startsWith("computers per 100 pupils: 1 without a value (School 3), left out of its CV; "
                        + "balance cannot be shown without them; CV of all indicators together: 0.0");
    }

    /** A school without pupils is named and counts as one whose values are missing; the others go on. */
    @Test
    void aSchoolWithoutPupilsNeverHelps() {
        for (Integer pupils : Arrays.asList(0, null)) {
            Table county = County.table().change(3, school -> school.put("pupils", pupils));
            SimpleFeature school = schools(county, QUALITY).get(2);
            assertThat(school.getAttribute("met")).isEqualTo(0);
            assertThat(school.getAttribute("below_floor")).isEqualTo(7);
            assertThat(school.getAttribute("compliant")).isEqualTo(false);
            assertThat(reasons(school)).isEqualTo("no pupils, so no values per pupil");

            String named = "1 school without pupils (School 3): no values per pupil, left out of every CV; "
                    + "balance cannot be shown without them";
            for (String standard : List.of(QUALITY, BASIC)) {
                Warnings warnings = new Warnings();
                SimpleFeature region = Features.run(
                                warnings, "AssessRegions", "data", county.features(), "standard", standard)
                        .get(0);
                assertThat(region.getAttribute("schools")).isEqualTo(6);
                assertThat(region.getAttribute("missing")).isEqualTo(standard.equals(QUALITY) ? 7 : 8);
                assertThat(region.getAttribute("balanced")).isEqualTo(false);
                assertThat((double) region.getAttribute("cv")).isLessThan(0.2);
                assertThat(reasons(region)).contains(named);
                assertThat(warnings.messages()).containsExactly("edu:AssessRegions: " + named);
            }
        }
    }

    /** Values and weights are of the same pupils. */
    @Test
    void dividesByThePopulationThatIsGiven() {
        Table county = County.table().changeAll(school -> school.put("teachers", school.get("pupils")));
        county.changeAll(school -> school.put("pupils", 4 * (int) school.get("pupils")));
        List<SimpleFeature> own = Features.run("AssessSchools", "data", county.features(), "population", "teachers");
        assertThat((double) own.get(0).getAttribute("ratio_sports_area")).isCloseTo(1, within(1e-12));
        List<SimpleFeature> computed =
                Features.run("AssessSchools", "data", county.features(), "population", "pupils / 4");
        assertThat((double) computed.get(0).getAttribute("ratio_sports_area")).isCloseTo(1, within(1e-12));
        List<SimpleFeature> mapped = Features.run(
                "AssessSchools",
                "data",
                county.features(),
                "population",
                "teachers",
                "mapping",
                List.of("sports_area=sports_area / pupils"));
        assertThat((double) mapped.get(0).getAttribute("ratio_sports_area")).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void asksWhetherTheUnitIsRight() {
        Table county = County.table()
                .changeAll(school -> school.put("equipment_value", (double) school.get("equipment_value") / 10_000));
        Warnings warnings = new Warnings();
        Features.run(warnings, "AssessSchools", "data", county.features());
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:AssessSchools: teaching equipment value per pupil, primary: the median is 0.22 CNY, less "
                                + "than 1% of the 2000 CNY required; are the figures in 万元 (10,000 CNY)?",
                        "edu:AssessSchools: teaching equipment value per pupil, junior: the median is 0.28 CNY, less "
                                + "than 1% of the 2500 CNY required; are the figures in 万元 (10,000 CNY)?");
    }

    @Test
    void findsASchoolTwiceByAChineseId() {
        Table schools = new Table("学校代码:String,学校名称:String,学段:String,在校生数:Integer")
                .row("5426210001", "第一小学", "小学", 640)
                .row("5426210001", "第一小学", "小学", 1004);
        assertThat(
                        message(
                                () -> Features.run(
                                        "AssessSchools",
                                        "data",
                                        schools.features(),
                                        "stage",
                                        "学段",
                                        "population",
                                        "在校生数",
                                        "standard",
                                        """
                        {"id": "own", "stages": ["PRIMARY"], "indicators": [{"id": "size", "expression": "pupils"}],
                         "cvLimit": {"on": "EACH", "PRIMARY": 0.3}}""")))
                .isEqualTo("data has the school id “5426210001” twice at stage PRIMARY: 第一小学, feature school.1 and "
                        + "第一小学, feature school.2");
    }

    /** A school system with stages of its own needs no recoding of its data. */
    @Test
    void takesTheStagesOfAnotherSchoolSystem() {
        Table county = new Table("id:String,level:String,pupils:Integer,safety:Double");
        String[] levels = {"ES", "elementary", "MS", "HS", "小学"};
        for (int i = 0; i < levels.length; i++) {
            county.row("c" + i, levels[i], 100, 40.0 + 10 * i);
        }
        String standard =
                """
                {"id": "chicago", "stages": [{"id": "ES", "title": {"en": "elementary school", "zh": "小学（K-8）"},
                 "is": ["elementary"]}, {"id": "MS"}, {"id": "HS"}],
                 "indicators": [{"id": "safety", "expression": "safety", "thresholds": {"ES": 45, "HS": 80}}],
                 "cvLimit": {"on": "EACH", "ES": 0.5}}""";
        List<SimpleFeature> schools =
                Features.run("AssessSchools", "data", county.features(), "standard", standard, "stage", "level");
        assertThat(Features.values(schools, "ratio_safety"))
                .containsExactly(40 / 45.0, 50 / 45.0, null, 70 / 80.0, null);
        assertThat(schools.get(4).getAttribute("excluded")).isEqualTo("stage primary is not part of chicago");
        List<SimpleFeature> regions =
                Features.run("AssessRegions", "data", county.features(), "standard", standard, "stage", "level");
        assertThat(Features.values(regions, "stage")).containsExactly("PRIMARY", "ES", "MS", "HS");
        assertThat(Features.values(regions, "schools")).containsExactly(0, 2, 1, 1);
        assertThatThrownBy(() -> Features.run(
                        "AssessSchools",
                        "data",
                        county.change(1, row -> row.put("level", "charter")).features(),
                        "standard",
                        standard,
                        "stage",
                        "level"))
                .isInstanceOf(ProcessException.class)
                .hasMessage("stage “level”: a stage must be one of ES, MS, HS, got “charter” (feature school.1)");
    }

    @Test
    void theDescriptionNamesTheAttributesThatEachStandardNeeds() {
        for (String id : StandardReader.shipped()) {
            String columns = StandardReader.read(id, null).columns().stream()
                    .map(StandardColumn::name)
                    .collect(Collectors.joining(", "));
            assertThat(ShippedStandards.INPUT).contains(id + ", which needs the attributes " + columns + ";");
        }
    }

    @Test
    void anIndicatorThatNoSchoolHasIsSaidToHaveNoCv() {
        Table county = County.table().changeAll(school -> school.put("computers", 0.0));
        SimpleFeature primary = regions(county, BASIC).get(0);
        assertThat(primary.getAttribute("cv_computers")).isNull();
        assertThat(primary.getAttribute("balanced")).isEqualTo(false);
        assertThat(reasons(primary)).startsWith("CV of computers per 100 pupils: not defined, since no school has any");
    }

    @Test
    void saysThatOneSchoolHasNothingToDifferFrom() {
        Table school = new Table("pupils:Integer,books:Double").row(100, 1000.0);
        String standard = ("{'id':'books','stages':['PRIMARY'],'indicators':[{'id':'books',"
                        + "'expression':'books/pupils'}],'cvLimit':{'on':'EACH','PRIMARY':0.5}}")
                .replace('\'', '"');
        SimpleFeature verdict = Features.run(
                        "AssessRegions", "data", school.features(), "standard", standard, "stage", "PRIMARY")
                .get(0);
        assertThat(verdict.getAttribute("cv_books")).isEqualTo(0.0);
        assertThat(verdict.getAttribute("balanced")).isEqualTo(true);
        assertThat(reasons(verdict)).isEqualTo("one school only: its CV of 0 says nothing about balance");
    }

    @Test
    void givesTheReasonsInChinese() {
        Table county = County.table().change(1, school -> school.put("sports_area", 500.0));
        SimpleFeature first = Features.run(
                        "AssessSchools", "data", county.features(), "standard", QUALITY, "language", Language.ZH)
                .get(0);
        assertThat(reasons(first)).isEqualTo("生均体育运动场馆面积：5平方米，比标准7.5平方米低33%，不足标准的85%");
    }

    @Test
    void takesTheRegionsPolygons() {
        Table polygons = new Table("code:String,geom:Polygon:srid=4326")
                .row("Bomi", "POLYGON((94 29, 97 29, 97 31, 94 31, 94 29))");
        List<SimpleFeature> stages = Features.run(
                "AssessRegions",
                "data",
                County.table().features(),
                "standard",
                QUALITY,
                "stage",
                "stage",
                "groupBy",
                "county",
                "regions",
                polygons.features(),
                "regionKey",
                "code");
        assertThat(stages).hasSize(2).allSatisfy(stage -> assertThat(((Geometry) stage.getDefaultGeometry()).getArea())
                .isEqualTo(6));
        // Without polygons, the hull of the schools.
        assertThat(regions(County.table(), QUALITY).get(0).getDefaultGeometry()).isInstanceOf(Polygon.class);
    }

    @Test
    void tellsTheLimitThatTheCoefficientsAreHeldAgainst() {
        assertThat(regions(County.table(), QUALITY))
                .extracting(
                        row -> row.getAttribute("stage"),
                        row -> row.getAttribute("limit_each_cv"),
                        row -> row.getAttribute("limit_cv"))
                .containsExactly(tuple("PRIMARY", 0.5, null), tuple("JUNIOR", 0.45, null));
        assertThat(regions(County.table(), "cn-2012-basic"))
                .extracting(row -> row.getAttribute("limit_each_cv"), row -> row.getAttribute("limit_cv"))
                .containsExactly(tuple(null, 0.65), tuple(null, 0.55));

        String own =
                """
                {"id": "own", "stages": ["PRIMARY", "JUNIOR"],
                 "indicators": [{"id": "books", "expression": "books/pupils"}],
                 "cvLimit": {"on": "EACH", "PRIMARY": 0.3}}""";
        assertThat(regions(County.table(), own))
                .extracting(row -> row.getAttribute("limit_each_cv"), row -> row.getAttribute("limit_cv"))
                .containsExactly(tuple(0.3, null), tuple(null, null));
    }

    @Test
    void refusesAGroupWithoutARegion() {
        Table polygons = new Table("county:String,geom:Polygon:srid=4326")
                .row("Nang", "POLYGON((94 29, 97 29, 97 31, 94 31, 94 29))");
        assertThatThrownBy(() -> Features.result(
                        null,
                        "AssessRegions",
                        "data",
                        County.table().features(),
                        "standard",
                        QUALITY,
                        "groupBy",
                        "county",
                        "regions",
                        polygons.features()))
                .isInstanceOf(ProcessException.class)
                .hasMessage("regions must have a polygon for every group; there is none with regionKey “county” = "
                        + "Bomi; the keys are Nang");
    }

    /** Coordinates without a CRS could be degrees or metres: they are not taken to be in that of the other collection. */
    @Test
    void refusesACrsThatOnlyOneOfDataAndRegionsHas() {
        assertThatThrownBy(() -> assessWith(":srid=4326", ""))
                .isInstanceOf(ProcessException.class)
                .hasMessage("regions must have a CRS, as data has (WGS 84), got none");
        assertThatThrownBy(() -> assessWith("", ":srid=4326"))
                .isInstanceOf(ProcessException.class)
                .hasMessage("data must have a CRS, as regions has (WGS 84), got none");
        assertThat(assessWith("", "")).hasSize(1);
    }

    private static List<SimpleFeature> assessWith(String dataCrs, String regionsCrs) {
        Table schools = new Table("county:String,pupils:Integer,books:Double,geom:Point" + dataCrs)
                .row("Bomi", 100, 900.0, "POINT(95 30)")
                .row("Bomi", 200, 1800.0, "POINT(96 30)");
        Table polygons = new Table("county:String,geom:Polygon" + regionsCrs)
                .row("Bomi", "POLYGON((94 29, 97 29, 97 31, 94 31, 94 29))");
        return Features.run(
                "AssessRegions",
                "data",
                schools.features(),
                "standard",
                """
                {"id": "own", "stages": ["PRIMARY"], "indicators": [{"id": "books", "expression": "books/pupils"}],
                 "cvLimit": {"on": "EACH", "PRIMARY": 0.3}}""",
                "stage",
                "PRIMARY",
                "groupBy",
                "county",
                "regions",
                polygons.features());
    }

    @Test
    void warnsOfARegionWithoutSchools() {
        Table polygons = new Table("county:String,geom:Polygon:srid=4326")
                .row("Bomi", "POLYGON((94 29, 97 29, 97 31, 94 31, 94 29))")
                .row("Nang", "POLYGON((92 28, 94 28, 94 29, 92 29, 92 28))");
        Warnings warnings = new Warnings();
        List<SimpleFeature> stages = Features.run(
                warnings,
                "AssessRegions",
                "data",
                County.table().features(),
                "groupBy",
                "county",
                "regions",
                polygons.features());
        assertThat(Features.values(stages, "group")).containsOnly("Bomi");
        assertThat(warnings.messages()).containsExactly("edu:AssessRegions: region “Nang” has no school of data in it");
    }

    @Test
    void refusesARegionKeyWithoutRegions() {
        assertThatThrownBy(() -> Features.run(
                        "AssessRegions", "data", County.table().features(), "groupBy", "county", "regionKey", "code"))
                .isInstanceOf(ProcessException.class)
                .hasMessage("regions is missing: give the features that regionKey is an attribute of");
    }

    @Test
    void mapsIndicatorsToOtherAttributes() {
        Table county = County.table().changeAll(school -> school.put("sports_area", null));
        SimpleFeature first = Features.run(
                        "AssessSchools",
                        "data",
                        county.features(),
                        "standard",
                        QUALITY,
                        "mapping",
                        List.of("sports_area=teaching_area * 2 / pupils"))
                .get(0);
        assertThat((double) first.getAttribute("ratio_sports_area")).isCloseTo(9 / 7.5, within(1e-12));
    }

    @Test
    void refusesBadMappings() {
        assertThat(mappingError("playground=x"))
                .isEqualTo("mapping names the unknown indicator “playground”; the indicators of cn-2017-quality are "
                        + "qualified_teachers, backbone_teachers, pe_arts_teachers, teaching_area, sports_area, "
                        + "equipment_value, multimedia_rooms");
        assertThat(mappingError("sports_area"))
                .isEqualTo("mapping must be indicator=attribute or indicator=expression, got “sports_area”");
        assertThat(mappingError("sports_area=books", "sports_area=computers"))
                .isEqualTo("mapping names the indicator “sports_area” twice");
        assertThat(mappingError("sports_area=playground / pupils"))
                .startsWith(
                        "standard indicator sports_area names the unknown attribute “playground”; the attributes are id, ")
                .endsWith("; give mapping sports_area=attribute or expression to compute it otherwise");
    }

    @Test
    void refusesSchoolsThatCannotBeAssessed() {
        assertThat(error(County.table().change(4, school -> school.put("pupils", -1))))
                .isEqualTo("population “pupils” must be at least 0, got -1 (School 4, feature school.4)");
        assertThat(error(County.table().changeAll(school -> school.put("pupils", 0))))
                .isEqualTo("population “pupils” must be greater than 0 in at least one school");
        assertThat(error(County.table().change(4, school -> school.put("stage", "九年一贯制学校"))))
                .isEqualTo(
                        "stage “stage”: “九年一贯制学校” teaches several stages: split the schools into their stages first, "
                                + "with edu:SplitStages (School 4, feature school.4)");
        assertThat(error(County.table().change(4, school -> school.put("stage", "kindergarten"))))
                .isEqualTo(
                        "stage “stage”: a stage must be PRIMARY (小学), JUNIOR (初中) or "
                                + "SENIOR (高中), or a type of school such as 完全小学, got “kindergarten” (School 4, feature school.4)");
        assertThat(error(County.table().change(4, school -> school.put("id", "s2"))))
                .isEqualTo("data has the school id “s2” twice at stage PRIMARY: School 2, feature school.2 and "
                        + "School 4, feature school.4");
        assertThat(error(County.table().change(4, school -> school.put("sports_area", -1.0))))
                .isEqualTo(
                        "data must have values of at least 0, got -0.00625 for indicator sports_area (School 4, feature school.4)");
        assertThat(error(new Table("stage:String,pupils:Integer")))
                .startsWith("standard indicator qualified_teachers names the unknown attribute “teachers_qualified”");
    }

    @Test
    void refusesAnUnknownStageInput() {
        assertThatThrownBy(() -> Features.result(
                        null,
                        "AssessSchools",
                        "data",
                        County.table().features(),
                        "standard",
                        QUALITY,
                        "stage",
                        "PRIMRY"))
                .hasMessageStartingWith("stage names the unknown attribute “PRIMRY”")
                .hasMessageEndingWith("or give PRIMARY, JUNIOR or SENIOR for all schools");
    }

    @Test
    void idsNeedToBeUniqueWithinARegionOnly() {
        Table counties = County.table().change(4, school -> school.putAll(Map.of("id", "s2", "county", "Zayu")));
        assertThat(Features.run("AssessSchools", "data", counties.features(), "standard", QUALITY, "groupBy", "county"))
                .hasSize(12);
    }

    private static String mappingError(String... mapping) {
        return message(() -> Features.result(
                null,
                "AssessSchools",
                "data",
                County.table().features(),
                "standard",
                QUALITY,
                "mapping",
                Arrays.asList(mapping)));
    }

    private static String error(Table county) {
        return message(() -> Features.result(null, "AssessSchools", "data", county.features(), "standard", QUALITY));
    }

    private static String message(Runnable run) {
        try {
            run.run();
            return null;
        } catch (ProcessException | Refusal e) {
            return e.getMessage();
        }
    }

    private static List<SimpleFeature> schools(Table county, String standard) {
        return Features.run("AssessSchools", "data", county.features(), "standard", standard);
    }

    private static List<SimpleFeature> regions(Table county, String standard) {
        SimpleFeatureCollection result = Features.result(
                null,
                "AssessRegions",
                "data",
                county.features(),
                "standard",
                standard,
                "stage",
                "stage",
                "groupBy",
                "county");
        return Features.list(result);
    }

    private static String reasons(SimpleFeature verdict) {
        return (String) verdict.getAttribute("reasons");
    }
}
