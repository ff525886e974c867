package org.edubalance.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.standards.Aspect;
import org.edubalance.standards.Assessor;
import org.edubalance.standards.Condition;
import org.edubalance.standards.Item;
import org.edubalance.standards.Reasons;
import org.edubalance.standards.RegionVerdict;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.standards.Scope;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;

/**
 * Holds a county against all aspects of a standard.
 *
 * <p>An item of schools is met when every counted school meets it, one of the county when its figures do, and what is not
 * known counts as not known, never as met: an item is met, failed, or not known; a failed part fails it whatever is not
 * known besides. An aspect, and the whole, is met when all of it is, failed when a part is, and else not known. Where
 * items are indicators, their aspect is met when the standard's whole rule is, as {@link Assessor} finds for the schools of
 * each stage, since the rule may let a school stay at the floor in one of them.
 */
public final class CountyAssessor {

    private final Standard standard;
    private final Assessor assessor;

    public CountyAssessor(Standard standard) {
        this.standard = standard;
        this.assessor = new Assessor(standard);
    }

    /** All verdicts: item by item with their aspect behind them, and the whole last. */
    public List<ItemVerdict> assess(County county) {
        List<County.School> counted = county.schools().stream()
                .filter(school -> assessor.assess(school.figures()).excluded() == null)
                .toList();
        List<ItemVerdict> verdicts = new ArrayList<>();
        List<ItemVerdict> aspects = new ArrayList<>();
        for (Aspect aspect : standard.aspects()) {
            List<ItemVerdict> items = new ArrayList<>();
            for (Item item : aspect.items()) {
                items.add(assess(aspect, item, county, counted));
            }
            verdicts.addAll(items);
            ItemVerdict whole = whole(aspect, items, county);
            verdicts.add(whole);
            aspects.add(whole);
        }
        Boolean all = all(aspects.stream().map(ItemVerdict::met).toList());
        verdicts.add(together(ItemVerdict.ALL, standard.title(), aspects, all, List.of()));
        return verdicts;
    }

    private ItemVerdict assess(Aspect aspect, Item item, County county, List<County.School> counted) {
        if (item.indicator() != null) {
            return new IndicatorItem(standard, item).assess(aspect, counted);
        }
        List<Condition> conditions = item.filled();
        ItemTexts texts = new ItemTexts(conditions);
        for (Scope scope : item.scopes()) {
            ItemVerdict verdict =
                    switch (scope) {
                        case SCHOOL -> ofSchools(aspect, item, conditions, texts, county, counted);
                        case COUNTY -> ofCounty(aspect, item, conditions, texts, county);
                        case SURVEY -> ofSurvey(aspect, item, conditions.get(0), texts, county);
                    };
            if (verdict != null) {
                return verdict.saying(county.understood().getOrDefault(item.id(), List.of()));
            }
        }
        return verdict(aspect, item, null, texts.target(), null, null, null, null, notKnown(item, county));
    }

    private List<Message> notKnown(Item item, County county) {
        List<Message> why = new ArrayList<>(county.notKnown().getOrDefault(item.id(), List.of()));
        if (item.scopes().contains(Scope.SURVEY) && county.satisfaction() == null) {
            why.add(Message.of("planning.unknown.survey"));
        }
        if (item.scopes().contains(Scope.COUNTY) && county.figures() == null) {
            why.add(Message.of("planning.unknown.county"));
        }
        if (why.isEmpty()) {
            why.add(Message.of("planning.unknown.value"));
        }
        return why;
    }

    private ItemVerdict ofSchools(
            Aspect aspect,
            Item item,
            List<Condition> conditions,
            ItemTexts texts,
            County county,
            List<County.School> counted) {
        SchoolTally tally = new SchoolTally();
        for (County.School school : counted) {
            if (item.stages().contains(school.figures().stage())) {
                List<Figure> figures = school.items().get(item.id());
                tally.add(
                        school.figures().name(),
                        keeps(conditions, figures, school.figures().stage()),
                        texts.failing(figures, school.figures().stage()));
            }
        }
        if (tally.nothingKnown() && (item.scopes().size() > 1 || tally.schools() == 0)) {
            return null;
        }
        List<Message> reasons = new ArrayList<>(tally.reasons());
        if (tally.unknown() > 0) {
            reasons.addAll(county.notKnown().getOrDefault(item.id(), List.of()));
        }
        return verdict(
                aspect,
                item,
                tally.value(),
                texts.target(),
                tally.met(),
                tally.schools(),
                tally.failing(),
                tally.unknown(),
                reasons);
    }

    private static ItemVerdict ofCounty(
            Aspect aspect, Item item, List<Condition> conditions, ItemTexts texts, County county) {
        List<Figure> figures =
                county.figures() == null ? null : county.figures().get(item.id());
        if (figures == null || figures.stream().allMatch(figure -> Double.isNaN(figure.value()))) {
            return null;
        }
        Boolean met = keeps(conditions, figures, null);
        List<Message> reasons = new ArrayList<>(texts.shortfalls(figures));
        List<Message> unknown = texts.unknown(figures);
        reasons.addAll(unknown);
        if (!unknown.isEmpty()) {
            reasons.addAll(county.notKnown().getOrDefault(item.id(), List.of()));
        }
        return verdict(aspect, item, texts.value(figures), texts.target(figures), met, null, null, null, reasons);
    }

    private static ItemVerdict ofSurvey(Aspect aspect, Item item, Condition condition, ItemTexts texts, County county) {
        if (county.satisfaction() == null || county.satisfaction().n() == 0) {
            return null;
        }
        double rate = county.satisfaction().rate();
        double target = condition.target().number();
        Figure figure = new Figure(rate, target, null, Double.NaN);
        Message answers = Message.of(
                "planning.reason.answers",
                "n",
                county.satisfaction().n(),
                "low",
                ItemTexts.percent(county.satisfaction().low()),
                "high",
                ItemTexts.percent(county.satisfaction().high()));
        return verdict(
                aspect,
                item,
                texts.value(List.of(figure)),
                texts.target(),
                condition.comparison().keeps(rate, target),
                null,
                null,
                null,
                List.of(answers));
    }

    /** Whether all conditions are kept; those without a target at a stage ask nothing of it. */
    private static Boolean keeps(List<Condition> conditions, List<Figure> figures, Stage stageOrNull) {
        List<Boolean> kept = new ArrayList<>();
        for (int c = 0; c < conditions.size(); c++) {
            if (ItemTexts.asks(conditions.get(c), stageOrNull)) {
                kept.add(figures.get(c).keeps(conditions.get(c), stageOrNull));
            }
        }
        return all(kept);
    }

    /** True where all are, false where one is, else null. */
    static Boolean all(List<Boolean> parts) {
        if (parts.contains(false)) {
            return false;
        }
        return parts.stream().anyMatch(Objects::isNull) ? null : true;
    }

    static ItemVerdict verdict(
            Aspect aspect,
            Item item,
            Localized value,
            Localized target,
            Boolean met,
            Integer schools,
            Integer failing,
            Integer unknown,
            List<Message> reasons) {
        List<Message> said = new ArrayList<>(reasons);
        if (item.veto() && Boolean.FALSE.equals(met)) {
            said.add(0, Message.of("planning.reason.veto"));
        }
        return new ItemVerdict(
                aspect.id(),
                item.id(),
                item.title(),
                value,
                target,
                met,
                item.veto(),
                item.source(),
                schools,
                failing,
                unknown,
                new Reasons(said));
    }

    private ItemVerdict whole(Aspect aspect, List<ItemVerdict> items, County county) {
        List<Boolean> parts = new ArrayList<>();
        List<Message> reasons = new ArrayList<>();
        boolean ruled = aspect.items().stream().anyMatch(item -> item.indicator() != null);
        if (ruled) {
            Map<Stage, List<SchoolFigures>> stages = new TreeMap<>();
            county.schools()
                    .forEach(school -> stages.computeIfAbsent(school.figures().stage(), stage -> new ArrayList<>())
                            .add(school.figures()));
            stages.keySet().retainAll(standard.stages());
            stages.forEach((stage, schools) -> {
                RegionVerdict verdict = assessor.assess(stage, schools);
                parts.add(verdict.balanced());
                reasons.add(Message.of("planning.reason.stage", "stage", stage.title(), "reasons", verdict.reasons()));
            });
            if (stages.isEmpty()) {
                parts.add(null);
            }
        }
        for (int i = 0; i < items.size(); i++) {
            if (aspect.items().get(i).indicator() == null) {
                parts.add(items.get(i).met());
            }
        }
        return together(aspect.id(), aspect.title(), items, all(parts), reasons);
    }

    /** A verdict with the parts that it is of. */
    private static ItemVerdict together(
            String aspect, Localized title, List<ItemVerdict> parts, Boolean met, List<Message> reasons) {
        long kept =
                parts.stream().filter(part -> Boolean.TRUE.equals(part.met())).count();
        List<Localized> failed = parts.stream()
                .filter(part -> Boolean.FALSE.equals(part.met()))
                .map(CountyAssessor::quoted)
                .toList();
        List<Localized> unknown = parts.stream()
                .filter(part -> part.met() == null)
                .map(CountyAssessor::quoted)
                .toList();
        List<Message> said = new ArrayList<>(reasons);
        if (!failed.isEmpty()) {
            said.add(Message.of("planning.reason.failed", "items", failed));
        }
        if (!unknown.isEmpty()) {
            said.add(Message.of("planning.reason.unknown", "items", unknown));
        }
        return new ItemVerdict(
                aspect,
                ItemVerdict.ALL,
                title,
                Message.of(
                        "planning.summary",
                        "met",
                        kept,
                        "all",
                        parts.size(),
                        "failed",
                        failed.size(),
                        "unknown",
                        unknown.size()),
                null,
                met,
                false,
                null,
                null,
                null,
                null,
                new Reasons(said));
    }

    private static Localized quoted(ItemVerdict verdict) {
        return Message.of("planning.quoted", "title", verdict.title());
    }
}
