package org.edubalance.process.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.planning.CohortSurvival;

/**
 * The ratios of cohort survival by region: those that are given, else the region's own, else those of all regions together.
 *
 * @param regions the ratios of each region
 * @param borrowed of which regions and grades those of all regions were taken
 */
record Ratios(Map<String, double[]> regions, List<Message> borrowed) {

    /**
     * Finds the ratios.
     *
     * @param given entries grade=number
     * @throws Refusal if an entry cannot be used, or there is no ratio at all
     */
    static Ratios of(List<String> given, CohortSurvival survival, SortedMap<String, CohortSurvival.Region> known) {
        double[] fixed = given(given);
        double[] pooled = survival.estimate(known.values());
        Map<String, double[]> regions = new HashMap<>();
        List<Message> borrowed = new ArrayList<>();
        boolean any = Arrays.stream(fixed).anyMatch(ratio -> !Double.isNaN(ratio));
        for (String region : known.keySet()) {
            double[] own = survival.estimate(List.of(known.get(region)));
            List<Integer> taken = new ArrayList<>();
            for (int g = 0; g < own.length; g++) {
                if (!Double.isNaN(fixed[g])) {
                    own[g] = fixed[g];
                } else if (Double.isNaN(own[g])
                        && !Double.isNaN(pooled[g])
                        && known.get(region).has(g)) {
                    own[g] = pooled[g];
                    taken.add(g + 1);
                }
                any |= !Double.isNaN(own[g]);
            }
            if (!taken.isEmpty()) {
                borrowed.add(Message.of("planning.ratios.borrowed", "group", region, "grades", taken));
            }
            regions.put(region, own);
        }
        if (!any) {
            throw Refusal.of("planning.ratios.none").about("ratios").missing();
        }
        return new Ratios(regions, borrowed);
    }

    double[] of(String region) {
        return regions.get(region);
    }

    /** The ratios that are given, NaN for the others. */
    private static double[] given(List<String> entries) {
        double[] ratios = new double[CohortSurvival.GRADES];
        Arrays.fill(ratios, Double.NaN);
        NamedNumbers.of("ratios", entries).forEach((name, ratio) -> {
            int grade;
            try {
                grade = Grades.of(name);
            } catch (Refusal e) {
                throw e.about("ratios");
            }
            if (!(ratio > 0)) {
                throw Refusal.of("planning.ratios.positive", "grade", grade, "got", ratio)
                        .about("ratios");
            }
            ratios[grade - 1] = ratio;
        });
        return ratios;
    }
}
