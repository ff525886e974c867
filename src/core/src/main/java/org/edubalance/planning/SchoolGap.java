package org.edubalance.planning;

import org.edubalance.messages.Message;
import org.edubalance.standards.Reasons;

/**
 * What a school lacks to reach a goal.
 *
 * @param gaps the amount that lacks per indicator, in the resource's own unit; NaN where that is not known, the indicator
 *     has no threshold at the school's stage, or the school is not counted
 * @param lacking Σ gap_j / (t_j P / per_j): the known gaps as shares of what the thresholds ask for; NaN without any
 * @param cost Σ u_j gap_j; NaN without unit costs or where a gap is not known
 * @param urgency what schools are set in order by, per pupil: cost / P, or {@code lacking} without unit costs; of the
 *     known gaps only; NaN where nothing is known to lack
 * @param compliant whether the school complies as it is, as its verdict says
 * @param excluded why the school is not counted, null if it is
 * @param reasons the gaps in words
 */
public record SchoolGap(
        double[] gaps,
        double lacking,
        double cost,
        double urgency,
        Boolean compliant,
        Message excluded,
        Reasons reasons) {}
