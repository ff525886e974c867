package org.edubalance.process.standards;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.process.schools.SchoolNames;
import org.edubalance.standards.SchoolType;
import org.edubalance.standards.Stage;
import org.edubalance.standards.StageSplit;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** Through-schools as one feature per stage, with their resources shared out by weighted pupils. See {@link StageSplit}. */
@DescribeProcess(
        title = "Split through-schools into stages",
        description = "Makes one feature per school and stage, and shares floor areas, equipment, books and the like"
                + " between the stages of a school by weighted pupils: primary 1, junior 1.1, senior 1.32; in a"
                + " complete secondary school junior 1, senior 1.2. The result is ready for AssessSchools.")
public class SplitStagesProcess {

    private static final String NAME = "edu:SplitStages";

    /** The inputs that name the pupils of each stage. */
    private static final Map<Stage, String> PUPILS =
            Map.of(Stage.PRIMARY, "pupilsPrimary", Stage.JUNIOR, "pupilsJunior", Stage.SENIOR, "pupilsSenior");

    @DescribeResult(
            name = "result",
            description = "A feature per school and stage with pupils: the attributes of the school with stage, pupils,"
                    + " the shared-out attributes and those counted per stage")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "The schools, one feature each")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "schoolType",
                            description = "Attribute with each school's type: PRIMARY (小学), TEACHING_POINT (教学点),"
                                    + " JUNIOR (初中), SENIOR (高中), NINE_YEAR (九年一贯制), COMPLETE_SECONDARY (完全中学) or"
                                    + " TWELVE_YEAR (十二年一贯制); not with stagePupils",
                            min = 0)
                    String schoolType,
            @DescribeParameter(name = "pupilsPrimary", description = "Attribute with the primary pupils", min = 0)
                    String pupilsPrimary,
            @DescribeParameter(name = "pupilsJunior", description = "Attribute with the junior pupils", min = 0)
                    String pupilsJunior,
            @DescribeParameter(name = "pupilsSenior", description = "Attribute with the senior pupils", min = 0)
                    String pupilsSenior,
            @DescribeParameter(
                            name = "shared",
                            description = "Attributes to share out between the stages",
                            min = 1,
                            collectionType = String.class)
                    List<String> shared,
            @DescribeParameter(
                            name = "perStage",
                            description = "name=primaryAttribute,juniorAttribute[,seniorAttribute]: what is counted per"
                                    + " stage, such as teachers; with stagePupils an attribute for each of its stages",
                            min = 0,
                            collectionType = String.class)
                    List<String> perStage,
            @DescribeParameter(
                            name = "stagePupils",
                            description = "stage=attribute: the pupils of a stage of a standard's own, in place of"
                                    + " schoolType and the national stages; a school teaches the stages it has"
                                    + " pupils of",
                            min = 0,
                            collectionType = String.class)
                    List<String> stagePupils,
            @DescribeParameter(
                            name = "stageWeights",
                            description = "stage=number: what a pupil of a stage of stagePupils counts in sharing out,"
                                    + " without it 1",
                            min = 0,
                            collectionType = String.class)
                    List<String> stageWeights,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Inputs.checkData(data);
        SimpleFeatureType schema = data.getSchema();
        OwnStages own = own(stagePupils, stageWeights, schema);
        Attribute type = own == null
                ? Attribute.of("schoolType", schoolType, schema)
                : absent(Attribute.optional("schoolType", schoolType, schema), "schoolType");
        Map<Stage, Attribute> pupils = new TreeMap<>();
        put(pupils, Stage.PRIMARY, PUPILS.get(Stage.PRIMARY), pupilsPrimary, schema);
        put(pupils, Stage.JUNIOR, PUPILS.get(Stage.JUNIOR), pupilsJunior, schema);
        put(pupils, Stage.SENIOR, PUPILS.get(Stage.SENIOR), pupilsSenior, schema);
        if (own != null) {
            pupils.keySet().forEach(stage -> absent(pupils.get(stage), PUPILS.get(stage)));
        }
        if (shared == null || shared.isEmpty()) {
            throw Refusal.of("standards.split.shared").about("shared").missing();
        }
        List<Attribute> sharedAttributes = new ArrayList<>();
        for (String name : shared) {
            Attribute attribute = Attribute.of("shared", name, schema);
            if (schema.indexOf(attribute.text()) < 0) {
                throw Refusal.of("standards.split.shared.name", "got", name).about("shared");
            }
            sharedAttributes.add(attribute);
        }
        Map<String, Map<String, Attribute>> counted = perStage(
                perStage,
                own == null ? Stage.NATIONAL.stream().map(Stage::name).toList() : own.names(),
                own == null ? "standards.split.perStage" : "standards.split.perStage.own",
                schema);
        SchoolNames names = new SchoolNames(schema, Language.current());
        List<String> unknown = new ArrayList<>();
        List<ResultTable.Derived<Part>> parts = new ArrayList<>();
        try (SimpleFeatureIterator iterator = data.features()) {
            while (iterator.hasNext()) {
                progress.check();
                SimpleFeature school = iterator.next();
                Map<String, Double> counts = new LinkedHashMap<>();
                Map<String, Double> shares =
                        own == null ? shares(school, type, pupils, counts) : own.shares(school, counts);
                if (shares.keySet().stream().noneMatch(stage -> counts.get(stage) > 0)
                        || shares.containsValue(Double.NaN)) {
                    unknown.add(names.of(school));
                }
                shares.forEach((stage, share) -> {
                    List<Double> amounts = new ArrayList<>();
                    sharedAttributes.forEach(attribute -> amounts.add(share * amount(attribute, school)));
                    for (Map<String, Attribute> attributes : counted.values()) {
                        Attribute attribute = attributes.get(stage);
                        amounts.add(attribute == null ? null : amount(attribute, school));
                    }
                    parts.add(new ResultTable.Derived<>(
                            school, school.getID() + "." + stage, new Part(stage, counts.get(stage), amounts)));
                });
            }
        }
        if (parts.isEmpty()) {
            throw Refusal.of("standards.data.empty").about("data");
        }
        if (!unknown.isEmpty()) {
            progress.warn(NAME, Message.of("standards.split.unknown", "count", unknown.size(), "schools", unknown));
        }
        Set<String> dropped = new HashSet<>();
        (own == null ? pupils.values() : own.attributes()).forEach(attribute -> dropped.add(attribute.text()));
        counted.values().forEach(attributes -> attributes.values().forEach(attribute -> dropped.add(attribute.text())));
        List<String> amounts = new ArrayList<>();
        sharedAttributes.forEach(attribute -> amounts.add(attribute.text()));
        amounts.addAll(counted.keySet());
        progress.complete();
        return table(amounts).derived(schema, dropped, parts);
    }

    /** A school at one stage: its pupils, and its shares of the school's amounts with what is counted per stage. */
    private record Part(String stage, Double pupils, List<Double> amounts) {}

    private static ResultTable<Part> table(List<String> amounts) {
        ResultTable<Part> table = new ResultTable<Part>("stages")
                .column("stage", String.class, Part::stage)
                .column("pupils", Double.class, Part::pupils);
        for (int i = 0; i < amounts.size(); i++) {
            String name = amounts.get(i);
            int place = i;
            table.column(Column.of(name, Double.class, new Label(name, name), part -> part.amounts()
                    .get(place)));
        }
        return table;
    }

    /**
     * The shares of a school's stages; its pupils go to {@code counts}. Where pupils are missing, or there are none, a
     * school of one stage has the whole, and what several stages share is not known.
     */
    private static Map<String, Double> shares(
            SimpleFeature school, Attribute typeAttribute, Map<Stage, Attribute> pupils, Map<String, Double> named) {
        Map<Stage, Double> counts = new TreeMap<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        national(school, typeAttribute, pupils, counts).forEach((stage, share) -> shares.put(stage.name(), share));
        counts.forEach((stage, count) -> named.put(stage.name(), count));
        return shares;
    }

    private static Map<Stage, Double> national(
            SimpleFeature school, Attribute typeAttribute, Map<Stage, Attribute> pupils, Map<Stage, Double> counts) {
        try {
            SchoolType type = SchoolType.of(typeAttribute.label(school));
            for (Stage stage : Stage.NATIONAL) {
                Attribute attribute = pupils.get(stage);
                boolean teaches = type.stages().contains(stage);
                if (attribute == null && teaches) {
                    throw Refusal.of("standards.split.input", "type", type, "input", PUPILS.get(stage))
                            .missing();
                }
                double count = attribute == null ? 0 : attribute.number(school);
                counts.put(stage, Double.isNaN(count) && !teaches ? 0 : count);
            }
            StageSplit.check(type, counts);
            double all = counts.values().stream().mapToDouble(count -> count).sum();
            if (all > 0) {
                return StageSplit.shares(type, counts);
            }
            Map<Stage, Double> unknown = new TreeMap<>();
            type.stages().forEach(stage -> unknown.put(stage, type.stages().size() == 1 ? 1 : Double.NaN));
            return unknown;
        } catch (Refusal e) {
            throw e.about("data").at(Places.of(school));
        }
    }

    private static double amount(Attribute attribute, SimpleFeature school) {
        double amount = attribute.number(school);
        if (amount < 0) {
            throw Refusal.of("standards.split.amount", "attribute", attribute.text(), "got", amount)
                    .about("data")
                    .at(Places.of(school));
        }
        return amount;
    }

    private static void put(
            Map<Stage, Attribute> pupils, Stage stage, String input, String text, SimpleFeatureType schema) {
        Attribute attribute = Attribute.optional(input, text, schema);
        if (attribute != null) {
            pupils.put(stage, attribute);
        }
    }

    /** The stages that are not the national ones, null where none are given. */
    private static OwnStages own(List<String> pupils, List<String> weights, SimpleFeatureType schema) {
        boolean given = pupils != null && !pupils.isEmpty();
        boolean weighted = weights != null && !weights.isEmpty();
        if (weighted && !given) {
            throw Refusal.of("standards.split.stage.needed")
                    .about("stagePupils")
                    .missing();
        }
        return given ? new OwnStages(pupils, weighted ? weights : List.of(), schema) : null;
    }

    private static Attribute absent(Attribute attributeOrNull, String input) {
        if (attributeOrNull != null) {
            throw Refusal.of("standards.split.stage.both", "got", attributeOrNull.text())
                    .about(input);
        }
        return null;
    }

    private static Map<String, Map<String, Attribute>> perStage(
            List<String> perStage, List<String> stages, String form, SimpleFeatureType schema) {
        Map<String, Map<String, Attribute>> counted = new LinkedHashMap<>();
        for (String entry : perStage == null ? List.<String>of() : perStage) {
            int equals = entry == null ? -1 : entry.indexOf('=');
            String[] parts =
                    equals < 1 ? new String[0] : entry.substring(equals + 1).split(",", -1);
            if (parts.length < Math.min(2, stages.size()) || parts.length > stages.size()) {
                throw Refusal.of(form, "got", entry, "stages", stages).about("perStage");
            }
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            for (int i = 0; i < parts.length; i++) {
                Attribute attribute = Attribute.optional("perStage", parts[i], schema);
                if (attribute != null) {
                    attributes.put(stages.get(i), attribute);
                }
            }
            if (counted.put(entry.substring(0, equals).strip(), attributes) != null) {
                throw Refusal.of("standards.split.perStage.twice", "got", entry).about("perStage");
            }
        }
        return counted;
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
