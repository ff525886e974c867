package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.edubalance.io.Csv;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

/** Reports on a list of schools alone: no maps, no polygons, not every column, schools of several stages. */
class PlainListTest {

    private static final String HEAD =
            "id,name,county,stage,school_type,pupils,teachers_qualified,teachers_backbone,teachers_pe_arts,teaching_area,"
                    + "sports_area,equipment_value,multimedia_rooms\n";

    private static final String SCHOOLS = HEAD
            + "1,First,A,PRIMARY,PRIMARY,400,20,5,4,2000,3200,900000,10\n"
            + "2,Second,A,PRIMARY,PRIMARY,300,14,3,3,1500,2400,700000,8\n"
            + "3,Third,B,PRIMARY,PRIMARY,200,10,2,2,700,1600,300000,5\n";

    @Test
    void aListOfSchoolsWithACountyIsEnough() throws IOException {
        Report report = report(SCHOOLS, options(null, Map.of()));
        assertThat(report.html())
                .contains("No maps, as no polygons of the regions were given.")
                .contains("met by all 2 schools", "7/7")
                .doesNotContain("<svg class=\"map\"", "Where the schools are")
                .doesNotContain("NaN");
        // the system's other columns are not there
        assertThat(report.html())
                .contains("Left out of the scores, as the data have no column for it: teachers per 100 pupils")
                .contains("primary schools score from");
        assertThat(report.tables().get("weights").size()).isEqualTo(5);
    }

    @Test
    void regionsWithoutPlacesOfSchoolsGiveMapsOfTheRegions() throws IOException {
        String schools = SCHOOLS.replace(",A,", ",Bomi,").replace(",B,", ",Zayu,");
        SimpleFeatureCollection counties = SampleReport.read("counties");
        Report report = Report.of(ReportData.of(read(schools), counties), options("county", Map.of()));
        assertThat(report.html())
                .contains("Without a place, and so on no map: 3 schools.")
                .contains("balance of the regions")
                .doesNotContain("Where the schools are");
    }

    @Test
    void kindergartensAndTheLikeAreLeftOutAndTold() throws IOException {
        String others = "4,Fourth,B,幼儿园,,80,,,,,,,\n5,Fifth,B,special-school,,30,,,,,,,\n";
        Report report = report(SCHOOLS + others, options(null, Map.of()));
        assertThat(report.html())
                .contains("Left out, since the standard is about none of them: 2 rows (幼儿园, special-school).");
        assertThat(report.tables().get("schools").size()).isEqualTo(3);
    }

    @Test
    void aSchoolWithoutAStageIsRefusedByName() {
        assertThatThrownBy(() -> report(SCHOOLS.replace("Second,A,PRIMARY", "Second,A,"), options(null, Map.of())))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("stage “stage” is blank: fill in the stage of every school")
                .hasMessageContaining("Second");
    }

    @Test
    void withoutACountyAllSchoolsAreOneRegion() throws IOException {
        Report report = report(SCHOOLS.replace("county", "township"), options(null, Map.of()));
        assertThat(report.html())
                .contains("No column tells the county of a school: all schools are taken for one region.")
                .contains("All schools");
        assertThatThrownBy(() -> Report.of(
                        ReportData.of(read(SCHOOLS.replace("county", "township")), SampleReport.read("counties")),
                        options(null, Map.of())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("groupBy must say which attribute");
    }

    @Test
    void aColumnOfTheStandardThatIsMissingIsNotKnownAndNeverMet() throws IOException {
        Report report = report(without("multimedia_rooms"), options(null, Map.of()));
        assertThat(report.html())
                .contains("Not known for any school, as the data have no column for it: networked multimedia"
                        + " classrooms per 100 pupils.")
                .contains("The data have no such columns, so that their values are not known: multimedia_rooms.")
                // two schools meet the other six, the third misses the area
                .contains("open: 2 values missing")
                .contains("As a whole: not\u00a0met.");
        assertThat(report.html()).doesNotContain("met by all");
    }

    @Test
    void noColumnOfTheStandardIsRefused() {
        String bare = "id,name,county,stage,pupils\n1,First,A,PRIMARY,400\n2,Second,A,PRIMARY,300\n";
        assertThatThrownBy(() -> report(bare, options(null, Map.of())))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("none of the 7 indicators of the standard can be computed, as the schools have"
                        + " no columns teachers_qualified, teachers_backbone, ")
                .hasMessageEndingWith("give the mapping, as in qualified_teachers=COLUMN");
    }

    @Test
    void aMappingIsForStandardAndScoresAlike() throws IOException {
        String renamed = SCHOOLS.replace("sports_area", "playground");
        Report report = report(renamed, options(null, Map.of("sports_area", "playground / pupils")));
        assertThat(report.html()).doesNotContain("Not known for any school").contains("playground / pupils");
        assertThat(rows(report, "weights"))
                .anySatisfy(row -> assertThat(row.getAttribute("indicator")).isEqualTo("sports_area"));
        // one of the system's own
        Report scored = report(SCHOOLS, options(null, Map.of("teachers_per_100", "100 * teachers_qualified / pupils")));
        assertThat(rows(scored, "weights"))
                .anySatisfy(row -> assertThat(row.getAttribute("indicator")).isEqualTo("teachers_per_100"));
        assertThatThrownBy(() -> report(SCHOOLS, options(null, Map.of("nothing", "pupils"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> report(SCHOOLS, options(null, Map.of("sports_area", "nowhere / pupils"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nowhere");
    }

    /** The official example: 166 primary and 210 junior pupils share 23,226 m² in the ratio 166 : 231. */
    @Test
    void splitsSchoolsOfSeveralStages() throws IOException {
        String through = "id,name,county,school_type,pupils_primary,pupils_junior,teachers_qualified_primary,"
                + "teachers_qualified_junior,teachers_backbone_primary,teachers_backbone_junior,"
                + "teachers_pe_arts_primary,teachers_pe_arts_junior,teaching_area,sports_area,equipment_value,"
                + "multimedia_rooms\n"
                + "1,Nine,A,NINE_YEAR,166,210,9,15,3,3,2,2,23226,4276,854000,9\n"
                + "2,Two,A,PRIMARY,300,0,14,,3,,3,,1500,2400,700000,8\n"
                + "3,Three,A,JUNIOR,0,200,,11,,3,,3,1500,2400,700000,8\n";
        Report report = report(through, options(null, Map.of()));
        assertThat(report.html()).contains("by weighted pupils: 3 through-schools");
        List<SimpleFeature> schools = rows(report, "schools");
        assertThat(schools).hasSize(4);
        SimpleFeature primary = schools.stream()
                .filter(row -> row.getAttribute("name").equals("Nine")
                        && row.getAttribute("stage").equals("PRIMARY"))
                .findFirst()
                .orElseThrow();
        assertThat((Double) primary.getAttribute("teaching_area")).isEqualTo(23226 * 166 / (166 + 1.1 * 210));
        assertThat(primary.getAttribute("teachers_qualified")).isEqualTo(9.0);
        assertThat(report.html()).contains("Primary schools: standard", "Junior schools: standard");
    }

    /** One table of both: schools of one stage with a stage and pupils, others with pupils per stage. */
    @Test
    void splitsOnlyThoseThatNeedIt() throws IOException {
        String mixed = "id,name,county,stage,school_type,pupils,pupils_primary,pupils_junior,pupils_senior,"
                + "teachers_qualified,teachers_qualified_primary,teachers_qualified_junior,teaching_area,sports_area,"
                + "equipment_value,multimedia_rooms\n"
                + "1,One,A,PRIMARY,PRIMARY,300,,,,14,,,1500,2400,700000,8\n"
                + "2,Nine,A,,NINE_YEAR,,166,210,0,,9,15,23226,4276,854000,9\n"
                + "3,Twelve,A,,TWELVE_YEAR,,100,100,100,,9,15,3420,4276,854000,9\n";
        Report report = report(mixed, options(null, Map.of()));
        assertThat(rows(report, "schools")).hasSize(5);
        assertThat(report.html())
                .contains("by weighted pupils: 2 through-schools (Nine, Twelve)")
                .contains("stages that the standard does not cover were left out: senior.");
        SimpleFeature one = rows(report, "schools").get(0);
        assertThat(one.getAttribute("teaching_area")).isEqualTo(1500.0);
        assertThat(one.getAttribute("teachers_qualified")).isEqualTo(14.0);
        assertThat(report.html()).contains("Not known for any school"); // no backbone teachers
    }

    @Test
    void schoolsOfSeveralStagesWithoutTheColumnsAreRefused() {
        assertThatThrownBy(() -> report(
                        SCHOOLS.replace("PRIMARY,PRIMARY,200", "NINE_YEAR,NINE_YEAR,200"), options(null, Map.of())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("NINE_YEAR");
    }

    private static String without(String column) {
        List<String> lines = SCHOOLS.lines().toList();
        int place = List.of(lines.get(0).split(",")).indexOf(column);
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            List<String> cells = new ArrayList<>(List.of(line.split(",")));
            cells.remove(place);
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }

    private static ReportOptions options(String groupBy, Map<String, String> mapping) {
        return new ReportOptions(
                groupBy,
                null,
                "stage",
                "pupils",
                "nyingchi",
                "cn-2017-quality",
                mapping.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList(),
                List.of(),
                List.of(),
                DataNotes.of(LocalDate.of(2025, 9, 1)),
                Language.EN);
    }

    private static Report report(String csv, ReportOptions options) throws IOException {
        Report report = Report.of(ReportData.of(read(csv), null), options);
        assertThat(report.html()).doesNotContain("NaN", "Infinity", "null");
        return report;
    }

    private static SimpleFeatureCollection read(String csv) throws IOException {
        return Csv.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "schools");
    }

    private static List<SimpleFeature> rows(Report report, String table) {
        return DataUtilities.list(report.tables().get(table));
    }
}
