package org.edubalance.planning;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Message;
import org.edubalance.standards.Aspect;
import org.edubalance.standards.Comparison;
import org.edubalance.standards.Item;
import org.edubalance.standards.Reasons;
import org.edubalance.standards.Rounded;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;

/** An item that is an indicator of the standard: met when every counted school reaches its threshold. */
final class IndicatorItem {

    private final Item item;
    private final StandardIndicator indicator;
    private final int place;

    IndicatorItem(Standard standard, Item item) {
        this.item = item;
        List<String> ids =
                standard.indicators().stream().map(StandardIndicator::id).toList();
        place = ids.indexOf(item.indicator());
        indicator = standard.indicators().get(place);
    }

    ItemVerdict assess(Aspect aspect, List<County.School> counted) {
        SchoolTally tally = new SchoolTally();
        for (County.School school : counted) {
            Stage stage = school.figures().stage();
            double threshold = indicator.threshold(stage);
            if (item.stages().contains(stage) && !Double.isNaN(threshold)) {
                double value = school.figures().values()[place];
                Boolean meets = school.figures().hasPupils() ? Comparison.AT_LEAST.keeps(value, threshold) : null;
                tally.add(
                        school.figures().name(),
                        meets,
                        Boolean.FALSE.equals(meets) ? quantity(value, threshold) : null);
            }
        }
        List<Message> reasons =
                tally.schools() == 0 ? List.of(Message.of("standards.reason.noSchool")) : tally.reasons();
        return CountyAssessor.verdict(
                aspect,
                item,
                tally.value(),
                target(),
                tally.met(),
                tally.schools(),
                tally.failing(),
                tally.unknown(),
                reasons);
    }

    private Reasons target() {
        List<Message> targets = new ArrayList<>();
        indicator
                .thresholds()
                .forEach((stage, threshold) -> targets.add(Message.of(
                        "planning.part",
                        "title",
                        stage.title(),
                        "text",
                        Message.of("planning.target.AT_LEAST", "value", quantity(threshold, threshold)))));
        return new Reasons(targets);
    }

    private Message quantity(double value, double threshold) {
        Object number = value == threshold ? Rounded.of(value) : Rounded.of(value, threshold);
        return indicator.unit() == null
                ? Message.of("planning.number", "value", number)
                : Message.of("standards.quantity", "value", number, "unit", indicator.unit());
    }
}
