package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.report.page.Markup;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** The report on the sample data: its numbers are those of the processes, and it needs no other file. */
class ReportTest {

    private static final List<String> INDICATORS = List.of(
            "qualified_teachers",
            "backbone_teachers",
            "pe_arts_teachers",
            "teaching_area",
            "sports_area",
            "equipment_value",
            "multimedia_rooms");

    private static SimpleFeatureCollection schools;
    private static Report english;
    private static Report chinese;

    @BeforeAll
    static void make() throws IOException {
        schools = SampleReport.read("schools");
        english = SampleReport.of(SampleReport.options(Language.EN, "cn-2017-quality"));
        chinese = SampleReport.of(SampleReport.options(Language.ZH, "cn-2017-quality"));
    }

    @Test
    void balanceTableHasTheCoefficientsOfAssessRegions() {
        List<SimpleFeature> regions = SampleReport.run("AssessRegions", Map.of("data", schools, "groupBy", "county"));
        assertThat(regions).hasSize(14);
        for (SimpleFeature region : regions) {
            boolean balanced = (Boolean) region.getAttribute("balanced");
            String sign = balanced ? sign("●") : sign("■");
            StringBuilder row = new StringBuilder("<tr><td class=\"short " + (balanced ? "good" : "bad") + "\">" + sign
                    + escaped((String) region.getAttribute("group")) + "</td>");
            int counted = (Integer) region.getAttribute("schools");
            int compliant = (Integer) region.getAttribute("compliant_schools");
            double limit = region.getAttribute("stage").equals("PRIMARY") ? 0.50 : 0.45;
            row.append(cell("number", Integer.toString(counted)))
                    .append(cell(compliant < counted ? "number notice" : "number", Integer.toString(compliant)));
            for (String indicator : INDICATORS) {
                double cv = (Double) region.getAttribute("cv_" + indicator);
                row.append(cell(cv > limit ? "number notice" : "number", counted > 1 ? format(2, cv) : "–"));
            }
            row.append(cell("number", counted > 1 ? format(2, (Double) region.getAttribute("cv")) : "–"));
            assertThat(english.html()).contains(row);
        }
    }

    @Test
    void firstFindingsAreWhatAPlannerNeeds() {
        assertThat(english.html())
                .contains("<li>Bomi’s primary schools differ most: CV 0.60, above 0.50 in 4 of 7 indicators.</li>")
                .contains("<li>Zayu’s are most alike: CV 0.11.</li>")
                .contains("<li>1 of 7 regions are balanced: Zayu.</li>")
                .contains("<li>3 of 7 regions are balanced: Mainling, Nang, Zayu.</li>\n"
                        + "<li>Of these, only one school is counted in Mainling, Nang, Zayu, which says nothing about"
                        + " balance.</li>");
        assertThat(chinese.html())
                .contains("<li>波密县的小学校际差异最大：综合差异系数0.60，7项指标中有4项超过0.50。</li>")
                .contains("<li>7个区县中有1个达到均衡要求：察隅县。</li>");
    }

    @Test
    void scoresAreThoseOfEntropyScore() {
        List<SimpleFeature> scored =
                SampleReport.run("EntropyScore", Map.of("data", schools, "system", "nyingchi", "groupBy", "stage"));
        for (String stage : List.of("PRIMARY", "JUNIOR")) {
            List<Double> scores = scored.stream()
                    .filter(school -> school.getAttribute("stage").equals(stage))
                    .map(school -> (Double) school.getAttribute("score"))
                    .sorted()
                    .toList();
            assertThat(rows(english))
                    .contains(scores.size() + " " + stage.toLowerCase(Locale.ROOT) + " schools score from "
                            + format(3, scores.get(0)))
                    .contains("to " + format(3, scores.get(scores.size() - 1)) + " (");
        }
    }

    @Test
    void weightsAreThoseOfEntropyWeights() {
        List<SimpleFeature> weights =
                SampleReport.run("EntropyWeights", Map.of("data", schools, "system", "nyingchi", "groupBy", "stage"));
        assertThat(weights).hasSize(22);
        for (SimpleFeature weight : weights) {
            assertThat(rows(english))
                    .contains(cell("number", format(4, (Double) weight.getAttribute("entropy")))
                            + cell("number", format(4, (Double) weight.getAttribute("weight"))));
        }
        assertThat(rows(english))
                .contains(cell("", "Accommodation") + cell("", "dormitory floor area per boarder") + cell("", "m²"));
    }

    @Test
    void inequalityIsMeasuredOverTheCountedSchools() {
        SimpleFeatureCollection counted = DataUtilities.collection(DataUtilities.list(schools).stream()
                .filter(school -> school.getAttribute("stage").equals("PRIMARY"))
                // the standard's own rule: smaller teaching points are not counted
                .filter(school -> (Integer) school.getAttribute("pupils") >= 50)
                .toList());
        assertThat(counted.size()).isEqualTo(60);
        Map<String, Object> inputs = Map.of(
                "data",
                counted,
                "indicators",
                List.of("sports_area/pupils"),
                "population",
                "pupils",
                "groupBy",
                "county");
        SimpleFeature split = SampleReport.run("TheilDecomposition", inputs).get(0);
        SimpleFeature all = SampleReport.run("InequalityMeasures", inputs).stream()
                .filter(row -> row.getAttribute("group").equals("ALL"))
                .findFirst()
                .orElseThrow();
        assertThat(rows(english))
                .contains("<tr>" + cell("", "sports ground area per pupil")
                        + cell("short", "m²")
                        + cell("number", format(2, (Double) all.getAttribute("mean")))
                        + cell("number", format(3, (Double) all.getAttribute("gini")))
                        + cell("number", format(4, (Double) split.getAttribute("theil_t")))
                        + cell("number", format(4, (Double) split.getAttribute("between")))
                        + cell("number", format(4, (Double) split.getAttribute("within"))));
    }

    /** The worst first: by how many indicators are below the floor, then by how few are met. */
    @Test
    void listsEverySchoolThatFailsWithWhatItLacksTheWorstFirst() {
        List<SimpleFeature> assessed = SampleReport.run("AssessSchools", Map.of("data", schools));
        long failing = 0;
        for (SimpleFeature school : assessed) {
            if (Boolean.FALSE.equals(school.getAttribute("compliant"))) {
                failing++;
                int below = (Integer) school.getAttribute("below_floor");
                int met = (Integer) school.getAttribute("met");
                assertThat(english.html())
                        .contains(headed("School", escaped((String) school.getAttribute("name")))
                                + number("Below the floor", Integer.toString(below))
                                + number("Met", met + "/7")
                                + "<td data-head=\"What lacks\">" + lacks(school) + "</td>");
            }
        }
        assertThat(failing).isEqualTo(37);
        for (String stage : List.of("Primary", "Junior")) {
            String table = english.html().split("Table \\d+  " + stage + " schools that do not comply")[1];
            List<Integer> severity = Pattern.compile("data-head=\"Below the floor\">(\\d+)</td>"
                            + "<td class=\"number\" data-head=\"Met\">(\\d)/7")
                    .matcher(table.substring(0, table.indexOf("</table>")))
                    .results()
                    .map(row -> 10 * -Integer.parseInt(row.group(1)) + Integer.parseInt(row.group(2)))
                    .toList();
            assertThat(severity).hasSizeGreaterThan(3).isSorted();
        }
        assertThat(english.html()).contains("teaching point with 41 pupils, fewer than 50");
    }

    private static String lacks(SimpleFeature school) {
        double[] thresholds = school.getAttribute("stage").equals("PRIMARY")
                ? new double[] {4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3}
                : new double[] {5.3, 1, 0.9, 5.8, 10.2, 2500, 2.4};
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < thresholds.length; i++) {
            double ratio = (Double) school.getAttribute("ratio_" + INDICATORS.get(i));
            if (ratio < 1) {
                double value = ratio * thresholds[i];
                String shown =
                        String.format(Locale.ROOT, value >= 1000 ? "%,.0f" : value >= 100 ? "%.1f" : "%.2f", value);
                String threshold = thresholds[i] == Math.rint(thresholds[i])
                        ? format(0, thresholds[i])
                        : Double.toString(thresholds[i]);
                parts.add(
                        (i + 1) + ": " + shown + " of " + threshold + ", " + format(0, 100 * (1 - ratio)) + "% short");
            }
        }
        return String.join("; ", parts);
    }

    /** Every counted school's values as the processes have them, with what is not met told apart. */
    @Test
    void theTableOfSchoolsHasStandardActualValueAndWhetherItIsMet() {
        assertThat(english.html())
                .contains(
                        "<th scope=\"col\" class=\"number\">5\n≥ 7.5</th>",
                        "<th scope=\"col\" class=\"number\">5\n≥ 10.2</th>");
        List<SimpleFeature> assessed = SampleReport.run("AssessSchools", Map.of("data", schools));
        for (SimpleFeature school : assessed) {
            double area = ((Number) school.getAttribute("sports_area")).doubleValue()
                    / ((Number) school.getAttribute("pupils")).doubleValue();
            double ratio = (Double) school.getAttribute("ratio_sports_area");
            String cell = ratio >= 1
                    ? "<td class=\"number\">"
                    : ratio >= 0.85
                            ? "<td class=\"number partly\">" + sign("▲")
                            : "<td class=\"number bad\">" + sign("■");
            String row = english.html()
                    .substring(english.html()
                            .indexOf("<tr><td>" + escaped((String) school.getAttribute("name")) + "</td>"));
            assertThat(row.substring(0, row.indexOf("</tr>"))).contains(cell + format(2, area) + "</td>");
        }
    }

    @Test
    void theFirstPageHasTheVerdictOnTheWholeAndOnEachRegion() {
        assertThat(english.html())
                .contains("<p class=\"bad\">" + sign("■") + "As a whole: not\u00a0met.")
                .contains("as far as this report assesses it: 0 of 7.")
                .contains("7 of 9 schools, 4 CVs")
                .contains("met (1 school)");
        assertThat(chinese.html()).contains("总体结论：未达标。", "9所中7所未达标，4项差异系数超限");
    }

    @Test
    void tellsOfItselfAndOfSyntheticData() throws IOException {
        DataNotes notes = new DataNotes(
                "Nyingchi",
                "2024–2025",
                "<Education Bureau>",
                "annual statistics",
                LocalDate.of(2025, 9, 1),
                true,
                List.of(Message.of("report.note.oneRegion")));
        Report report = SampleReport.of(SampleReport.options(Language.EN, "cn-2017-quality", notes));
        assertThat(report.title()).isEqualTo("Balance of educational resources: Nyingchi");
        assertThat(report.html())
                .contains("school year 2024–2025 · &lt;Education Bureau&gt; · 1 September 2025")
                .contains("The data are synthetic: made up to show the method.")
                .contains("annual statistics", "all schools are taken for one region");
        assertThat(english.html()).doesNotContain("synthetic").contains("not stated");
    }

    @Test
    void tablesAreTheProcessesResults() {
        assertThat(english.tables())
                .containsOnlyKeys(
                        "schools",
                        "regions",
                        "weights",
                        "inequality-primary",
                        "theil-primary",
                        "inequality-junior",
                        "theil-junior",
                        "obstacles",
                        "coordination",
                        "dagum-primary",
                        "dagum-junior",
                        "spots-primary",
                        "plan",
                        "aspects",
                        "enrolment",
                        "trend",
                        "gaps");
        assertThat(english.tables().get("schools").size()).isEqualTo(71);
        assertThat(english.tables().get("schools").getSchema().indexOf("score")).isPositive();
        assertThat(english.tables().get("schools").getSchema().indexOf("compliant"))
                .isPositive();
    }

    @Test
    void pageNeedsNoOtherFileAndItsPicturesAreWellFormed() throws Exception {
        for (Report report : List.of(english, chinese)) {
            assertThat(report.html()).doesNotContain("<script", "<link", "@import", "http:", "https:");
            assertThat(report.html()).doesNotContainPattern("(src|href)=\"(?!data:|#h)");
            Matcher pictures = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(report.html());
            int count = 0;
            while (pictures.find()) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(pictures.group())));
                count++;
            }
            // a density, and for each of two stages three maps, box plots, Lorenz curves and a split; and legends
            assertThat(count).isGreaterThanOrEqualTo(13);
        }
    }

    @Test
    void aChineseReportHasNoEnglishSentence() throws IOException {
        ChineseReport.assertNoEnglishSentence(chinese);
        ChineseReport.assertNoEnglishSentence(SampleReport.of(SampleReport.options(Language.ZH, "cn-2012-basic")));
    }

    /** The columns that processes give titles are called by them, the schools' own by their names. */
    @Test
    void tablesForReadersAreHeadedInTheReportsLanguage() {
        assertThat(headings(chinese, "gaps")).containsExactly("内容", "学段", "指标", "区县", "原因");
        assertThat(headings(english, "gaps")).containsExactly("Part", "Stage", "Indicators", "Regions", "Cause");
        assertThat(headings(chinese, "weights")).contains("指标", "权重").doesNotContain("weight");
        assertThat(headings(chinese, "schools")).contains("pupils").doesNotContain("score", "compliant");
        assertThat(chinese.titledTables().get("schools").size()).isEqualTo(71);
    }

    private static List<String> headings(Report report, String table) {
        return report.titledTables().get(table).getSchema().getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    /** Scores by one system, verdicts by one standard, each stage by itself: the page names them where it begins. */
    @Test
    void namesWhatItIsHeldAgainst() {
        assertThat(english.html())
                .contains("held against “High-quality and balanced development of compulsory education (China, 2017)”,"
                        + " and schools are scored by “School resources of Nyingchi")
                .contains("each stage by itself.");
    }

    @Test
    void limitOnTheMeanOfTheCoefficientsIsToldAsSuch() throws IOException {
        String html = SampleReport.of(SampleReport.options(Language.EN, "cn-2012-basic"))
                .html();
        assertThat(html)
                .contains("Bomi’s primary schools differ most: CV 0.59, within the limit of 0.65.")
                .doesNotContain("schools that do not comply");
    }

    @Test
    void namesFromTheDataAreEscaped() throws IOException {
        ListFeatureCollection renamed = new ListFeatureCollection(schools.getSchema());
        for (SimpleFeature school : DataUtilities.list(schools)) {
            SimpleFeature copy = SimpleFeatureBuilder.copy(school);
            copy.setAttribute("name", "<b onclick=\"x()\">{0}$1 " + school.getAttribute("name"));
            renamed.add(copy);
        }
        String html = Report.of(
                        ReportData.of(renamed, SampleReport.read("counties")),
                        SampleReport.options(Language.EN, "cn-2017-quality"))
                .html();
        assertThat(html).doesNotContain("<b ").contains("(&lt;b onclick=&quot;x()&quot;&gt;{0}$1 ");
    }

    @Test
    void tellsHowManySchoolsHaveNoPlace() throws IOException {
        ListFeatureCollection some = new ListFeatureCollection(schools.getSchema());
        for (SimpleFeature school : DataUtilities.list(schools)) {
            SimpleFeature copy = SimpleFeatureBuilder.copy(school);
            if (some.size() < 2) {
                copy.setDefaultGeometry(null);
            }
            some.add(copy);
        }
        ReportOptions options = SampleReport.options(Language.EN, "cn-2017-quality");
        String html = Report.of(ReportData.of(some, SampleReport.read("counties")), options)
                .html();
        assertThat(html).contains("Without a place, and so on no map: 2 schools.");
        assertThat(english.html()).doesNotContain("Without a place");
    }

    @Test
    void whatTheProcessesRefuseIsRefused() {
        ReportOptions unknown = new ReportOptions(
                "district",
                null,
                "stage",
                "pupils",
                "nyingchi",
                "cn-2017-quality",
                List.of(),
                List.of(),
                List.of(),
                DataNotes.of(LocalDate.of(2025, 9, 1)),
                Language.EN);
        assertThatThrownBy(() -> SampleReport.of(unknown))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "groupBy must be an attribute of the schools, got “district”; the attributes are geometry, id,"
                                + " name, name_zh, county, township, stage, school_type, pupils, boarders, teachers,"
                                + " teachers_qualified, teachers_senior, teachers_backbone, teachers_pe_arts,"
                                + " teaching_area, sports_area, equipment_value, computers, books, multimedia_rooms,"
                                + " dormitory_area, pupil_quality, budget_funds, classes, largest_class, music_rooms,"
                                + " music_room_area, art_rooms, art_room_area, built, training_share, certificate_share,"
                                + " charter, digital_management, training_budget_share");
        assertThatThrownBy(() -> SampleReport.of(SampleReport.options(Language.EN, "cn-1986")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cn-2017-quality");
    }

    /** A page without the heads that cells repeat on a narrow screen. */
    private static String rows(Report report) {
        return report.html().replaceAll(" data-head=\"[^\"]*\"", "");
    }

    private static String cell(String kinds, String text) {
        return (kinds.isEmpty() ? "<td>" : "<td class=\"" + kinds + "\">") + text + "</td>";
    }

    private static String headed(String head, String text) {
        return "<td data-head=\"" + head + "\">" + text + "</td>";
    }

    private static String number(String head, String text) {
        return "<td class=\"number\" data-head=\"" + head + "\">" + text + "</td>";
    }

    private static String sign(String sign) {
        return "<span class=\"sign\" aria-hidden=\"true\">" + sign + "</span> ";
    }

    private static String escaped(String text) {
        return new Markup().text(text).toString();
    }

    private static String format(int decimals, double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
