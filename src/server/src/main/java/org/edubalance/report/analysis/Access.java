package org.edubalance.report.analysis;

import java.util.List;
import org.edubalance.messages.Localized;
import org.locationtech.jts.geom.Geometry;

/**
 * How well the schools of a stage can be reached from where people live.
 *
 * @param column the attribute of the demand with how many they are, null where there is none for the stage
 * @param places where people live
 * @param coverage by region as far as the demand tells it, and of all, which is the last
 * @param missing why there are no results; null where there are
 */
public record Access(String column, List<Place> places, List<Coverage> coverage, Localized missing) {

    /** No results, for a reason. */
    static Access missing(String columnOrNull, Localized why) {
        return new Access(columnOrNull, List.of(), List.of(), why);
    }

    /** The coverage of all. */
    public Coverage all() {
        return coverage.get(coverage.size() - 1);
    }

    /** How many people live where accessibility is below a multiple of the mean, as a share of all. */
    public double below(double ratio) {
        return places.stream()
                        .filter(place -> place.ratio() < ratio)
                        .mapToDouble(Place::people)
                        .sum()
                / places.stream().mapToDouble(Place::people).sum();
    }

    /**
     * A place that people live in.
     *
     * @param region the key of its region, null where the demand does not tell
     * @param ratio its accessibility as a multiple of the mean
     * @param nearest the nearest school
     * @param distance to it, in metres
     * @param place in the CRS of the regions' map, null where there is none
     */
    public record Place(
            String name, String region, double people, double ratio, String nearest, double distance, Geometry place) {}

    /**
     * How far people have it to their nearest school.
     *
     * @param region the key of their region, {@code ALL} for all
     * @param mean distance in metres
     * @param p90 the distance within which nine tenths of them have it
     * @param shares of them, within each of {@link AccessRun#DISTANCES} of the catchment
     */
    public record Coverage(String region, double people, double mean, double p90, List<Double> shares) {}
}
