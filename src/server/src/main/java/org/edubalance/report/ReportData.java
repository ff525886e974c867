package org.edubalance.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * What a report is made from. All but the schools may be null, or empty: the report is then without what it would tell.
 *
 * @param schools with pupils and what the indicators need; places are for the maps only
 * @param regions the regions' polygons, for the maps
 * @param county the counties' own figures, a row each, for the standard's other aspects
 * @param surveys answers to surveys, by what they are called
 * @param enrolment pupils by region, year and grade
 * @param births children born by region and year
 */
public record ReportData(
        SimpleFeatureCollection schools,
        SimpleFeatureCollection regions,
        SimpleFeatureCollection county,
        Map<String, SimpleFeatureCollection> surveys,
        SimpleFeatureCollection enrolment,
        SimpleFeatureCollection births) {

    public ReportData {
        surveys = new LinkedHashMap<>(surveys);
    }

    /** Schools, and the regions' polygons, which may be null. */
    public static ReportData of(SimpleFeatureCollection schools, SimpleFeatureCollection regionsOrNull) {
        return new ReportData(schools, regionsOrNull, null, Map.of(), null, null);
    }
}
