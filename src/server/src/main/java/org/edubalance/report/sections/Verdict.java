package org.edubalance.report.sections;

import java.util.Collection;
import java.util.List;
import org.edubalance.messages.Message;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.RegionResult;
import org.edubalance.report.analysis.SchoolResult;
import org.edubalance.report.analysis.StageResults;
import org.edubalance.report.page.Tone;
import org.edubalance.standards.SchoolRule;
import org.edubalance.standards.StandardIndicator;

/**
 * A verdict as a traffic light with words. What fails for certain is bad, whatever else is missing; what nothing fails in,
 * but some of it is not known, is open, never good.
 */
record Verdict(Tone tone, Message words) {

    /** The verdict on a stage of a region: every school's rule, and the coefficients of variation. */
    static Verdict of(Analysis analysis, StageResults stage, String region) {
        RegionResult result = stage.regions().stream()
                .filter(each -> each.key().equals(region))
                .findFirst()
                .orElse(null);
        if (result == null) {
            return new Verdict(Tone.PLAIN, Message.of("report.verdict.absent"));
        }
        if (result.balanced() == null) {
            return new Verdict(Tone.UNKNOWN, Message.of("report.verdict.uncounted"));
        }
        if (result.balanced()) {
            return new Verdict(
                    Tone.GOOD,
                    result.schools() == 1
                            ? Message.of("report.verdict.met.single")
                            : Message.of("report.verdict.met", "n", result.schools()));
        }
        long failing = stage.counted(region).stream()
                .filter(school -> fails(analysis, school))
                .count();
        long over = over(analysis, stage, result);
        if (failing == 0 && over == 0) {
            return new Verdict(Tone.PARTLY, Message.of("report.verdict.open", "n", result.missing()));
        }
        if (over == 0) {
            return new Verdict(
                    Tone.BAD, Message.of("report.verdict.schools", "failing", failing, "schools", result.schools()));
        }
        if (failing == 0) {
            return new Verdict(Tone.BAD, Message.of("report.verdict.cvs", "over", over));
        }
        return new Verdict(
                Tone.BAD,
                Message.of("report.verdict.both", "failing", failing, "schools", result.schools(), "over", over));
    }

    private static long over(Analysis analysis, StageResults stage, RegionResult region) {
        double limit = analysis.limit(stage.stage());
        if (region.schools() < 2) {
            return 0;
        }
        return analysis.eachLimited() ? region.over(limit) : region.cv() > limit ? 1 : 0;
    }

    /** Whether a school cannot comply, whatever its missing values are. */
    static boolean fails(Analysis analysis, SchoolResult school) {
        SchoolRule rule = analysis.standard().rule();
        if (rule == null || !Boolean.FALSE.equals(school.compliant())) {
            return false;
        }
        long missed = analysis.standard().indicators().stream()
                .map(StandardIndicator::id)
                .filter(school::misses)
                .count();
        long judged = analysis.standard().indicators().stream()
                .filter(indicator -> !Double.isNaN(indicator.threshold(school.stage())))
                .count();
        return school.below(rule.floorShare()) > 0 || judged - missed < rule.minMet();
    }

    /** The verdict on a whole from those on its parts, of which those that are plain don't count. */
    static Tone overall(Collection<Verdict> parts) {
        List<Tone> tones = parts.stream()
                .map(Verdict::tone)
                .filter(tone -> tone != Tone.PLAIN)
                .toList();
        if (tones.contains(Tone.BAD)) {
            return Tone.BAD;
        }
        if (tones.contains(Tone.GOOD) || tones.contains(Tone.PARTLY)) {
            return tones.contains(Tone.PARTLY) || tones.contains(Tone.UNKNOWN) ? Tone.PARTLY : Tone.GOOD;
        }
        return Tone.UNKNOWN;
    }

    /** A verdict in a word. */
    static Message word(Tone tone) {
        return Message.of("report.tone." + tone.style());
    }
}
