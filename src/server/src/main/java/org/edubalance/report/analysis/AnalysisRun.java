package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.report.ReportOptions;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.scoring.SystemReader;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.edubalance.standards.StandardReader;
import org.edubalance.work.Monitor;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.expression.Expression;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;

/** Runs the processes that a report is made from. */
public final class AnalysisRun {

    /** The cells of the density grid along its longer side: finer than a printed map shows. */
    private static final int DENSITY_CELLS = 600;

    /** Scores, weights, schools, regions, density, and two for each stage. */
    private static final int PROCESSES = 5 + 2 * Stage.NATIONAL.size();

    private final SimpleFeatureCollection schools;
    private final SimpleFeatureCollection regions;
    private final ReportOptions options;
    private final Processes processes;
    private final Standard standard;
    private final Map<String, SimpleFeatureCollection> tables = new LinkedHashMap<>();

    /** A school's row of AssessSchools, and what was read from it. */
    private record Assessed(SimpleFeature row, SchoolResult school) {}

    private AnalysisRun(
            SimpleFeatureCollection schools, SimpleFeatureCollection regions, ReportOptions options, Monitor monitor) {
        this.schools = schools;
        this.regions = regions;
        this.options = options;
        this.processes = new Processes(monitor, PROCESSES);
        this.standard = StandardReader.read(options.standard(), options.population(), options.mapping());
    }

    /**
     * Analyses schools.
     *
     * @throws Refusal if an option or the data are wrong, rather than too few
     */
    public static Analysis of(
            SimpleFeatureCollection schools, SimpleFeatureCollection regions, ReportOptions options, Monitor monitor) {
        return new AnalysisRun(schools, regions, options, monitor).run();
    }

    private Analysis run() {
        checkAttribute("groupBy", options.groupBy());
        checkAttribute("population", options.population());
        if (schools.getSchema().getCoordinateReferenceSystem() == null) {
            throw Refusal.of("report.crs").about("schools");
        }
        IndicatorSystem system = SystemReader.read(options.system());
        SimpleFeatureCollection scores = score("EntropyScore");
        SimpleFeatureCollection weights = score("EntropyWeights");
        SimpleFeatureCollection assessed = assess("AssessSchools", "data", scores);
        SimpleFeatureCollection judged =
                assess("AssessRegions", "data", schools, "regions", regions, "regionKey", options.regionKey());
        RegionMap map = new RegionMap(regions, options.regionKey());
        tables.put("schools", assessed);
        tables.put("regions", judged);
        tables.put("weights", weights);

        List<Assessed> read = read(assessed, map);
        List<Stage> stages = read.stream()
                .map(each -> each.school.stage())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        List<StageResults> results = new ArrayList<>();
        for (Stage stage : stages) {
            results.add(new StageResults(
                    stage,
                    schools(read, stage),
                    Cells.rows(judged).stream()
                            .map(row -> RegionResult.read(row, indicators()))
                            .filter(region -> region.stage() == stage)
                            .toList(),
                    Cells.rows(weights).stream()
                            .filter(row -> stages.size() == 1 || Stage.of(Cells.text(row, "group")) == stage)
                            .map(WeightResult::read)
                            .toList(),
                    inequalities(read, stage)));
        }
        GridCoverage2D density = null;
        Refusal refused = null;
        try {
            density = density(map);
        } catch (Refusal e) {
            // unless it is the monitor's; what schools in one place have no radius for, say
            processes.check();
            refused = e;
        }
        return new Analysis(options, standard, system, map, results, density, refused, tables);
    }

    /** Where processes take an expression as well, the report has to look the values up by name. */
    private void checkAttribute(String input, String name) {
        if (schools.getSchema().indexOf(name) < 0) {
            throw Refusal.of("report.attribute", "got", name, "attributes", Cells.columns(schools.getSchema()))
                    .about(input);
        }
    }

    private List<String> indicators() {
        return standard.indicators().stream().map(StandardIndicator::id).toList();
    }

    private SimpleFeatureCollection score(String process) {
        boolean staged = schools.getSchema().indexOf(options.stage()) >= 0;
        return processes.run(
                SimpleFeatureCollection.class,
                process,
                "data",
                schools,
                "system",
                options.system(),
                "groupBy",
                staged ? options.stage() : null,
                "unscorable",
                "EXCLUDE");
    }

    private SimpleFeatureCollection assess(String process, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of(inputs));
        all.addAll(List.of("stage", options.stage(), "population", options.population()));
        all.addAll(List.of("standard", options.standard(), "groupBy", options.groupBy()));
        all.addAll(List.of("mapping", options.mapping(), "language", options.language()));
        return processes.run(SimpleFeatureCollection.class, process, all.toArray());
    }

    private GridCoverage2D density(RegionMap map) {
        return processes.run(
                GridCoverage2D.class,
                "KernelDensity",
                "data",
                schools,
                "mask",
                regions,
                "outputBBOX",
                map.bounds(),
                "outputWidth",
                map.cellsAcross(DENSITY_CELLS),
                "outputHeight",
                map.cellsDown(DENSITY_CELLS));
    }

    private List<Assessed> read(SimpleFeatureCollection assessed, RegionMap map) {
        SimpleFeatureType type = assessed.getSchema();
        Map<String, Expression> indicators = new LinkedHashMap<>();
        for (StandardIndicator indicator : standard.indicators()) {
            indicators.put(indicator.id(), Cells.expression(indicator.expression(), type));
        }
        List<String> names = options.language().nameAttributes().stream()
                .filter(attribute -> type.indexOf(attribute) >= 0)
                .toList();
        boolean staged = type.indexOf(options.stage()) >= 0;
        List<Assessed> read = new ArrayList<>();
        for (SimpleFeature row : Cells.rows(assessed)) {
            String name = names.stream()
                    .map(attribute -> Cells.text(row, attribute))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(row.getID());
            Map<String, Double> values = new LinkedHashMap<>();
            Map<String, Double> ratios = new LinkedHashMap<>();
            indicators.forEach((id, expression) -> {
                values.put(id, Cells.number(expression.evaluate(row)));
                ratios.put(id, Cells.number(row, "ratio_" + id));
            });
            SchoolResult school = new SchoolResult(
                    name,
                    Cells.text(row, options.groupBy()),
                    Stage.of(staged ? Cells.text(row, options.stage()) : options.stage()),
                    Cells.number(row, options.population()),
                    map.toMap(row, name),
                    Cells.number(row, "score"),
                    Cells.count(row, "level"),
                    values,
                    ratios,
                    (Boolean) row.getAttribute("compliant"),
                    Cells.text(row, "excluded"),
                    Cells.text(row, "reasons"));
            read.add(new Assessed(row, school));
        }
        return read;
    }

    private static List<SchoolResult> schools(List<Assessed> read, Stage stage) {
        return read.stream()
                .map(Assessed::school)
                .filter(school -> school.stage() == stage)
                .toList();
    }

    /**
     * Measures what the standard's indicators differ by, over the schools that it counts. An indicator that is 0 in all
     * of them, or has no value in any, has no coefficients.
     */
    private List<InequalityResult> inequalities(List<Assessed> read, Stage stage) {
        StageResults results = new StageResults(stage, schools(read, stage), List.of(), List.of(), List.of());
        List<StandardIndicator> measurable = standard.indicators().stream()
                .filter(indicator -> results.highest(indicator.id()) > 0)
                .toList();
        if (measurable.isEmpty()) {
            return List.of();
        }
        ListFeatureCollection counted =
                new ListFeatureCollection(read.get(0).row.getFeatureType());
        read.stream()
                .filter(each -> each.school.stage() == stage && each.school.counted())
                .forEach(each -> counted.add(each.row));
        List<String> indicators = measurable.stream()
                .map(indicator -> indicator.id() + "=" + indicator.expression())
                .toList();
        SimpleFeatureCollection measures = measure("InequalityMeasures", counted, indicators, null);
        SimpleFeatureCollection splits = measure("TheilDecomposition", counted, indicators, options.groupBy());
        String suffix = "-" + stage.name().toLowerCase(Locale.ROOT);
        tables.put("inequality" + suffix, withUndefined(measures, measurable, results));
        tables.put("theil" + suffix, withUndefined(splits, measurable, results));
        if (counted.size() < 2) {
            return List.of();
        }
        Map<String, SimpleFeature> split = new LinkedHashMap<>();
        Cells.rows(splits).forEach(row -> split.put(Cells.text(row, "indicator"), row));
        return Cells.rows(measures).stream()
                .map(row -> InequalityResult.read(row, split.get(Cells.text(row, "indicator"))))
                .toList();
    }

    private SimpleFeatureCollection measure(
            String process, SimpleFeatureCollection counted, List<String> indicators, String groupByOrNull) {
        return processes.run(
                SimpleFeatureCollection.class,
                process,
                "data",
                counted,
                "indicators",
                indicators,
                "groupBy",
                groupByOrNull,
                "population",
                options.population());
    }

    /** A table with a row too for each indicator that the process was not asked about, as it refuses it. */
    private SimpleFeatureCollection withUndefined(
            SimpleFeatureCollection table, List<StandardIndicator> measured, StageResults results) {
        ListFeatureCollection all = new ListFeatureCollection(table.getSchema(), Cells.rows(table));
        int counted = results.counted().size();
        for (StandardIndicator indicator : standard.indicators()) {
            if (!measured.contains(indicator)) {
                int missing = results.missing(indicator.id());
                Message note = Message.of(missing == counted ? "report.note.empty" : "report.note.zero");
                SimpleFeatureBuilder row = new SimpleFeatureBuilder(table.getSchema());
                row.set("indicator", indicator.id());
                row.set("count", counted - missing);
                row.set("missing", missing);
                row.set("note", note.in(options.language()));
                all.add(row.buildFeature(table.getSchema().getTypeName() + "." + (all.size() + 1)));
            }
        }
        return all;
    }
}
