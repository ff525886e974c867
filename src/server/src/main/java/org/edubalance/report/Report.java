package org.edubalance.report;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * A report on how fairly a region's schools are equipped: one HTML page that needs no other file, and the processes'
 * results behind it. What cannot be computed from the data, such as scores of a stage with a single school, is left out,
 * and page and tables say so and why.
 *
 * @param html the page
 * @param tables the results by a short name each: schools, regions, weights, for each stage inequality and theil, and
 *     gaps, a row for each thing that is missing
 */
public record Report(String html, Map<String, SimpleFeatureCollection> tables) {

    /**
     * Makes a report.
     *
     * @param schools points with pupils, a region's key, a stage, and what the indicators need
     * @param regions the regions' polygons
     * @throws org.geotools.process.ProcessException if a process refuses its inputs as wrong, rather than too few
     */
    public static Report of(SimpleFeatureCollection schools, SimpleFeatureCollection regions, ReportOptions options)
            throws IOException {
        return of(schools, regions, options, () -> false);
    }

    /**
     * As above, and stops when it is told to.
     *
     * @param cancelled asked now and then; true ends the work
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Report of(
            SimpleFeatureCollection schools,
            SimpleFeatureCollection regions,
            ReportOptions options,
            BooleanSupplier cancelled)
            throws IOException {
        Analysis analysis = new Analysis(schools, regions, options, new Processes(cancelled));
        Gaps gaps = new Gaps(analysis, new Texts(options.language()));
        Map<String, SimpleFeatureCollection> tables = new LinkedHashMap<>(analysis.tables());
        tables.put("gaps", gaps.table());
        return new Report(HtmlReport.of(analysis, gaps), tables);
    }
}
