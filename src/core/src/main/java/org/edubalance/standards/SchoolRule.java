package org.edubalance.standards;

/**
 * When a school complies: it meets the threshold of at least {@code minMet} indicators, and every other indicator
 * reaches {@code floorShare} of its threshold.
 *
 * @param minMet how many indicators must reach their threshold, ≥ 1
 * @param floorShare the share of the threshold under which no indicator may fall, 0 to 1
 */
public record SchoolRule(int minMet, double floorShare) {

    public SchoolRule {
        if (minMet < 1) {
            throw new IllegalArgumentException("minMet must be >= 1, got " + minMet);
        }
        if (!(floorShare >= 0 && floorShare <= 1)) {
            throw new IllegalArgumentException("floorShare must be from 0 to 1, got " + floorShare);
        }
    }
}
