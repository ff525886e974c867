package org.edubalance.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.AnalysisRun;
import org.edubalance.report.analysis.Headings;
import org.edubalance.report.page.Block;
import org.edubalance.report.page.HtmlPage;
import org.edubalance.report.sections.Contents;
import org.edubalance.report.sections.Gaps;
import org.edubalance.work.Monitor;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * A report on how fairly a region's schools are equipped: what is on its pages, and the processes' results behind it. What
 * cannot be computed from the data, such as scores of a stage with a single school, is left out, and pages and tables say
 * so and why.
 *
 * @param language the language of the pages
 * @param title what the report is called
 * @param blocks what is on the pages
 * @param tables the results by a short name each: schools, regions, weights, for each stage inequality and theil, and
 *     gaps, a row for each thing that is missing
 */
public record Report(Language language, String title, List<Block> blocks, Map<String, SimpleFeatureCollection> tables) {

    /** A report for somebody who waits for it to the end. */
    public static Report of(ReportData data, ReportOptions options) {
        return of(data, options, Monitor.NONE);
    }

    /**
     * Makes a report.
     *
     * @param monitor is told of the progress, and ends the work by its own exception
     * @throws org.edubalance.messages.Refusal if an option or the data are wrong, rather than too few
     */
    public static Report of(ReportData data, ReportOptions options, Monitor monitor) {
        Language language = options.language();
        return language.use(() -> {
            Analysis analysis = AnalysisRun.of(data, options, monitor);
            Gaps gaps = Gaps.in(analysis);
            Map<String, SimpleFeatureCollection> tables = new LinkedHashMap<>(analysis.tables());
            tables.put("gaps", gaps.table(language));
            List<Block> blocks = Contents.of(analysis, gaps, language);
            monitor.report(1);
            return new Report(language, Contents.title(analysis, language), blocks, tables);
        });
    }

    /** The report as one HTML page that needs no other file. */
    public String html() {
        return HtmlPage.of(language, title, blocks);
    }

    /** The tables for readers: their columns are called by their titles in the report's language. */
    public Map<String, SimpleFeatureCollection> titledTables() {
        Map<String, SimpleFeatureCollection> titled = new LinkedHashMap<>(tables);
        titled.replaceAll((name, table) -> Headings.titled(table, language));
        return titled;
    }
}
