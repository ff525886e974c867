package org.edubalance.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.edubalance.standards.Stage;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.expression.Expression;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.process.ProcessException;
import org.locationtech.jts.geom.Geometry;

/** Runs the processes that a report is made from, and keeps their results. */
final class Analysis {

    /** The cells of the density grid along its longer side: finer than a printed map shows. */
    private static final int DENSITY_CELLS = 600;

    /** A school at a stage, with its score, the standard's indicators (NaN where a value is missing) and its verdict. */
    record School(
            SimpleFeature feature,
            String name,
            String region,
            Stage stage,
            double pupils,
            double score,
            int rank,
            int level,
            Map<String, Double> values,
            Boolean compliant,
            String excluded,
            String reasons) {}

    /** A region at a stage: coefficients of variation by indicator, and the verdict. */
    record Region(
            String key,
            Stage stage,
            int schools,
            Integer compliant,
            Map<String, Double> cvs,
            double cv,
            Boolean balanced,
            String excluded,
            String reasons) {}

    /** How an indicator weighs in the scores of a stage; NaN where its schools cannot be scored. */
    record Weight(
            String dimension,
            String indicator,
            int complete,
            int missing,
            double mean,
            double entropy,
            double weight,
            boolean constant) {}

    /** An indicator's inequality between all counted schools of a stage, and its split between regions and within. */
    record Inequality(String indicator, double mean, double gini, double theil, double between, double within) {

        double betweenShare() {
            return theil > 0 ? between / theil : Double.NaN;
        }
    }

    private final Processes processes;
    private final ReportOptions options;
    private final StandardFacts standard;
    private final SystemTitles system;
    private final RegionMap map;
    private final List<School> schools = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();
    private final Map<Stage, List<Weight>> weights = new EnumMap<>(Stage.class);
    private final Map<Stage, List<Inequality>> inequalities = new EnumMap<>(Stage.class);
    private final Map<String, SimpleFeatureCollection> tables = new LinkedHashMap<>();
    private final GridCoverage2D density;
    private final String densityRefused;

    /**
     * Analyses schools.
     *
     * @throws ProcessException if a process refuses its inputs
     */
    Analysis(
            SimpleFeatureCollection schools,
            SimpleFeatureCollection regions,
            ReportOptions options,
            Processes processes)
            throws IOException {
        this.processes = processes;
        this.options = options;
        checkAttribute(schools, "groupBy", options.groupBy());
        checkAttribute(schools, "population", options.population());
        if (schools.getSchema().getCoordinateReferenceSystem() == null) {
            throw new ProcessException("schools must have a CRS, got none");
        }
        String stages = schools.getSchema().indexOf(options.stage()) >= 0 ? options.stage() : null;

        SimpleFeatureCollection scored = processes.run(
                SimpleFeatureCollection.class,
                "EntropyScore",
                "data",
                schools,
                "system",
                options.system(),
                "groupBy",
                stages,
                "unscorable",
                "EXCLUDE");
        SimpleFeatureCollection weighed = processes.run(
                SimpleFeatureCollection.class,
                "EntropyWeights",
                "data",
                schools,
                "system",
                options.system(),
                "groupBy",
                stages,
                "unscorable",
                "EXCLUDE");
        SimpleFeatureCollection assessed =
                assess("AssessSchools", "data", scored, "stage", options.stage(), "population", options.population());
        SimpleFeatureCollection judged = assess(
                "AssessRegions",
                "data",
                schools,
                "stage",
                options.stage(),
                "population",
                options.population(),
                "regions",
                regions,
                "regionKey",
                options.regionKey());
        this.map = new RegionMap(regions, options.regionKey(), options.language());
        this.standard = StandardFacts.read(options);
        this.system = new SystemTitles(options.system(), options.language());
        tables.put("schools", assessed);
        tables.put("regions", judged);
        tables.put("weights", weighed);
        readSchools(assessed);
        readRegions(judged);
        readWeights(weighed);
        for (Stage stage : stages()) {
            measure(stage, assessed.getSchema());
        }
        GridCoverage2D surface = null;
        String refused = null;
        try {
            surface = density(schools, regions);
        } catch (ProcessException e) {
            // what schools in one place have no radius for, say; the other processes have taken the same data
            refused = e.getMessage();
        }
        density = surface;
        densityRefused = refused;
    }

    private GridCoverage2D density(SimpleFeatureCollection schools, SimpleFeatureCollection regions) {
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

    /** Where processes take an expression as well, the report has to look the values up by name. */
    private static void checkAttribute(SimpleFeatureCollection schools, String input, String name) {
        if (schools.getSchema().indexOf(name) < 0) {
            throw new ProcessException(input + " must be an attribute of the schools, got '" + name
                    + "'; the attributes are "
                    + schools.getSchema().getAttributeDescriptors().stream()
                            .map(AttributeDescriptor::getLocalName)
                            .collect(Collectors.joining(", ")));
        }
    }

    private SimpleFeatureCollection assess(String process, Object... inputs) {
        List<Object> all = new ArrayList<>(List.of(inputs));
        all.addAll(List.of("standard", options.standard(), "groupBy", options.groupBy()));
        all.addAll(List.of("mapping", options.mapping(), "language", options.language()));
        return processes.run(SimpleFeatureCollection.class, process, all.toArray());
    }

    private void readSchools(SimpleFeatureCollection assessed) {
        Map<String, Expression> indicators = new LinkedHashMap<>();
        for (StandardFacts.Indicator indicator : standard.indicators()) {
            indicators.put(indicator.id(), Cells.expression(indicator.expression(), assessed.getSchema()));
        }
        List<String> names = options.language().nameAttributes().stream()
                .filter(attribute -> assessed.getSchema().indexOf(attribute) >= 0)
                .toList();
        for (SimpleFeature row : Cells.rows(assessed)) {
            String name = names.stream()
                    .map(attribute -> Cells.text(row, attribute))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(row.getID());
            Map<String, Double> values = new LinkedHashMap<>();
            indicators.forEach((id, expression) -> values.put(id, Cells.number(expression.evaluate(row))));
            schools.add(new School(
                    row,
                    name,
                    Cells.text(row, options.groupBy()),
                    stage(row, options.stage()),
                    Cells.number(row, options.population()),
                    Cells.number(row, "score"),
                    count(row, "rank"),
                    count(row, "level"),
                    values,
                    Cells.flag(row, "compliant"),
                    Cells.text(row, "excluded"),
                    Cells.text(row, "reasons")));
        }
    }

    private void readRegions(SimpleFeatureCollection judged) {
        for (SimpleFeature row : Cells.rows(judged)) {
            Map<String, Double> cvs = new LinkedHashMap<>();
            for (StandardFacts.Indicator indicator : standard.indicators()) {
                cvs.put(indicator.id(), Cells.number(row, "cv_" + indicator.id()));
            }
            regions.add(new Region(
                    Cells.text(row, "group"),
                    stage(row, "stage"),
                    count(row, "schools"),
                    (Integer) row.getAttribute("compliant_schools"),
                    cvs,
                    Cells.number(row, "cv"),
                    Cells.flag(row, "balanced"),
                    Cells.text(row, "excluded_schools"),
                    Cells.text(row, "reasons")));
        }
    }

    private void readWeights(SimpleFeatureCollection weighed) {
        for (SimpleFeature row : Cells.rows(weighed)) {
            String group = Cells.text(row, "group");
            Stage stage = stages().size() == 1 ? stages().get(0) : Stage.of(group);
            weights.computeIfAbsent(stage, key -> new ArrayList<>())
                    .add(new Weight(
                            Cells.text(row, "dimension"),
                            Cells.text(row, "indicator"),
                            count(row, "count"),
                            count(row, "missing"),
                            Cells.number(row, "mean"),
                            Cells.number(row, "entropy"),
                            Cells.number(row, "weight"),
                            Cells.number(row, "weight") == 0));
        }
    }

    /**
     * Measures what the standard's indicators differ by, over the schools that it counts. An indicator that is 0 in all
     * of them, or has no value in any, has no coefficients.
     */
    private void measure(Stage stage, SimpleFeatureType type) {
        List<School> schools = counted(stage);
        List<StandardFacts.Indicator> measurable = standard.indicators().stream()
                .filter(indicator -> highest(indicator.id(), schools) > 0)
                .toList();
        if (measurable.isEmpty()) {
            return;
        }
        ListFeatureCollection counted = new ListFeatureCollection(type);
        schools.forEach(school -> counted.add(school.feature()));
        List<String> indicators = measurable.stream()
                .map(indicator -> indicator.id() + "=" + indicator.expression())
                .toList();
        SimpleFeatureCollection measured = processes.run(
                SimpleFeatureCollection.class,
                "InequalityMeasures",
                "data",
                counted,
                "indicators",
                indicators,
                "population",
                options.population());
        SimpleFeatureCollection split = processes.run(
                SimpleFeatureCollection.class,
                "TheilDecomposition",
                "data",
                counted,
                "indicators",
                indicators,
                "groupBy",
                options.groupBy(),
                "population",
                options.population());
        String suffix = "-" + stage.name().toLowerCase(Locale.ROOT);
        tables.put("inequality" + suffix, withUndefined(measured, measurable, schools));
        tables.put("theil" + suffix, withUndefined(split, measurable, schools));
        Map<String, SimpleFeature> splits = new LinkedHashMap<>();
        Cells.rows(split).forEach(row -> splits.put(Cells.text(row, "indicator"), row));
        List<Inequality> read = new ArrayList<>();
        for (SimpleFeature row : Cells.rows(measured)) {
            SimpleFeature parts = splits.get(Cells.text(row, "indicator"));
            read.add(new Inequality(
                    Cells.text(row, "indicator"),
                    Cells.number(row, "mean"),
                    Cells.number(row, "gini"),
                    Cells.number(parts, "theil_t"),
                    Cells.number(parts, "between"),
                    Cells.number(parts, "within")));
        }
        if (schools.size() > 1) {
            inequalities.put(stage, read);
        }
    }

    /** A table with a row too for each indicator that the process was not asked about, as it refuses it. */
    private SimpleFeatureCollection withUndefined(
            SimpleFeatureCollection table, List<StandardFacts.Indicator> measured, List<School> schools) {
        ListFeatureCollection all = new ListFeatureCollection(table.getSchema(), Cells.rows(table));
        for (StandardFacts.Indicator indicator : standard.indicators()) {
            if (!measured.contains(indicator)) {
                int missing = (int) missing(indicator.id(), schools);
                SimpleFeatureBuilder row = new SimpleFeatureBuilder(table.getSchema());
                row.set("indicator", indicator.id());
                row.set("count", schools.size() - missing);
                row.set("missing", missing);
                row.set("note", missing == schools.size() ? "no feature has a value" : "0 in every feature");
                all.add(row.buildFeature(table.getSchema().getTypeName() + "." + (all.size() + 1)));
            }
        }
        return all;
    }

    private Stage stage(SimpleFeature row, String attribute) {
        boolean staged = row.getFeatureType().indexOf(attribute) >= 0;
        return Stage.of(staged ? Cells.text(row, attribute) : attribute);
    }

    private static int count(SimpleFeature row, String column) {
        double number = Cells.number(row, column);
        return Double.isNaN(number) ? 0 : (int) number;
    }

    ReportOptions options() {
        return options;
    }

    StandardFacts standard() {
        return standard;
    }

    /** The titles of the scores' indicators. */
    SystemTitles system() {
        return system;
    }

    RegionMap map() {
        return map;
    }

    /** The density of all schools, null where there is none. */
    GridCoverage2D density() {
        return density;
    }

    /** Why there is no density, in the process's words; null where there is one. */
    String densityRefused() {
        return densityRefused;
    }

    /** The tables behind the report, by a short name each. */
    Map<String, SimpleFeatureCollection> tables() {
        return tables;
    }

    /** The stages that there are schools of, lowest first. */
    List<Stage> stages() {
        TreeSet<Stage> stages = new TreeSet<>();
        schools.forEach(school -> stages.add(school.stage()));
        return List.copyOf(stages);
    }

    List<School> schools(Stage stage) {
        return schools.stream().filter(school -> school.stage() == stage).toList();
    }

    /** The schools that the standard counts. */
    List<School> counted(Stage stage) {
        return schools(stage).stream()
                .filter(school -> school.excluded() == null)
                .toList();
    }

    /** The highest value of an indicator, NaN where no school has one. */
    static double highest(String indicator, List<School> schools) {
        return schools.stream()
                .mapToDouble(school -> school.values().get(indicator))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }

    /** How many schools have no value of an indicator. */
    static long missing(String indicator, List<School> schools) {
        return schools.stream()
                .filter(school -> Double.isNaN(school.values().get(indicator)))
                .count();
    }

    /** Whether the schools of a stage could be scored, but for single ones that lack a value. */
    boolean scored(Stage stage) {
        return schools(stage).stream().anyMatch(school -> !Double.isNaN(school.score()));
    }

    List<Region> regions(Stage stage) {
        return regions.stream().filter(region -> region.stage() == stage).toList();
    }

    List<Weight> weights(Stage stage) {
        return weights.getOrDefault(stage, List.of());
    }

    /** The inequality of each indicator that has one; of none where fewer than two schools are counted. */
    List<Inequality> inequalities(Stage stage) {
        return inequalities.getOrDefault(stage, List.of());
    }

    /** The title of one of the standard's indicators. */
    String title(String indicator) {
        return standard.indicators().stream()
                .filter(i -> i.id().equals(indicator))
                .map(StandardFacts.Indicator::title)
                .findFirst()
                .orElse(indicator);
    }

    /** How many schools have no place to be drawn at. */
    long placeless() {
        return schools.stream().filter(school -> place(school) == null).count();
    }

    /** The place of a school on the map, null where it has none. */
    Geometry place(School school) {
        return map.toMap(school.feature());
    }
}
