package org.edubalance.access;

/**
 * What every demand can reach, and what every supply has for each who reaches it.
 *
 * @param ratios R of each supply; NaN where nobody reaches it
 * @param access A of each demand; NaN where the demand has no way to anything, as off a network
 * @param supplies how many supplies each demand is in the catchment of
 * @param nearest the supply nearest to each demand, whether it is in reach or not
 */
public record Accessibility(double[] ratios, double[] access, int[] supplies, Nearest nearest) {

    /** R of a supply from the sum of the demand that reaches it. */
    static double ratio(double supply, double demand) {
        return demand > 0 ? supply / demand : Double.NaN;
    }
}
