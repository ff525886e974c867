package org.edubalance.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.edubalance.sample.Counties.County;
import org.locationtech.jts.geom.Coordinate;

/** The texts of the files in {@code sample-data/} that are generated, by file name. */
final class SampleFiles {

    private SampleFiles() {}

    static Map<String, String> generate() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "counties.geojson",
                geoJson("counties", Counties.generate().stream().map(SampleFiles::county)));
        files.put(
                "schools.geojson",
                geoJson("schools", Schools.generate().stream().map(SampleFiles::point)));
        files.put(
                "through-schools.geojson",
                geoJson("through-schools", ThroughSchools.generate().stream().map(SampleFiles::point)));
        files.put("county-figures.csv", csv(CountyFigures.generate()));
        Enrolment enrolment = Enrolment.generate();
        files.put("enrolment.csv", csv(enrolment.pupils()));
        files.put("births.csv", csv(enrolment.births()));
        Surveys.generate().forEach((role, rows) -> files.put("survey-" + role + "s.csv", csv(rows)));
        return files;
    }

    /** A feature collection with a feature a line, so that differences can be read. */
    private static String geoJson(String name, Stream<String> features) {
        return features.collect(Collectors.joining(
                ",\n", "{\"type\":\"FeatureCollection\",\"name\":\"" + name + "\",\"features\":[\n", "\n]}\n"));
    }

    private static String county(County county) {
        Row row = new Row()
                .with("county", county.name())
                .with("name_zh", Counties.nameZh(county.name()))
                .with("seat", county.seat())
                .with("area", Math.round(county.area()));
        String ring = Stream.of(county.polygon().getExteriorRing().getCoordinates())
                .map(SampleFiles::position)
                .collect(Collectors.joining(","));
        return feature(row, "{\"type\":\"Polygon\",\"coordinates\":[[" + ring + "]]}");
    }

    private static String point(Row row) {
        return feature(
                row, "{\"type\":\"Point\",\"coordinates\":" + position(new Coordinate(row.lon(), row.lat())) + "}");
    }

    private static String feature(Row row, String geometry) {
        String properties = row.values().entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":"
                        + (e.getValue() instanceof String text ? "\"" + text + "\"" : e.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"type\":\"Feature\",\"properties\":" + properties + ",\"geometry\":" + geometry + "}";
    }

    /** None of the values needs quotes; a missing answer is an empty cell. */
    private static String csv(List<Row> rows) {
        String header = String.join(",", rows.get(0).values().keySet());
        return Stream.concat(Stream.of(header), rows.stream().map(SampleFiles::record))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String record(Row row) {
        return row.values().values().stream()
                .map(value -> value == null ? "" : value.toString())
                .collect(Collectors.joining(","));
    }

    private static String position(Coordinate c) {
        return String.format(Locale.ROOT, "[%.5f,%.5f]", c.x, c.y);
    }
}
