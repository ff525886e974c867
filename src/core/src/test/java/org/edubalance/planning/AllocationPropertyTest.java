package org.edubalance.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.edubalance.work.Monitor;

/** Allocations against brute force on small random counties. */
class AllocationPropertyTest {

    private static final double ROUNDING = 1e-9;

    private record County(double[] amounts, double[] pupils) {

        static County random(long seed, int schools) {
            Random random = new Random(seed);
            County county = new County(new double[schools], new double[schools]);
            for (int i = 0; i < schools; i++) {
                county.amounts[i] = random.nextInt(7);
                county.pupils[i] = 1 + random.nextInt(9);
            }
            county.amounts[random.nextInt(schools)] += 1;
            return county;
        }

        double cv(double[] changes) {
            double[] after = amounts.clone();
            for (int i = 0; i < after.length; i++) {
                after[i] += changes[i];
            }
            return Allocation.cv(after, pupils);
        }
    }

    @Property(tries = 200)
    void noOtherWayToGiveABudgetHasALowerCoefficient(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 6) int units) {
        County county = County.random(seed, n);
        Allocation whole = Allocation.ofBudget(county.amounts, county.pupils, units, true, Monitor.NONE);
        double lowest = AllocationTest.lowestOfAdding(county.amounts, county.pupils, units);
        assertThat(whole.cvAfter()).isLessThanOrEqualTo(lowest + ROUNDING);
        Allocation divided = Allocation.ofBudget(county.amounts, county.pupils, units, false, Monitor.NONE);
        assertThat(divided.cvAfter()).isLessThanOrEqualTo(lowest + ROUNDING);
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            assertThat(divided.cvAfter()).isLessThanOrEqualTo(county.cv(shares(random, n, units)) + ROUNDING);
        }
    }

    @Property(tries = 200)
    void noSmallerAdditionReachesTheLimit(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 4) int n,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double limit) {
        County county = County.random(seed, n);
        Allocation divided = Allocation.ofAddition(county.amounts, county.pupils, limit, false, Monitor.NONE);
        assertThat(divided.cvAfter()).isLessThanOrEqualTo(limit * (1 + ROUNDING));
        Random random = new Random(seed);
        for (int i = 0; i < 100 && divided.amount() > 0; i++) {
            double smaller = divided.amount() * (1 - 1e-6);
            assertThat(county.cv(shares(random, n, smaller))).isGreaterThan(limit);
        }
        if (divided.amount() > 0) {
            assertThat(Allocation.ofBudget(
                                    county.amounts, county.pupils, divided.amount() * (1 - 1e-6), false, Monitor.NONE)
                            .cvAfter())
                    .isGreaterThan(limit);
        }
        Allocation whole = Allocation.ofAddition(county.amounts, county.pupils, limit, true, Monitor.NONE);
        assertThat(whole.reached()).isTrue();
        assertThat(whole.cvAfter()).isLessThanOrEqualTo(limit * (1 + ROUNDING));
        for (int units = 0; units < Math.min(whole.amount(), 8); units++) {
            assertThat(AllocationTest.lowestOfAdding(county.amounts, county.pupils, units))
                    .isGreaterThan(limit);
        }
    }

    /** Never worse than the divisible plan rounded up, where that keeps the limit, by more than a unit a school. */
    @Property(tries = 200)
    void wholeUnitsAreFewMoreThanThoseRoundedUp(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 6) int n,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double limit) {
        County county = County.random(seed, n);
        Allocation divided = Allocation.ofAddition(county.amounts, county.pupils, limit, false, Monitor.NONE);
        double[] up = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            up[i] = Math.ceil(divided.changes()[i] - ROUNDING);
            sum += up[i];
        }
        Allocation whole = Allocation.ofAddition(county.amounts, county.pupils, limit, true, Monitor.NONE);
        if (county.cv(up) <= limit) {
            assertThat(whole.amount()).isLessThanOrEqualTo(sum);
        }
    }

    @Property(tries = 200)
    void noSmallerTransferReachesTheLimit(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 4) int n,
            @ForAll @DoubleRange(min = 0.05, max = 0.9) double limit,
            @ForAll @DoubleRange(min = 0, max = 0.6) double floor) {
        County county = County.random(seed, n);
        Allocation divided = Allocation.ofTransfer(county.amounts, county.pupils, limit, floor, false, Monitor.NONE);
        double total = 0;
        for (int i = 0; i < n; i++) {
            double change = divided.changes()[i];
            total += change;
            double after = (county.amounts[i] + change) / county.pupils[i];
            assertThat(change >= 0 || after >= floor * (1 - ROUNDING)).isTrue();
        }
        assertThat(Math.abs(total)).isLessThan(ROUNDING);
        assertThat(divided.reached()).isEqualTo(divided.cvAfter() <= limit * (1 + 2 * ROUNDING));
        Allocation whole = Allocation.ofTransfer(county.amounts, county.pupils, limit, floor, true, Monitor.NONE);
        double lowest = Double.POSITIVE_INFINITY;
        for (int units = 0; units <= 4; units++) {
            double cv = AllocationTest.lowestOfMoving(county.amounts, county.pupils, units, floor);
            lowest = Math.min(lowest, cv);
            if (units < whole.amount()) {
                assertThat(cv).isGreaterThan(limit);
            }
            if (units == whole.amount() && Boolean.TRUE.equals(whole.reached())) {
                assertThat(whole.cvAfter()).isLessThanOrEqualTo(cv + ROUNDING);
            }
            if (units < divided.amount() * (1 - 1e-6) || !divided.reached()) {
                assertThat(cv).isGreaterThan(limit);
            }
        }
        if (Boolean.FALSE.equals(whole.reached())) {
            assertThat(whole.cvAfter()).isLessThanOrEqualTo(lowest + ROUNDING);
        }
    }

    /** A random way to share an amount out. */
    private static double[] shares(Random random, int n, double amount) {
        double[] shares = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            shares[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble() + 1e-6;
            sum += shares[i];
        }
        for (int i = 0; i < n; i++) {
            shares[i] = sum == 0 ? amount / n : shares[i] / sum * amount;
        }
        return shares;
    }
}
