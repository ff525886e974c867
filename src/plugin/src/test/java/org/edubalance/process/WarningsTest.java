package org.edubalance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What processes warn of as they go on, in both languages, each as it really comes about. */
class WarningsTest {

    private static final String HOMES = "name:String,children:Double,geom:Point:srid=32646";

    private static Table homes() {
        return new Table(HOMES)
                .row("Near", 50.0, "POINT(501000 3000000)")
                .row("Middle", 30.0, "POINT(503000 3000000)")
                .row("Far", 20.0, "POINT(506000 3000000)");
    }

    private static Table schools() {
        return new Table("name:String,places:Double,geom:Point:srid=32646")
                .row("First", 100.0, "POINT(500000 3000000)")
                .row("Second", 60.0, "POINT(504000 3000000)");
    }

    /** A road that the branch does not meet at an end, and a line without a place. */
    private static Table roads() {
        return new Table("kind:String,geom:LineString:srid=32646")
                .row("road", "LINESTRING(499000 3000000, 507000 3000000)")
                .row("branch", "LINESTRING(505000 2998000, 505000 3002000)")
                .row("planned", null);
    }

    private static Object[] with(Object... inputs) {
        return inputs;
    }

    /** Places that lie on a plane, with a value each, and one that lies nowhere. */
    private static SimpleFeatureCollection scattered() {
        Table table = new Table("name:String,score:Double,geom:Point:srid=32646");
        for (int i = 0; i < 12; i++) {
            table.row(
                    "P" + i,
                    (double) (i * i % 7),
                    "POINT(" + (500000 + 1000 * i) + " " + (3000000 + 300 * (i % 3)) + ")");
        }
        return table.row("Nowhere", 3.0, null).features();
    }

    private static SimpleFeatureCollection counties() {
        return new Table(
                        "name:String,county:String,year:Integer,pupils:Integer,books:Double,income:Double,lacking:String")
                .row("a", "Bomi", 2020, 20, 1.0, 0.5, "x")
                .row("b", "Bomi", 2020, 30, 4.0, 0.7, "x")
                .row("c", "Zayu", 2020, 10, 2.0, 0.6, "x")
                .row("d", "Zayu", 2020, 40, 6.0, 0.9, "x")
                .row("e", "Zayu", 2020, 0, 3.0, 0.3, "x")
                .row("f", "Bomi", 2020, 10, null, 0.2, "x")
                .row("a", "Bomi", 2021, 20, 2.0, 0.5, "x")
                .row("c", "Zayu", 2021, 10, 3.0, 0.6, "x")
                .features();
    }

    private static Table enrolment() {
        Table table = new Table("county:String,year:Integer,grade:Integer,pupils:Double");
        for (int year = 2023; year <= 2024; year++) {
            for (int grade = 1; grade <= 9; grade++) {
                table.row("Bomi", year, grade, 100.0);
            }
        }
        for (int grade = 1; grade <= 9; grade++) {
            table.row("Nang", 2024, grade, 30.0);
        }
        return table;
    }

    private static SimpleFeatureCollection births() {
        Table births = new Table("county:String,year:Integer,births:Integer");
        for (int year = 2016; year <= 2018; year++) {
            births.row("Bomi", year, 100).row("Nang", year, 30).row("Zayu", year, 50);
        }
        return births.features();
    }

    private static Table assessed() {
        return new Table("name:String,county:String,stage:String,pupils:Integer,certificate_share:Double,"
                        + "teachers_qualified:Double,teachers_backbone:Double,teachers_pe_arts:Double,teaching_area:Double,"
                        + "sports_area:Double,equipment_value:Double,multimedia_rooms:Double")
                .row("First", "Bomi", "PRIMARY", 500, 100.0, 30.0, 6.0, 5.0, 3000.0, 5200.0, 1_300_000.0, 12.0)
                .row("Second", "Bomi", "PRIMARY", 400, 98.0, 30.0, 6.0, 5.0, 3000.0, 5200.0, 1_300_000.0, 12.0);
    }

    private static Stream<Arguments> warnings() {
        String off = "（school.4）";
        return Stream.of(
                arguments(
                        "Accessibility",
                        with(
                                "data",
                                homes().row("Nobody", 0.0, "POINT(502000 3000000)")
                                        .row("Nowhere", 7.0, null)
                                        .features(),
                                "demand",
                                "children",
                                "supply",
                                schools()
                                        .row("Closed", 0.0, "POINT(502000 3000000)")
                                        .row("Remote", 90.0, "POINT(600000 3000000)")
                                        .features(),
                                "capacity",
                                "places",
                                "catchment",
                                "3000"),
                        List.of(
                                "data: 1 feature without a place left out: Nowhere (school.5)",
                                "data: 1 feature without “children” greater than 0 left out: Nobody (school.4)",
                                "supply: 1 feature without “places” greater than 0 left out: Closed (school.3)",
                                "supply: 1 feature without anyone within the catchment left out: Remote (school.4)"),
                        List.of(
                                "data：1 个没有位置的要素未计入：Nowhere（school.5）",
                                "data：1 个没有大于 0 的“children”的要素未计入：Nobody" + off,
                                "supply：1 个没有大于 0 的“places”的要素未计入：Closed（school.3）",
                                "supply：1 个没有服务半径内的需求的要素未计入：Remote" + off)),
                arguments(
                        "ServiceCoverage",
                        with(
                                "data",
                                homes().row("Branch", 5.0, "POINT(505010 2999000)")
                                        .row("Hill", 5.0, "POINT(503000 3000900)")
                                        .features(),
                                "demand",
                                "children",
                                "supply",
                                schools().features(),
                                "distances",
                                List.of(2000.0),
                                "network",
                                roads().features(),
                                "snap",
                                500.0),
                        List.of(
                                "network: 1 feature without a place left out: school.3",
                                "network: 2 parts that are not connected with each other; ends must meet, or ask for"
                                        + " crossings",
                                "data: 1 feature without the network within 500 m left out: Hill (school.5)",
                                "data: 1 feature without a way to any supply left out: Branch (school.4)"),
                        List.of(
                                "network：1 个没有位置的要素未计入：school.3",
                                "路网：分为2个互不相连的部分；线的端点必须重合，或选用 crossings",
                                "data：1 个没有500米以内的路网的要素未计入：Hill（school.5）",
                                "data：1 个没有通往任何供给的路的要素未计入：Branch" + off)),
                spots("HotSpots", "attribute", "score"),
                spots("LocalMoran", "attribute", "score"),
                spots("SpatialPattern", "attribute", "score"),
                unpopulated("DagumDecomposition", "groupBy", "county"),
                unpopulated("InequalityMeasures", "groupBy", "county"),
                unpopulated("BalanceTrend", "year", "year", "groupBy", "county", "id", "name"),
                arguments(
                        "GeoDetector",
                        with("data", counties(), "attribute", "books", "factors", List.of("county")),
                        List.of("1 of 8 features left out, because a value is missing: “books” in 1"),
                        List.of("8 个要素中有 1 个因缺值未计入：“books”缺 1 个")),
                arguments(
                        "GeoDetector",
                        with(
                                "data",
                                new Table("name:String,county:String,books:Double")
                                        .row("a", "Bomi", 1.0)
                                        .row("b", "Bomi", 2.0)
                                        .row("c", "Zayu", 4.0)
                                        .row("d", "Zayu", 6.0)
                                        .row("e", "Nang", 9.0)
                                        .features(),
                                "attribute",
                                "books",
                                "factors",
                                List.of("county"),
                                "singles",
                                "EXCLUDE"),
                        List.of("1 feature without another feature in their stratum left out: e (school.5)"),
                        List.of("1 个没有同层的其他要素的要素未计入：e（school.5）")),
                arguments(
                        "ObstacleDegree",
                        with("data", counties(), "indicators", List.of("books", "income")),
                        List.of(
                                "attribute “lacking” of data is replaced: give a prefix to keep it",
                                "1 of 8 features without a score, because a value is missing: “books” in 1"),
                        List.of("data 的属性“lacking”被替换：要保留它请给出 prefix", "8 个要素中有 1 个因缺值而没有得分：“books”缺 1 个")),
                arguments(
                        "CouplingCoordination",
                        with("data", counties(), "subsystems", List.of("stock=books/10", "income")),
                        List.of("1 of 8 features without coordination, because a value is missing: “stock” in 1"),
                        List.of("8 个要素中有 1 个因缺值而没有协调度：“stock”缺 1 个")),
                arguments(
                        "AllocateResources",
                        with(
                                "data",
                                counties(),
                                "resource",
                                "books",
                                "mode",
                                "TRANSFER",
                                "limit",
                                0.0,
                                "wholeUnits",
                                true),
                        List.of(
                                "2 features without an amount of the resource or pupils left out: e (school.5), f (school.6)",
                                "the limit of 0 cannot be reached; the nearest is 0.1283"),
                        List.of("2 个没有资源量或学生数的要素未计入：e（school.5）、f（school.6）", "达不到上限 0，最接近的为 0.1283")),
                arguments(
                        "ProjectEnrolment",
                        with("data", enrolment().features(), "births", births(), "groupBy", "county", "horizon", 2),
                        List.of(
                                "births has rows for “Zayu”, which has no pupils in data; the groups are Bomi, Nang",
                                "Nang: no ratio of its own for 2, 3, 4, 5, 6, 7, 8, 9, so that of all regions is used",
                                "not known: the children born in 2019",
                                "not known: the children born in 2020"),
                        List.of(
                                "births 中的 “Zayu” 在 data 中没有学生；各组为 Bomi、Nang",
                                "Nang：2、3、4、5、6、7、8、9 年级没有自身的升学比例，采用全部区域的",
                                "未知：2019年出生人数",
                                "未知：2020年出生人数")),
                arguments(
                        "AssessCounty",
                        with(
                                "data",
                                assessed().features(),
                                "county",
                                new Table("county:String,layout_planned:String")
                                        .row("Bomi", "yes")
                                        .row("Zayu", "yes")
                                        .features(),
                                "survey",
                                new Table("county:String,a:Integer")
                                        .row("Bomi", 5)
                                        .row("Nang", 4)
                                        .features(),
                                "items",
                                List.of("school/a"),
                                "groupBy",
                                "county"),
                        List.of(
                                "county has a row for “Zayu”, which has no schools; the groups are Bomi",
                                "survey has answers of “Nang”, which has no schools; the groups are Bomi",
                                "“certificate_share” goes up to 100 and is understood as percent"),
                        List.of(
                                "county 中的 “Zayu” 没有学校；各组为 Bomi",
                                "survey 中 “Nang” 没有学校；各组为 Bomi",
                                "“certificate_share” 最大为 100，按百分数理解")));
    }

    private static Arguments spots(String process, Object... more) {
        return arguments(
                process,
                withData(scattered(), more),
                List.of("1 feature without a place left out: Nowhere (school.13)"),
                List.of("1 个没有位置的要素未计入：Nowhere（school.13）"));
    }

    private static Arguments unpopulated(String process, Object... more) {
        return arguments(
                process,
                withData(
                        counties(),
                        Stream.concat(
                                        Stream.of("indicators", List.of("books"), "population", "pupils"),
                                        Stream.of(more))
                                .toArray()),
                List.of("1 feature without a population greater than 0 left out: e (school.5)"),
                List.of("1 个没有大于 0 的人口的要素未计入：e（school.5）"));
    }

    private static Object[] withData(SimpleFeatureCollection data, Object... more) {
        return Stream.concat(Stream.of("data", data), Stream.of(more)).toArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("warnings")
    void saysInBothLanguagesWhatItWarnsOf(String process, Object[] inputs, List<String> english, List<String> chinese) {
        assertThat(told(Language.EN, process, inputs)).containsExactlyElementsOf(english);
        assertThat(told(Language.ZH, process, inputs)).containsExactlyElementsOf(chinese);
    }

    private static List<String> told(Language language, String process, Object... inputs) {
        Warnings warnings = new Warnings();
        language.use(() -> Features.run(warnings, process, inputs));
        String source = "edu:" + process + ": ";
        assertThat(warnings.messages())
                .allSatisfy(message -> assertThat(message).startsWith(source));
        return warnings.messages().stream()
                .map(message -> message.substring(source.length()))
                .toList();
    }
}
