package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Refusal;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;

/** Runs BalanceTrend on schools of several years: of the indicators that these have columns for. */
final class TrendRun {

    private static final String INPUT = "years";

    private static final String YEAR = "year";

    private TrendRun() {}

    /** An indicator of the standard or of the scores. */
    private record Indicator(Localized title, String expression) {}

    /**
     * The trends.
     *
     * @param years the schools, a row for each in each year; null for none
     * @param groupBy the attribute with their region, used where they have it
     * @param population the attribute with their pupils
     * @param tables takes the process's table
     * @throws Refusal if the rows have no years, or no indicator can be computed from them
     */
    static List<Trend> run(
            Processes processes,
            SimpleFeatureCollection years,
            Standard standard,
            IndicatorSystem system,
            String groupBy,
            String population,
            Map<String, SimpleFeatureCollection> tables) {
        if (years == null) {
            return List.of();
        }
        SimpleFeatureType type = years.getSchema();
        if (type.indexOf(YEAR) < 0) {
            throw Refusal.of("report.years.year", "columns", Cells.columns(type))
                    .about(INPUT);
        }
        Map<String, Indicator> indicators = new LinkedHashMap<>();
        for (StandardIndicator indicator : standard.indicators()) {
            indicators.put(indicator.id(), new Indicator(indicator.title(), indicator.expression()));
        }
        system.members()
                .keySet()
                .forEach(member ->
                        indicators.putIfAbsent(member.id(), new Indicator(member.title(), member.expression())));
        indicators.values().removeIf(indicator -> !Names.missing(INPUT, indicator.expression(), type)
                .isEmpty());
        if (indicators.isEmpty()) {
            throw Refusal.of("report.years.columns", "columns", Cells.columns(type))
                    .about(INPUT);
        }
        UnaryOperator<String> present = column -> type.indexOf(column) >= 0 ? column : null;
        SimpleFeatureCollection table = processes.run(
                Map.of("data", INPUT),
                SimpleFeatureCollection.class,
                "BalanceTrend",
                "data",
                years,
                "indicators",
                indicators.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().expression())
                        .toList(),
                "year",
                YEAR,
                "groupBy",
                present.apply(groupBy),
                "id",
                present.apply("id"),
                "population",
                present.apply(population));
        tables.put("trend", table);
        List<Trend> trends = new ArrayList<>();
        indicators.forEach((id, indicator) -> trends.add(read(
                indicator.title(),
                groupBy,
                Cells.rows(table).stream()
                        .filter(row -> id.equals(Cells.text(row, "indicator")))
                        .toList())));
        return trends;
    }

    private static Trend read(Localized title, String groupBy, List<SimpleFeature> rows) {
        TreeMap<Integer, Double> cvs = new TreeMap<>();
        Trend.Line sigma = null;
        List<Trend.Beta> beta = new ArrayList<>();
        for (SimpleFeature row : rows) {
            Trend.Line line = new Trend.Line(
                    Cells.number(row, "slope"), Cells.number(row, "standard_error"), Cells.number(row, "p"));
            switch (Cells.text(row, "kind")) {
                case "YEAR" -> cvs.put(Cells.count(row, YEAR), Cells.number(row, "cv"));
                case "SIGMA" -> sigma = Double.isNaN(line.slope()) ? null : line;
                default ->
                    beta.add(new Trend.Beta(
                            groupBy.equals(Cells.text(row, "units")),
                            Cells.count(row, "count"),
                            line,
                            Cells.number(row, "speed"),
                            Cells.number(row, "half_life")));
            }
        }
        return new Trend(title, cvs, sigma, beta);
    }
}
