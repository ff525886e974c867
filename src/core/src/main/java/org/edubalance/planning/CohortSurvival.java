package org.edubalance.planning;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pupils of the coming years by cohort survival: with N(g, t) the pupils of grade g in year t and B(t) the children born in
 * year t,
 *
 * <pre>
 *   N(g + 1, t + 1) = r_(g+1) N(g, t)          N(1, t) = r_1 B(t − a)
 * </pre>
 *
 * a the age at entry. r_1 is the share of the children who enter, r_g for g > 1 the pupils of grade g for each of grade
 * g − 1 a year before; those who come and go are in the ratios. A ratio that is not given is the mean over the years that
 * the data have both sides of, pupils on the right above 0. Where one side is missing, so is the result: NaN, never 0.
 *
 * <p>This is the grade-progression method of school enrolment projections.
 */
public final class CohortSurvival {

    /** The highest grade that there is, the last of the senior stage. */
    public static final int GRADES = 12;

    private final int entryAge;

    /** @param entryAge a, the age at which children enter grade 1 */
    public CohortSurvival(int entryAge) {
        this.entryAge = entryAge;
    }

    /**
     * What is known of a region.
     *
     * @param pupils N by year, an array of {@value #GRADES} grades each, NaN where not known
     * @param births B by year
     */
    public record Region(SortedMap<Integer, double[]> pupils, Map<Integer, Double> births) {

        /** Whether it has ever had pupils in a grade, from 0. */
        public boolean has(int g) {
            return pupils.values().stream().anyMatch(year -> !Double.isNaN(year[g]));
        }
    }

    /**
     * The ratios that some regions have together.
     *
     * @return r_1 … r_12, NaN where there is nothing to estimate it from
     */
    public double[] estimate(Collection<Region> regions) {
        Set<Integer> years = new TreeSet<>();
        regions.forEach(region -> years.addAll(region.pupils.keySet()));
        double[] ratios = new double[GRADES];
        for (int g = 0; g < GRADES; g++) {
            double sum = 0;
            int counted = 0;
            for (int year : years) {
                double now = 0;
                double then = 0;
                for (Region region : regions) {
                    double[] grades = region.pupils.get(year);
                    double before = before(g, year, region.pupils, region.births);
                    if (grades != null && !Double.isNaN(grades[g] + before)) {
                        now += grades[g];
                        then += before;
                    }
                }
                if (then > 0) {
                    sum += now / then;
                    counted++;
                }
            }
            ratios[g] = sum / counted;
        }
        return ratios;
    }

    /** When those were born who enter in a year. */
    int yearOfBirth(int year) {
        return year - entryAge;
    }

    /** Those a year before who may be in a grade, or the children born for it; NaN where not known. */
    private double before(int g, int year, SortedMap<Integer, double[]> pupils, Map<Integer, Double> births) {
        if (g == 0) {
            return births.getOrDefault(yearOfBirth(year), Double.NaN);
        }
        double[] last = pupils.get(year - 1);
        return last == null ? Double.NaN : last[g - 1];
    }

    /**
     * The pupils of a region in the years after the last that is known.
     *
     * @param ratios r_1 … r_12
     * @param horizon how many years
     */
    public SortedMap<Integer, double[]> project(Region region, double[] ratios, int horizon) {
        SortedMap<Integer, double[]> known = new TreeMap<>(region.pupils);
        SortedMap<Integer, double[]> projected = new TreeMap<>();
        int last = region.pupils.lastKey();
        for (int year = last + 1; year <= last + horizon; year++) {
            double[] grades = new double[GRADES];
            for (int g = 0; g < GRADES; g++) {
                grades[g] = ratios[g] * before(g, year, known, region.births);
            }
            known.put(year, grades);
            projected.put(year, grades);
        }
        return projected;
    }
}
