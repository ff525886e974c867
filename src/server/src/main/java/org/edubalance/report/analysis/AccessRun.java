package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.messages.Texts;
import org.edubalance.report.Demand;
import org.edubalance.standards.Stage;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.locationtech.jts.geom.Geometry;

/** Runs Accessibility and ServiceCoverage of each stage's schools, by where people live. */
public final class AccessRun {

    /** The distances that people are counted within, as multiples of the catchment, which is one of them. */
    public static final List<Double> DISTANCES = List.of(0.5, 1.0, 2.0);

    /** As many processes as it runs at most. */
    static final int PROCESSES = 2 * Stage.NATIONAL.size();

    private static final String INPUT = "demand";

    /** What a report calls the processes' inputs. */
    private static final Map<String, String> INPUTS =
            Map.of("data", INPUT, "demand", "demandPopulation", "supply", "schools", "groupBy", INPUT);

    /** What tables call the column with how many people there are, the first of these where there are several. */
    private static final List<String> POPULATION =
            List.of("children", "population", "people", "适龄儿童数", "适龄儿童", "学龄人口", "儿童数", "常住人口", "人口数", "人口");

    private final Processes processes;
    private final Demand demand;
    private final String groupBy;
    private final String capacity;
    private final Language language;
    private final RegionMap mapOrNull;
    private final Map<String, SimpleFeatureCollection> tables;
    private final String base;
    private final List<Localized> notes = new ArrayList<>();

    /**
     * Prepares the demand.
     *
     * @param groupBy the schools' attribute with the key of their region
     * @param population the schools' attribute with their pupils
     * @param tables takes the processes' tables
     * @throws Refusal if the demand tells no number of people, or the schools reach no distance
     */
    AccessRun(
            Processes processes,
            Demand demand,
            String groupBy,
            String population,
            Language language,
            RegionMap mapOrNull,
            Map<String, SimpleFeatureCollection> tables) {
        this.processes = processes;
        this.demand = demand;
        this.language = language;
        this.mapOrNull = mapOrNull;
        this.tables = tables;
        SimpleFeatureType type = demand.features().getSchema();
        this.capacity = demand.capacity() == null ? population : demand.capacity();
        if (!(demand.catchment() > 0) || Double.isInfinite(demand.catchment())) {
            throw Refusal.of("report.catchment").about("catchment").missing();
        }
        this.base = base(type, demand.population());
        this.groupBy = type.indexOf(groupBy) >= 0
                ? groupBy
                : Schools.COUNTY.stream()
                        .filter(name -> type.indexOf(name) >= 0)
                        .findFirst()
                        .orElse(null);
    }

    private static String base(SimpleFeatureType type, String givenOrNull) {
        if (givenOrNull != null) {
            if (!counts(type, givenOrNull)) {
                throw Refusal.of("report.demand.attribute", "got", givenOrNull, "columns", Cells.columns(type))
                        .about("demandPopulation");
            }
            return givenOrNull;
        }
        return POPULATION.stream()
                .filter(name -> counts(type, name))
                .findFirst()
                .orElseThrow(() -> Refusal.of("report.demand.column", "columns", Cells.columns(type))
                        .about("demandPopulation")
                        .missing());
    }

    private static boolean counts(SimpleFeatureType type, String base) {
        return type.indexOf(base) >= 0
                || Stage.NATIONAL.stream().anyMatch(stage -> type.indexOf(stage.columnOf(base)) >= 0);
    }

    /** What was left out, and why. */
    List<Localized> notes() {
        return notes;
    }

    /**
     * The results of some stages.
     *
     * @param results the schools
     * @param rows their rows, with all attributes
     */
    Map<Stage, Access> run(List<Stage> stages, List<SchoolResult> results, List<SimpleFeature> rows) {
        Map<Stage, Access> found = new LinkedHashMap<>();
        for (Stage stage : stages) {
            ListFeatureCollection supply = new ListFeatureCollection(rows.get(0).getFeatureType());
            for (int i = 0; i < rows.size(); i++) {
                if (results.get(i).stage() == stage && placed(rows.get(i))) {
                    supply.add(rows.get(i));
                }
            }
            found.put(stage, run(stage, supply));
        }
        return found;
    }

    private static boolean placed(SimpleFeature row) {
        return row.getDefaultGeometry() instanceof Geometry geometry && !geometry.isEmpty();
    }

    private Access run(Stage stage, SimpleFeatureCollection supply) {
        SimpleFeatureType type = demand.features().getSchema();
        String column = type.indexOf(stage.columnOf(base)) >= 0 ? stage.columnOf(base) : base;
        if (type.indexOf(column) < 0) {
            return Access.missing(null, Message.of("report.gap.access.column", "column", stage.columnOf(base)));
        }
        if (supply.isEmpty()) {
            return Access.missing(column, Message.of("report.gap.access.schools"));
        }
        SimpleFeatureCollection people = peopled(stage, column);
        SimpleFeatureCollection access;
        try {
            access = processes.run(
                    INPUTS,
                    SimpleFeatureCollection.class,
                    "Accessibility",
                    "data",
                    people,
                    "demand",
                    column,
                    "supply",
                    supply,
                    "capacity",
                    capacity,
                    "catchment",
                    Texts.number(demand.catchment()),
                    "label",
                    nameColumn(supply.getSchema()));
        } catch (Refusal e) {
            // unless it is the monitor's
            processes.check();
            if (!e.reason().key().equals("access.unreached")) {
                throw e;
            }
            return Access.missing(column, Message.of("report.gap.access", "reason", e));
        }
        List<Double> distances = DISTANCES.stream()
                .map(multiple -> multiple * demand.catchment())
                .toList();
        SimpleFeatureCollection coverage = processes.run(
                INPUTS,
                SimpleFeatureCollection.class,
                "ServiceCoverage",
                "data",
                people,
                "demand",
                column,
                "supply",
                supply,
                "distances",
                distances,
                "groupBy",
                groupBy);
        tables.put("access-" + stage.name().toLowerCase(Locale.ROOT), access);
        tables.put("coverage-" + stage.name().toLowerCase(Locale.ROOT), coverage);
        return new Access(
                column,
                Cells.rows(access).stream().map(row -> place(row, column)).toList(),
                Cells.rows(coverage).stream()
                        .map(row -> new Access.Coverage(
                                Cells.text(row, "group"),
                                Cells.number(row, "demand"),
                                Cells.number(row, "mean_distance"),
                                Cells.number(row, "p90_distance"),
                                distances.stream()
                                        .map(distance -> Cells.number(
                                                row,
                                                "share_"
                                                        + Texts.number(distance).replace('.', '_')))
                                        .toList()))
                        .toList(),
                null);
    }

    /** The features that somebody lives in at a place that is known; all of them where that is none. */
    private SimpleFeatureCollection peopled(Stage stage, String column) {
        SimpleFeatureCollection features = demand.features();
        if (features.getSchema().getGeometryDescriptor() == null) {
            return features;
        }
        ListFeatureCollection peopled = new ListFeatureCollection(features.getSchema());
        int placeless = 0;
        int empty = 0;
        for (SimpleFeature feature : Cells.rows(features)) {
            Object people = feature.getAttribute(column);
            if (!placed(feature)) {
                placeless++;
            } else if (people == null
                    || people.toString().isBlank()
                    || people instanceof Number number && number.doubleValue() == 0) {
                empty++;
            } else {
                peopled.add(feature);
            }
        }
        if (peopled.isEmpty()) {
            return features;
        }
        if (placeless > 0) {
            notes.add(Message.of("report.note.demand.place", "stage", stage.title(), "n", placeless));
        }
        if (empty > 0) {
            notes.add(Message.of("report.note.demand.people", "stage", stage.title(), "n", empty, "column", column));
        }
        return peopled;
    }

    private String nameColumn(SimpleFeatureType type) {
        return language.nameAttributes().stream()
                .filter(name -> type.indexOf(name) >= 0)
                .findFirst()
                .orElse(null);
    }

    private Access.Place place(SimpleFeature row, String column) {
        String name = language.nameAttributes().stream()
                .filter(attribute -> row.getFeatureType().indexOf(attribute) >= 0)
                .map(attribute -> Cells.text(row, attribute))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(row.getID());
        return new Access.Place(
                name,
                groupBy == null ? null : Cells.text(row, groupBy),
                Cells.number(row.getAttribute(column)),
                Cells.number(row, "access_ratio"),
                Cells.text(row, "nearest"),
                Cells.number(row, "nearest_distance"),
                mapOrNull == null ? null : mapOrNull.toMap(row, name, INPUT));
    }
}
