package org.edubalance.report.sections;

import org.edubalance.report.analysis.RegionResult;

/** What the map of the regions' balance tells apart, from good to bad, in the shipped style's colours. */
enum RegionState {
    BALANCED("#92c5de"),
    SCHOOLS_FAIL("#fddbc7"),
    OVER_LIMIT("#d6604d"),
    NO_SCHOOLS("#d9d9d9");

    private final String colour;

    RegionState(String colour) {
        this.colour = colour;
    }

    String colour() {
        return colour;
    }

    /**
     * How a region stands.
     *
     * @param regionOrNull null where the region has no schools of the stage
     * @param limit the limit of the coefficients of variation, NaN where there is none
     * @param each whether every coefficient has to keep the limit, else their mean
     */
    static RegionState of(RegionResult regionOrNull, double limit, boolean each) {
        if (regionOrNull == null || regionOrNull.balanced() == null) {
            return NO_SCHOOLS;
        }
        if (regionOrNull.balanced()) {
            return BALANCED;
        }
        boolean over = each ? regionOrNull.over(limit) > 0 : regionOrNull.cv() > limit;
        return over ? OVER_LIMIT : SCHOOLS_FAIL;
    }
}
