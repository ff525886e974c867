package org.edubalance.process.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.edubalance.standards.Item;
import org.edubalance.standards.StandardReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessCountyProcessTest {

    /** Two primary and two junior schools that meet every item of schools. */
    private static Table schools() {
        Table schools = new Table("id:String,name:String,county:String,stage:String,school_type:String,pupils:Integer,"
                + "teachers_qualified:Double,teachers_backbone:Double,teachers_pe_arts:Double,teaching_area:Double,"
                + "sports_area:Double,equipment_value:Double,multimedia_rooms:Double,classes:Integer,music_rooms:Integer,"
                + "art_rooms:Integer,music_room_area:Double,art_room_area:Double,built:Integer,largest_class:Integer,"
                + "training_share:Double,certificate_share:Double,charter:String,digital_management:Boolean,"
                + "training_budget_share:Double");
        for (int i = 1; i <= 4; i++) {
            boolean primary = i < 3;
            schools.row(
                    "s" + i,
                    "School " + i,
                    "Bomi",
                    primary ? "PRIMARY" : "JUNIOR",
                    null,
                    500,
                    30.0,
                    6.0,
                    5.0,
                    3000.0,
                    5200.0,
                    1_300_000.0,
                    12.0,
                    13,
                    2,
                    2,
                    96.0,
                    90.0,
                    2018,
                    primary ? 45 : 50,
                    1.0,
                    1.0,
                    "是",
                    true,
                    0.05);
        }
        return schools;
    }

    private static final List<String> PER_PUPIL = List.of(
            "teachers_qualified",
            "teachers_backbone",
            "teachers_pe_arts",
            "teaching_area",
            "sports_area",
            "equipment_value",
            "multimedia_rooms");

    private static final List<String> YES = List.of(
            "layout_planned",
            "town_country_unified",
            "small_schools_funded",
            "posts_allocated",
            "left_behind_care",
            "digital_teaching",
            "moral_education",
            "all_courses",
            "no_excessive_workload");

    private static final Map<String, Double> NUMBERS = new LinkedHashMap<>();

    private static final List<String> VETOES = List.of(
            "entrance_by_examination", "school_choice", "key_schools", "empty_posts", "grave_events", "falsified_data");

    static {
        NUMBERS.put("special_budget", 800_000.0);
        NUMBERS.put("special_pupils", 100.0);
        NUMBERS.put("teachers_pay", 98_000.0);
        NUMBERS.put("civil_servants_pay", 98_000.0);
        NUMBERS.put("rotation_share", 0.10);
        NUMBERS.put("rotation_backbone_share", 0.2);
        NUMBERS.put("neighbourhood_primary", 1.0);
        NUMBERS.put("neighbourhood_junior", 0.95);
        NUMBERS.put("senior_places_allotted", 0.5);
        NUMBERS.put("migrant_children_share", 0.85);
        NUMBERS.put("junior_retention", 0.95);
        NUMBERS.put("disabled_enrolment", 0.95);
        NUMBERS.put("monitoring_level", 3.0);
        NUMBERS.put("monitoring_difference", 0.149);
        NUMBERS.put("satisfaction", 0.85);
        NUMBERS.put("basic_balance_years", 3.0);
        NUMBERS.put("basic_cv_primary", 0.6);
        NUMBERS.put("basic_cv_junior", 0.5);
    }

    /** The figures of a county that meets every item. */
    private static Table county() {
        StringBuilder spec = new StringBuilder("county:String");
        List<Object> row = new ArrayList<>(List.of("Bomi"));
        YES.forEach(column -> spec.append(",").append(column).append(":String"));
        YES.forEach(column -> row.add("yes"));
        NUMBERS.forEach((column, number) -> {
            spec.append(",").append(column).append(":Double");
            row.add(number);
        });
        VETOES.forEach(column -> spec.append(",").append(column).append(":String"));
        VETOES.forEach(column -> row.add("no"));
        return new Table(spec.toString()).row(row.toArray());
    }

    private static List<SimpleFeature> run(Table schools, Table county, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("data", schools.features(), "groupBy", "county"));
        if (county != null) {
            all.addAll(List.of("county", county.features()));
        }
        all.addAll(List.of(inputs));
        return Features.run("AssessCounty", all.toArray());
    }

    private static SimpleFeature item(List<SimpleFeature> rows, String item) {
        return rows.stream()
                .filter(row -> item.equals(row.getAttribute("item")))
                .findFirst()
                .orElseThrow();
    }

    private static SimpleFeature aspect(List<SimpleFeature> rows, String aspect) {
        return rows.stream()
                .filter(row -> aspect.equals(row.getAttribute("aspect")) && "ALL".equals(row.getAttribute("item")))
                .findFirst()
                .orElseThrow();
    }

    private static String reasons(SimpleFeature row) {
        return (String) row.getAttribute("reasons");
    }

    @Test
    void finds32ItemsAndTheVetoesMet() {
        List<SimpleFeature> rows = run(schools(), county());
        for (SimpleFeature row : rows) {
            assertThat(row.getAttribute("met"))
                    .as(row.getAttribute("item") + ": " + reasons(row))
                    .isEqualTo(true);
            assertThat(row.getAttribute("group")).isEqualTo("Bomi");
            assertThat((String) row.getAttribute("source")).contains("教督〔2017〕6号");
        }
        assertThat(Stream.of("resources", "government", "quality", "recognition")
                        .mapToLong(aspect -> rows.stream()
                                .filter(row -> aspect.equals(row.getAttribute("aspect"))
                                        && !"ALL".equals(row.getAttribute("item")))
                                .count()))
                .containsExactly(7L, 15L, 9L, 1L);
        assertThat(rows.stream().filter(row -> Boolean.TRUE.equals(row.getAttribute("veto"))))
                .hasSize(6);
        assertThat(aspect(rows, "government").getAttribute("value")).isEqualTo("15 of 15 met, 0 failed, 0 not known");
        assertThat(item(rows, "government_5").getAttribute("value")).isEqualTo("4 of 4 schools");
        assertThat(item(rows, "government_5").getAttribute("target"))
                .isEqualTo("primary: at most 45 pupils, junior: at most 50 pupils");
        assertThat(item(rows, "government_8").getAttribute("value")).isEqualTo("98000 CNY a year");
        assertThat(item(rows, "government_8").getAttribute("target")).isEqualTo("at least 98000 CNY a year");
        assertThat(item(rows, "government_11").getAttribute("value"))
                .isEqualTo("rotated: 10%; backbone teachers among them: 20%");
        assertThat(aspect(rows, "ALL").getAttribute("met")).isEqualTo(true);
    }

    /** Each item fails by a value just off its target, and is not known without one. */
    @ParameterizedTest
    @CsvSource({
        "resources_1,teachers_qualified,20",
        "resources_2,teachers_backbone,4.9",
        "resources_3,teachers_pe_arts,4.4",
        "resources_4,teaching_area,2249",
        "resources_5,sports_area,3749",
        "resources_6,equipment_value,999999",
        "resources_7,multimedia_rooms,11",
        "government_1,layout_planned,no",
        "government_2,town_country_unified,no",
        "government_3,music_rooms,1",
        "government_3,art_rooms,1",
        "government_3,music_room_area,95.9",
        "government_3,art_room_area,89",
        "government_4,pupils,2001",
        "government_5,largest_class,46",
        "government_6,small_schools_funded,no",
        "government_7,special_budget,799999",
        "government_8,teachers_pay,97999",
        "government_8,civil_servants_pay,98001",
        "government_9,training_share,0.99",
        "government_10,posts_allocated,否",
        "government_11,rotation_share,0.099",
        "government_11,rotation_backbone_share,0.19",
        "government_12,certificate_share,0.99",
        "government_13,neighbourhood_primary,0.99",
        "government_13,neighbourhood_junior,0.94",
        "government_14,senior_places_allotted,0.49",
        "government_15,left_behind_care,无",
        "government_15,migrant_children_share,0.84",
        "quality_1,junior_retention,0.949",
        "quality_2,disabled_enrolment,0.949",
        "quality_3,charter,否",
        "quality_3,digital_management,false",
        "quality_4,training_budget_share,0.049",
        "quality_5,digital_teaching,no",
        "quality_6,moral_education,no",
        "quality_7,all_courses,no",
        "quality_8,no_excessive_workload,no",
        "quality_9,monitoring_level,2",
        "quality_9,monitoring_difference,0.15",
        "recognition_1,satisfaction,0.849",
        "veto_1,entrance_by_examination,是",
        "veto_2,school_choice,yes",
        "veto_3,key_schools,yes",
        "veto_4,empty_posts,yes",
        "veto_5,grave_events,yes",
        "veto_6,falsified_data,true",
        "eligibility_1,basic_balance_years,2",
        "eligibility_2,basic_cv_primary,0.61",
        "eligibility_2,basic_cv_junior,0.51"
    })
    void eachItemFailsOrIsNotKnown(String item, String column, String failing) {
        boolean ofSchools = !YES.contains(column) && !NUMBERS.containsKey(column) && !VETOES.contains(column);
        boolean size = column.equals("pupils");
        for (String value : Arrays.asList(failing, null)) {
            // enough for a school of any size; where that is not known, nothing per pupil is
            Table schools =
                    size ? schools().changeAll(row -> PER_PUPIL.forEach(each -> row.put(each, 1e7))) : schools();
            Table county = county();
            (ofSchools ? schools : county).change(1, row -> row.put(column, value));
            List<SimpleFeature> rows = run(schools, county);
            Boolean expected = value == null ? null : false;
            SimpleFeature found = item(rows, item);
            assertThat(found.getAttribute("met")).as(reasons(found)).isEqualTo(expected);
            assertThat(reasons(found)).isNotEmpty();
            if (ofSchools) {
                assertThat(reasons(found)).contains("School 1");
                assertThat(found.getAttribute(value == null ? "unknown" : "failing"))
                        .isEqualTo(1);
            }
            if (!item.startsWith("resources")) {
                SimpleFeature whole = aspect(rows, item.substring(0, item.indexOf('_')));
                assertThat(whole.getAttribute("met")).isEqualTo(expected);
                assertThat(aspect(rows, "ALL").getAttribute("met"))
                        .isEqualTo(size && value == null ? Boolean.valueOf(false) : expected);
            }
            for (SimpleFeature other : rows) {
                boolean perPupil = size && value == null && "resources".equals(other.getAttribute("aspect"));
                if (!"ALL".equals(other.getAttribute("item")) && other != found && !perPupil) {
                    assertThat(other.getAttribute("met"))
                            .as(other.getAttribute("item") + " beside " + item)
                            .isEqualTo(true);
                }
            }
        }
    }

    @Test
    void countsWholeSchoolsByTheirId() {
        assertThat(item(run(schools().change(1, row -> row.put("pupils", 2001)), county()), "government_4")
                        .getAttribute("met"))
                .isEqualTo(false);
        // 1,250 primary and 1,251 junior pupils of one school
        Table through = schools()
                .change(1, row -> row.putAll(Map.of("pupils", 1250, "id", "s9")))
                .change(3, row -> row.putAll(Map.of("pupils", 1251, "id", "s9")));
        SimpleFeature failed = item(run(through, county()), "government_4");
        assertThat(failed.getAttribute("met")).isEqualTo(false);
        assertThat(failed.getAttribute("target"))
                .isEqualTo("at most 2000 pupils (through-schools: at most 2500 pupils)");
        assertThat(reasons(failed)).isEqualTo("School 1 (2501 pupils); School 3 (2501 pupils)");
        assertThat(item(run(through, county(), "parameters", List.of("largest_through_school=3000")), "government_4")
                        .getAttribute("met"))
                .isEqualTo(true);
    }

    @Test
    void knowsTheRoomsOfOlderSchools() {
        Table older = schools().change(2, row -> row.putAll(Map.of("built", 2016, "music_room_area", 73.0)));
        assertThat(item(run(older, county()), "government_3").getAttribute("met"))
                .isEqualTo(true);
        Table unknown = schools().change(2, row -> {
            row.put("built", null);
            row.put("music_room_area", 80.0);
        });
        assertThat(item(run(unknown, county()), "government_3").getAttribute("met"))
                .isNull();
        Table tooSmall = schools().change(2, row -> {
            row.put("built", null);
            row.put("music_room_area", 72.0);
        });
        SimpleFeature failed = item(run(tooSmall, county()), "government_3");
        assertThat(failed.getAttribute("met")).isEqualTo(false);
        assertThat(reasons(failed)).isEqualTo("School 2 (smallest music room: 72 m²)");
    }

    @Test
    void letsASchoolStayAtTheFloorInOneIndicator() {
        List<SimpleFeature> rows = run(schools().change(1, row -> row.put("sports_area", 3300.0)), county());
        assertThat(item(rows, "resources_5").getAttribute("met")).isEqualTo(false);
        assertThat(aspect(rows, "resources").getAttribute("met")).isEqualTo(true);
        assertThat(aspect(rows, "ALL").getAttribute("met")).isEqualTo(true);
    }

    @Test
    void takesNothingForGranted() {
        Table poor = new Table(
                        "id:String,name:String,county:String,stage:String,pupils:Integer,teachers_qualified:Double,"
                                + "teachers_backbone:Double,teachers_pe_arts:Double,teaching_area:Double,sports_area:Double,"
                                + "equipment_value:Double,multimedia_rooms:Double")
                .row("s1", "School 1", "Bomi", "PRIMARY", 500, 30.0, 6.0, 5.0, 3000.0, 5200.0, 1_300_000.0, 12.0);
        List<SimpleFeature> rows = run(poor, null);
        assertThat(aspect(rows, "resources").getAttribute("met")).isEqualTo(true);
        assertThat(Stream.of("government", "quality", "recognition", "veto", "ALL")
                        .map(aspect -> aspect(rows, aspect).getAttribute("met")))
                .containsOnlyNulls();
        assertThat(reasons(item(rows, "government_1"))).isEqualTo("not known: there are no figures of this county");
        assertThat(reasons(item(rows, "government_5")))
                .isEqualTo("not known of 1 school: School 1; not known: data has no attribute largest_class");
        assertThat(reasons(item(rows, "recognition_1")))
                .isEqualTo(
                        "not known: there are no answers to a survey; not known: there are no figures of this county");
        assertThat(aspect(rows, "government").getAttribute("value")).isEqualTo("1 of 15 met, 0 failed, 14 not known");
        List<SimpleFeature> chinese = run(poor, null, "language", "ZH");
        for (SimpleFeature row : chinese) {
            for (String column : List.of("title", "value", "reasons")) {
                String text = (String) row.getAttribute(column);
                assertThat(text == null ? "" : text.replaceAll("School 1|largest_class|edu:\\w+|[a-z_]{3,}", ""))
                        .doesNotContainPattern("[A-Za-z]{4,}");
            }
        }
    }

    @Test
    void understandsPercentAndSaysSo() {
        Warnings warnings = new Warnings();
        Table schools = schools()
                .changeAll(row -> row.put("certificate_share", 100.0))
                .change(2, row -> row.put("certificate_share", 98.0));
        List<SimpleFeature> rows = Features.run(
                warnings,
                "AssessCounty",
                "data",
                schools.features(),
                "county",
                county().change(1, row -> row.put("junior_retention", 96.0)).features(),
                "groupBy",
                "county");
        SimpleFeature certificates = item(rows, "government_12");
        assertThat(certificates.getAttribute("met")).isEqualTo(false);
        assertThat(reasons(certificates))
                .isEqualTo("School 2 (98%); “certificate_share” goes up to 100 and is understood as percent");
        assertThat(item(rows, "quality_1").getAttribute("value")).isEqualTo("96%");
        assertThat(warnings.messages())
                .contains("edu:AssessCounty: “junior_retention” goes up to 96 and is understood as percent");
        // a column is in percent as a whole: 0.8 in it is 0.8 %
        Table training = schools()
                .changeAll(row -> row.put("training_budget_share", 5.5))
                .change(2, row -> row.put("training_budget_share", 0.8));
        assertThat(item(run(training, county()), "quality_4").getAttribute("met"))
                .isEqualTo(false);
    }

    @Test
    void asksTheCountyWhereSchoolsDoNotTell() {
        Table silent = schools().changeAll(row -> row.put("certificate_share", null));
        Table county = new Table("county:String,certificate_share:String").row("Bomi", "0.99");
        SimpleFeature item = item(run(silent, county), "government_12");
        assertThat(item.getAttribute("met")).isEqualTo(false);
        assertThat(item.getAttribute("value")).isEqualTo("99%");
        assertThat(reasons(item)).isEqualTo("99%, required is at least 100%");
        Table half = county().change(1, row -> row.put("neighbourhood_junior", null));
        assertThat(reasons(item(run(schools(), half), "government_13"))).isEqualTo("junior: not known: no value");
        Table alone = county().change(1, row -> row.put("civil_servants_pay", null));
        assertThat(reasons(item(run(schools(), alone), "government_8")))
                .isEqualTo("not known: there is nothing to compare it to");
    }

    @Test
    void takesTheSurveyBeforeTheCountysFigure() {
        Table survey = new Table("county:String,role:String,a:Integer,b:Integer");
        for (int i = 0; i < 20; i++) {
            survey.row("Bomi", "pupil", i < 18 ? 5 : 2, i < 15 ? 4 : null);
        }
        survey.row("Zayu", "pupil", 1, 1);
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows = Features.run(
                warnings,
                "AssessCounty",
                "data",
                schools().features(),
                "county",
                county().change(1, row -> row.put("satisfaction", 0.1)).features(),
                "survey",
                survey.features(),
                "items",
                List.of("school/a", "b"),
                "groupBy",
                "county");
        SimpleFeature recognition = item(rows, "recognition_1");
        // 90 % of a and 100 % of b
        assertThat(recognition.getAttribute("value")).isEqualTo("95%");
        assertThat(recognition.getAttribute("met")).isEqualTo(true);
        assertThat(reasons(recognition)).startsWith("20 answers, 95% interval ");
        assertThat(warnings.messages())
                .contains("edu:AssessCounty: survey has answers of “Zayu”, which has no schools; the groups are Bomi");
    }

    @Test
    void namesCountiesWithoutFiguresAndFiguresWithoutSchools() {
        Warnings warnings = new Warnings();
        List<SimpleFeature> rows = Features.run(
                warnings,
                "AssessCounty",
                "data",
                schools().change(4, row -> row.put("county", "Zayu")).features(),
                "county",
                new Table("name:String,layout_planned:Boolean")
                        .row("Bomi", true)
                        .row("Nang", true)
                        .features(),
                "groupBy",
                "county",
                "countyKey",
                "name");
        assertThat(rows.stream()
                        .filter(row -> "government_1".equals(row.getAttribute("item")))
                        .map(row -> row.getAttribute("met")))
                .containsExactly(true, null);
        assertThat(warnings.messages())
                .contains(
                        "edu:AssessCounty: county has a row for “Nang”, which has no schools; the groups are Bomi, Zayu");
    }

    @Test
    void refusesWhatItCannotRead() {
        assertRefused(
                "data “certificate_share” must be a share from 0 to 1, or a percentage up to 100, got 980 (School 1, "
                        + "feature school.1)",
                "data “certificate_share” 应为 0 到 1 的比例或不超过 100 的百分数，现为 980",
                schools().change(1, row -> row.put("certificate_share", 980.0)),
                county());
        assertRefused(
                "county “layout_planned” must be yes or no, got “perhaps” (feature school.1)",
                "county “layout_planned” 应为是或否，现为 “perhaps”",
                schools(),
                county().change(1, row -> row.put("layout_planned", "perhaps")));
        assertRefused(
                "county has two rows for “Bomi” (feature school.2)",
                "county 中 “Bomi” 有两行",
                schools(),
                new Table("county:String").row("Bomi").row("Bomi"));
        assertRefused(
                "cn-2012-basic has no aspects to hold a county against: give cn-2017-quality, or a standard of your own with "
                        + "aspects",
                "cn-2012-basic 没有可供评定县域的各方面条目",
                new Table("stage:String,county:String,pupils:Integer,teaching_area:Double,sports_area:Double,"
                                + "equipment_value:Double,computers:Double,books:Double,teachers:Double,"
                                + "teachers_qualified:Double,teachers_senior:Double")
                        .row("PRIMARY", "Bomi", 5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
                county(),
                "standard",
                "cn-2012-basic");
        assertRefused(
                "items is missing: give the attributes of survey with the answers",
                "缺少 items：请给出答卷中各题的属性",
                schools(),
                county(),
                "survey",
                new Table("a:Integer").row(5).features());
        assertRefused(
                "items: “a” must be from 1 to 5, got 7 (feature school.1)",
                "items：“a” 必须在 1 到 5 之间，现为 7",
                schools(),
                county(),
                "survey",
                new Table("a:Integer").row(7).features(),
                "items",
                List.of("a"));
        assertRefused(
                "parameters names the unknown “largest”; the parameters of cn-2017-quality are art_room_least, "
                        + "art_room_least_before, classes_per_room, largest_school, largest_through_school, "
                        + "music_room_least, music_room_least_before, special_budget_least",
                "parameters 中的参数“largest”不存在",
                schools(),
                county(),
                "parameters",
                List.of("largest=5"));
    }

    private static void assertRefused(String english, String chinese, Table schools, Table county, Object... inputs) {
        try {
            run(schools, county, inputs);
        } catch (ProcessException e) {
            assertThat(Refusal.in(e).in(Language.EN)).isEqualTo(english);
            assertThat(Refusal.in(e).in(Language.ZH)).contains(chinese);
            return;
        }
        throw new AssertionError("not refused");
    }

    @Test
    void everyItemOfTheShippedStandardHasASource() {
        List<Item> items = StandardReader.read("cn-2017-quality", null).aspects().stream()
                .flatMap(aspect -> aspect.items().stream())
                .toList();
        assertThat(items).hasSize(40).allSatisfy(item -> {
            assertThat(item.source().in(Language.EN)).contains("教督〔2017〕6号");
            assertThat(item.title().in(Language.EN)).doesNotContainPattern("\\p{IsHan}");
            assertThat(item.title().in(Language.ZH)).containsPattern("\\p{IsHan}");
        });
    }
}
