package org.edubalance.standards;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.edubalance.balance.Distribution;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;

/**
 * Applies a standard to schools and to regions, and says why.
 *
 * <p>A school's indicator is met if value ≥ threshold, and misses the floor if value < floorShare · threshold. A school
 * complies if it meets at least {@code minMet} indicators and none misses the floor. A missing value counts as not met
 * and below the floor: it is never to a school's advantage. A school without pupils has no values per pupil.
 *
 * <p>A region is balanced if every counted school complies and the coefficients of variation between the counted
 * schools keep the standard's limit. The coefficients are weighted by pupils, as the official method does:
 * CV = √(Σ P_i/P (x_i − x̄)²) / x̄ with x̄ = Σ P_i x_i / P. Where values or pupils are missing, the CV is that of the
 * other schools, and the region cannot be found balanced.
 *
 * <p>Instances are immutable and may be shared.
 */
public final class Assessor {

    /**
     * Relative tolerance of comparisons: a quotient such as 31.5 / 7 may fall a few units in the last place short of the
     * threshold that it equals on paper.
     */
    private static final double ROUNDING = 1e-9;

    private final Standard standard;

    /** What the standard sets for its stages, indicator by indicator. */
    private final Map<Stage, Required[]> required = new HashMap<>();

    /** A threshold, and how reasons write it. */
    private record Required(double threshold, Object written) {

        static Required of(StandardIndicator indicator, Stage stage) {
            double threshold = indicator.threshold(stage);
            return new Required(threshold, Double.isNaN(threshold) ? null : quantity(Rounded.of(threshold), indicator));
        }
    }

    public Assessor(Standard standard) {
        this.standard = standard;
        for (Stage stage : standard.stages()) {
            required.put(stage, required(stage));
        }
    }

    private Required[] required(Stage stage) {
        Required[] known = required.get(stage);
        return known != null
                ? known
                : standard.indicators().stream()
                        .map(indicator -> Required.of(indicator, stage))
                        .toArray(Required[]::new);
    }

    /** The verdict on a school. */
    public SchoolVerdict assess(SchoolFigures school) {
        return assess(school, true);
    }

    /** @param reasoned whether the reasons are wanted, which take longer than the verdict */
    private SchoolVerdict assess(SchoolFigures school, boolean reasoned) {
        List<StandardIndicator> indicators = standard.indicators();
        SchoolRule rule = standard.rule();
        Required[] thresholds = required(school.stage());
        boolean judged = rule != null && standard.stages().contains(school.stage());
        double[] ratios = new double[indicators.size()];
        List<Message> reasons = new ArrayList<>();
        int met = 0;
        int belowFloor = 0;
        for (int j = 0; j < ratios.length; j++) {
            StandardIndicator indicator = indicators.get(j);
            double value = school.values()[j];
            double threshold = thresholds[j].threshold;
            ratios[j] = value / threshold;
            if (Double.isNaN(value)) {
                if (reasoned && school.hasPupils()) {
                    reasons.add(Message.of("standards.reason.noValue", "indicator", indicator.title()));
                }
                belowFloor += Double.isNaN(threshold) ? 0 : 1;
            } else if (!Double.isNaN(threshold)) {
                if (atLeast(value, threshold)) {
                    met++;
                } else {
                    boolean below = judged && !atLeast(value, rule.floorShare() * threshold);
                    belowFloor += below ? 1 : 0;
                    if (reasoned) {
                        Message shortfall = shortfall(indicator, value, thresholds[j]);
                        reasons.add(below ? belowFloor(shortfall, rule) : shortfall);
                    }
                }
            }
        }
        if (!school.hasPupils()) {
            reasons.add(Message.of("standards.reason.noPupils"));
        }
        if (standard.exclusions().mightExclude(school)) {
            reasons.add(Message.of("standards.reason.noType", "pupils", school.pupils()));
        }
        Message excluded = exclusion(school);
        Boolean compliant = judged && excluded == null ? met >= rule.minMet() && belowFloor == 0 : null;
        return new SchoolVerdict(
                judged ? met : null, judged ? belowFloor : null, compliant, excluded, ratios, new Reasons(reasons));
    }

    private static Message shortfall(StandardIndicator indicator, double value, Required required) {
        return Message.of(
                "standards.reason.shortfall",
                "indicator",
                indicator.title(),
                "value",
                quantity(Rounded.of(value, required.threshold), indicator),
                "required",
                required.written,
                "under",
                Rounded.percent(1 - value / required.threshold));
    }

    private static Message belowFloor(Message shortfall, SchoolRule rule) {
        return Message.of(
                "standards.reason.belowFloor", "shortfall", shortfall, "floor", Rounded.percent(rule.floorShare()));
    }

    static Object quantity(Number value, StandardIndicator indicator) {
        return indicator.unit() == null
                ? value
                : Message.of("standards.quantity", "value", value, "unit", indicator.unit());
    }

    /** The cause for which a school is not counted, or null. */
    Message exclusion(SchoolFigures school) {
        Exclusions exclusions = standard.exclusions();
        if (!standard.stages().contains(school.stage())) {
            return Message.of(
                    "standards.excluded.stage", "stage", school.stage().title(), "standard", standard.id());
        }
        if (exclusions.excludesType(school.type())) {
            return Message.of("standards.excluded.type", "type", school.type());
        }
        if (exclusions.excludesSize(school)) {
            return Message.of(
                    "standards.excluded.teachingPoint",
                    "pupils",
                    Rounded.of(school.pupils(), exclusions.minPupils()),
                    "limit",
                    Rounded.of(exclusions.minPupils()));
        }
        return null;
    }

    /** The verdict on a region, from its schools of one stage. */
    public RegionVerdict assess(Stage stage, List<SchoolFigures> schools) {
        RegionTally tally = tally();
        List<SchoolFigures> weighted = new ArrayList<>();
        for (SchoolFigures school : schools) {
            if (!school.stage().equals(stage)) {
                throw new IllegalStateException(school.name() + " is of stage " + school.stage() + ", not " + stage);
            }
            SchoolVerdict verdict = assess(school, tally.namesMore());
            add(tally, school, verdict);
            if (verdict.excluded() == null && school.hasPupils()) {
                weighted.add(school);
            }
        }
        double[] cvs = new double[standard.indicators().size()];
        for (int j = 0; j < cvs.length; j++) {
            cvs[j] = cv(weighted, j);
        }
        return assess(stage, tally, cvs);
    }

    /** An empty tally of schools. */
    public RegionTally tally() {
        return new RegionTally(standard.indicators().size());
    }

    /** Adds a school to a tally, with the verdict on it. */
    public void add(RegionTally tally, SchoolFigures school, SchoolVerdict verdict) {
        tally.add(school, verdict, standard.exclusions().mightExclude(school));
    }

    /** The verdict on a region, from the tally of its schools of one stage. */
    public RegionVerdict assess(Stage stage, RegionTally tally) {
        return assess(stage, tally, tally.coefficientsOfVariation());
    }

    private RegionVerdict assess(Stage stage, RegionTally tally, double[] cvs) {
        int counted = Math.toIntExact(tally.counted());
        int failing = Math.toIntExact(tally.failing());
        Integer compliant = standard.rule() == null ? null : counted - failing;
        Reasons excluded = new Reasons(tally.excluded());
        if (counted == 0) {
            Arrays.fill(cvs, Double.NaN);
            Reasons none = new Reasons(List.of(Message.of("standards.reason.noSchool")));
            return new RegionVerdict(0, compliant, cvs, Double.NaN, null, 0, excluded, none);
        }
        List<Message> reasons = new ArrayList<>();
        boolean balanced = true;
        if (standard.rule() != null) {
            balanced = failing == 0;
            reasons.addAll(schoolReasons(stage, tally));
        }
        if (tally.leftOut() > 0) {
            balanced = false;
            reasons.add(Message.of("standards.reason.leftOut", "count", tally.leftOut()));
        }
        if (tally.unweighted().count() > 0) {
            balanced = false;
            reasons.add(
                    withoutPupils(tally.unweighted().count(), tally.unweighted().first()));
        }
        if (tally.untyped().count() > 0) {
            reasons.add(withoutType(tally.untyped().count(), tally.untyped().first()));
        }
        double sum = 0;
        int defined = 0;
        for (int j = 0; j < cvs.length; j++) {
            StandardIndicator indicator = standard.indicators().get(j);
            RegionTally.Names without = tally.without(j);
            if (without.count() > 0) {
                balanced = false;
                reasons.add(Message.of(
                        "standards.reason.valuesMissing",
                        "indicator",
                        indicator.title(),
                        "missing",
                        without.count(),
                        "schools",
                        without.first()));
            }
            if (!Double.isNaN(cvs[j])) {
                sum += cvs[j];
                defined++;
            } else if (without.count() < tally.withPupils()) {
                balanced = false;
                reasons.add(Message.of("standards.reason.cvUndefined", "indicator", indicator.title()));
            }
        }
        double cv = defined == 0 ? Double.NaN : sum / defined;
        if (counted == 1) {
            reasons.add(Message.of("standards.reason.oneSchool"));
        } else {
            balanced &= keepsLimit(stage, cvs, cv, reasons);
        }
        return new RegionVerdict(
                counted,
                compliant,
                cvs,
                cv,
                balanced,
                Math.toIntExact(tally.missing()),
                excluded,
                new Reasons(reasons));
    }

    private List<Message> schoolReasons(Stage stage, RegionTally tally) {
        long failing = tally.failing();
        long schools = tally.counted();
        if (failing == 0) {
            int thresholds = (int) standard.indicators().stream()
                    .filter(indicator -> !Double.isNaN(indicator.threshold(stage)))
                    .count();
            return List.of(Message.of(
                    "standards.reason.everySchool",
                    "schools",
                    schools,
                    "minMet",
                    standard.rule().minMet(),
                    "indicators",
                    thresholds,
                    "floor",
                    Rounded.percent(standard.rule().floorShare())));
        }
        List<Message> reasons = new ArrayList<>();
        reasons.add(Message.of("standards.reason.schoolsFail", "failing", failing, "schools", schools));
        reasons.addAll(tally.firstFailing());
        if (failing > RegionTally.NAMED_IN_FULL) {
            reasons.add(Message.of("standards.reason.more", "more", failing - RegionTally.NAMED_IN_FULL));
        }
        return reasons;
    }

    private boolean keepsLimit(Stage stage, double[] cvs, double cv, List<Message> reasons) {
        CvLimit cvLimit = standard.cvLimit();
        double limit = cvLimit == null ? Double.NaN : cvLimit.limit(stage);
        if (Double.isNaN(limit)) {
            return true;
        }
        if (cvLimit.basis() == CvLimit.Basis.COMPREHENSIVE) {
            boolean within = atLeast(limit, cv);
            if (!Double.isNaN(cv)) {
                Message all = Message.of("standards.reason.allIndicators");
                reasons.add(within ? cvWithin(all, cv, limit) : cvOver(all, cv, limit));
            }
            return within;
        }
        int highest = -1;
        boolean within = true;
        for (int j = 0; j < cvs.length; j++) {
            if (Double.isNaN(cvs[j])) {
                continue;
            }
            if (!atLeast(limit, cvs[j])) {
                within = false;
                reasons.add(cvOver(standard.indicators().get(j).title(), cvs[j], limit));
            }
            if (highest < 0 || cvs[j] > cvs[highest]) {
                highest = j;
            }
        }
        if (within && highest >= 0) {
            reasons.add(Message.of(
                    "standards.reason.everyCvWithin",
                    "limit",
                    Rounded.of(limit),
                    "cv",
                    Rounded.of(cvs[highest], limit),
                    "indicator",
                    standard.indicators().get(highest).title()));
        }
        return within;
    }

    /** That schools without pupils, of these names, are in no coefficient. */
    static Message withoutPupils(long count, List<String> schools) {
        return Message.of("standards.reason.withoutPupils", "count", count, "schools", schools);
    }

    /** That schools of these names are counted which may be teaching points. */
    Message withoutType(long count, List<String> schools) {
        return Message.of(
                "standards.reason.withoutType",
                "count",
                count,
                "limit",
                Rounded.of(standard.exclusions().minPupils()),
                "schools",
                schools);
    }

    static List<String> namesOf(List<SchoolFigures> schools, Predicate<SchoolFigures> which) {
        return schools.stream().filter(which).map(SchoolFigures::name).toList();
    }

    private static Message cvOver(Localized what, double cv, double limit) {
        return Message.of(
                "standards.reason.cvOver", "what", what, "cv", Rounded.of(cv, limit), "limit", Rounded.of(limit));
    }

    private static Message cvWithin(Localized what, double cv, double limit) {
        return Message.of(
                "standards.reason.cvWithin", "what", what, "cv", Rounded.of(cv, limit), "limit", Rounded.of(limit));
    }

    /** The pupil-weighted CV of indicator j over the schools that have a value. */
    private static double cv(List<SchoolFigures> schools, int j) {
        double[] values = new double[schools.size()];
        double[] pupils = new double[schools.size()];
        double highest = 0;
        int n = 0;
        for (SchoolFigures school : schools) {
            double value = school.values()[j];
            if (!Double.isNaN(value)) {
                values[n] = value;
                pupils[n++] = school.pupils();
                highest = Math.max(highest, value);
            }
        }
        return highest == 0
                ? Double.NaN
                : Distribution.of(Arrays.copyOf(values, n), Arrays.copyOf(pupils, n))
                        .coefficientOfVariation();
    }

    private static boolean atLeast(double value, double limit) {
        return value >= limit - ROUNDING * Math.abs(limit);
    }
}
