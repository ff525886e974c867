package org.edubalance.planning;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.edubalance.work.Monitor;

/** Units given to schools, or moved between them, one by one where each does most for the balance. See {@link Allocation}. */
final class WholeUnits {

    private static final int STEPS_BETWEEN_CHECKS = 1 << 16;
    private static final double ROUNDING = 1e-9;

    private final double[] before;
    private final double[] amounts;
    private final double[] pupils;
    private final Monitor monitor;

    /** By what one unit more adds to Σ a² / P, as it was when a school was put in; the least first. */
    private final PriorityQueue<Integer> receivers;

    private final double[] gains;

    /** By what one unit less takes from Σ a² / P, as it was when a school was put in; the most first. */
    private final PriorityQueue<Integer> givers;

    private final double[] losses;

    private final double allPupils;
    private double total;
    private double squares;
    private int steps;

    WholeUnits(double[] amounts, double[] pupils, Monitor monitor) {
        before = amounts;
        this.amounts = amounts.clone();
        this.pupils = pupils;
        this.monitor = monitor;
        gains = new double[amounts.length];
        losses = new double[amounts.length];
        receivers = new PriorityQueue<>(
                Comparator.<Integer>comparingDouble(i -> gains[i]).thenComparing(i -> i));
        givers = new PriorityQueue<>(
                Comparator.<Integer>comparingDouble(i -> -losses[i]).thenComparing(i -> i));
        double all = 0;
        for (int i = 0; i < amounts.length; i++) {
            all += pupils[i];
            total += amounts[i];
            squares += amounts[i] * amounts[i] / pupils[i];
            putReceiver(i);
            putGiver(i);
        }
        allPupils = all;
    }

    private void putReceiver(int i) {
        gains[i] = (2 * amounts[i] + 1) / pupils[i];
        receivers.add(i);
    }

    private void putGiver(int i) {
        losses[i] = (2 * amounts[i] - 1) / pupils[i];
        givers.add(i);
    }

    /** Gives one unit to the school where it does most. */
    void give() {
        check();
        add(receivers.poll());
        total += 1;
    }

    /**
     * Moves one unit from the school that spares it best to the one where it does most.
     *
     * @param floor the value per pupil that no school is taken below
     * @return whether there is a unit whose move lowers the coefficient of variation
     */
    boolean move(double floor) {
        check();
        // a school that once received never spares a unit, nor the other way round: that would only undo a move
        Integer from = givers.peek();
        while (from != null && (amounts[from] > before[from] || amounts[from] - 1 < lowest(floor, from))) {
            givers.poll();
            from = givers.peek();
        }
        Integer to = receivers.peek();
        while (to != null && amounts[to] < before[to]) {
            receivers.poll();
            to = receivers.peek();
        }
        if (from == null || to == null || losses[from] <= gains[to] * (1 + ROUNDING)) {
            return false;
        }
        givers.poll();
        squares -= losses[from];
        amounts[from] -= 1;
        putGiver(from);
        add(receivers.poll());
        return true;
    }

    /** The amount that a school keeps at a floor per pupil. */
    private double lowest(double floor, int i) {
        return floor * pupils[i] * (1 - ROUNDING);
    }

    private void add(int to) {
        squares += gains[to];
        amounts[to] += 1;
        putReceiver(to);
    }

    private void check() {
        if (++steps % STEPS_BETWEEN_CHECKS == 0) {
            monitor.check();
        }
    }

    /** The coefficient of variation as it is now. */
    double cv() {
        return Math.sqrt(Math.max(0, squares * allPupils / (total * total) - 1));
    }

    /** What each school got, or had to give. */
    double[] changes() {
        double[] changes = new double[amounts.length];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = amounts[i] - before[i];
        }
        return changes;
    }
}
