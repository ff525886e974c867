package org.edubalance.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.standards.Assessor;
import org.edubalance.standards.Reasons;
import org.edubalance.standards.Resource;
import org.edubalance.standards.Rounded;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.standards.SchoolVerdict;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;

/**
 * What schools lack to reach a standard, and the cheapest way to it.
 *
 * <p>A school with P pupils and the value x_j of indicator j has the amount a_j = x_j P / per_j of its resource. With the
 * threshold t_j and the floor share φ it lacks
 *
 * <pre>
 *   g_j = max(0, t_j P / per_j − a_j)        to the threshold
 *   h_j = max(0, φ t_j P / per_j − a_j)      to the floor
 * </pre>
 *
 * both rounded up where the resource comes in wholes. {@link Goal#ALL_MET} asks for every g_j. {@link Goal#COMPLIANT} asks
 * for the cheapest set: of m indicators, m − minMet may stay at the floor, which are those with the greatest
 * u_j (g_j − h_j), u_j the cost of one unit; all others go to their thresholds. Since the costs of indicators add up and
 * do not depend on each other, no other choice is cheaper. Without unit costs u_j = 1 / (t_j P / per_j): amounts then
 * count as shares of what the thresholds ask for.
 *
 * <p>What a missing value hides is not known: its gap is NaN, and so is the school's cost.
 */
public final class GapFinder {

    /** As in {@link Assessor}: a value that misses its threshold by rounding only lacks nothing. */
    private static final double ROUNDING = 1e-9;

    private final Standard standard;
    private final Assessor assessor;
    private final Goal goal;
    private final double[] unitCosts;

    /**
     * For a standard and a goal.
     *
     * @param unitCosts the cost of one unit of each indicator's resource, by indicator; empty for none
     * @throws Refusal if the standard does not say what the goal needs, or a cost is not above 0, lacking or of no
     *     indicator
     */
    public GapFinder(Standard standard, Goal goal, Map<String, Double> unitCosts) {
        this.standard = standard;
        this.assessor = new Assessor(standard);
        this.goal = goal;
        List<StandardIndicator> asked = standard.indicators().stream()
                .filter(indicator -> !indicator.thresholds().isEmpty())
                .toList();
        if (asked.isEmpty()) {
            throw Refusal.of("planning.gap.thresholds", "standard", standard.id())
                    .about("standard");
        }
        if (goal == Goal.COMPLIANT && standard.rule() == null) {
            throw Refusal.of("planning.gap.rule", "standard", standard.id()).about("goal");
        }
        List<String> without = asked.stream()
                .filter(indicator -> indicator.resource() == null)
                .map(StandardIndicator::id)
                .toList();
        if (!without.isEmpty()) {
            throw Refusal.of("planning.gap.resource", "standard", standard.id(), "indicators", without)
                    .about("standard");
        }
        this.unitCosts = unitCosts.isEmpty() ? null : costs(asked, unitCosts);
    }

    private double[] costs(List<StandardIndicator> asked, Map<String, Double> given) {
        List<String> ids = asked.stream().map(StandardIndicator::id).toList();
        Set<String> unknown = new HashSet<>(given.keySet());
        ids.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw Refusal.of(
                            "planning.cost.unknown",
                            "indicator",
                            unknown.iterator().next(),
                            "indicators",
                            ids)
                    .about("unitCost");
        }
        List<String> lacking = ids.stream().filter(id -> !given.containsKey(id)).toList();
        if (!lacking.isEmpty()) {
            throw Refusal.of("planning.cost.lacking", "indicators", lacking).about("unitCost");
        }
        given.forEach((id, cost) -> {
            if (!(cost > 0 && cost < Double.POSITIVE_INFINITY)) {
                throw Refusal.of("planning.cost", "indicator", id, "got", cost).about("unitCost");
            }
        });
        return standard.indicators().stream()
                .mapToDouble(indicator -> given.getOrDefault(indicator.id(), Double.NaN))
                .toArray();
    }

    /** What a school lacks. */
    public SchoolGap find(SchoolFigures school) {
        SchoolVerdict verdict = assessor.assess(school);
        int n = standard.indicators().size();
        double[] gaps = new double[n];
        Arrays.fill(gaps, Double.NaN);
        if (verdict.excluded() != null) {
            return new SchoolGap(
                    gaps, Double.NaN, Double.NaN, Double.NaN, null, verdict.excluded(), new Reasons(List.of()));
        }
        if (!school.hasPupils()) {
            return new SchoolGap(
                    gaps,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    verdict.compliant(),
                    null,
                    new Reasons(List.of(Message.of("standards.reason.noPupils"))));
        }
        List<Need> needs = needs(school);
        Set<Need> atFloor = goal == Goal.ALL_MET ? Set.of() : atFloor(needs);
        List<Message> reasons = new ArrayList<>();
        double lacking = 0;
        double cost = 0;
        boolean known = true;
        boolean any = false;
        for (Need need : needs) {
            if (Double.isNaN(need.toThreshold)) {
                known = false;
                reasons.add(Message.of("planning.gap.unknown", "what", title(need)));
                continue;
            }
            boolean floor = atFloor.contains(need);
            double gap = floor ? need.toFloor : need.toThreshold;
            gaps[need.place] = gap;
            any |= gap > 0;
            lacking += gap / need.required;
            cost += unitCosts == null ? Double.NaN : unitCosts[need.place] * gap;
            if (need.toThreshold > 0) {
                reasons.add(floor ? toFloor(need) : toThreshold(need, gap));
            }
        }
        if (reasons.isEmpty()) {
            reasons.add(Message.of("planning.gap.none"));
        }
        double perPupil = unitCosts == null ? lacking : cost / school.pupils();
        return new SchoolGap(
                gaps,
                known || any ? lacking : Double.NaN,
                known ? cost : Double.NaN,
                any ? perPupil : Double.NaN,
                verdict.compliant(),
                null,
                new Reasons(reasons));
    }

    /** What one indicator asks of a school. */
    private record Need(
            int place,
            StandardIndicator indicator,
            double threshold,
            double floorShare,
            double required,
            double toThreshold,
            double toFloor,
            double unitCost) {

        /** What is saved by staying at the floor. */
        double saving() {
            return unitCost * (toThreshold - toFloor);
        }
    }

    private List<Need> needs(SchoolFigures school) {
        double floorShare = standard.rule() == null ? 1 : standard.rule().floorShare();
        List<Need> needs = new ArrayList<>();
        for (int j = 0; j < standard.indicators().size(); j++) {
            StandardIndicator indicator = standard.indicators().get(j);
            double threshold = indicator.threshold(school.stage());
            if (Double.isNaN(threshold)) {
                continue;
            }
            Resource resource = indicator.resource();
            double amount = resource.amount(school.values()[j], school.pupils());
            double required = resource.amount(threshold, school.pupils());
            needs.add(new Need(
                    j,
                    indicator,
                    threshold,
                    floorShare,
                    required,
                    lack(required, amount, resource.whole()),
                    lack(floorShare * required, amount, resource.whole()),
                    unitCosts == null ? 1 / required : unitCosts[j]));
        }
        return needs;
    }

    private static double lack(double required, double amount, boolean whole) {
        double lack = required - amount;
        double rounding = ROUNDING * required;
        if (lack <= rounding) {
            return 0;
        }
        return whole ? Math.ceil(lack - rounding) : lack;
    }

    /** The indicators that stay at the floor: as many as may, those that save most by it. */
    private Set<Need> atFloor(List<Need> needs) {
        int free = needs.size() - standard.rule().minMet();
        return new HashSet<>(needs.stream()
                .filter(need -> need.saving() > 0)
                .sorted(Comparator.comparingDouble(Need::saving).reversed())
                .limit(Math.max(0, free))
                .toList());
    }

    private static Label title(Need need) {
        return need.indicator.resource().title();
    }

    private static Message toThreshold(Need need, double gap) {
        return Message.of(
                "planning.gap.threshold", "what", title(need), "amount", amount(need, gap), "level", level(need));
    }

    private static Message toFloor(Need need) {
        return need.toFloor > 0
                ? Message.of(
                        "planning.gap.floor",
                        "what",
                        title(need),
                        "amount",
                        amount(need, need.toFloor),
                        "floor",
                        Rounded.percent(need.floorShare),
                        "level",
                        level(need),
                        "spared",
                        amount(need, need.toThreshold))
                : Message.of(
                        "planning.gap.stays",
                        "what",
                        title(need),
                        "floor",
                        Rounded.percent(need.floorShare),
                        "level",
                        level(need),
                        "spared",
                        amount(need, need.toThreshold));
    }

    private static Object amount(Need need, double amount) {
        return quantity(amount, need.indicator.resource().unit());
    }

    private static Message level(Need need) {
        Resource resource = need.indicator.resource();
        Object value = quantity(need.threshold, resource.unit());
        return resource.per() == 1
                ? Message.of("planning.level.one", "value", value)
                : Message.of("planning.level", "value", value, "per", resource.per());
    }

    private static Object quantity(double value, Label unit) {
        return unit == null
                ? Rounded.of(value)
                : Message.of("standards.quantity", "value", Rounded.of(value), "unit", unit);
    }
}
