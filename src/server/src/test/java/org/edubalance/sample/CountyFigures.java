package org.edubalance.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.edubalance.sample.Counties.County;

/** The counties' own figures for the items of the standard of 2017: random, with gaps, and one veto. */
final class CountyFigures {

    private static final long SEED = 32;

    /** This county has not answered everything. */
    private static final String WITH_GAPS = "Medog";

    /** This county has posts that are left empty. */
    private static final String WITH_VETO = "Nang";

    private CountyFigures() {}

    static List<Row> generate() {
        Random random = new Random(SEED);
        List<Row> rows = new ArrayList<>();
        for (County county : Counties.generate()) {
            rows.add(row(county.name(), random));
        }
        return rows;
    }

    private static Row row(String county, Random random) {
        boolean gaps = county.equals(WITH_GAPS);
        int pay = 96 + random.nextInt(12);
        return new Row()
                .with("county", county)
                .with("layout_planned", "yes")
                .with("town_country_unified", yes(0.9, random))
                .with("small_schools_funded", "yes")
                .with("special_budget", 1000 * (150 + random.nextInt(60)))
                .with("special_pupils", 14 + random.nextInt(7))
                .with("teachers_pay", 1000 * (pay + random.nextInt(4)))
                .with("civil_servants_pay", 1000 * pay)
                .with("posts_allocated", gaps ? null : yes(0.9, random))
                .with("rotation_share", gaps ? null : share(0.08, 0.16, random))
                .with("rotation_backbone_share", gaps ? null : share(0.17, 0.3, random))
                .with("neighbourhood_primary", 1)
                .with("neighbourhood_junior", share(0.94, 1, random))
                .with("senior_places_allotted", share(0.48, 0.65, random))
                .with("left_behind_care", "yes")
                .with("migrant_children_share", share(0.84, 0.97, random))
                .with("junior_retention", share(0.94, 0.995, random))
                .with("disabled_enrolment", share(0.94, 0.99, random))
                .with("digital_teaching", yes(0.85, random))
                .with("moral_education", "yes")
                .with("all_courses", yes(0.9, random))
                .with("no_excessive_workload", "yes")
                .with("monitoring_level", gaps ? null : 2 + random.nextInt(3))
                .with("monitoring_difference", gaps ? null : share(0.09, 0.19, random))
                .with("satisfaction", share(0.82, 0.94, random))
                .with("entrance_by_examination", "no")
                .with("school_choice", "no")
                .with("key_schools", "no")
                .with("empty_posts", county.equals(WITH_VETO) ? "yes" : "no")
                .with("grave_events", "no")
                .with("falsified_data", "no")
                .with("basic_balance_years", 3 + random.nextInt(6))
                .with("basic_cv_primary", share(0.4, 0.62, random))
                .with("basic_cv_junior", share(0.28, 0.48, random));
    }

    private static String yes(double probability, Random random) {
        return random.nextDouble() < probability ? "yes" : "no";
    }

    private static double share(double low, double high, Random random) {
        return Math.rint(1000 * (low + (high - low) * random.nextDouble())) / 1000;
    }
}
