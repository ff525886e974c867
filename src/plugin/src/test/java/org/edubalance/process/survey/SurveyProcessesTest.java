package org.edubalance.process.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;

class SurveyProcessesTest {

    private static Table answers() {
        return new Table("county:String,role:String,library:Integer,computers:Integer,space:Integer,meals:Integer")
                .row("Dege", "student", 5, 4, 2, 5)
                .row("Dege", "student", 4, 2, 4, null)
                .row("Dege", "teacher", 5, 5, 3, 4)
                .row("Zhaojue", "student", 1, 2, 2, 4);
    }

    private static final List<String> ITEMS =
            List.of("facilities/library", "facilities/computers", "facilities/space", "meals");

    @Test
    void givesRatesOfItemsDimensionsAndAll() {
        List<SimpleFeature> rows = satisfaction(answers(), List.of("county"));
        assertThat(rows).hasSize(3 * 6);
        assertRow(rows.get(0), "Dege", "facilities", "library", 3, 0, 1.0, true);
        assertRow(rows.get(1), "Dege", "facilities", "computers", 3, 0, 2 / 3.0, false);
        assertRow(rows.get(2), "Dege", "facilities", "space", 3, 0, 1 / 3.0, false);
        assertRow(rows.get(3), "Dege", null, "meals", 2, 1, 1.0, true);
        assertRow(rows.get(4), "Dege", "facilities", "ALL", 3, 0, (1 + 2 / 3.0 + 1 / 3.0) / 3, false);
        assertRow(rows.get(5), "Dege", "ALL", "ALL", 3, 1, (1 + 2 / 3.0 + 1 / 3.0 + 1) / 4, false);
        assertThat(rows.get(6).getAttribute("group")).isEqualTo("Zhaojue");
        assertRow(rows.get(12), "ALL", "facilities", "library", 4, 0, 0.75, false);
    }

    @Test
    void combinesGroups() {
        assertThat(satisfaction(answers(), List.of("county", "role")).stream()
                        .map(row -> row.getAttribute("group"))
                        .distinct())
                .containsExactly("Dege / student", "Dege / teacher", "Zhaojue / student", "ALL");
    }

    @Test
    void anItemThatNobodyAnsweredHasNoRate() {
        List<SimpleFeature> rows = satisfaction(answers().changeAll(row -> row.put("meals", null)), null);
        assertRow(rows.get(3), "ALL", null, "meals", 0, 4, null, null);
    }

    @Test
    void refusesBadAnswersAndInputs() {
        assertThatThrownBy(() -> satisfaction(answers().change(3, row -> row.put("space", 6)), null))
                .isInstanceOf(ProcessException.class)
                .hasMessage("items: “space” must be from 1 to 5, got 6 (feature school.3)");
        assertThatThrownBy(() -> satisfaction(answers().change(3, row -> row.put("county", null)), List.of("county")))
                .isInstanceOf(ProcessException.class)
                .hasMessage("groupBy “county” must have a text or number for every respondent,"
                        + " got none in 1 of 4: row 3 (school.3)");
        assertThatThrownBy(
                        () -> satisfaction(answers().changeAll(row -> row.put("role", " ")), List.of("county", "role")))
                .hasMessage("groupBy “role” must have a text or number for every respondent, got none in 4 of 4:"
                        + " row 1 (school.1), row 2 (school.2), row 3 (school.3), row 4 (school.4)");
        assertThatThrownBy(() -> satisfaction(answers().change(3, row -> row.put("county", "ALL")), List.of("county")))
                .hasMessage("groupBy must not have a group named “ALL”, which is the name of all groups together");
        assertThatThrownBy(() ->
                        satisfaction(new Table("library:Integer,computers:Integer,space:Integer,meals:Integer"), null))
                .hasMessage("data must hold at least one respondent, got none");
        assertThatThrownBy(() -> run(List.of("facilities/gym"), 4.0, 0.85))
                .hasMessage("items names the unknown attribute “gym”; the attributes are county, role, library, "
                        + "computers, space, meals");
        assertThatThrownBy(() -> run(List.of("library", "library"), 4.0, 0.85))
                .hasMessage("items names “library” twice");
        assertThatThrownBy(() -> new SurveySatisfactionProcess()
                        .execute(answers().features(), List.of(), null, 4.0, 0.85, 1.0, 5.0, null))
                .hasMessage("items is missing: give at least one attribute or dimension/attribute");
        assertThatThrownBy(() -> run(ITEMS, 6.0, 0.85)).hasMessage("satisfiedAt must be from 1 to 5, got 6");
        assertThatThrownBy(() -> run(ITEMS, 4.0, 85.0)).hasMessage("target must be from 0 to 1, got 85");
    }

    @Test
    void takesAnotherScale() {
        Table zeroToTen = new Table("meals:Integer").row(9).row(0);
        List<SimpleFeature> rows = Features.run(
                "SurveySatisfaction",
                "data",
                zeroToTen.features(),
                "items",
                List.of("meals"),
                "satisfiedAt",
                8.0,
                "scaleMin",
                0.0,
                "scaleMax",
                10.0);
        assertRow(rows.get(0), "ALL", null, "meals", 2, 0, 0.5, false);
        assertThatThrownBy(() -> Features.result(
                        null,
                        "SurveySatisfaction",
                        "data",
                        zeroToTen.features(),
                        "items",
                        List.of("meals"),
                        "satisfiedAt",
                        8.0,
                        "scaleMin",
                        10.0,
                        "scaleMax",
                        0.0))
                .hasMessage("scaleMin must be less than scaleMax, got 10 and 0");
    }

    @Test
    void describesTheSample() {
        List<SimpleFeature> rows = Features.run(
                "SurveySample",
                "data",
                answers().features(),
                "characteristics",
                List.of("role", "meals"),
                "groupBy",
                List.of("county"));
        assertThat(rows)
                .extracting(row -> row.getAttribute("group") + " " + row.getAttribute("characteristic") + " "
                        + row.getAttribute("value") + " " + row.getAttribute("count") + " "
                        + row.getAttribute("percent"))
                .containsExactly(
                        "Dege role student 2 " + 200 / 3.0,
                        "Dege role teacher 1 " + 100 / 3.0,
                        "Dege meals 4 1 50.0",
                        "Dege meals 5 1 50.0",
                        "Dege meals null 1 null",
                        "Zhaojue role student 1 100.0",
                        "Zhaojue meals 4 1 100.0",
                        "ALL role student 3 75.0",
                        "ALL role teacher 1 25.0",
                        "ALL meals 4 2 " + 200 / 3.0,
                        "ALL meals 5 1 " + 100 / 3.0,
                        "ALL meals null 1 null");
    }

    @Test
    void givesTheReliabilityOfEachDimension() {
        List<SimpleFeature> rows = Features.run(
                "SurveyReliability", "data", answers().features(), "items", ITEMS, "groupBy", List.of("county"));
        assertThat(rows)
                .extracting(row -> row.getAttribute("group") + " " + row.getAttribute("dimension") + " "
                        + row.getAttribute("items") + " " + row.getAttribute("n") + " "
                        + row.getAttribute("incomplete") + " " + row.getAttribute("note"))
                .containsExactly(
                        "Dege facilities 3 3 0 null",
                        "Dege ALL 4 2 1 null",
                        "Zhaojue facilities 3 1 0 fewer than 2 respondents answered every item",
                        "Zhaojue ALL 4 1 0 fewer than 2 respondents answered every item",
                        "ALL facilities 3 4 0 null",
                        "ALL ALL 4 3 1 null");
        assertThat(rows.get(0).getAttribute("alpha")).isNotNull();
        assertThat(rows.get(2).getAttribute("alpha")).isNull();
    }

    private static void assertRow(
            SimpleFeature row,
            String group,
            String dimension,
            String item,
            int n,
            int missing,
            Double rate,
            Boolean meets) {
        assertThat(row.getAttribute("group")).isEqualTo(group);
        assertThat(row.getAttribute("dimension")).isEqualTo(dimension);
        assertThat(row.getAttribute("item")).isEqualTo(item);
        assertThat(row.getAttribute("n")).isEqualTo(n);
        assertThat(row.getAttribute("missing")).isEqualTo(missing);
        assertThat(row.getAttribute("rate")).isEqualTo(rate);
        assertThat(row.getAttribute("meets_target")).isEqualTo(meets);
    }

    private static List<SimpleFeature> satisfaction(Table answers, List<String> groupBy) {
        return Features.run("SurveySatisfaction", "data", answers.features(), "items", ITEMS, "groupBy", groupBy);
    }

    private static void run(List<String> items, Double satisfiedAt, Double target) {
        Features.result(
                null,
                "SurveySatisfaction",
                "data",
                answers().features(),
                "items",
                items,
                "satisfiedAt",
                satisfiedAt,
                "target",
                target);
    }
}
