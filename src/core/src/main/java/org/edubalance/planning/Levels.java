package org.edubalance.planning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/** The levels per pupil that schools are raised or lowered to, of a resource that can be divided. See {@link Allocation}. */
final class Levels {

    /** Enough halvings to come from any range down to the last place of a number. */
    private static final int HALVINGS = 200;

    private final double[] amounts;
    private final double[] pupils;

    /** The schools' values and pupils, by value upwards. */
    private final double[] x;

    private final double[] p;
    private final double mean;

    Levels(double[] amounts, double[] pupils) {
        this.amounts = amounts;
        this.pupils = pupils;
        int[] order = IntStream.range(0, amounts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> amounts[i] / pupils[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        x = Arrays.stream(order).mapToDouble(i -> amounts[i] / pupils[i]).toArray();
        p = Arrays.stream(order).mapToDouble(i -> pupils[i]).toArray();
        mean = Arrays.stream(amounts).sum() / Arrays.stream(pupils).sum();
    }

    double highest() {
        return x[x.length - 1];
    }

    /** Σ P_i (L − x_i)⁺. */
    double amountBelow(double level) {
        double sum = 0;
        for (int i = 0; i < x.length && x[i] < level; i++) {
            sum += p[i] * (level - x[i]);
        }
        return sum;
    }

    /** Σ P_i (x_i − U)⁺. */
    private double amountAbove(double level) {
        double sum = 0;
        for (int i = x.length - 1; i >= 0 && x[i] > level; i--) {
            sum += p[i] * (x[i] - level);
        }
        return sum;
    }

    /** The level L up to which an amount raises the poorest: Σ P_i (L − x_i)⁺ is the amount. */
    double levelFor(double amount) {
        double below = 0;
        double sum = amount;
        for (int i = 0; i < x.length; i++) {
            below += p[i];
            sum += p[i] * x[i];
            if (i == x.length - 1 || sum <= below * x[i + 1]) {
                return sum / below;
            }
        }
        throw new IllegalStateException("there are no schools");
    }

    /** The level U down to which an amount lowers the richest: Σ P_i (x_i − U)⁺ is the amount. */
    private double upperLevelFor(double amount) {
        double above = 0;
        double sum = -amount;
        for (int i = x.length - 1; i >= 0; i--) {
            above += p[i];
            sum += p[i] * x[i];
            if (i == 0 || sum >= above * x[i - 1]) {
                return sum / above;
            }
        }
        throw new IllegalStateException("there are no schools");
    }

    /** The least level L at which max(x_i, L) keeps a limit. */
    double levelWithin(double limit) {
        return least(x[0], highest(), level -> cvBetween(level, Double.POSITIVE_INFINITY) <= limit);
    }

    /** The schools below a level raised to it. */
    Allocation raisedTo(double level, Boolean reached) {
        return between(level, Double.POSITIVE_INFINITY, reached);
    }

    /** The least amount moved that keeps a limit, or as much as the floor allows. */
    Allocation moved(double limit, double floor) {
        double most = amountAbove(Math.max(mean, floor));
        boolean reached = Allocation.within(cvMoved(most), limit);
        double amount = reached ? least(0, most, part -> cvMoved(part) <= limit) : most;
        return between(levelFor(amount), upperLevelFor(amount), reached);
    }

    private double cvMoved(double amount) {
        return cvBetween(levelFor(amount), upperLevelFor(amount));
    }

    /** The least number of a range for which a condition holds that, once it does, holds for all greater ones. */
    private static double least(double from, double to, DoublePredicate holds) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The coefficient of variation of the values when they are kept between two levels. */
    private double cvBetween(double low, double high) {
        double all = 0;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            all += p[i];
            sum += p[i] * clamped(x[i], low, high);
        }
        double m = sum / all;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            double d = clamped(x[i], low, high) - m;
            squares += p[i] * d * d;
        }
        return Math.sqrt(squares / all) / m;
    }

    private Allocation between(double low, double high, Boolean reached) {
        double[] changes = new double[amounts.length];
        for (int i = 0; i < changes.length; i++) {
            double value = amounts[i] / pupils[i];
            double kept = clamped(value, low, high);
            changes[i] = kept == value ? 0 : pupils[i] * kept - amounts[i];
        }
        return Allocation.of(amounts, pupils, changes, reached);
    }

    private static double clamped(double value, double low, double high) {
        return Math.min(Math.max(value, low), high);
    }
}
