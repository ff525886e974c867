package org.edubalance.report.sections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.edubalance.report.analysis.ItemResult;
import org.edubalance.report.analysis.Outlook;
import org.edubalance.report.page.Block.Bullets.Kind;
import org.edubalance.report.page.Numbers;
import org.edubalance.report.page.Table;
import org.edubalance.standards.Stage;

/** Pupils and places of the coming years. */
final class OutlookSection {

    /** As many notes as are worth reading here; all are in the table of results. */
    private static final int NOTES = 10;

    private OutlookSection() {}

    static void write(Page page) {
        List<Outlook> rows = page.analysis().planning().outlook();
        if (rows.isEmpty()) {
            return;
        }
        page.chapter(page.text("report.outlook"));
        page.paragraph(page.text("report.outlook.note"));
        List<Integer> years =
                rows.stream().map(Outlook::year).distinct().sorted().toList();
        List<Stage> stages =
                rows.stream().map(Outlook::stage).distinct().sorted().toList();
        List<String> regions = rows.stream().map(Outlook::region).distinct().toList();
        for (Stage stage : stages) {
            table(page, rows, stage, years, regions);
        }
        page.bullets(Kind.GAPS, unknown(page, rows));
    }

    /** What is not known, with the regions that it is not known of where it is of some only. */
    private static List<String> unknown(Page page, List<Outlook> rows) {
        Map<String, Set<String>> regions = new LinkedHashMap<>();
        Set<String> all = new LinkedHashSet<>();
        rows.stream().filter(row -> !row.region().equals(ItemResult.ALL)).forEach(row -> {
            all.add(row.region());
            if (row.projected() && row.note() != null) {
                regions.computeIfAbsent(row.note(), note -> new LinkedHashSet<>())
                        .add(row.region());
            }
        });
        List<String> notes = new ArrayList<>();
        regions.forEach((note, of) -> notes.add(
                of.size() == all.size()
                        ? note
                        : page.text(
                                "report.outlook.unknown",
                                "regions",
                                Words.names(of.stream()
                                        .map(page.analysis().regions()::name)
                                        .toList()),
                                "note",
                                note)));
        return notes.size() <= NOTES ? notes : notes.subList(0, NOTES);
    }

    /** A row of pupils for each region, and one below for what lacks where anything does. */
    private static void table(Page page, List<Outlook> rows, Stage stage, List<Integer> years, List<String> regions) {
        Table.Builder<String> table = Table.of(regions)
                .kind(Table.Kind.MATRIX)
                .text(
                        page.text("report.column.region"),
                        region -> region.equals(ItemResult.ALL) ? page.text("report.outlook.all") : page.region(region))
                .figures(page.text("report.column.places"), region -> rows.stream()
                        .filter(row -> row.region().equals(region) && row.stage() == stage)
                        .mapToDouble(Outlook::places)
                        .filter(places -> !Double.isNaN(places))
                        .mapToObj(Numbers::amount)
                        .findFirst()
                        .orElse(Numbers.NONE));
        for (int year : years) {
            boolean projected = rows.stream().anyMatch(row -> row.year() == year && row.projected());
            String heading = projected ? page.text("report.outlook.year", "year", year) : Integer.toString(year);
            table.figures(
                            heading,
                            region -> at(rows, region, stage, year) == null
                                    ? Numbers.NONE
                                    : Numbers.grouped(
                                            Math.rint(at(rows, region, stage, year)
                                                    .pupils()),
                                            0))
                    .noticed(region -> at(rows, region, stage, year) != null
                            && at(rows, region, stage, year).lacking() > 0);
        }
        page.table(page.words().heading("report.outlook.table", stage), table.build());
        List<String> lacking = rows.stream()
                .filter(row -> row.stage() == stage && row.projected() && row.classesLacking() > 0)
                .filter(row -> !row.region().equals(ItemResult.ALL))
                .map(row -> page.text(
                        "report.outlook.lacking",
                        "region",
                        page.region(row.region()),
                        "year",
                        String.format(Locale.ROOT, "%d", row.year()),
                        "pupils",
                        Numbers.grouped(Math.ceil(row.lacking()), 0),
                        "classes",
                        Numbers.amount(row.classesLacking())))
                .toList();
        page.bullets(Kind.FINDINGS, lacking);
    }

    private static Outlook at(List<Outlook> rows, String region, Stage stage, int year) {
        return rows.stream()
                .filter(row -> row.region().equals(region) && row.stage() == stage && row.year() == year)
                .findFirst()
                .orElse(null);
    }
}
