package org.edubalance.process.access;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.access.Decay;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Inputs;

/**
 * The inputs that say how much less counts what is farther away, checked: method, zones, beta, leastDistance.
 *
 * @param farthest where the last zone ends; NaN without zones
 */
record DecayInput(Decay decay, double farthest) {

    static DecayInput of(Method method, List<String> zones, Double beta, Double leastDistance) {
        boolean zoned = zones != null && zones.stream().anyMatch(zone -> Inputs.given(zone) != null);
        Inputs.checkPositive("beta", beta);
        Inputs.checkPositive("leastDistance", leastDistance);
        refuseUnused("zones", zoned, method, Method.STEP);
        refuseUnused("beta", beta != null, method, Method.POWER);
        refuseUnused("leastDistance", leastDistance != null, method, Method.POWER);
        return switch (method) {
            case BINARY -> new DecayInput(Decay.BINARY, Double.NaN);
            case GAUSSIAN -> new DecayInput(Decay.GAUSSIAN, Double.NaN);
            case EPANECHNIKOV -> new DecayInput(Decay.EPANECHNIKOV, Double.NaN);
            case QUARTIC -> new DecayInput(Decay.QUARTIC, Double.NaN);
            case STEP -> steps(zoned ? zones : List.of());
            case POWER -> new DecayInput(power(beta, leastDistance), Double.NaN);
        };
    }

    private static void refuseUnused(String input, boolean given, Method method, Method needed) {
        if (given && method != needed) {
            throw Refusal.of("access.unused", "needed", needed.name(), "got", method.name())
                    .about(input);
        }
    }

    private static Decay power(Double beta, Double leastDistance) {
        if (beta == null) {
            throw Inputs.missing("beta", Message.of("access.beta"));
        }
        if (leastDistance == null) {
            throw Inputs.missing("leastDistance", Message.of("access.leastDistance"));
        }
        return Decay.power(beta, leastDistance);
    }

    private static DecayInput steps(List<String> zones) {
        Map<Double, Double> weights = new TreeMap<>();
        for (String zone : zones) {
            if (Inputs.given(zone) == null) {
                continue;
            }
            String[] parts = zone.split("=", -1);
            double end = parts.length == 2 ? number(parts[0]) : Double.NaN;
            double weight = parts.length == 2 ? number(parts[1]) : Double.NaN;
            if (!(end > 0 && end < Double.POSITIVE_INFINITY && weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw Inputs.invalid("zones", Message.of("access.zones.form"), zone);
            }
            if (weights.put(end, weight) != null) {
                throw Refusal.of("access.zones.twice", "got", end).about("zones");
            }
        }
        if (weights.isEmpty()) {
            throw Inputs.missing("zones", Message.of("access.zones"));
        }
        if (weights.values().stream().allMatch(weight -> weight == 0)) {
            throw Refusal.of("access.zones.zero").about("zones");
        }
        double[] ends =
                weights.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] values =
                weights.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new DecayInput(Decay.steps(ends, values), ends[ends.length - 1]);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
