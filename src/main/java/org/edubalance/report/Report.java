package org.edubalance.report;

import java.io.IOException;
import java.util.Map;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * A report on how fairly a region's schools are equipped: one HTML page that needs no other file, and the processes'
 * results behind it.
 *
 * @param html the page
 * @param tables the results by a short name each: schools, regions, weights, and for each stage inequality and theil
 */
public record Report(String html, Map<String, SimpleFeatureCollection> tables) {

    /**
     * Makes a report.
     *
     * @param schools points with pupils, a region's key, a stage, and what the indicators need
     * @param regions the regions' polygons
     * @throws org.geotools.process.ProcessException if a process refuses its inputs
     */
    public static Report of(SimpleFeatureCollection schools, SimpleFeatureCollection regions, ReportOptions options)
            throws IOException {
        Analysis analysis = new Analysis(schools, regions, options);
        return new Report(HtmlReport.of(analysis), analysis.tables());
    }
}
