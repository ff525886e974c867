package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.report.ReportData;
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

    /** Split, scores, weights, schools, regions, density, trend, two for each stage, and those of the further runs. */
    private static final int PROCESSES =
            7 + 2 * Stage.NATIONAL.size() + PlanningRun.PROCESSES + MethodsRun.PROCESSES + AccessRun.PROCESSES;

    private final ReportOptions options;
    private final ReportData data;
    private final SimpleFeatureCollection regions;
    private final Processes processes;
    private final Standard standard;
    private final IndicatorSystem system;
    private final List<String> mapping;
    private final Map<String, String> systemMapping;
    private final Schools schools;
    private final String regionKey;
    private final Map<String, SimpleFeatureCollection> tables = new LinkedHashMap<>();

    /** A school's row of AssessSchools, and what was read from it. */
    private record Assessed(SimpleFeature row, SchoolResult school) {}

    private AnalysisRun(ReportData data, ReportOptions options, Monitor monitor) {
        this.options = options;
        this.data = data;
        this.regions = data.regions();
        this.processes = new Processes(monitor, PROCESSES);
        this.system = SystemReader.read(options.system());
        this.mapping = new ArrayList<>();
        this.systemMapping = new LinkedHashMap<>();
        share(options.mapping());
        this.standard = StandardReader.read(options.standard(), options.population(), mapping);
        this.schools = Schools.of(data, options, standard, processes);
        this.regionKey = options.regionKey() == null ? schools.groupBy() : options.regionKey();
    }

    /**
     * Analyses schools.
     *
     * @throws Refusal if an option or the data are wrong, rather than too few
     */
    public static Analysis of(ReportData data, ReportOptions options, Monitor monitor) {
        return new AnalysisRun(data, options, monitor).run();
    }

    /** Gives each entry of the mapping to the standard, the system, or both; what neither has, the standard refuses. */
    private void share(List<String> entries) {
        Set<String> inStandard = StandardReader.read(options.standard(), List.of()).indicators().stream()
                .map(StandardIndicator::id)
                .collect(Collectors.toSet());
        Set<String> inSystem = system.members().keySet().stream()
                .map(IndicatorSystem.Member::id)
                .collect(Collectors.toSet());
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            String id = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (inSystem.contains(id)) {
                systemMapping.put(id, entry.substring(equals + 1).strip());
            }
            if (!inSystem.contains(id) || inStandard.contains(id)) {
                mapping.add(entry);
            }
        }
    }

    private Analysis run() {
        SimpleFeatureCollection features = schools.features();
        FittedSystem fitted = FittedSystem.of(system, features.getSchema(), options.population(), systemMapping);
        SimpleFeatureCollection scores = features;
        SimpleFeatureCollection weights = null;
        if (fitted.system() != null) {
            scores = score("EntropyScore", fitted);
            weights = score("EntropyWeights", fitted);
        }
        SimpleFeatureCollection assessed = assess("AssessSchools", "data", scores);
        // a list without places has no CRS that the regions could be brought to
        boolean placed = regions != null && features.getSchema().getGeometryDescriptor() != null;
        SimpleFeatureCollection judged = assess(
                "AssessRegions",
                "data",
                features,
                "regions",
                placed ? regions : null,
                "regionKey",
                placed ? regionKey : null);
        Set<String> groups =
                Cells.rows(judged).stream().map(row -> Cells.text(row, "group")).collect(Collectors.toSet());
        RegionMap map = regions == null ? null : new RegionMap(regions, regionKey, groups);
        AccessRun reach = data.demand() == null
                ? null
                : new AccessRun(
                        processes,
                        data.demand(),
                        schools.groupBy(),
                        options.population(),
                        options.language(),
                        map,
                        tables);
        tables.put("schools", assessed);
        tables.put("regions", judged);
        if (weights != null) {
            tables.put("weights", weights);
        }

        List<Assessed> read = read(assessed, map);
        List<Stage> stages = read.stream()
                .map(each -> each.school.stage())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        List<SchoolResult> all = read.stream().map(Assessed::school).toList();
        List<SimpleFeature> rows = read.stream().map(Assessed::row).toList();
        MethodsRun further = new MethodsRun(
                processes, schools.groupBy(), options.population(), standard.indicators(), all, rows, tables);
        Map<Stage, StageMethods> methods = further.run(features, fitted, staged() ? schools.stage() : null);
        List<SimpleFeature> weighed = weights == null ? List.of() : Cells.rows(weights);
        List<StageResults> results = new ArrayList<>();
        for (Stage stage : stages) {
            results.add(new StageResults(
                    stage,
                    schools(read, stage),
                    Cells.rows(judged).stream()
                            .map(row -> RegionResult.read(row, standard.schooling(), indicators()))
                            .filter(region -> region.stage().equals(stage))
                            .toList(),
                    weighed.stream()
                            .filter(row -> stages.size() == 1
                                    || standard.schooling()
                                            .named(Cells.text(row, "group"))
                                            .equals(stage))
                            .map(WeightResult::read)
                            .toList(),
                    inequalities(read, stage),
                    methods.get(stage)));
        }
        GridCoverage2D density = null;
        Refusal refused = null;
        if (map != null && read.stream().anyMatch(each -> each.school.placed())) {
            try {
                density = density(map);
            } catch (Refusal e) {
                // unless it is the monitor's; what schools in one place have no radius for, say
                processes.check();
                refused = e;
            }
        }
        Planning planning = new PlanningRun(processes, data, options, standard, schools, this::assess, tables)
                .run(results, all, rows);
        List<Trend> trends = TrendRun.run(
                processes,
                data.years(),
                standard,
                fitted.system() == null ? system : fitted.system(),
                schools.groupBy(),
                options.population(),
                tables);
        List<Localized> notes = new ArrayList<>(options.notes().reading());
        notes.addAll(schools.notes());
        notes.addAll(further.notes());
        Map<Stage, Access> access = Map.of();
        if (reach != null) {
            access = reach.run(stages, all, rows);
            notes.addAll(reach.notes());
        }
        processes.warnings().forEach(warning -> notes.add(language -> warning));
        return new Analysis(
                options,
                schools.groupBy(),
                standard,
                fitted.system() == null ? system : fitted.system(),
                fitted.left(),
                schools.unknown(),
                new Regions(regions, regionKey, features, schools.groupBy()),
                map,
                results,
                planning,
                trends,
                data.demand(),
                access,
                density,
                refused,
                notes,
                tables);
    }

    private List<String> indicators() {
        return standard.indicators().stream().map(StandardIndicator::id).toList();
    }

    /** Whether the stage is an attribute of the schools, else it is one for all. */
    private boolean staged() {
        return schools.features().getSchema().indexOf(schools.stage()) >= 0;
    }

    private SimpleFeatureCollection score(String process, FittedSystem fitted) {
        return processes.run(
                SimpleFeatureCollection.class,
                process,
                "data",
                schools.features(),
                "system",
                fitted.json(),
                "groupBy",
                staged() ? schools.stage() : null,
                "unscorable",
                "EXCLUDE");
    }

    private SimpleFeatureCollection assess(String process, Object... inputs) {
        List<Object> all = new ArrayList<>(Arrays.asList(inputs));
        all.addAll(List.of("stage", schools.stage(), "population", options.population()));
        all.addAll(List.of("standard", options.standard(), "groupBy", schools.groupBy()));
        all.addAll(List.of("mapping", mapping, "language", options.language()));
        return processes.run(SimpleFeatureCollection.class, process, all.toArray());
    }

    private GridCoverage2D density(RegionMap map) {
        return processes.run(
                GridCoverage2D.class,
                "KernelDensity",
                "data",
                schools.features(),
                "mask",
                regions,
                "outputBBOX",
                map.bounds(),
                "outputWidth",
                map.cellsAcross(DENSITY_CELLS),
                "outputHeight",
                map.cellsDown(DENSITY_CELLS));
    }

    private List<Assessed> read(SimpleFeatureCollection assessed, RegionMap mapOrNull) {
        SimpleFeatureType type = assessed.getSchema();
        Map<String, Expression> indicators = new LinkedHashMap<>();
        for (StandardIndicator indicator : standard.indicators()) {
            indicators.put(indicator.id(), Cells.expression(indicator.expression(), type));
        }
        List<String> names = options.language().nameAttributes().stream()
                .filter(attribute -> type.indexOf(attribute) >= 0)
                .toList();
        boolean staged = type.indexOf(schools.stage()) >= 0;
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
                    Cells.text(row, schools.groupBy()),
                    standard.schooling().named(staged ? Cells.text(row, schools.stage()) : schools.stage()),
                    Cells.number(row, options.population()),
                    mapOrNull == null ? null : mapOrNull.toMap(row, name, "schools"),
                    Cells.number(row, "score"),
                    Cells.count(row, "level"),
                    values,
                    ratios,
                    Cells.count(row, "met"),
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
                .filter(school -> school.stage().equals(stage))
                .toList();
    }

    /**
     * Measures what the standard's indicators differ by, over the schools that it counts. An indicator that is 0 in all
     * of them, or has no value in any, has no coefficients.
     */
    private List<InequalityResult> inequalities(List<Assessed> read, Stage stage) {
        StageResults results =
                new StageResults(stage, schools(read, stage), List.of(), List.of(), List.of(), StageMethods.NONE);
        List<StandardIndicator> measurable = standard.indicators().stream()
                .filter(indicator -> results.highest(indicator.id()) > 0)
                .toList();
        if (measurable.isEmpty()) {
            return List.of();
        }
        ListFeatureCollection counted =
                new ListFeatureCollection(read.get(0).row.getFeatureType());
        read.stream()
                .filter(each -> each.school.stage().equals(stage) && each.school.counted())
                .forEach(each -> counted.add(each.row));
        List<String> indicators = measurable.stream()
                .map(indicator -> indicator.id() + "=" + indicator.expression())
                .toList();
        SimpleFeatureCollection measures = measure("InequalityMeasures", counted, indicators, null);
        SimpleFeatureCollection splits = measure("TheilDecomposition", counted, indicators, schools.groupBy());
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
