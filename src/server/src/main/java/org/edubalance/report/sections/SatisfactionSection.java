package org.edubalance.report.sections;

import java.util.List;
import java.util.Set;
import org.edubalance.definitions.Label;
import org.edubalance.report.analysis.ItemResult;
import org.edubalance.report.analysis.Satisfaction;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;
import org.edubalance.report.page.Tone;

/** What surveys tell: the share of those who are satisfied, by survey, group and dimension. */
final class SatisfactionSection {

    /** What surveys of schools ask about, as far as there are words for it; others are called as their columns are. */
    private static final Set<String> NAMED = Set.of(
            "basic_conditions",
            "campus_safety",
            "computers",
            "library",
            "location",
            "logistics",
            "nurturing_environment",
            "schooling_guarantee",
            "space",
            "sports");

    private SatisfactionSection() {}

    static void write(Page page) {
        List<Satisfaction> rates = page.analysis().planning().satisfaction().stream()
                .filter(rate -> rate.item() == null || rate.item().equals(ItemResult.ALL))
                .toList();
        if (rates.isEmpty()) {
            return;
        }
        page.chapter(page.text("report.satisfaction"));
        page.paragraph(page.text("report.satisfaction.note"));
        List<String> surveys =
                rates.stream().map(Satisfaction::survey).distinct().toList();
        for (String survey : surveys) {
            List<Satisfaction> own =
                    rates.stream().filter(rate -> rate.survey().equals(survey)).toList();
            page.table(
                    page.text("report.satisfaction.table", "survey", survey),
                    Table.of(own)
                            .grouped(rate -> group(page, rate.group()))
                            .text(page.text("report.column.dimension"), rate -> dimension(page, rate.dimension()))
                            .count(page.text("report.column.answers"), Satisfaction::n)
                            .figures(page.text("report.column.satisfied"), rate -> percent(rate.rate()))
                            .figures(
                                    page.text("report.column.interval"),
                                    rate -> percent(rate.low()) + "–" + percent(rate.high()))
                            .text(page.text("report.column.target"), rate -> page.words()
                                    .of(Verdict.word(tone(rate))))
                            .tone(SatisfactionSection::tone)
                            .build());
        }
    }

    private static String group(Page page, Label groupOrNull) {
        return groupOrNull == null
                ? page.text("report.satisfaction.all")
                : page.words().of(groupOrNull);
    }

    private static String dimension(Page page, String dimensionOrNull) {
        return dimensionOrNull == null || dimensionOrNull.equals(ItemResult.ALL)
                ? page.text("report.satisfaction.whole")
                : NAMED.contains(dimensionOrNull)
                        ? page.text("report.dimension." + dimensionOrNull)
                        : dimensionOrNull.replace('_', ' ');
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? Numbers.NONE : Numbers.fixed(100 * share, 1) + "%";
    }

    private static Tone tone(Satisfaction rate) {
        return rate.meets() == null ? Tone.UNKNOWN : rate.meets() ? Tone.GOOD : Tone.BAD;
    }
}
