package org.edubalance.balance;

import org.edubalance.messages.Refusal;

/**
 * Theil's T split into what lies between groups (counties) and within them:
 *
 * <pre>   T = Σ_g s_g ln(x̄_g/x̄) + Σ_g s_g T_g</pre>
 *
 * <p>with s_g the group's share of Σ P_i x_i, x̄_g its mean and T_g its own T. Source: H. Theil, "Economics and Information
 * Theory", 1967.
 *
 * @param total T over all schools
 * @param between the first sum
 * @param within the second sum
 */
public record TheilDecomposition(double total, double between, double within) {

    /**
     * Splits the T of weighted schools.
     *
     * @param values x_i, finite and ≥ 0, not all 0
     * @param populations P_i, finite and > 0; null if all are 1
     * @param groups the group of each school, from 0
     * @throws Refusal if a value or a population is out of range
     */
    public static TheilDecomposition of(double[] values, double[] populations, int[] groups) {
        Distribution all = Distribution.of(values, populations);
        if (groups.length != values.length) {
            throw new IllegalArgumentException(groups.length + " groups for " + values.length + " values");
        }
        int n = 0;
        for (int group : groups) {
            n = Math.max(n, group + 1);
        }
        double[] population = new double[n];
        double[] amount = new double[n];
        double[] inner = new double[n];
        for (int i = 0; i < values.length; i++) {
            double p = populations == null ? 1 : populations[i];
            population[groups[i]] += p;
            amount[groups[i]] += p * values[i];
        }
        for (int i = 0; i < values.length; i++) {
            int g = groups[i];
            double p = populations == null ? 1 : populations[i];
            double r = values[i] / (amount[g] / population[g]);
            inner[g] += r > 0 ? p * r * Math.log(r) : 0;
        }
        double whole = all.population() * all.mean();
        double between = 0;
        double within = 0;
        for (int g = 0; g < n; g++) {
            if (amount[g] > 0) {
                double share = amount[g] / whole;
                between += share * Math.log(amount[g] / population[g] / all.mean());
                within += share * inner[g] / population[g];
            }
        }
        return new TheilDecomposition(all.theilT(), Math.max(0, between), Math.max(0, within));
    }

    /** The share of the whole that lies between the groups, NaN where all values are equal. */
    public double betweenShare() {
        return total > 0 ? between / total : Double.NaN;
    }
}
