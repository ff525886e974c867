package org.edubalance.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Coefficients from runs that were put together are those of all values at once. */
class SortedRunTest {

    @Property(tries = 300)
    void runsHaveTheCoefficientsOfTheWhole(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = 0.01, max = 1e6) Double> some,
            @ForAll @IntRange(min = 1, max = 7) int parts,
            @ForAll @DoubleRange(min = 0.25, max = 2) double epsilon) {
        double[] values =
                some.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] weights = new double[values.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i * 37 % 11;
        }
        SortedRun whole = new SortedRun(epsilon);
        for (int part = 0; part < parts; part++) {
            SortedRun run = new SortedRun(epsilon);
            for (int i = values.length * part / parts; i < values.length * (part + 1) / parts; i++) {
                run.add(values[i], weights[i]);
            }
            whole.append(run);
        }
        Distribution expected = Distribution.of(values, weights);
        assertThat(whole.count()).isEqualTo(expected.count());
        assertThat(whole.population()).isEqualTo(expected.population());
        assertThat(whole.mean()).isCloseTo(expected.mean(), within(1e-13 * expected.mean()));
        assertThat(whole.max()).isEqualTo(expected.max());
        assertThat(whole.coefficientOfVariation(Deviation.POPULATION))
                .isCloseTo(expected.coefficientOfVariation(), within(1e-12));
        assertThat(whole.gini()).isCloseTo(expected.gini(), within(1e-12));
        assertThat(whole.atkinson()).isCloseTo(expected.atkinson(epsilon), within(1e-11));
    }

    @Property(tries = 50)
    void unweightedRunsHaveTheSampleDeviation(
            @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = 1, max = 9) Double> some) {
        double[] x = some.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        SortedRun run = new SortedRun(1);
        for (double value : x) {
            run.add(value, 1);
        }
        Distribution expected = Distribution.of(x);
        assertThat(run.coefficientOfVariation(Deviation.SAMPLE))
                .isCloseTo(expected.coefficientOfVariation(Deviation.SAMPLE), within(1e-12));
        assertThat(run.atkinson()).isCloseTo(expected.atkinson(1), within(1e-12));
    }
}
