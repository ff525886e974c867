package org.edubalance.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DistributionTest {

    /** A few roundings of sums of a handful of numbers near 1. */
    private static final Offset<Double> EXACT = within(1e-14);

    /** The example published with the official method: five primary schools, their pupils and books. */
    @Test
    void officialExampleOfTheDifferenceCoefficient() {
        double[] pupils = {45, 37, 89, 76, 55};
        double[] books = {279, 137, 935, 160, 402};
        double[] perPupil = new double[5];
        for (int i = 0; i < 5; i++) {
            perPupil[i] = books[i] / pupils[i];
        }
        Distribution county = Distribution.of(perPupil, pupils);

        assertThat(perPupil[0]).isEqualTo(6.20, within(0.005));
        assertThat(perPupil[2]).isEqualTo(10.51, within(0.005));
        assertThat(county.mean()).isEqualTo(6.33, within(0.005));
        double s = county.standardDeviation(Deviation.POPULATION);
        assertThat(s * s).isEqualTo(10.65, within(0.02)); // the example sums terms that it rounded
        assertThat(s).isEqualTo(3.26, within(0.005));
        assertThat(county.coefficientOfVariation()).isEqualTo(0.52, within(0.005));
    }

    @Test
    void handComputedUnweighted() {
        // x̄ = 2, deviations −1, 0, 0, 1
        Distribution x = Distribution.of(1, 2, 2, 3);
        assertThat(x.mean()).isEqualTo(2);
        assertThat(x.standardDeviation(Deviation.POPULATION)).isEqualTo(Math.sqrt(0.5), EXACT);
        assertThat(x.standardDeviation(Deviation.SAMPLE)).isEqualTo(Math.sqrt(2 / 3.0), EXACT);
        assertThat(x.coefficientOfVariation()).isEqualTo(Math.sqrt(0.5) / 2, EXACT);
        // Σ|x_i − x_j| over ordered pairs = 2·(1+1+2+0+1+1) = 12; / (2·16·2)
        assertThat(x.gini()).isEqualTo(12 / 64.0, EXACT);
        // (½ ln ½ + 0 + 0 + 1.5 ln 1.5)/4
        assertThat(x.theilT()).isEqualTo((0.5 * Math.log(0.5) + 1.5 * Math.log(1.5)) / 4, EXACT);
        assertThat(x.theilL()).isEqualTo((Math.log(2) - Math.log(1.5)) / 4, EXACT);
        // 1 − ((√½ + 1 + 1 + √1.5)/4)²
        double root = (Math.sqrt(0.5) + 2 + Math.sqrt(1.5)) / 4;
        assertThat(x.atkinson(0.5)).isEqualTo(1 - root * root, EXACT);
        // geometric mean 12^¼ over 2
        assertThat(x.atkinson(1)).isEqualTo(1 - Math.pow(12, 0.25) / 2, EXACT);
        // harmonic mean 4/(1 + ½ + ½ + ⅓) over 2
        assertThat(x.atkinson(2)).isEqualTo(1 - 4 / (2 + 1 / 3.0) / 2, EXACT);
        assertThat(x.hoover()).isEqualTo(0.125, EXACT);
        assertThat(x.maxToMin()).isEqualTo(3);
        assertThat(x.rangeToMean()).isEqualTo(1);
    }

    @Test
    void handComputedWeighted() {
        // three pupils at 1, one at 5: x̄ = 2
        Distribution x = Distribution.of(new double[] {5, 1}, new double[] {1, 3});
        assertThat(x.population()).isEqualTo(4);
        assertThat(x.mean()).isEqualTo(2);
        assertThat(x.standardDeviation(Deviation.POPULATION)).isEqualTo(Math.sqrt((3 * 1 + 9) / 4.0), EXACT);
        // 2·(¾·¼)·4 / (2·2)
        assertThat(x.gini()).isEqualTo(0.375, EXACT);
        assertThat(x.theilT()).isEqualTo((3 * 0.5 * Math.log(0.5) + 2.5 * Math.log(2.5)) / 4, EXACT);
        assertThat(x.hoover()).isEqualTo(0.375, EXACT);
    }

    @Test
    void oneHasAllTheRestNothing() {
        Distribution x = Distribution.of(0, 0, 0, 8);
        assertThat(x.gini()).isEqualTo(0.75, EXACT);
        assertThat(x.theilT()).isEqualTo(Math.log(4), EXACT);
        assertThat(x.theilL()).isInfinite();
        assertThat(x.atkinson(0.5)).isEqualTo(0.75, EXACT);
        assertThat(x.atkinson(1)).isEqualTo(1);
        assertThat(x.atkinson(2)).isEqualTo(1);
        assertThat(x.hoover()).isEqualTo(0.75, EXACT);
        assertThat(x.maxToMin()).isInfinite();
        assertThat(x.p90ToP10()).isInfinite();
    }

    @Test
    void equalValuesHaveNoInequalityWhateverTheRounding() {
        Distribution x = Distribution.of(new double[] {0.1, 0.1, 0.1}, new double[] {3, 0.7, 11});
        assertThat(new double[] {
                    x.coefficientOfVariation(),
                    x.gini(),
                    x.theilT(),
                    x.theilL(),
                    x.atkinson(0.5),
                    x.atkinson(1),
                    x.hoover()
                })
                .containsOnly(0);
    }

    @Test
    void oneSchoolHasNothingToCompare() {
        Distribution x = Distribution.of(7);
        assertThat(x.coefficientOfVariation(Deviation.SAMPLE)).isZero();
        assertThat(x.gini()).isZero();
    }

    @Test
    void percentileIsTheFirstValueThatTheShareReaches() {
        Distribution ten = Distribution.of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(ten.percentile(0.1)).isEqualTo(1);
        assertThat(ten.percentile(0.9)).isEqualTo(9);
        assertThat(ten.percentile(0.91)).isEqualTo(10);
        assertThat(ten.p90ToP10()).isEqualTo(9);
        Distribution weighted = Distribution.of(new double[] {1, 2, 3}, new double[] {5, 94, 1});
        assertThat(weighted.percentile(0.05)).isEqualTo(1);
        assertThat(weighted.percentile(0.1)).isEqualTo(2);
        assertThat(weighted.percentile(1)).isEqualTo(3);
    }

    @Test
    void sortingCarriesTheWeightsAlongInLargeTablesToo() {
        int n = 5000;
        double[] x = new double[n];
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = (i * 7919L) % n * 1e-3; // every multiple of 0.001 below 5 once
            p[i] = 1 + x[i];
        }
        Distribution shuffled = Distribution.of(x, p);
        double sumP = 0;
        double below = 0;
        double expected = Double.NaN;
        for (int i = 0; i < n; i++) {
            sumP += 1 + i * 1e-3;
        }
        for (int i = 0; i < n && Double.isNaN(expected); i++) {
            below += 1 + i * 1e-3;
            expected = below >= sumP / 2 ? i * 1e-3 : Double.NaN;
        }
        assertThat(shuffled.percentile(0.5)).isEqualTo(expected);
    }

    @Test
    void refusesWhatHasNoCoefficients() {
        assertThatThrownBy(Distribution::of).hasMessage("there are no values");
        assertThatThrownBy(() -> Distribution.of(1, -2))
                .hasMessage("values must be finite numbers of at least 0, got -2");
        assertThatThrownBy(() -> Distribution.of(1, Double.NaN)).hasMessageEndingWith("got NaN");
        assertThatThrownBy(() -> Distribution.of(0, 0)).hasMessage("the mean must be greater than 0, got 0");
        assertThatThrownBy(() -> Distribution.of(new double[] {1, 2}, new double[] {1, 0}))
                .hasMessage("populations must be finite numbers greater than 0, got 0");
        assertThatThrownBy(() -> Distribution.of(new double[] {1, 2}, new double[] {1}))
                .hasMessage("1 populations for 2 values");
        assertThatThrownBy(() -> Distribution.of(new double[] {1, 2}, new double[] {1, 1})
                        .standardDeviation(Deviation.SAMPLE))
                .hasMessageContaining("SAMPLE");
        assertThatThrownBy(() -> Distribution.of(1, 2).atkinson(0)).hasMessageContaining("epsilon");
        assertThatThrownBy(() -> Distribution.of(1, 2).percentile(0)).hasMessageContaining("share");
    }
}
