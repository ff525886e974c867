package org.edubalance.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.junit.jupiter.api.Test;

class DagumDecompositionTest {

    private static final Offset<Double> DIGITS = within(5e-7);

    private static DagumDecomposition split(double[] values, double[] populations, int... groups) {
        return DagumDecomposition.of(values, populations, groups, Monitor.NONE);
    }

    /** {1, 2, 3} and {2, 5}. */
    @Test
    void twoGroupsThatOverlap() {
        DagumDecomposition split = split(new double[] {2, 1, 5, 2, 3}, null, 0, 0, 1, 1, 0);

        assertThat(split.gini(0)).isEqualTo(0.222222, DIGITS);
        assertThat(split.gini(1)).isEqualTo(0.214286, DIGITS);
        DagumDecomposition.Pair pair = split.pair(0, 1);
        assertThat(pair.richer()).isEqualTo(1);
        assertThat(pair.poorer()).isZero();
        assertThat(pair.gini()).isEqualTo(0.333333, DIGITS);
        assertThat(pair.distance()).isEqualTo(0.818182, DIGITS);
        assertThat(split.within()).isEqualTo(0.107692, DIGITS);
        assertThat(split.netBetween()).isEqualTo(0.138462, DIGITS);
        assertThat(split.transvariation()).isEqualTo(0.030769, DIGITS);
        assertThat(split.gini()).isEqualTo(0.276923, DIGITS);
        assertThat(split.pair(1, 0)).isEqualTo(pair);
    }

    @Test
    void groupsThatDoNotOverlapHaveNoTransvariation() {
        DagumDecomposition split = split(new double[] {1, 2, 10, 30}, null, 0, 0, 1, 1);
        assertThat(split.transvariation()).isZero();
        assertThat(split.pair(0, 1).distance()).isEqualTo(1);
    }

    @Test
    void groupsOfOneMeanHaveNoNetInequalityBetweenThem() {
        DagumDecomposition split = split(new double[] {1, 3, 0, 4}, null, 0, 0, 1, 1);
        assertThat(split.netBetween()).isZero();
        assertThat(split.pair(0, 1).distance()).isZero();
        assertThat(split.transvariation()).isPositive();
    }

    @Test
    void groupsWithoutDifferenceHaveNoDistance() {
        DagumDecomposition split = split(new double[] {0.1, 0.1, 0.1, 0.1, 7}, null, 0, 0, 1, 1, 2);
        assertThat(split.gini(0)).isZero();
        assertThat(split.pair(0, 1).gini()).isZero();
        assertThat(split.pair(0, 1).distance()).isNaN();
        assertThat(split.pair(0, 1).contribution()).isZero();
    }

    @Test
    void groupsThatHaveNothingAddNothing() {
        DagumDecomposition split = split(new double[] {0, 0, 0, 0, 7}, null, 0, 0, 1, 1, 2);
        assertThat(split.gini(0)).isZero();
        assertThat(split.pair(0, 1).gini()).isZero();
        assertThat(split.pair(0, 2).gini()).isEqualTo(1);
        assertThat(split.within() + split.netBetween() + split.transvariation()).isEqualTo(split.gini(), within(1e-15));
    }

    @Test
    void aGroupWithoutAValueIsNoPartOfIt() {
        DagumDecomposition split = split(new double[] {1, 2, 3}, null, 0, 2, 2);
        assertThat(split.groups()).isEqualTo(3);
        assertThat(split.count(1)).isZero();
        assertThat(split.gini(1)).isNaN();
        assertThat(split.contribution(1)).isZero();
        assertThat(split.arePair(0, 1)).isFalse();
        assertThat(split.within() + split.netBetween() + split.transvariation()).isEqualTo(split.gini(), within(1e-15));
        assertThatThrownBy(() -> split.pair(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Counts of insects under six sprays (R's InsectSprays; Beall 1942), as the packages dineq 0.1.0 (gini_decomp) and IC2
     * 1.0-1 (decompSGini, BM) split them: within, between and overlap are Dagum's three parts.
     */
    @Test
    void splitsAsIndependentPackagesDo() {
        double[] counts = {
            10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13, 11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13, //
            0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4, 3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4, //
            3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4, 11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13
        };
        int[] sprays = IntStream.range(0, counts.length).map(i -> i / 12).toArray();
        assertParts(
                split(counts, null, sprays), 0.423245614035089, 0.032569850552307, 0.345029239766082, 0.0456465237167);
    }

    /** Weights of 71 chicks under six feeds (R's chickwts), the i-th counted 1 + i mod 5 times, by the same packages. */
    @Test
    void splitsWeightedDataAsIndependentPackagesDo() {
        double[] weights = {
            179,
            160,
            136,
            227,
            217,
            168,
            108,
            124,
            143,
            140, // horsebean
            309,
            229,
            181,
            141,
            260,
            203,
            148,
            169,
            213,
            257,
            244,
            271, // linseed
            243,
            230,
            248,
            327,
            329,
            250,
            193,
            271,
            316,
            267,
            199,
            171,
            158,
            248, // soybean
            423,
            340,
            392,
            339,
            341,
            226,
            320,
            295,
            334,
            322,
            297,
            318, // sunflower
            325,
            257,
            303,
            315,
            380,
            153,
            263,
            242,
            206,
            344,
            258, // meat meal
            368,
            390,
            379,
            260,
            404,
            318,
            352,
            359,
            216,
            222,
            283,
            332 // casein
        };
        int[] sizes = {10, 12, 14, 12, 11, 12};
        int[] feeds = IntStream.range(0, sizes.length)
                .flatMap(feed -> IntStream.generate(() -> feed).limit(sizes[feed]))
                .toArray();
        double[] times = IntStream.rangeClosed(1, weights.length)
                .mapToDouble(i -> 1 + i % 5)
                .toArray();
        assertParts(
                split(weights, times, feeds),
                0.181775443450736,
                0.020020807624214,
                0.129091298240408,
                0.032663337586114);
    }

    private static void assertParts(
            DagumDecomposition split, double total, double within, double netBetween, double transvariation) {
        assertThat(split.gini()).isEqualTo(total, within(1e-12));
        assertThat(split.within()).isEqualTo(within, within(1e-12));
        assertThat(split.netBetween()).isEqualTo(netBetween, within(1e-12));
        assertThat(split.transvariation()).isEqualTo(transvariation, within(1e-12));
    }

    @Test
    void refusesOneGroup() {
        assertThatThrownBy(() -> split(new double[] {1, 2}, null, 1, 1))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.in(Language.EN))
                            .isEqualTo("the decomposition needs values in at least 2 groups, got values in 1");
                    assertThat(refusal.in(Language.ZH)).isEqualTo("分解至少需要 2 个有值的组，现有 1 个");
                });
        assertThatThrownBy(() -> split(new double[] {-1, 2}, null, 0, 1)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> split(new double[] {1, 2}, new double[] {1, 0}, 0, 1))
                .isInstanceOf(Refusal.class);
    }

    /** The formulas taken literally, over all pairs of members. */
    @Property(tries = 200, seed = "1")
    void isTheDoubleSumOfTheFormulas(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 80) int n,
            @ForAll @IntRange(min = 2, max = 9) int k,
            @ForAll boolean weighted) {
        Random random = new Random(seed);
        double[] y = new double[n];
        double[] p = weighted ? new double[n] : null;
        int[] group = new int[n];
        for (int i = 0; i < n; i++) {
            group[i] = i < 2 ? i : random.nextInt(k);
            y[i] = random.nextInt(3) == 0 ? random.nextInt(3) : Math.exp(random.nextGaussian() + 0.3 * group[i]);
            if (weighted) {
                p[i] = 1 + random.nextInt(400);
            }
        }
        y[0] = 1;
        assertLiteral(y, p, group, k, 1e-12);
    }

    /** More groups than are swept at a time, and heavy tails. */
    @Test
    void manyGroupsToo() {
        Random random = new Random(5);
        int n = 3000;
        double[] y = new double[n];
        double[] p = new double[n];
        int[] group = new int[n];
        for (int i = 0; i < n; i++) {
            group[i] = random.nextInt(150);
            y[i] = 1e6 + Math.exp(3 * random.nextGaussian());
            p[i] = 1 + random.nextInt(400);
        }
        assertLiteral(y, p, group, 150, 1e-12);
    }

    private static void assertLiteral(double[] y, double[] pOrNull, int[] group, int k, double rounding) {
        int n = y.length;
        double[] population = new double[k];
        double[] mean = new double[k];
        double whole = 0;
        double amount = 0;
        for (int i = 0; i < n; i++) {
            double w = pOrNull == null ? 1 : pOrNull[i];
            population[group[i]] += w;
            mean[group[i]] += w * y[i];
            whole += w;
            amount += w * y[i];
        }
        for (int j = 0; j < k; j++) {
            mean[j] /= population[j];
        }
        double[][] more = new double[k][k];
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < n; r++) {
                double w = pOrNull == null ? 1 : pOrNull[i] * pOrNull[r];
                more[group[i]][group[r]] += w * Math.max(0, y[i] - y[r]);
            }
        }
        double within = 0;
        double net = 0;
        double transvariation = 0;
        DagumDecomposition split = split(y, pOrNull, group);
        for (int j = 0; j < k; j++) {
            double pj = population[j] / whole;
            double sj = pj * mean[j] / (amount / whole);
            if (population[j] == 0) {
                continue;
            }
            double gjj = mean[j] == 0 ? 0 : 2 * more[j][j] / (population[j] * population[j] * 2 * mean[j]);
            within += gjj * pj * sj;
            assertThat(split.gini(j)).isEqualTo(gjj, within(rounding));
            for (int h = j + 1; h < k; h++) {
                if (population[h] == 0 || mean[j] + mean[h] == 0) {
                    continue;
                }
                double ph = population[h] / whole;
                double sh = ph * mean[h] / (amount / whole);
                double both = population[j] * population[h];
                double d = (mean[j] > mean[h] ? more[j][h] : more[h][j]) / both;
                double back = (mean[j] > mean[h] ? more[h][j] : more[j][h]) / both;
                double gjh = (d + back) / (mean[j] + mean[h]);
                double distance = d + back == 0 ? 0 : (d - back) / (d + back);
                net += gjh * (pj * sh + ph * sj) * distance;
                transvariation += gjh * (pj * sh + ph * sj) * (1 - distance);
                assertThat(split.pair(j, h).gini()).isEqualTo(gjh, within(rounding));
            }
        }
        assertThat(split.within()).isEqualTo(within, within(rounding));
        assertThat(split.netBetween()).isEqualTo(net, within(rounding));
        assertThat(split.transvariation()).isEqualTo(transvariation, within(rounding));
        assertThat(split.within() + split.netBetween() + split.transvariation())
                .isEqualTo(split.gini(), within(rounding));
        assertPyatt(split, population, mean, rounding);
    }

    /**
     * What lies between is the Gini coefficient of the groups' means, and the overlap the rest, as in Bhattacharya and
     * Mahalanobis (1967) and Pyatt (1976), whose decomposition R's dineq and IC2 and Stata's ginidesc have.
     */
    private static void assertPyatt(DagumDecomposition split, double[] population, double[] mean, double rounding) {
        int[] filled = IntStream.range(0, population.length)
                .filter(j -> population[j] > 0)
                .toArray();
        double[] means = Arrays.stream(filled).mapToDouble(j -> mean[j]).toArray();
        double[] populations =
                Arrays.stream(filled).mapToDouble(j -> population[j]).toArray();
        assertThat(split.netBetween())
                .isEqualTo(Distribution.of(means, populations).gini(), within(rounding));
    }
}
