package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Places;
import org.edubalance.report.ReportData;
import org.edubalance.report.ReportOptions;
import org.edubalance.standards.SchoolType;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * The schools as the processes take them: each at one stage, in a region, with every column that the standard names.
 *
 * @param features the schools
 * @param groupBy their attribute with the key of their region
 * @param grouped whether the data tell the regions, else there is one for all schools
 * @param stage their attribute with the stage, or a stage for all
 * @param notes what was done to them
 * @param unknown the standard's indicators that no column is there for
 */
record Schools(
        SimpleFeatureCollection features,
        String groupBy,
        boolean grouped,
        String stage,
        List<Localized> notes,
        List<StandardIndicator> unknown) {

    /** What lists of schools call the column with the county. */
    static final List<String> COUNTY =
            List.of("county", "区县", "县区", "县", "县（市、区）", "所属区县", "所在区县", "行政区", "district", "region");

    private static final String STAGE = "stage";

    /** Prepares the schools of a report. */
    static Schools of(ReportData data, ReportOptions options, Standard standard, Processes processes) {
        Preparation preparation = new Preparation(data.schools(), options, standard, processes);
        preparation.group(data.regions() != null);
        preparation.leaveOut();
        preparation.split();
        preparation.checkStages();
        preparation.fill();
        return new Schools(
                preparation.schools,
                preparation.groupBy,
                preparation.grouped,
                preparation.stage,
                preparation.notes,
                preparation.unknown);
    }

    private static final class Preparation {
        private final ReportOptions options;
        private final Standard standard;
        private final Processes processes;
        private final List<Localized> notes = new ArrayList<>();
        private final List<StandardIndicator> unknown = new ArrayList<>();
        private SimpleFeatureCollection schools;
        private String groupBy;
        private boolean grouped = true;
        private String stage;

        Preparation(SimpleFeatureCollection schools, ReportOptions options, Standard standard, Processes processes) {
            this.schools = schools;
            this.options = options;
            this.standard = standard;
            this.processes = processes;
            this.stage = options.stage();
        }

        private boolean has(String column) {
            return schools.getSchema().indexOf(column) >= 0;
        }

        private void group(boolean mapped) {
            if (options.groupBy() != null) {
                if (!has(options.groupBy())) {
                    throw unknownColumn("groupBy", options.groupBy());
                }
                groupBy = options.groupBy();
                return;
            }
            groupBy = COUNTY.stream().filter(this::has).findFirst().orElse(null);
            if (groupBy != null) {
                return;
            }
            if (mapped) {
                throw Refusal.of("report.groupBy", "attributes", Cells.columns(schools.getSchema()))
                        .about("groupBy")
                        .missing();
            }
            groupBy = "region";
            grouped = false;
            String place = options.notes().place();
            String all = place == null ? Message.of("report.region.all").in(options.language()) : place;
            schools = Tables.withConstant(schools, groupBy, all);
            notes.add(Message.of("report.note.oneRegion"));
        }

        /** Leaves out kindergartens and the like, which lists of schools have beside those that a standard is about. */
        private void leaveOut() {
            if (!has(stage)) {
                return;
            }
            ListFeatureCollection kept = new ListFeatureCollection(schools.getSchema());
            Set<String> others = new LinkedHashSet<>();
            int left = 0;
            for (SimpleFeature school : Cells.rows(schools)) {
                String kind = Cells.text(school, stage);
                if (standard.schooling().excludes(kind)) {
                    others.add(kind);
                    left++;
                } else {
                    kept.add(school);
                }
            }
            if (left > 0) {
                schools = kept;
                notes.add(Message.of("report.note.others", "n", left, "kinds", others));
            }
        }

        private void checkStages() {
            if (!has(stage)) {
                return;
            }
            for (SimpleFeature school : Cells.rows(schools)) {
                if (Cells.text(school, stage) == null) {
                    throw Refusal.of("report.stage.blank", "attribute", stage)
                            .about("stage")
                            .at(Places.of(school));
                }
            }
        }

        /** Splits the schools that teach more than one stage, where there are columns for each. */
        private void split() {
            String pupils = options.population();
            String type = Stream.of(standard.exclusions().typeAttribute(), "school_type", stage)
                    .filter(Objects::nonNull)
                    .filter(this::has)
                    .findFirst()
                    .orElse(null);
            List<String> perStage = Stage.NATIONAL.stream()
                    .map(each -> each.columnOf(pupils))
                    .map(name -> has(name) ? name : null)
                    .toList();
            boolean splittable =
                    type != null && perStage.stream().filter(Objects::nonNull).count() > 1;
            if (splittable) {
                boolean all = !has(pupils);
                List<SimpleFeature> whole = new ArrayList<>();
                ListFeatureCollection through = new ListFeatureCollection(schools.getSchema());
                for (SimpleFeature school : Cells.rows(schools)) {
                    if (all || isThrough(Cells.text(school, type))) {
                        through.add(school);
                    } else {
                        whole.add(school);
                    }
                }
                if (!through.isEmpty()) {
                    split(whole, through, type, perStage);
                }
            }
            if (!has(pupils)) {
                throw unknownColumn("population", pupils);
            }
        }

        private static boolean isThrough(String typeOrNull) {
            SchoolType type = SchoolType.named(typeOrNull);
            return type != null && type.stages().size() > 1;
        }

        private void split(List<SimpleFeature> whole, ListFeatureCollection through, String type, List<String> pupils) {
            Map<String, String> counted = countedPerStage();
            List<String> shared = shared(counted.keySet());
            SimpleFeatureCollection parts = processes.run(
                    SimpleFeatureCollection.class,
                    "SplitStages",
                    "data",
                    through,
                    "schoolType",
                    type,
                    "pupilsPrimary",
                    pupils.get(0),
                    "pupilsJunior",
                    pupils.get(1),
                    "pupilsSenior",
                    pupils.get(2),
                    "shared",
                    shared.isEmpty()
                            ? List.of(pupils.stream()
                                    .filter(Objects::nonNull)
                                    .findFirst()
                                    .orElseThrow())
                            : shared,
                    "perStage",
                    counted.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList());
            boolean staged = has(stage);
            if (!staged) {
                stage = STAGE;
            }
            Map<String, Class<?>> columns = new LinkedHashMap<>();
            columns.put(stage, String.class);
            columns.put(options.population(), Double.class);
            counted.keySet().forEach(column -> columns.put(column, Double.class));
            shared.forEach(column -> columns.put(column, Double.class));
            SimpleFeatureType schema = Tables.schema(schools.getSchema(), Set.of(), columns);
            ListFeatureCollection all = new ListFeatureCollection(schema);
            for (SimpleFeature school : whole) {
                Map<String, Object> own = new LinkedHashMap<>();
                if (!staged) {
                    SchoolType one = SchoolType.of(Cells.text(school, type));
                    own.put(stage, one.stages().iterator().next().name());
                }
                all.add(Tables.row(schema, school, own));
            }
            Set<String> left = new LinkedHashSet<>();
            Set<String> split = new LinkedHashSet<>();
            for (SimpleFeature part : Cells.rows(parts)) {
                Stage at = Stage.of(Cells.text(part, STAGE));
                if (!standard.stages().contains(at)) {
                    left.add(at.name());
                    continue;
                }
                Map<String, Object> own = new LinkedHashMap<>();
                own.put(stage, at.name());
                own.put(options.population(), part.getAttribute("pupils"));
                // what neither was counted per stage nor can be shared out is not known of a part
                if (!counted.containsKey("teachers") && has("teachers")) {
                    own.put("teachers", null);
                }
                split.add(name(part));
                all.add(Tables.row(schema, part, own));
            }
            schools = all;
            notes.add(Message.of("report.note.split", "n", through.size(), "schools", split));
            if (!left.isEmpty()) {
                notes.add(Message.of(
                        "report.note.split.left",
                        "stages",
                        left.stream().map(Stage::of).map(Stage::title).toList()));
            }
        }

        private String name(SimpleFeature school) {
            return options.language().nameAttributes().stream()
                    .filter(column -> school.getFeatureType().indexOf(column) >= 0)
                    .map(column -> Cells.text(school, column))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(school.getID());
        }

        /** The amounts that are counted for each stage, by the name that they have at one. */
        private Map<String, String> countedPerStage() {
            Map<String, String> counted = new LinkedHashMap<>();
            for (String column : Cells.columns(schools.getSchema())) {
                String ending = Stage.PRIMARY.columnOf("");
                if (column.endsWith(ending)) {
                    String base = column.substring(0, column.length() - ending.length());
                    String junior = Stage.JUNIOR.columnOf(base);
                    String senior = Stage.SENIOR.columnOf(base);
                    if (!base.equals(options.population()) && has(junior)) {
                        counted.put(base, column + "," + junior + (has(senior) ? "," + senior : ""));
                    }
                }
            }
            return counted;
        }

        /** What the stages share: the standard's amounts that are not counted per stage, but for people. */
        private List<String> shared(Set<String> counted) {
            Set<String> shared = new LinkedHashSet<>(List.of("computers", "books", "dormitory_area"));
            for (StandardIndicator indicator : standard.indicators()) {
                shared.addAll(Names.in("standard", indicator.expression(), schools.getSchema()));
            }
            shared.removeIf(column -> !has(column)
                    || counted.contains(column)
                    || column.equals(options.population())
                    || column.contains("teachers")
                    || column.contains("教师")
                    || !Number.class.isAssignableFrom(
                            schools.getSchema().getDescriptor(column).getType().getBinding()));
            return List.copyOf(shared);
        }

        /** Adds what the standard names and the data have not, as long as they have some of it. */
        private void fill() {
            Set<String> mapped = new LinkedHashSet<>();
            options.mapping()
                    .forEach(entry -> mapped.add(
                            entry.substring(0, Math.max(0, entry.indexOf('='))).strip()));
            Set<String> columns = new LinkedHashSet<>();
            for (StandardIndicator indicator : standard.indicators()) {
                List<String> missing = Names.missing("standard", indicator.expression(), schools.getSchema());
                if (!missing.isEmpty() && !mapped.contains(indicator.id())) {
                    unknown.add(indicator);
                    columns.addAll(missing);
                }
            }
            if (unknown.size() == standard.indicators().size()) {
                throw Refusal.of(
                        "report.standard.none",
                        "n",
                        unknown.size(),
                        "columns",
                        columns,
                        "indicator",
                        unknown.get(0).id());
            }
            if (!columns.isEmpty()) {
                schools = Tables.withEmpty(schools, columns);
                notes.add(Message.of("report.note.columns", "columns", columns));
            }
        }

        /** Where processes take an expression as well, the report has to look the values up by name. */
        private Refusal unknownColumn(String input, String name) {
            return Refusal.of("report.attribute", "got", name, "attributes", Cells.columns(schools.getSchema()))
                    .about(input);
        }
    }
}
