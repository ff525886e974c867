package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.scoring.IndicatorSystem.Member;
import org.edubalance.standards.Stage;
import org.edubalance.standards.StandardIndicator;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * Runs the methods that studies of school balance add to the standard's own. What they refuse, as the schools are too few
 * or all alike, is left out, and noted.
 */
final class MethodsRun {

    /** As many processes as it runs at most: two of all schools, two a stage. */
    static final int PROCESSES = 2 + 2 * Stage.NATIONAL.size();

    /** So few schools tell nothing of clusters: z is no normal variable, and eight neighbours are most of them. */
    private static final int FEWEST_FOR_SPOTS = 30;

    private final Processes processes;
    private final String groupBy;
    private final String population;
    private final List<StandardIndicator> indicators;
    private final List<SchoolResult> results;
    private final List<SimpleFeature> rows;
    private final Map<String, SimpleFeatureCollection> tables;
    private final List<Localized> notes = new ArrayList<>();

    /**
     * The schools to be looked at.
     *
     * @param results the schools
     * @param rows their rows, with all attributes and the score
     * @param tables takes the processes' tables
     */
    MethodsRun(
            Processes processes,
            String groupBy,
            String population,
            List<StandardIndicator> indicators,
            List<SchoolResult> results,
            List<SimpleFeature> rows,
            Map<String, SimpleFeatureCollection> tables) {
        this.processes = processes;
        this.groupBy = groupBy;
        this.population = population;
        this.indicators = indicators;
        this.results = results;
        this.rows = rows;
        this.tables = tables;
    }

    /** What was left out, and why. */
    List<Localized> notes() {
        return notes;
    }

    /**
     * The results by stage.
     *
     * @param schools the schools that the scores were computed from, in the order of the results
     * @param systemOrNull what they were scored by
     * @param stageOrNull the schools' attribute with their stage, if they have one
     */
    Map<Stage, StageMethods> run(SimpleFeatureCollection schools, FittedSystem systemOrNull, String stageOrNull) {
        List<Obstacle> obstacles = List.of();
        Map<SchoolResult, Double> coordination = Map.of();
        if (systemOrNull.system() != null && results.stream().anyMatch(SchoolResult::scored)) {
            obstacles = obstacles(schools, systemOrNull, stageOrNull);
            coordination = coordination(schools, systemOrNull, stageOrNull);
        }
        Map<Stage, StageMethods> found = new HashMap<>();
        for (Stage stage : results.stream().map(SchoolResult::stage).distinct().toList()) {
            Map<SchoolResult, Double> ofStage = new IdentityHashMap<>(coordination);
            ofStage.keySet().removeIf(school -> school.stage() != stage);
            found.put(
                    stage,
                    new StageMethods(
                            dagum(stage),
                            obstacles.stream()
                                    .filter(each -> each.school().stage() == stage)
                                    .toList(),
                            spots(stage),
                            ofStage));
        }
        return found;
    }

    /** A result, or what stands for none where the process refuses the schools. */
    private <T> T unlessRefused(String method, T none, Supplier<T> run) {
        try {
            return run.get();
        } catch (Refusal e) {
            // unless it is the monitor's
            processes.check();
            notes.add(Message.of("report.note.method", "method", Message.of(method), "reason", e));
            return none;
        }
    }

    private List<Obstacle> obstacles(SimpleFeatureCollection schools, FittedSystem system, String stageOrNull) {
        return unlessRefused("report.obstacles", List.of(), () -> {
            SimpleFeatureCollection table = scored("ObstacleDegree", schools, system, stageOrNull);
            tables.put("obstacles", table);
            List<SimpleFeature> found = Cells.rows(table);
            List<String> ids =
                    system.system().members().keySet().stream().map(Member::id).toList();
            List<Obstacle> obstacles = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                Map<String, Double> degrees = new LinkedHashMap<>();
                for (String id : ids) {
                    degrees.put(id, Cells.number(found.get(i), "obstacle_" + id));
                }
                obstacles.add(new Obstacle(results.get(i), Cells.text(found.get(i), "main_obstacle"), degrees));
            }
            return obstacles;
        });
    }

    private Map<SchoolResult, Double> coordination(
            SimpleFeatureCollection schools, FittedSystem system, String stageOrNull) {
        long top = system.system().dimensions().stream()
                .filter(dimension -> dimension.parent() == null)
                .count();
        if (top < 2) {
            return Map.of();
        }
        return unlessRefused("report.coordination", Map.of(), () -> {
            SimpleFeatureCollection table = scored("CouplingCoordination", schools, system, stageOrNull);
            tables.put("coordination", table);
            List<SimpleFeature> found = Cells.rows(table);
            Map<SchoolResult, Double> coordination = new IdentityHashMap<>();
            for (int i = 0; i < found.size(); i++) {
                coordination.put(results.get(i), Cells.number(found.get(i), "coordination"));
            }
            return coordination;
        });
    }

    private SimpleFeatureCollection scored(
            String process, SimpleFeatureCollection schools, FittedSystem system, String stageOrNull) {
        return processes.run(
                SimpleFeatureCollection.class,
                process,
                "data",
                schools,
                "system",
                system.json(),
                "groupBy",
                stageOrNull,
                "unscorable",
                "EXCLUDE");
    }

    /** Of the score and of the standard's indicators, over the schools that it counts in at least two regions. */
    private List<Dagum> dagum(Stage stage) {
        List<Integer> counted = some(stage, SchoolResult::counted);
        List<String> measured = new ArrayList<>();
        if (counted.stream().anyMatch(i -> results.get(i).score() > 0)) {
            measured.add(Dagum.SCORE + "=" + Dagum.SCORE);
        }
        for (StandardIndicator indicator : indicators) {
            if (counted.stream().anyMatch(i -> results.get(i).value(indicator.id()) > 0)) {
                measured.add(indicator.id() + "=" + indicator.expression());
            }
        }
        long regions =
                counted.stream().map(i -> results.get(i).region()).distinct().count();
        if (regions < 2 || measured.isEmpty()) {
            return List.of();
        }
        return unlessRefused("report.dagum", List.of(), () -> {
            SimpleFeatureCollection table = processes.run(
                    SimpleFeatureCollection.class,
                    "DagumDecomposition",
                    "data",
                    collection(counted),
                    "indicators",
                    measured,
                    "groupBy",
                    groupBy,
                    "population",
                    population);
            keep("dagum", stage, table);
            Map<String, Map<String, Double>> parts = new LinkedHashMap<>();
            for (SimpleFeature row : Cells.rows(table)) {
                // the rows of all groups come before those of each
                parts.computeIfAbsent(Cells.text(row, "indicator"), indicator -> new HashMap<>())
                        .putIfAbsent(Cells.text(row, "kind"), Cells.number(row, "contribution"));
            }
            List<Dagum> found = new ArrayList<>();
            parts.forEach((indicator, part) -> found.add(new Dagum(
                    indicator,
                    part.get("TOTAL"),
                    part.get("WITHIN"),
                    part.get("NET_BETWEEN"),
                    part.get("TRANSVARIATION"))));
            return found;
        });
    }

    private Map<SchoolResult, String> spots(Stage stage) {
        List<Integer> placed = some(stage, school -> school.placed() && school.scored());
        if (placed.size() < FEWEST_FOR_SPOTS) {
            return Map.of();
        }
        return unlessRefused("report.spots", Map.of(), () -> {
            SimpleFeatureCollection table = processes.run(
                    SimpleFeatureCollection.class, "HotSpots", "data", collection(placed), "attribute", Dagum.SCORE);
            keep("spots", stage, table);
            List<SimpleFeature> found = Cells.rows(table);
            Map<SchoolResult, String> spots = new IdentityHashMap<>();
            for (int i = 0; i < found.size(); i++) {
                spots.put(results.get(placed.get(i)), Cells.text(found.get(i), "gi_class"));
            }
            return spots;
        });
    }

    private void keep(String name, Stage stage, SimpleFeatureCollection table) {
        tables.put(name + "-" + stage.name().toLowerCase(Locale.ROOT), table);
    }

    private List<Integer> some(Stage stage, Predicate<SchoolResult> which) {
        return IntStream.range(0, results.size())
                .filter(i -> results.get(i).stage() == stage && which.test(results.get(i)))
                .boxed()
                .toList();
    }

    private SimpleFeatureCollection collection(List<Integer> some) {
        ListFeatureCollection collection = new ListFeatureCollection(rows.get(0).getFeatureType());
        some.forEach(i -> collection.add(rows.get(i)));
        return collection;
    }
}
