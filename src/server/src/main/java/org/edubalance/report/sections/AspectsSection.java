package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.report.analysis.ItemResult;
import org.edubalance.report.analysis.Planning;
import org.edubalance.report.page.Table;
import org.edubalance.report.page.Tone;
import org.edubalance.standards.Aspect;
import org.edubalance.standards.Standard;

/** All aspects of the standard: each item's state in each region, then what is not met with figures and source. */
final class AspectsSection {

    /** As many regions as fit beside each other on a page. */
    private static final int ACROSS = 8;

    private final Page page;
    private final Planning planning;
    private final List<String> regions;

    private AspectsSection(Page page) {
        this.page = page;
        this.planning = page.analysis().planning();
        Set<String> told = new LinkedHashSet<>();
        planning.items().forEach(item -> told.add(item.region()));
        this.regions =
                page.analysis().regions().keys().stream().filter(told::contains).toList();
    }

    static void write(Page page) {
        if (!page.analysis().planning().items().isEmpty()) {
            new AspectsSection(page).write();
        }
    }

    private void write() {
        page.chapter(page.text("report.aspects"));
        page.paragraph(page.text("report.aspects.note"));
        if (regions.size() == 1) {
            whole(regions.get(0));
            return;
        }
        page.section(page.text("report.aspects.states"));
        for (int from = 0; from < regions.size(); from += ACROSS) {
            states(regions.subList(from, Math.min(regions.size(), from + ACROSS)), from);
        }
        page.paragraph(page.text("report.aspects.signs"));
        page.section(page.text("report.aspects.failed"));
        List<ItemResult> failed = planning.items().stream()
                .filter(item -> !item.sum() && Boolean.FALSE.equals(item.met()) && !isIndicator(item))
                .toList();
        if (failed.isEmpty()) {
            page.paragraph(page.text("report.aspects.failed.none"));
        } else {
            page.table(page.text("report.aspects.failed.table"), details(failed, true));
        }
        sources();
    }

    /** Indicators have their own chapters. */
    private boolean isIndicator(ItemResult item) {
        return page.analysis().standard().aspects().stream()
                .flatMap(aspect -> aspect.items().stream())
                .anyMatch(each -> each.id().equals(item.item()) && each.indicator() != null);
    }

    private void states(List<String> some, int from) {
        List<ItemResult> items = planning.items().stream()
                .filter(item -> item.region().equals(some.get(0)) && !item.sum())
                .toList();
        List<String> key = some.stream().map(page::region).toList();
        List<String> numbered = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            numbered.add((from + i + 1) + " " + key.get(i));
        }
        page.paragraph(
                page.text("report.aspects.key", "regions", String.join(page.text("report.separator"), numbered)));
        Table.Builder<ItemResult> table = Table.of(items)
                .kind(Table.Kind.SIGNS)
                .grouped(item -> aspect(item.aspect()))
                .text(page.text("report.column.item"), item -> number(item) + " " + item.title());
        for (int i = 0; i < some.size(); i++) {
            String region = some.get(i);
            table.text(Integer.toString(from + i + 1), item -> "")
                    .tone(item -> planning.items(region, item.aspect()).stream()
                            .filter(each -> each.item().equals(item.item()))
                            .map(each -> tone(each.met()))
                            .findFirst()
                            .orElse(Tone.UNKNOWN));
        }
        page.table(page.text("report.aspects.table"), table.build());
    }

    /** An item's number within its aspect. */
    private static String number(ItemResult item) {
        return item.item().substring(item.item().lastIndexOf('_') + 1);
    }

    private String aspect(String id) {
        return page.analysis().standard().aspects().stream()
                .filter(aspect -> aspect.id().equals(id))
                .map(aspect -> page.words().of(aspect.title()))
                .findFirst()
                .orElse(id);
    }

    private static Tone tone(Boolean metOrNull) {
        return metOrNull == null ? Tone.UNKNOWN : metOrNull ? Tone.GOOD : Tone.BAD;
    }

    /** All items of a region. */
    private void whole(String region) {
        List<ItemResult> items = planning.items().stream()
                .filter(item -> item.region().equals(region) && !item.sum())
                .toList();
        page.table(page.text("report.aspects.table"), details(items, false));
    }

    private Table details(List<ItemResult> items, boolean several) {
        Table.Builder<ItemResult> table = Table.of(items).kind(several ? Table.Kind.REASONS : Table.Kind.CARDS);
        table.grouped(item -> several ? page.region(item.region()) : aspect(item.aspect()));
        table.text(page.text("report.column.item"), ItemResult::title)
                .text(page.text("report.column.value"), ItemResult::value);
        if (!several) {
            table.text(page.text("report.column.target"), ItemResult::target)
                    .text(page.text("report.column.state"), item -> page.words().of(Verdict.word(tone(item.met()))))
                    .tone(item -> tone(item.met()));
        }
        table.text(page.text("report.column.why"), ItemResult::reasons);
        if (!several) {
            table.text(page.text("report.column.source"), ItemResult::source);
        }
        return table.build();
    }

    /** Each item's source, once. */
    private void sources() {
        String first = regions.get(0);
        List<ItemResult> items = planning.items().stream()
                .filter(item -> item.region().equals(first) && !item.sum())
                .toList();
        page.section(page.text("report.aspects.sources"));
        page.table(
                page.text("report.aspects.sources.table"),
                Table.of(items)
                        .kind(Table.Kind.CARDS)
                        .grouped(item -> aspect(item.aspect()))
                        .text(page.text("report.column.item"), item -> number(item) + " " + item.title())
                        .text(page.text("report.column.target"), ItemResult::target)
                        .text(page.text("report.column.source"), ItemResult::source)
                        .build());
    }

    /** The aspects beside that of the indicators, which the stages' verdicts tell of. */
    static List<Aspect> others(Page page) {
        Standard standard = page.analysis().standard();
        if (page.analysis().planning().items().isEmpty()) {
            return List.of();
        }
        return standard.aspects().stream()
                .filter(aspect -> aspect.items().stream().anyMatch(item -> item.indicator() == null))
                .toList();
    }

    /** The verdict on an aspect of a region. */
    static Verdict verdict(Page page, Aspect aspect, String region) {
        List<ItemResult> items = page.analysis().planning().items(region, aspect.id());
        if (items.isEmpty()) {
            return new Verdict(Tone.PLAIN, Message.of("report.verdict.absent"));
        }
        long failed =
                items.stream().filter(item -> Boolean.FALSE.equals(item.met())).count();
        long unknown = items.stream().filter(item -> item.met() == null).count();
        if (failed > 0) {
            return new Verdict(Tone.BAD, Message.of("report.verdict.items", "failed", failed, "n", items.size()));
        }
        if (unknown > 0) {
            return new Verdict(
                    Tone.UNKNOWN, Message.of("report.verdict.items.unknown", "unknown", unknown, "n", items.size()));
        }
        return new Verdict(Tone.GOOD, Message.of("report.verdict.items.met", "n", items.size()));
    }
}
