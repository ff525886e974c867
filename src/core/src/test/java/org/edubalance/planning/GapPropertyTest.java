package org.edubalance.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.edubalance.standards.Assessor;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.edubalance.standards.StandardReader;

/** The cheapest set against the enumeration of all sets of indicators. */
class GapPropertyTest {

    @Property(tries = 300)
    void noSetOfIndicatorsIsCheaper(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 500) int pupils,
            @ForAll @DoubleRange(min = 0.5, max = 1) double floor,
            @ForAll @IntRange(min = 1, max = 5) int minMet) {
        Random random = new Random(seed);
        StringBuilder indicators = new StringBuilder();
        double[] values = new double[5];
        for (int j = 0; j < 5; j++) {
            double threshold = 0.5 + 5 * random.nextDouble();
            boolean whole = random.nextBoolean();
            values[j] = threshold * 1.2 * random.nextDouble();
            indicators
                    .append("%s{\"id\":\"i%d\",\"expression\":\"i%d/pupils\",\"thresholds\":{\"PRIMARY\":%s},"
                            .formatted(j == 0 ? "" : ",", j, j, threshold))
                    .append("\"resource\":{\"per\":%d,\"whole\":%b}}".formatted(whole ? 100 : 1, whole));
        }
        Standard standard = StandardReader.read(
                "{\"id\":\"own\",\"stages\":[\"PRIMARY\"],\"indicators\":[%s],\"rule\":{\"minMet\":%d,\"floorShare\":%s}}"
                        .formatted(indicators, minMet, floor),
                null);
        Map<String, Double> costs = Map.of("i0", 1 + random.nextDouble(), "i1", 3.0, "i2", 0.1, "i3", 7.5, "i4", 2.0);
        SchoolFigures school = new SchoolFigures("A", Stage.PRIMARY, null, pupils, values);
        for (boolean priced : List.of(true, false)) {
            SchoolGap gap = new GapFinder(standard, Goal.COMPLIANT, priced ? costs : Map.of()).find(school);
            double best = Double.POSITIVE_INFINITY;
            for (int set = 0; set < 32; set++) {
                if (Integer.bitCount(set) >= minMet) {
                    best = Math.min(best, cost(standard, school, set, priced ? costs : null, floor));
                }
            }
            double got = priced ? gap.cost() : gap.lacking();
            assertThat(got).isCloseTo(best, within(1e-9 * Math.max(1, best)));
            assertThat(new Assessor(standard)
                            .assess(with(standard, school, gap))
                            .compliant())
                    .isTrue();
        }
    }

    /** What it costs to bring the indicators of a set to their thresholds and the others to their floors. */
    private static double cost(
            Standard standard, SchoolFigures school, int set, Map<String, Double> costsOrNull, double floor) {
        double sum = 0;
        for (int j = 0; j < 5; j++) {
            StandardIndicator indicator = standard.indicators().get(j);
            double asked = indicator.threshold(Stage.PRIMARY)
                    * school.pupils()
                    / indicator.resource().per();
            double has =
                    school.values()[j] * school.pupils() / indicator.resource().per();
            double lack = Math.max(0, ((set >> j & 1) == 1 ? 1 : floor) * asked - has);
            lack = indicator.resource().whole() ? Math.ceil(lack - 1e-9 * asked) : lack;
            sum += lack * (costsOrNull == null ? 1 / asked : costsOrNull.get(indicator.id()));
        }
        return sum;
    }

    private static SchoolFigures with(Standard standard, SchoolFigures school, SchoolGap gap) {
        double[] values = school.values().clone();
        for (int j = 0; j < values.length; j++) {
            values[j] += gap.gaps()[j] * standard.indicators().get(j).resource().per() / school.pupils();
        }
        return new SchoolFigures(school.name(), school.stage(), school.type(), school.pupils(), values);
    }
}
