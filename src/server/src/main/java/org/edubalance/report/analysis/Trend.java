package org.edubalance.report.analysis;

import java.util.List;
import java.util.SortedMap;
import org.edubalance.messages.Localized;

/**
 * An indicator over the years.
 *
 * @param cvs its coefficient of variation by year, NaN where it has none
 * @param sigma how the coefficient changes a year; null where there are too few years
 * @param beta whether those with little gain on the others: of schools, of regions, as far as the data have them
 */
public record Trend(Localized title, SortedMap<Integer, Double> cvs, Line sigma, List<Beta> beta) {

    /** A slope, its standard error and the probability of one as steep by chance; NaN where not known. */
    public record Line(double slope, double error, double p) {

        /** Whether it is told from none at 5 %. */
        public boolean significant() {
            return p < 0.05;
        }
    }

    /**
     * Convergence of some units.
     *
     * @param regions whether the units are regions, else schools
     * @param count how many are there in the first and the last year
     * @param speed a year
     * @param halfLife years until half of the differences are gone, NaN where they do not go
     */
    public record Beta(boolean regions, int count, Line line, double speed, double halfLife) {}
}
