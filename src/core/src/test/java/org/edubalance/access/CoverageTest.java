package org.edubalance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoverageTest {

    @Test
    void sharesOutTheDemandByDistance() {
        Coverage coverage = Coverage.of(
                new double[] {500, 1000, 2500, Double.NaN},
                new double[] {50, 30, 10, 10},
                new int[] {0, 1, 2, 3},
                new double[] {500, 1000, 3000});
        assertThat(coverage.demand()).isEqualTo(100);
        assertThat(coverage.unreached()).isEqualTo(10);
        assertThat(coverage.mean()).isCloseTo((25_000 + 30_000 + 25_000) / 90.0, within(1e-9));
        assertThat(coverage.p90()).as("81 of 90").isEqualTo(2500);
        assertThat(coverage.shares()).containsExactly(new double[] {0.5, 0.8, 0.9}, within(1e-12));
        assertThat(Coverage.of(new double[] {500, 1000}, new double[] {90, 10}, new int[] {0, 1}, new double[0])
                        .p90())
                .isEqualTo(500);
    }

    @Test
    void nineOfTenEqualOnesAreNineTenths() {
        double[] demand = IntStream.range(0, 10).mapToDouble(i -> 0.1).toArray();
        double[] nearest = IntStream.range(0, 10).mapToDouble(i -> 10 - i).toArray();
        assertThat(Coverage.of(nearest, demand, IntStream.range(0, 10).toArray(), new double[0])
                        .p90())
                .isEqualTo(9);
    }

    @Test
    void hasNothingWithoutDemand() {
        Coverage coverage =
                Coverage.of(new double[] {500, Double.NaN}, new double[] {0, 4}, new int[] {0}, new double[] {1000});
        assertThat(coverage.demand()).isZero();
        assertThat(coverage.mean()).isNaN();
        assertThat(coverage.p90()).isNaN();
        assertThat(coverage.shares()[0]).isNaN();
        Coverage cutOff =
                Coverage.of(new double[] {500, Double.NaN}, new double[] {0, 4}, new int[] {1}, new double[] {1000});
        assertThat(cutOff.unreached()).isEqualTo(4);
        assertThat(cutOff.shares()).containsExactly(0);
        assertThat(cutOff.p90()).isNaN();
    }
}
