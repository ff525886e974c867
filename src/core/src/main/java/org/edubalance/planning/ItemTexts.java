package org.edubalance.planning;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.standards.Condition;
import org.edubalance.standards.Reasons;
import org.edubalance.standards.Rounded;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Target;

/** What the conditions of an item ask for and what is so, in words. */
final class ItemTexts {

    private final List<Condition> conditions;

    ItemTexts(List<Condition> conditions) {
        this.conditions = conditions;
    }

    /** Whether a condition asks anything of schools of a stage. */
    static boolean asks(Condition condition, Stage stageOrNull) {
        return condition.target().perStage().isEmpty()
                || condition.target().perStage().containsKey(stageOrNull);
    }

    /** What is asked for. */
    Reasons target() {
        return target(conditions.stream().map(condition -> Figure.UNKNOWN).toList());
    }

    /** What is asked for, with what is known of targets that are figures themselves. */
    Reasons target(List<Figure> figures) {
        List<Message> parts = new ArrayList<>();
        for (int c = 0; c < conditions.size(); c++) {
            Condition condition = conditions.get(c);
            Message target =
                    target(condition, condition.target(), figures.get(c).target());
            if (condition.exception() != null) {
                target = Message.of(
                        "planning.target.exception",
                        "target",
                        target,
                        "what",
                        condition.exception().title(),
                        "other",
                        target(
                                condition,
                                condition.exception().target(),
                                figures.get(c).exceptionTarget()));
            }
            parts.add(titled(condition, target));
        }
        return new Reasons(parts);
    }

    private static Message target(Condition condition, Target target, double known) {
        if (!target.perStage().isEmpty()) {
            List<Message> stages = new ArrayList<>();
            for (Stage stage : Stage.values()) {
                if (target.perStage().containsKey(stage)) {
                    Object value = shown(condition, target.perStage().get(stage));
                    stages.add(Message.of("planning.part", "title", stage.title(), "text", compared(condition, value)));
                }
            }
            return Message.of("planning.parts", "parts", stages);
        }
        double number = number(target.expression(), known);
        return compared(condition, Double.isNaN(number) ? target.expression() : shown(condition, number));
    }

    private static double number(String expression, double otherwise) {
        try {
            return Double.parseDouble(expression);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Message compared(Condition condition, Object value) {
        return Message.of("planning.target." + condition.comparison(), "value", value);
    }

    /** What is so. */
    Reasons value(List<Figure> figures) {
        List<Message> parts = new ArrayList<>();
        for (int c = 0; c < conditions.size(); c++) {
            double value = figures.get(c).value();
            if (!Double.isNaN(value)) {
                parts.add(titled(conditions.get(c), shown(conditions.get(c), value)));
            }
        }
        return new Reasons(parts);
    }

    /** What a school has that does not keep its conditions. */
    Reasons failing(List<Figure> figures, Stage stage) {
        List<Message> parts = new ArrayList<>();
        for (int c = 0; c < conditions.size(); c++) {
            Condition condition = conditions.get(c);
            if (asks(condition, stage) && Boolean.FALSE.equals(figures.get(c).keeps(condition, stage))) {
                parts.add(titled(condition, shown(condition, figures.get(c).value())));
            }
        }
        return new Reasons(parts);
    }

    /** The conditions that figures of a county do not keep. */
    List<Message> shortfalls(List<Figure> figures) {
        List<Message> parts = new ArrayList<>();
        for (int c = 0; c < conditions.size(); c++) {
            Condition condition = conditions.get(c);
            if (Boolean.FALSE.equals(figures.get(c).keeps(condition, null))) {
                parts.add(titled(
                        condition,
                        Message.of(
                                "planning.reason.shortfall",
                                "value",
                                shown(condition, figures.get(c).value()),
                                "target",
                                target(
                                        condition,
                                        condition.target(),
                                        figures.get(c).target()))));
            }
        }
        return parts;
    }

    /** The conditions of which it is not known whether figures of a county keep them. */
    List<Message> unknown(List<Figure> figures) {
        List<Message> parts = new ArrayList<>();
        for (int c = 0; c < conditions.size(); c++) {
            Condition condition = conditions.get(c);
            if (figures.get(c).keeps(condition, null) == null) {
                boolean value = Double.isNaN(figures.get(c).value());
                parts.add(titled(condition, Message.of(value ? "planning.unknown.value" : "planning.unknown.target")));
            }
        }
        return parts;
    }

    private static Message titled(Condition condition, Localized text) {
        return condition.title() == null
                ? Message.of("planning.number", "value", text)
                : Message.of("planning.part", "title", condition.title(), "text", text);
    }

    private static Message shown(Condition condition, double value) {
        return switch (condition.kind()) {
            case YES_NO -> Message.of(value == 1 ? "planning.yes" : "planning.no");
            case SHARE -> Message.of("planning.percent", "percent", percent(value));
            case NUMBER ->
                condition.unit() == null
                        ? Message.of("planning.number", "value", Rounded.of(value))
                        : Message.of("standards.quantity", "value", Rounded.of(value), "unit", condition.unit());
        };
    }

    /** A share in percent, with up to two decimals. */
    static BigDecimal percent(double share) {
        return Rounded.of(100 * share);
    }
}
