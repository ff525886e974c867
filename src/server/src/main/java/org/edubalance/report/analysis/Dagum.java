package org.edubalance.report.analysis;

/**
 * The Gini coefficient of an indicator split by region, after Dagum: within regions, between them, and in their overlap.
 *
 * @param indicator the id of one of the standard's, or {@link #SCORE}
 */
public record Dagum(String indicator, double gini, double within, double between, double overlap) {

    /** Stands for the schools' scores. */
    public static final String SCORE = "score";

    /** A part of the whole, NaN where there is no inequality. */
    public double share(double part) {
        return gini > 0 ? part / gini : Double.NaN;
    }
}
