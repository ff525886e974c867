package org.edubalance.process.standards;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.DerivedFeatures;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
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
import org.geotools.process.ProcessException;
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
                                    + " TWELVE_YEAR (十二年一贯制)")
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
                                    + " stage, such as teachers",
                            min = 0,
                            collectionType = String.class)
                    List<String> perStage,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Inputs.checkData(data);
        SimpleFeatureType schema = data.getSchema();
        Attribute type = Attribute.of("schoolType", schoolType, schema);
        Map<Stage, Attribute> pupils = new EnumMap<>(Stage.class);
        put(pupils, Stage.PRIMARY, "pupilsPrimary", pupilsPrimary, schema);
        put(pupils, Stage.JUNIOR, "pupilsJunior", pupilsJunior, schema);
        put(pupils, Stage.SENIOR, "pupilsSenior", pupilsSenior, schema);
        if (shared == null || shared.isEmpty()) {
            throw Inputs.missing("shared", "the attributes to share out between the stages");
        }
        DerivedFeatures result =
                new DerivedFeatures(schema).add("stage", String.class).add("pupils", Double.class);
        for (Attribute attribute : pupils.values()) {
            result.drop(attribute.text());
        }
        List<Attribute> sharedAttributes = new ArrayList<>();
        for (String name : shared) {
            Attribute attribute = Attribute.of("shared", name, schema);
            if (schema.indexOf(attribute.text()) < 0) {
                throw Inputs.invalid("shared", "the name of an attribute", name);
            }
            sharedAttributes.add(attribute);
            result.add(attribute.text(), Double.class);
        }
        Map<String, Map<Stage, Attribute>> counted = perStage(perStage, schema);
        if (data.isEmpty()) {
            throw new ProcessException("data must hold at least one school, got none");
        }
        for (Map.Entry<String, Map<Stage, Attribute>> entry : counted.entrySet()) {
            entry.getValue().values().forEach(attribute -> result.drop(attribute.text()));
            result.add(entry.getKey(), Double.class);
        }

        try (SimpleFeatureIterator iterator = data.features()) {
            while (iterator.hasNext()) {
                progress.check();
                SimpleFeature school = iterator.next();
                Map<Stage, Double> counts = new EnumMap<>(Stage.class);
                for (Map.Entry<Stage, Double> share :
                        shares(school, type, pupils, counts).entrySet()) {
                    List<Object> values = new ArrayList<>();
                    values.add(share.getKey().name());
                    values.add(counts.get(share.getKey()));
                    for (Attribute attribute : sharedAttributes) {
                        values.add(share.getValue() * amount(attribute, school));
                    }
                    for (Map<Stage, Attribute> attributes : counted.values()) {
                        Attribute attribute = attributes.get(share.getKey());
                        values.add(attribute == null ? null : amount(attribute, school));
                    }
                    result.append(school, school.getID() + "." + share.getKey(), values);
                }
            }
        }
        progress.complete();
        return result.collection();
    }

    /** The shares of a school's stages; its pupils go to {@code counts}. */
    private static Map<Stage, Double> shares(
            SimpleFeature school, Attribute typeAttribute, Map<Stage, Attribute> pupils, Map<Stage, Double> counts) {
        try {
            SchoolType type = SchoolType.of(typeAttribute.label(school));
            for (Stage stage : Stage.values()) {
                Attribute attribute = pupils.get(stage);
                boolean teaches = type.stages().contains(stage);
                if (attribute == null && teaches) {
                    throw new IllegalArgumentException(
                            "type " + type + " needs the input pupils" + inputSuffix(stage) + ", which is missing");
                }
                double count = attribute == null ? Double.NaN : attribute.number(school);
                if (teaches && Double.isNaN(count)) {
                    throw new IllegalArgumentException("type " + type + " needs a number in " + attribute.text());
                }
                counts.put(stage, Double.isNaN(count) ? 0 : count);
            }
            return StageSplit.shares(type, counts);
        } catch (IllegalArgumentException e) {
            throw new ProcessException("data feature " + school.getID() + ": " + e.getMessage());
        }
    }

    private static String inputSuffix(Stage stage) {
        return switch (stage) {
            case PRIMARY -> "Primary";
            case JUNIOR -> "Junior";
            case SENIOR -> "Senior";
        };
    }

    private static double amount(Attribute attribute, SimpleFeature school) {
        double amount = attribute.number(school);
        if (amount < 0) {
            throw new ProcessException("data must have '" + attribute.text() + "' >= 0, got " + Inputs.shown(amount)
                    + " in feature " + school.getID());
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

    private static Map<String, Map<Stage, Attribute>> perStage(List<String> perStage, SimpleFeatureType schema) {
        Map<String, Map<Stage, Attribute>> counted = new LinkedHashMap<>();
        for (String entry : perStage == null ? List.<String>of() : perStage) {
            int equals = entry == null ? -1 : entry.indexOf('=');
            String[] parts =
                    equals < 1 ? new String[0] : entry.substring(equals + 1).split(",", -1);
            if (parts.length < 2 || parts.length > 3) {
                throw Inputs.invalid("perStage", "name=primaryAttribute,juniorAttribute[,seniorAttribute]", entry);
            }
            Map<Stage, Attribute> attributes = new EnumMap<>(Stage.class);
            for (int i = 0; i < parts.length; i++) {
                put(attributes, Stage.values()[i], "perStage", parts[i], schema);
            }
            if (counted.put(entry.substring(0, equals).strip(), attributes) != null) {
                throw Inputs.invalid("perStage", "one entry per name", entry);
            }
        }
        return counted;
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
