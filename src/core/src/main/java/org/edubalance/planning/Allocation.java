package org.edubalance.planning;

import java.util.Arrays;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;

/**
 * How a resource is best added to schools, or moved between them, for the balance between them.
 *
 * <p>School i has the amount a_i and P_i pupils, x_i = a_i / P_i, P = Σ P_i; balance is measured by the coefficient of
 * variation CV = √(Σ P_i/P (x_i − x̄)²) / x̄ with x̄ = Σ a_i / P.
 *
 * <ul>
 *   <li><b>Adding</b> gives to the poorest: x_i' = max(x_i, L). With the total given, so is the mean, and among all ways to
 *       add it this one has the least CV. For a budget B, L follows from Σ P_i (L − x_i)⁺ = B; for a limit c, B is the
 *       least with CV ≤ c, since CV falls as L rises.
 *   <li><b>Moving</b> takes from the richest for the poorest: x_i' = min(max(x_i, L), U) with Σ P_i (L − x_i)⁺ =
 *       Σ P_i (x_i − U)⁺, the least amount with CV ≤ c. The total stays. Nobody is taken below a floor, if one is given:
 *       U is at least the floor.
 *   <li><b>In wholes</b> units are given, and taken, one by one where that lowers Σ a_i² / P_i most, and with it the CV:
 *       to the school with the least (2 a_i + 1) / P_i, from the one with the greatest (2 a_i − 1) / P_i, until the limit
 *       holds. For each number of units no other way has a lower CV, so that the number is the least.
 * </ul>
 *
 * @param changes what each school gets, negative where something is taken from it
 * @param amount how much is added, or moved
 * @param cvBefore the coefficient of variation before, NaN where there is none of the resource
 * @param cvAfter the coefficient of variation after
 * @param reached whether the limit is kept; null where none was asked for, or there is none of the resource
 * @param divisible the amount if units could be divided, which whole units exceed
 */
public record Allocation(
        double[] changes, double amount, double cvBefore, double cvAfter, Boolean reached, double divisible) {

    /** More whole units than a plan for schools has; each is given on its own. */
    static final int MOST_UNITS = 10_000_000;

    /** Relative tolerance of comparisons with a limit, as in a standard's verdicts. */
    private static final double ROUNDING = 1e-9;

    /**
     * The best use of a budget.
     *
     * @param amounts a_i, finite and ≥ 0
     * @param pupils P_i, finite and > 0
     * @param budget B > 0; of wholes, the whole units in it are given
     * @throws Refusal if there are too many whole units
     */
    public static Allocation ofBudget(
            double[] amounts, double[] pupils, double budget, boolean wholeUnits, Monitor monitor) {
        Levels levels = new Levels(amounts, pupils);
        if (!wholeUnits) {
            return levels.raisedTo(levels.levelFor(budget), null);
        }
        double units = Math.floor(budget + ROUNDING);
        checkUnits(units, "budget");
        WholeUnits whole = new WholeUnits(amounts, pupils, monitor);
        for (long given = 0; given < units; given++) {
            whole.give();
        }
        return of(amounts, pupils, whole.changes(), null).insteadOf(budget);
    }

    /**
     * The least that has to be added for a limit.
     *
     * @param limit the highest coefficient of variation, ≥ 0
     * @throws Refusal if that takes too many whole units
     */
    public static Allocation ofAddition(
            double[] amounts, double[] pupils, double limit, boolean wholeUnits, Monitor monitor) {
        double before = cv(amounts, pupils);
        if (Double.isNaN(before) || within(before, limit)) {
            return unchanged(amounts, before);
        }
        Levels levels = new Levels(amounts, pupils);
        Allocation divisible = levels.raisedTo(levels.levelWithin(limit), true);
        if (!wholeUnits) {
            return divisible;
        }
        checkUnits(divisible.amount(), "limit");
        // at the highest level that whole units may call for, a school is off by half a unit at most
        double smallest = Arrays.stream(pupils).min().orElseThrow();
        double highest = Math.max(levels.highest(), 1 / (2 * smallest * limit));
        double most = levels.amountBelow(highest) + amounts.length + 1;
        if (limit == 0) {
            most = divisible.amount() + amounts.length;
        }
        return ofUnits(amounts, pupils, limit, (long) Math.min(most, MOST_UNITS), monitor)
                .insteadOf(divisible.amount());
    }

    /** Adds units until the limit is kept; if it never is, as many of them as give the lowest coefficient. */
    private static Allocation ofUnits(double[] amounts, double[] pupils, double limit, long most, Monitor monitor) {
        WholeUnits whole = new WholeUnits(amounts, pupils, monitor);
        double lowest = Double.POSITIVE_INFINITY;
        long best = 0;
        for (long given = 1; given <= most; given++) {
            whole.give();
            double cv = whole.cv();
            if (within(cv, limit)) {
                return of(amounts, pupils, whole.changes(), true);
            }
            if (cv < lowest) {
                lowest = cv;
                best = given;
            }
        }
        WholeUnits again = new WholeUnits(amounts, pupils, monitor);
        for (long given = 0; given < best; given++) {
            again.give();
        }
        return of(amounts, pupils, again.changes(), false);
    }

    /**
     * The least that has to be moved for a limit; where it cannot be kept, what comes nearest to it.
     *
     * @param limit the highest coefficient of variation, ≥ 0
     * @param floor the value that no school is taken below, ≥ 0
     * @throws Refusal if that takes too many whole units
     */
    public static Allocation ofTransfer(
            double[] amounts, double[] pupils, double limit, double floor, boolean wholeUnits, Monitor monitor) {
        double before = cv(amounts, pupils);
        if (Double.isNaN(before) || within(before, limit)) {
            return unchanged(amounts, before);
        }
        Levels levels = new Levels(amounts, pupils);
        Allocation divisible = levels.moved(limit, floor);
        if (!wholeUnits) {
            return divisible;
        }
        checkUnits(divisible.amount(), "limit");
        WholeUnits whole = new WholeUnits(amounts, pupils, monitor);
        while (!within(whole.cv(), limit)) {
            if (!whole.move(floor)) {
                return of(amounts, pupils, whole.changes(), false).insteadOf(divisible.amount());
            }
        }
        return of(amounts, pupils, whole.changes(), true).insteadOf(divisible.amount());
    }

    private static void checkUnits(double units, String input) {
        if (units > MOST_UNITS) {
            throw Refusal.of("planning.allocate.units", "most", MOST_UNITS, "got", Math.ceil(units))
                    .about(input);
        }
    }

    private static Allocation unchanged(double[] amounts, double cv) {
        return new Allocation(new double[amounts.length], 0, cv, cv, Double.isNaN(cv) ? null : true, 0);
    }

    /** The allocation of these changes. */
    static Allocation of(double[] amounts, double[] pupils, double[] changes, Boolean reached) {
        double[] after = new double[amounts.length];
        double amount = 0;
        for (int i = 0; i < after.length; i++) {
            after[i] = amounts[i] + changes[i];
            amount += Math.max(0, changes[i]);
        }
        return new Allocation(changes, amount, cv(amounts, pupils), cv(after, pupils), reached, amount);
    }

    private Allocation insteadOf(double amountIfDivisible) {
        return new Allocation(changes, amount, cvBefore, cvAfter, reached, amountIfDivisible);
    }

    /** Whether a coefficient keeps a limit; a limit of 0 but for rounding. */
    static boolean within(double cv, double limit) {
        return cv <= limit * (1 + ROUNDING) + 1e-12;
    }

    /** The coefficient of variation of amounts per pupil, weighted by pupils; NaN where all amounts are 0. */
    static double cv(double[] amounts, double[] pupils) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < amounts.length; i++) {
            sum += amounts[i];
            all += pupils[i];
        }
        double mean = sum / all;
        double squares = 0;
        for (int i = 0; i < amounts.length; i++) {
            double d = amounts[i] / pupils[i] - mean;
            squares += pupils[i] * d * d;
        }
        return Math.sqrt(squares / all) / mean;
    }
}
