package org.edubalance.standards;

import org.edubalance.messages.Refusal;

/**
 * When a school complies: it meets the threshold of at least {@code minMet} indicators, and every other indicator
 * reaches {@code floorShare} of its threshold.
 *
 * @param minMet how many indicators must reach their threshold, ≥ 1
 * @param floorShare the share of the threshold under which no indicator may fall, 0 to 1
 */
public record SchoolRule(int minMet, double floorShare) {

    /** @throws Refusal if a number is out of its range */
    public SchoolRule {
        if (minMet < 1) {
            throw Refusal.of("standards.minMet", "got", minMet);
        }
        if (!(floorShare >= 0 && floorShare <= 1)) {
            throw Refusal.of("standards.floorShare", "got", floorShare);
        }
    }
}
