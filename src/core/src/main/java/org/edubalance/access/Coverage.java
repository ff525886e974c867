package org.edubalance.access;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How near the demand has its nearest supply.
 *
 * @param demand Σ D
 * @param unreached the part of it that has no way to any supply, or is off the network
 * @param mean the mean distance of the rest, weighted by demand; NaN where nobody is left
 * @param p90 the least distance within which nine tenths of the rest have their nearest supply; NaN where nobody is left
 * @param shares of the whole demand, within each of the given distances; NaN where there is no demand
 */
public record Coverage(double demand, double unreached, double mean, double p90, double[] shares) {

    /** Distances that differ by rounding alone are the same. */
    private static final double ROUNDING = 1 + 1e-9;

    /**
     * The coverage of some demand.
     *
     * @param nearest how far each demand has to its nearest supply, NaN where it has none
     * @param demand how much there is of each, at least 0
     * @param members which of them count
     * @param within the distances for the shares
     */
    public static Coverage of(double[] nearest, double[] demand, int[] members, double[] within) {
        double total = 0;
        double reached = 0;
        double sum = 0;
        double[] shares = new double[within.length];
        for (int i : members) {
            total += demand[i];
            if (!Double.isNaN(nearest[i])) {
                reached += demand[i];
                sum += demand[i] * nearest[i];
                for (int d = 0; d < within.length; d++) {
                    shares[d] += nearest[i] <= within[d] * ROUNDING ? demand[i] : 0;
                }
            }
        }
        for (int d = 0; d < shares.length; d++) {
            shares[d] = total > 0 ? shares[d] / total : Double.NaN;
        }
        return new Coverage(
                total,
                total - reached,
                reached > 0 ? sum / reached : Double.NaN,
                reached > 0 ? percentile(nearest, demand, members, 0.9 * reached) : Double.NaN,
                shares);
    }

    private static double percentile(double[] nearest, double[] demand, int[] members, double needed) {
        int[] near = Arrays.stream(members)
                .filter(i -> demand[i] > 0 && !Double.isNaN(nearest[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> nearest[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double so = 0;
        for (int i : near) {
            so += demand[i];
            // ten equal ones must reach nine tenths with the ninth, though the sum rounds
            if (so >= needed * (1 - 1e-12)) {
                return nearest[i];
            }
        }
        return nearest[near[near.length - 1]];
    }
}
