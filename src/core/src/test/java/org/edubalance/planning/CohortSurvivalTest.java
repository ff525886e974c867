package org.edubalance.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.edubalance.messages.Language;
import org.edubalance.standards.Stage;
import org.junit.jupiter.api.Test;

class CohortSurvivalTest {

    private static final CohortSurvival SURVIVAL = new CohortSurvival(6);

    /** Pupils by year; grades that are not given are not known. */
    private static SortedMap<Integer, double[]> years(Object... yearsAndPupils) {
        SortedMap<Integer, double[]> years = new TreeMap<>();
        for (int i = 0; i < yearsAndPupils.length; i += 2) {
            double[] given = (double[]) yearsAndPupils[i + 1];
            double[] grades = Arrays.copyOf(given, CohortSurvival.GRADES);
            Arrays.fill(grades, given.length, grades.length, Double.NaN);
            years.put((Integer) yearsAndPupils[i], grades);
        }
        return years;
    }

    private static double[] grades(double... pupils) {
        return pupils;
    }

    @Test
    void estimatesTheMeanRatioOfTheYears() {
        CohortSurvival.Region region = new CohortSurvival.Region(
                years(2022, grades(100, 90), 2023, grades(110, 95), 2024, grades(120, 121)),
                Map.of(2016, 125.0, 2017, 110.0, 2018, 120.0));
        double[] ratios = SURVIVAL.estimate(List.of(region));
        assertThat(ratios[0]).isCloseTo((100 / 125.0 + 110 / 110.0 + 120 / 120.0) / 3, within(1e-12));
        assertThat(ratios[1]).isCloseTo((95 / 100.0 + 121 / 110.0) / 2, within(1e-12));
        assertThat(ratios[2]).isNaN();
    }

    @Test
    void poolsRegionsOnlyWhereBothSidesAreKnown() {
        CohortSurvival.Region one =
                new CohortSurvival.Region(years(2023, grades(100, 90), 2024, grades(100, 80)), Map.of());
        CohortSurvival.Region two =
                new CohortSurvival.Region(years(2023, grades(50, 50), 2024, grades(50, Double.NaN)), Map.of());
        assertThat(SURVIVAL.estimate(List.of(one, two))[1]).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void movesEachCohortUp() {
        CohortSurvival.Region region =
                new CohortSurvival.Region(years(2024, grades(100, 90, 80)), Map.of(2019, 60.0, 2020, 70.0));
        double[] ratios = new double[CohortSurvival.GRADES];
        Arrays.fill(ratios, 0.9);
        SortedMap<Integer, double[]> ahead = SURVIVAL.project(region, ratios, 3);
        assertThat(ahead.get(2025)).startsWith(54, 90, 81, 72);
        assertThat(ahead.get(2026)).startsWith(new double[] {63, 48.6, 81, 72.9}, within(1e-9));
        // nobody knows who was born in 2021
        assertThat(ahead.get(2027)[0]).isNaN();
        assertThat(ahead.get(2027)[1]).isCloseTo(56.7, within(1e-9));
    }

    @Test
    void tellsPlacesAndWhatIsNotKnown() {
        EnrolmentOutlook outlook = new EnrolmentOutlook(SURVIVAL, 2, null, 2);
        CohortSurvival.Region region = new CohortSurvival.Region(years(2024, grades(200, 100)), Map.of(2019, 300.0));
        double[] ratios = new double[CohortSurvival.GRADES];
        Arrays.fill(ratios, 1);
        List<EnrolmentRow> rows = outlook.rows("Bomi", region, years(2024, grades(3, 2)), ratios);
        assertThat(rows).hasSize(3);
        EnrolmentRow now = rows.get(0);
        assertThat(now.stage()).isEqualTo(Stage.PRIMARY);
        assertThat(now.projected()).isFalse();
        assertThat(now.pupils()).isEqualTo(300);
        assertThat(now.places()).isEqualTo(225);
        assertThat(now.lacking()).isEqualTo(75);
        assertThat(now.classesLacking()).isEqualTo(2);
        assertThat(now.classSize()).isEqualTo(60);
        assertThat(now.notes().get(0).in(Language.ZH)).isEqualTo("大班额：平均每班60人，超过55人");
        EnrolmentRow next = rows.get(1);
        assertThat(next.pupils()).isEqualTo(500);
        assertThat(next.classes()).isEqualTo(5);
        assertThat(next.notes().get(0).in(Language.EN))
                .isEqualTo("very large classes: 100 pupils a class, more than 65");
        EnrolmentRow last = rows.get(2);
        assertThat(last.pupils()).isNaN();
        assertThat(last.lacking()).isNaN();
        assertThat(last.notes().get(0).in(Language.EN)).isEqualTo("not known: the children born in 2020");
    }

    @Test
    void sumsWhatIsLackingAndDoesNotNetIt() {
        EnrolmentRow full = new EnrolmentRow("A", Stage.JUNIOR, 2025, true, 120, 2, 100, 20, 1, List.of());
        EnrolmentRow empty = new EnrolmentRow("B", Stage.JUNIOR, 2025, true, 50, 2, 100, 0, 0, List.of());
        EnrolmentRow unknown =
                new EnrolmentRow("B", Stage.JUNIOR, 2026, true, Double.NaN, 2, 100, Double.NaN, Double.NaN, List.of());
        EnrolmentRow later = new EnrolmentRow("A", Stage.JUNIOR, 2026, true, 120, 2, 100, 20, 1, List.of());
        List<EnrolmentRow> all = EnrolmentOutlook.together("ALL", List.of(full, empty, later, unknown));
        assertThat(all.get(0).pupils()).isEqualTo(170);
        assertThat(all.get(0).lacking()).isEqualTo(20);
        assertThat(all.get(1).pupils()).isNaN();
        assertThat(all.get(1).notes().get(0).in(Language.EN)).isEqualTo("not known of B");
    }
}
