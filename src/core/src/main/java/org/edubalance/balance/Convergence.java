package org.edubalance.balance;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Whether schools or regions grow alike over the years, as a straight line y = a + b x fitted by least squares.
 *
 * <p><b>σ-convergence</b>: y is a year's coefficient of variation and x the year; b is the change a year, below 0 where
 * differences shrink.
 *
 * <p><b>β-convergence</b>: from the values of each unit in the first year and T years later,
 *
 * <pre>
 *   ln(x_iT/x_i0)/T = a + b ln x_i0          b below 0: what is behind grows faster
 *   speed     = −ln(1 + b T)/T               of the way to the common level, a year
 *   half-life = ln 2 / speed                 years
 * </pre>
 *
 * <p>Source: R. J. Barro, X. Sala-i-Martin, "Convergence", Journal of Political Economy 100 (1992).
 *
 * @param count points that the line is fitted to
 * @param intercept a
 * @param slope b
 * @param standardError of b, NaN for two points
 * @param p of b, two-sided by Student's t with count − 2 degrees of freedom, NaN for two points
 * @param r2 the share of the variance that the line explains, NaN where all y are equal
 * @param speed NaN for σ-convergence, and where 1 + b T ≤ 0
 * @param halfLife NaN where the speed is not above 0
 */
public record Convergence(
        int count,
        double intercept,
        double slope,
        double standardError,
        double p,
        double r2,
        double speed,
        double halfLife) {

    /**
     * The trend of coefficients of variation.
     *
     * @param years at least two different ones
     * @param coefficients one a year
     */
    public static Convergence sigma(int[] years, double[] coefficients) {
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < years.length; i++) {
            // about the first year, so that the squares stay small
            line.addData(years[i] - years[0], coefficients[i]);
        }
        return of(line, line.getIntercept() - line.getSlope() * years[0], Double.NaN, Double.NaN);
    }

    /**
     * The convergence of units towards each other.
     *
     * @param first a value > 0 for each unit; at least two different ones
     * @param last its value > 0, T years later
     * @param years T > 0
     */
    public static Convergence beta(double[] first, double[] last, double years) {
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < first.length; i++) {
            line.addData(Math.log(first[i]), (Math.log(last[i]) - Math.log(first[i])) / years);
        }
        double speed = speed(line.getSlope(), years);
        return of(line, line.getIntercept(), speed, speed > 0 ? Math.log(2) / speed : Double.NaN);
    }

    /** −ln(1 + b T)/T, NaN where that is not defined. */
    static double speed(double slope, double years) {
        return slope * years > -1 ? -Math.log1p(slope * years) / years : Double.NaN;
    }

    private static Convergence of(SimpleRegression line, double intercept, double speed, double halfLife) {
        int n = (int) line.getN();
        return new Convergence(
                n,
                intercept,
                line.getSlope(),
                n > 2 ? line.getSlopeStdErr() : Double.NaN,
                n > 2 ? significance(line) : Double.NaN,
                line.getRSquare(),
                speed,
                halfLife);
    }

    /** As the lower tail, which keeps its digits however small it is. */
    private static double significance(SimpleRegression line) {
        double t = Math.abs(line.getSlope()) / line.getSlopeStdErr();
        // a line without a slope that all points lie on
        return Double.isNaN(t) ? 1 : 2 * new TDistribution(line.getN() - 2).cumulativeProbability(-t);
    }
}
