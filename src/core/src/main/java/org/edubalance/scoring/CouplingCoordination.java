package org.edubalance.scoring;

import java.util.Arrays;
import org.edubalance.messages.Message;

/**
 * How well several subsystems of one thing (a school's teachers, rooms and funds) are developed together. For n subsystems
 * U_1 … U_n in [0, 1] with weights α that sum to 1:
 *
 * <pre>
 *   C = (Π U_k / (Σ U_k / n)^n)^(1/n)     coupling: the geometric mean over the arithmetic one, 1 where all are equal
 *   T = Σ α_k U_k                         development
 *   D = √(C T)                            coordination, in ten classes of 0.1
 * </pre>
 *
 * <p>Where all U are 0, C has no value and D is 0. The model and its ten classes are those of the Chinese literature; for
 * the form of C see W. Wang et al., Journal of Natural Resources 36 (2021), on its common misuses.
 *
 * @param coupling C, NaN where all U are 0 or one is missing
 * @param development T, NaN where a U is missing
 * @param coordination D, NaN where a U is missing
 */
public record CouplingCoordination(double coupling, double development, double coordination) {

    /** The number of classes, each of 0.1. */
    public static final int CLASSES = 10;

    /** Sums and roots of what is on a class's border may lie this much below it. */
    private static final double ROUNDING = 1e-12;

    private static final CouplingCoordination MISSING = new CouplingCoordination(Double.NaN, Double.NaN, Double.NaN);

    /**
     * The coordination of one row.
     *
     * @param subsystems U, each in [0, 1] or NaN where it is missing; at least two
     * @param weights α on any scale, ≥ 0, their sum above 0
     */
    public static CouplingCoordination of(double[] subsystems, double[] weights) {
        if (subsystems.length < 2 || weights.length != subsystems.length) {
            throw new IllegalArgumentException(weights.length + " weights for " + subsystems.length + " subsystems");
        }
        double sum = 0;
        double logs = 0;
        double weighted = 0;
        double weightSum = 0;
        for (int k = 0; k < subsystems.length; k++) {
            double u = subsystems[k];
            if (Double.isNaN(u)) {
                return MISSING;
            }
            if (!(u >= 0 && u <= 1)) {
                throw new IllegalArgumentException("subsystems are from 0 to 1, got " + Arrays.toString(subsystems));
            }
            sum += u;
            logs += Math.log(u);
            weighted += weights[k] * u;
            weightSum += weights[k];
        }
        int n = subsystems.length;
        double coupling = sum > 0 ? Math.min(1, Math.exp(logs / n) / (sum / n)) : Double.NaN;
        double development = Math.min(1, weighted / weightSum);
        return new CouplingCoordination(coupling, development, sum > 0 ? Math.sqrt(coupling * development) : 0);
    }

    /** The class of D: 1 for [0, 0.1), 2 for [0.1, 0.2), … 10 for [0.9, 1]; 0 where there is no D. */
    public int level() {
        return Double.isNaN(coordination)
                ? 0
                : (int) Math.min(CLASSES, Math.floor(coordination * CLASSES + ROUNDING) + 1);
    }

    /** The name of a class from 1 to 10. */
    public static Message name(int level) {
        return Message.of("scoring.coordination." + level);
    }
}
