package org.edubalance.process.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.edubalance.process.features.Warnings;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;

class AllocateResourcesProcessTest {

    private static Table books() {
        Table table = new Table("name:String,county:String,pupils:Integer,books:Double");
        int[] pupils = {45, 37, 89, 76, 55};
        double[] books = {279, 137, 935, 160, 402};
        for (int i = 0; i < pupils.length; i++) {
            table.row("School " + (i + 1), "Bomi", pupils[i], books[i]);
        }
        return table;
    }

    private static List<SimpleFeature> run(Table table, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of("data", table.features(), "resource", "books"));
        all.addAll(List.of(inputs));
        return Features.run("AllocateResources", all.toArray());
    }

    @Test
    void addsToTheWorstOff() {
        List<SimpleFeature> schools = run(books(), "limit", 0.45);
        assertThat((double) schools.get(3).getAttribute("change")).isCloseTo(73.770, within(5e-4));
        assertThat((double) schools.get(3).getAttribute("value_after")).isCloseTo(3.0759, within(5e-5));
        assertThat(Features.values(schools.subList(0, 3), "change")).containsOnly(0.0);
        for (SimpleFeature school : schools) {
            assertThat((double) school.getAttribute("cv_before")).isCloseTo(0.5153, within(5e-5));
            assertThat((double) school.getAttribute("cv_after")).isCloseTo(0.45, within(1e-9));
            assertThat((double) school.getAttribute("amount")).isCloseTo(73.770, within(5e-4));
            assertThat(school.getAttribute("reached")).isEqualTo(true);
            assertThat(school.getAttribute("note")).isNull();
        }
        assertThat(Column.title(schools.get(0).getFeatureType().getDescriptor("cv_after"), Language.ZH))
                .isEqualTo("变动后差异系数");
    }

    @Test
    void movesFromTheBestOff() {
        List<SimpleFeature> schools = run(books(), "mode", "transfer", "limit", "0.45", "wholeUnits", "true");
        assertThat(Features.values(schools, "change")).containsExactly(0.0, 0.0, -49.0, 49.0, 0.0);
        assertThat(schools.get(0).getAttribute("note"))
                .isEqualTo("49 whole units, where 48.9047 would do if they could be divided");
    }

    @Test
    void plansForEachGroupOnItsOwn() {
        Table table = books().row("Alone", "Zayu", 50, 10.0).row("Without", "Zayu", null, 10.0);
        Warnings warnings = new Warnings();
        List<SimpleFeature> schools = Features.run(
                warnings,
                "AllocateResources",
                "data",
                table.features(),
                "resource",
                "books",
                "groupBy",
                "county",
                "limit",
                0.45);
        assertThat(schools.get(5).getAttribute("amount")).isEqualTo(0.0);
        assertThat(schools.get(5).getAttribute("note"))
                .isEqualTo("1 school without an amount or pupils left out; one school: nothing to compare");
        assertThat(schools.get(6).getAttribute("change")).isNull();
        assertThat(warnings.messages())
                .containsExactly(
                        "edu:AllocateResources: 1 feature without an amount of the resource and pupils left out: "
                                + "Without (school.7)");
    }

    @Test
    void saysThatALimitCannotBeReached() {
        Warnings warnings = new Warnings();
        SimpleFeature school = Features.run(
                        warnings,
                        "AllocateResources",
                        "data",
                        books().features(),
                        "resource",
                        "books",
                        "mode",
                        "TRANSFER",
                        "limit",
                        0.2,
                        "floor",
                        9)
                .get(0);
        assertThat(school.getAttribute("reached")).isEqualTo(false);
        assertThat((String) school.getAttribute("note"))
                .startsWith("the limit of 0.2 cannot be reached; the nearest is 0.3");
        assertThat(warnings.messages()).singleElement().asString().contains("cannot be reached");
        SimpleFeature kept = run(books(), "limit", 0.6).get(0);
        assertThat(kept.getAttribute("note")).isEqualTo("the limit of 0.6 is kept already");
        SimpleFeature none = run(books().changeAll(row -> row.put("books", 0.0)), "limit", 0.6)
                .get(0);
        assertThat(none.getAttribute("cv_before")).isNull();
        assertThat(none.getAttribute("reached")).isNull();
        assertThat((String) none.getAttribute("note")).startsWith("no school has any of the resource");
    }

    @Test
    void refusesWhatItCannotPlanWith() {
        assertRefused("budget must be greater than 0, got 0", "budget 必须大于 0，现为 0", "budget", 0);
        assertRefused("budget must be greater than 0, got -5", "budget 必须大于 0，现为 -5", "budget", -5);
        assertRefused(
                "limit is missing: give the coefficient of variation to reach, or a budget",
                "缺少 limit：请给出应达到的差异系数，或给出 budget");
        assertRefused(
                "budget and limit exclude each other: give one of them",
                "budget 与 limit 只能给一个",
                "budget",
                5,
                "limit",
                0.4);
        assertRefused(
                "limit is missing: give the coefficient of variation that the transfer is to reach",
                "缺少 limit：请给出调配后应达到的差异系数",
                "mode",
                "TRANSFER");
        assertRefused(
                "budget is for mode ADD only: a transfer gives nothing new; leave it out",
                "budget 只用于 ADD：调配（TRANSFER）不增加总量，请不填",
                "mode",
                "TRANSFER",
                "budget",
                5);
        assertRefused(
                "floor is for mode TRANSFER only: adding takes nothing away; leave it out",
                "floor 只用于 TRANSFER：新增（ADD）不从学校调出，请不填",
                "budget",
                5,
                "floor",
                1);
        assertRefused("limit must be at least 0, got -1", "limit 不能小于 0，现为 -1", "limit", -1);
        assertThat(refusal(books().change(2, row -> row.put("books", -1.0)), "limit", 0.4)
                        .in(Language.EN))
                .isEqualTo("resource “books” must be at least 0, got -1 (School 2, feature school.2)");
        assertThat(refusal(books().changeAll(row -> row.put("pupils", null)), "limit", 0.4)
                        .in(Language.EN))
                .startsWith("5 features without an amount of the resource and pupils left out: School 1 (school.1), ");
    }

    private static void assertRefused(String english, String chinese, Object... inputs) {
        Refusal refusal = refusal(books(), inputs);
        assertThat(refusal.in(Language.EN)).isEqualTo(english);
        assertThat(refusal.in(Language.ZH)).isEqualTo(chinese);
    }

    private static Refusal refusal(Table table, Object... inputs) {
        try {
            run(table, inputs);
        } catch (ProcessException e) {
            return Refusal.in(e);
        }
        throw new AssertionError("not refused");
    }
}
