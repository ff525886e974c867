package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.edubalance.report.ReportData;
import org.edubalance.report.ReportOptions;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;

/** Runs the processes that tell what to do, and those on what else is known of the regions. */
final class PlanningRun {

    /** As many processes as it runs at most, but for two to each of these. */
    static final int PROCESSES = 4;

    /** A survey's item: what it asks about, and its number. */
    private static final Pattern ITEM = Pattern.compile("(.*\\D)[_-]?(\\d{1,3})");

    private static final double LOWEST_ANSWER = 1;
    private static final double HIGHEST_ANSWER = 5;

    private final Processes processes;
    private final ReportData data;
    private final ReportOptions options;
    private final Standard standard;
    private final Schools schools;

    /** Runs a process that assesses schools: its name, and its inputs beside those that all of them take. */
    private final Assessment assessment;

    private final Map<String, SimpleFeatureCollection> tables;

    /** A process on the report's schools. */
    interface Assessment {
        SimpleFeatureCollection run(String process, Object... inputs);
    }

    PlanningRun(
            Processes processes,
            ReportData data,
            ReportOptions options,
            Standard standard,
            Schools schools,
            Assessment assessment,
            Map<String, SimpleFeatureCollection> tables) {
        this.processes = processes;
        this.data = data;
        this.options = options;
        this.standard = standard;
        this.schools = schools;
        this.assessment = assessment;
        this.tables = tables;
    }

    Planning run(List<StageResults> stages, List<SchoolResult> results, List<SimpleFeature> rows) {
        return new Planning(plans(results), reallocations(stages, results, rows), items(), satisfaction(), outlook());
    }

    /** Whether a standard says of all its indicators with a threshold what they count. */
    static boolean countable(Standard standard) {
        return standard.indicators().stream()
                .allMatch(indicator -> indicator.thresholds().isEmpty() || indicator.resource() != null);
    }

    private List<String> indicators() {
        return standard.indicators().stream()
                .filter(indicator -> !indicator.thresholds().isEmpty())
                .map(StandardIndicator::id)
                .toList();
    }

    /** The schools come out in the order in which they went in. */
    private List<SchoolPlan> plans(List<SchoolResult> results) {
        if (standard.rule() == null || !countable(standard)) {
            return List.of();
        }
        List<SimpleFeature> all = Cells.rows(gaps("ALL_MET"));
        SimpleFeatureCollection cheapest = gaps("COMPLIANT");
        tables.put("plan", cheapest);
        List<SimpleFeature> compliant = Cells.rows(cheapest);
        List<SchoolPlan> plans = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).counted()) {
                plans.add(SchoolPlan.read(results.get(i), all.get(i), compliant.get(i), indicators()));
            }
        }
        plans.sort(Comparator.comparing((SchoolPlan plan) -> plan.school().region())
                .thenComparingInt(plan -> plan.priority() == 0 ? Integer.MAX_VALUE : plan.priority()));
        return plans;
    }

    private SimpleFeatureCollection gaps(String goal) {
        return assessment.run(
                "ResourceGap",
                "data",
                schools.features(),
                "goal",
                goal,
                "unitCost",
                options.unitCosts().isEmpty() ? null : options.unitCosts());
    }

    /** For each coefficient over its limit: what has to be added, and of teachers also what has to be moved. */
    private List<Reallocation> reallocations(
            List<StageResults> stages, List<SchoolResult> results, List<SimpleFeature> rows) {
        List<Reallocation> found = new ArrayList<>();
        for (StageResults stage : stages) {
            double limit =
                    standard.cvLimit() == null ? Double.NaN : standard.cvLimit().limit(stage.stage());
            for (StandardIndicator indicator : standard.indicators()) {
                List<String> over = stage.regions().stream()
                        .filter(region -> region.schools() > 1 && region.cv(indicator.id()) > limit)
                        .map(RegionResult::key)
                        .toList();
                if (!over.isEmpty() && indicator.resource() != null) {
                    ListFeatureCollection some =
                            new ListFeatureCollection(rows.get(0).getFeatureType());
                    for (int i = 0; i < results.size(); i++) {
                        SchoolResult school = results.get(i);
                        if (school.stage() == stage.stage()
                                && school.counted()
                                && school.pupils() > 0
                                && over.contains(school.region())) {
                            some.add(rows.get(i));
                        }
                    }
                    found.addAll(reallocation(stage, indicator, some, limit, false));
                    if (isTeachers(indicator)) {
                        found.addAll(reallocation(stage, indicator, some, limit, true));
                    }
                }
            }
        }
        return found;
    }

    /** Who can be moved from one school to another. */
    private static boolean isTeachers(StandardIndicator indicator) {
        return indicator.resource().whole() && indicator.id().contains("teacher");
    }

    private List<Reallocation> reallocation(
            StageResults stage,
            StandardIndicator indicator,
            SimpleFeatureCollection some,
            double limit,
            boolean moved) {
        String per = "(" + indicator.expression() + ") * \"" + options.population() + "\" / "
                + indicator.resource().per();
        SimpleFeatureCollection result = processes.run(
                SimpleFeatureCollection.class,
                "AllocateResources",
                "data",
                some,
                "resource",
                per,
                "population",
                options.population(),
                "groupBy",
                schools.groupBy(),
                "mode",
                moved ? "TRANSFER" : "ADD",
                "limit",
                limit,
                "wholeUnits",
                indicator.resource().whole());
        Map<String, List<SimpleFeature>> byRegion = new LinkedHashMap<>();
        for (SimpleFeature row : Cells.rows(result)) {
            byRegion.computeIfAbsent(Cells.text(row, schools.groupBy()), key -> new ArrayList<>())
                    .add(row);
        }
        List<Reallocation> found = new ArrayList<>();
        byRegion.forEach((region, members) -> found.add(
                Reallocation.read(region, stage.stage(), indicator, moved, members.get(0), (int) members.stream()
                        .filter(row -> Cells.number(row, "change") > 0)
                        .count())));
        return found;
    }

    private List<ItemResult> items() {
        if (standard.aspects().isEmpty()) {
            return List.of();
        }
        SimpleFeatureCollection survey =
                data.surveys().size() == 1 ? data.surveys().values().iterator().next() : null;
        boolean grouped = survey != null && survey.getSchema().indexOf(schools.groupBy()) >= 0;
        SimpleFeatureCollection rows = assessment.run(
                "AssessCounty",
                "data",
                schools.features(),
                "county",
                data.county(),
                "survey",
                grouped ? survey : null,
                "items",
                grouped ? surveyItems(survey) : null);
        tables.put("aspects", rows);
        return Cells.rows(rows).stream().map(ItemResult::read).toList();
    }

    private List<Satisfaction> satisfaction() {
        List<Satisfaction> found = new ArrayList<>();
        data.surveys().forEach((name, survey) -> {
            boolean grouped = survey.getSchema().indexOf(schools.groupBy()) >= 0;
            SimpleFeatureCollection rows = processes.run(
                    Map.of("data", "survey"),
                    SimpleFeatureCollection.class,
                    "SurveySatisfaction",
                    "data",
                    survey,
                    "items",
                    surveyItems(survey),
                    "groupBy",
                    grouped ? List.of(schools.groupBy()) : null);
            tables.put("survey-" + name, rows);
            Regions names = grouped ? Regions.of(survey, schools.groupBy()) : null;
            Cells.rows(rows).forEach(row -> found.add(Satisfaction.read(name, names, row)));
        });
        return found;
    }

    /** The items that are given, as far as a survey has them; else its columns of answers that a number ends the name of. */
    private List<String> surveyItems(SimpleFeatureCollection survey) {
        List<String> columns = Cells.columns(survey.getSchema());
        List<String> given = options.surveyItems().stream()
                .filter(item -> columns.contains(item.substring(item.indexOf('/') + 1)))
                .toList();
        List<String> items = new ArrayList<>(given);
        if (options.surveyItems().isEmpty()) {
            for (String column : columns) {
                Matcher item = ITEM.matcher(column);
                if (item.matches() && isAnswers(survey, column)) {
                    String about = item.group(1).replaceFirst("[_-]$", "");
                    items.add(about + "/" + column);
                }
            }
        }
        if (items.isEmpty()) {
            throw Refusal.of("report.survey.items", "columns", columns).about("survey");
        }
        return items;
    }

    private static boolean isAnswers(SimpleFeatureCollection survey, String column) {
        boolean any = false;
        for (SimpleFeature row : Cells.rows(survey)) {
            Object value = row.getAttribute(column);
            if (value != null && !value.toString().isBlank()) {
                if (!(value instanceof Number number)
                        || number.doubleValue() < LOWEST_ANSWER
                        || number.doubleValue() > HIGHEST_ANSWER) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private List<Outlook> outlook() {
        if (data.enrolment() == null) {
            return List.of();
        }
        Function<String, String> present =
                column -> data.enrolment().getSchema().indexOf(column) >= 0 ? column : null;
        SimpleFeatureCollection rows = processes.run(
                Map.of("data", "enrolment"),
                SimpleFeatureCollection.class,
                "ProjectEnrolment",
                "data",
                data.enrolment(),
                "births",
                data.births(),
                "groupBy",
                present.apply(schools.groupBy()),
                "classes",
                present.apply("classes"));
        tables.put("enrolment", rows);
        return Cells.rows(rows).stream().map(Outlook::read).toList();
    }
}
