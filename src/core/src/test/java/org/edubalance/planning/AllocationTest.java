package org.edubalance.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.junit.jupiter.api.Test;

class AllocationTest {

    /** The published example of the official method. */
    private static final double[] PUPILS = {45, 37, 89, 76, 55};

    private static final double[] BOOKS = {279, 137, 935, 160, 402};

    @Test
    void addsTheLeastForALimit() {
        Allocation added = Allocation.ofAddition(BOOKS, PUPILS, 0.45, false, Monitor.NONE);
        assertThat(added.cvBefore()).isCloseTo(0.5153, within(5e-5));
        assertThat(added.cvAfter()).isCloseTo(0.45, within(1e-12));
        assertThat(added.amount()).isCloseTo(73.770, within(5e-4));
        assertThat(added.changes()).containsExactly(new double[] {0, 0, 0, added.amount(), 0}, within(1e-9));
        assertThat((160 + added.amount()) / 76).isCloseTo(3.0759, within(5e-5));
        assertThat((1913 + added.amount()) / 302).isCloseTo(6.5787, within(5e-5));
        assertThat(added.reached()).isTrue();
    }

    @Test
    void movesTheLeastForALimit() {
        Allocation moved = Allocation.ofTransfer(BOOKS, PUPILS, 0.45, 0, false, Monitor.NONE);
        assertThat(moved.amount()).isCloseTo(48.905, within(5e-4));
        assertThat(moved.changes())
                .containsExactly(new double[] {0, 0, -moved.amount(), moved.amount(), 0}, within(1e-9));
        assertThat((160 + moved.amount()) / 76).isCloseTo(2.7487, within(5e-5));
        assertThat((935 - moved.amount()) / 89).isCloseTo(9.9561, within(5e-5));
        assertThat(moved.cvAfter()).isCloseTo(0.45, within(1e-12));
    }

    @Test
    void sharesOutABudgetUpToOneLevel() {
        Allocation shared = Allocation.ofBudget(BOOKS, PUPILS, 300, false, Monitor.NONE);
        // (160 + 137 + 300) / (76 + 37) = 5.2832 per pupil, below the next school's 6.2
        assertThat(shared.changes())
                .containsExactly(new double[] {0, 37 * 597 / 113.0 - 137, 0, 76 * 597 / 113.0 - 160, 0}, within(1e-9));
        assertThat(shared.amount()).isCloseTo(300, within(1e-9));
        assertThat(shared.reached()).isNull();
    }

    @Test
    void givesWholeUnitsOneByOne() {
        Allocation added = Allocation.ofAddition(BOOKS, PUPILS, 0.45, true, Monitor.NONE);
        assertThat(added.changes()).containsExactly(0, 0, 0, 74, 0);
        assertThat(added.divisible()).isCloseTo(73.770, within(5e-4));
        Allocation moved = Allocation.ofTransfer(BOOKS, PUPILS, 0.45, 0, true, Monitor.NONE);
        assertThat(moved.changes()).containsExactly(0, 0, -49, 49, 0);
        assertThat(Allocation.ofBudget(BOOKS, PUPILS, 74.9, true, Monitor.NONE).amount())
                .isEqualTo(74);
    }

    /** With few units and small schools, wholes overshoot: more are needed than if they could be divided. */
    @Test
    void givesMoreWholeUnitsWhereTheyAreCoarse() {
        double[] rooms = {0, 1, 0};
        double[] pupils = {40, 50, 30};
        Allocation added = Allocation.ofAddition(rooms, pupils, 0.1, true, Monitor.NONE);
        assertThat(added.reached()).isTrue();
        assertThat(added.cvAfter()).isLessThanOrEqualTo(0.1);
        assertThat(added.amount()).isGreaterThan(added.divisible());
        for (int fewer = 0; fewer < added.amount(); fewer++) {
            assertThat(lowestOfAdding(rooms, pupils, fewer)).isGreaterThan(0.1);
        }
    }

    @Test
    void saysThatALimitCannotBeReached() {
        Allocation floored = Allocation.ofTransfer(BOOKS, PUPILS, 0.2, 9, false, Monitor.NONE);
        assertThat(floored.reached()).isFalse();
        assertThat((935 + floored.changes()[2]) / 89).isCloseTo(9, within(1e-12));
        assertThat(floored.cvAfter()).isBetween(0.2, 0.45);

        Allocation wholes =
                Allocation.ofTransfer(new double[] {1, 0, 0}, new double[] {10, 10, 10}, 0.5, 0, true, Monitor.NONE);
        assertThat(wholes.reached()).isFalse();
        assertThat(wholes.amount()).isZero();

        Allocation equal = Allocation.ofAddition(new double[] {3, 1}, new double[] {7, 5}, 0, true, Monitor.NONE);
        assertThat(equal.reached()).isFalse();
        assertThat(equal.cvAfter()).isLessThan(equal.cvBefore());
    }

    @Test
    void reachesFullEqualityOfWhatCanBeDivided() {
        Allocation moved = Allocation.ofTransfer(BOOKS, PUPILS, 0, 0, false, Monitor.NONE);
        assertThat(moved.cvAfter()).isCloseTo(0, within(1e-9));
        assertThat(moved.reached()).isTrue();
        Allocation added = Allocation.ofAddition(BOOKS, PUPILS, 0, false, Monitor.NONE);
        assertThat(added.changes()[2]).isZero();
        assertThat(added.cvAfter()).isCloseTo(0, within(1e-9));
    }

    @Test
    void leavesOneSchoolAndABalancedCountyAsTheyAre() {
        Allocation one = Allocation.ofTransfer(new double[] {5}, new double[] {10}, 0.3, 0, true, Monitor.NONE);
        assertThat(one.amount()).isZero();
        assertThat(one.reached()).isTrue();
        assertThat(Allocation.ofAddition(BOOKS, PUPILS, 0.6, true, Monitor.NONE).amount())
                .isZero();
    }

    @Test
    void hasNoCoefficientWhereThereIsNothing() {
        double[] none = {0, 0};
        double[] pupils = {10, 30};
        Allocation limit = Allocation.ofAddition(none, pupils, 0.5, false, Monitor.NONE);
        assertThat(limit.cvBefore()).isNaN();
        assertThat(limit.reached()).isNull();
        Allocation budget = Allocation.ofBudget(none, pupils, 8, false, Monitor.NONE);
        assertThat(budget.changes()).containsExactly(2, 6);
        assertThat(budget.cvAfter()).isZero();
    }

    @Test
    void refusesMoreWholeUnitsThanAPlanHas() {
        assertThatThrownBy(() -> Allocation.ofBudget(BOOKS, PUPILS, 1e9, true, Monitor.NONE))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "budget takes 1000000000 whole units, more than 10000000: leave wholeUnits away, or count the "
                                + "resource in larger units");
    }

    /** The lowest coefficient of all ways to add so many units. */
    static double lowestOfAdding(double[] amounts, double[] pupils, int units) {
        return lowestOfAdding(amounts.clone(), pupils, units, 0);
    }

    private static double lowestOfAdding(double[] amounts, double[] pupils, int units, int from) {
        if (from == amounts.length - 1) {
            double[] last = amounts.clone();
            last[from] += units;
            return Allocation.cv(last, pupils);
        }
        double lowest = Double.POSITIVE_INFINITY;
        for (int here = 0; here <= units; here++) {
            double[] given = amounts.clone();
            given[from] += here;
            double cv = lowestOfAdding(given, pupils, units - here, from + 1);
            lowest = Double.isNaN(cv) ? lowest : Math.min(lowest, cv);
        }
        return lowest;
    }

    /** The lowest coefficient of all ways to move so many units. */
    static double lowestOfMoving(double[] amounts, double[] pupils, int units, double floor) {
        return lowestOfMoving(amounts, pupils, new int[amounts.length], 0, units, floor);
    }

    private static double lowestOfMoving(
            double[] amounts, double[] pupils, int[] changes, int at, int units, double floor) {
        if (at == amounts.length) {
            if (Arrays.stream(changes).sum() != 0
                    || Arrays.stream(changes).filter(c -> c > 0).sum() != units) {
                return Double.POSITIVE_INFINITY;
            }
            double[] after = amounts.clone();
            for (int i = 0; i < after.length; i++) {
                after[i] += changes[i];
                if (changes[i] < 0 && (after[i] < 0 || after[i] / pupils[i] < floor)) {
                    return Double.POSITIVE_INFINITY;
                }
            }
            return Allocation.cv(after, pupils);
        }
        double lowest = Double.POSITIVE_INFINITY;
        for (int change = -units; change <= units; change++) {
            changes[at] = change;
            lowest = Math.min(lowest, lowestOfMoving(amounts, pupils, changes, at + 1, units, floor));
        }
        changes[at] = 0;
        return lowest;
    }
}
