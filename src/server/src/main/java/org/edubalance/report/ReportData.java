package org.edubalance.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
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
 * @param years the schools of several years, a row for each in each year, for the trend
 * @param demand who needs schools, for how well these can be reached
 */
public record ReportData(
        SimpleFeatureCollection schools,
        SimpleFeatureCollection regions,
        SimpleFeatureCollection county,
        Map<String, SimpleFeatureCollection> surveys,
        SimpleFeatureCollection enrolment,
        SimpleFeatureCollection births,
        SimpleFeatureCollection years,
        Demand demand) {

    public ReportData {
        surveys = new LinkedHashMap<>(surveys);
    }

    /** Schools, and the regions' polygons, which may be null. */
    public static ReportData of(SimpleFeatureCollection schools, SimpleFeatureCollection regionsOrNull) {
        return new ReportData(schools, regionsOrNull, null, Map.of(), null, null, null, null);
    }

    /** What the readers of the data did to them, file by file. */
    public List<Localized> reading() {
        List<Localized> reading = new ArrayList<>();
        SimpleFeatureCollection people = demand == null ? null : demand.features();
        Stream.concat(Stream.of(schools, regions, county, enrolment, births, years, people), surveys.values().stream())
                .filter(Objects::nonNull)
                .forEach(table -> ReadingNotes.of(table)
                        .tell(note -> reading.add(Message.of(
                                "report.note.reading",
                                "table",
                                table.getSchema().getTypeName(),
                                "note",
                                note))));
        return reading;
    }
}
