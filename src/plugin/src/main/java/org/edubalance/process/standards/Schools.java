package org.edubalance.process.standards;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.standards.Exclusions;
import org.edubalance.standards.Indicator;
import org.edubalance.standards.School;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.process.ProcessException;

/** The schools of an assessment: the features of the {@code data} input as a standard sees them. */
final class Schools {

    /** A feature, the group it is in (null where none is asked for), and the school it stands for. */
    record Entry(SimpleFeature feature, String group, School school) {}

    private final Standard standard;
    private final Attribute stage;
    private final Stage constantStage;
    private final Attribute group;
    private final Attribute population;
    private final Attribute type;
    private final Attribute id;
    private final Attribute name;
    private final List<Attribute> indicators = new ArrayList<>();

    private Schools(
            SimpleFeatureType schema,
            Standard standard,
            String stage,
            String groupBy,
            String population,
            String schoolType,
            Language language) {
        this.standard = standard;
        this.constantStage = constant(stage, schema);
        this.stage = constantStage == null ? stage(stage, schema) : null;
        this.group = Attribute.optional("groupBy", groupBy, schema);
        this.population = Attribute.of("population", Inputs.given(population) == null ? "pupils" : population, schema);
        this.type = type(schoolType, schema);
        this.id = present("id", schema);
        this.name = name(schema, language);
        for (Indicator indicator : standard.indicators()) {
            try {
                indicators.add(Attribute.of("standard indicator " + indicator.id(), indicator.expression(), schema));
            } catch (org.edubalance.messages.Refusal e) {
                throw new ProcessException(e.getMessage() + "; give mapping " + indicator.id()
                        + "=<attribute or expression> to compute it otherwise");
            }
        }
    }

    /**
     * Reads the schools of a collection.
     *
     * @throws ProcessException if an input or a school's figures cannot be used; nothing is left out
     */
    static List<Entry> read(
            SimpleFeatureCollection data,
            Standard standard,
            String stage,
            String groupBy,
            String population,
            String schoolType,
            Language language,
            Progress progress) {
        Inputs.checkData(data);
        Schools schools = new Schools(data.getSchema(), standard, stage, groupBy, population, schoolType, language);
        List<Entry> entries = new ArrayList<>();
        Map<List<String>, String> features = new HashMap<>();
        try (SimpleFeatureIterator iterator = data.features()) {
            while (iterator.hasNext()) {
                progress.check();
                SimpleFeature feature = iterator.next();
                Entry entry = schools.entry(feature);
                schools.checkUnique(entry, features);
                entries.add(entry);
            }
        }
        if (entries.isEmpty()) {
            throw new ProcessException("data must hold at least one school, got none");
        }
        return entries;
    }

    private Entry entry(SimpleFeature feature) {
        String given = name == null ? null : Inputs.given(name.label(feature));
        String school = given == null ? feature.getID() : given;
        double pupils = population.requiredNumber(feature);
        if (!(pupils > 0)) {
            throw new ProcessException("population '" + population.text() + "' must be > 0 in every school, got "
                    + Inputs.shown(pupils) + " in school " + Inputs.shown(school) + ", feature " + feature.getID());
        }
        double[] values = new double[indicators.size()];
        for (int j = 0; j < values.length; j++) {
            values[j] = indicators.get(j).number(feature);
            if (values[j] < 0) {
                throw new ProcessException("data must have values >= 0, got " + Inputs.shown(values[j])
                        + " for indicator "
                        + standard.indicators().get(j).id() + " in school " + Inputs.shown(school) + ", feature "
                        + feature.getID());
            }
        }
        String groupKey = group == null ? null : group.requiredLabel(feature);
        return new Entry(
                feature,
                groupKey,
                new School(
                        school,
                        stageOf(feature),
                        type == null ? null : Inputs.given(type.label(feature)),
                        pupils,
                        values));
    }

    private void checkUnique(Entry entry, Map<List<String>, String> features) {
        String key = id == null ? null : id.label(entry.feature());
        if (key == null) {
            return;
        }
        String stageName = entry.school().stage().name();
        String other = features.putIfAbsent(
                List.of(key, stageName, String.valueOf(entry.group())),
                entry.feature().getID());
        if (other != null) {
            throw new ProcessException("data has the school id " + Inputs.shown(key) + " twice at stage " + stageName
                    + (entry.group() == null ? "" : " in group " + Inputs.shown(entry.group())) + ": features " + other
                    + " and " + entry.feature().getID());
        }
    }

    private Stage stageOf(SimpleFeature feature) {
        if (constantStage != null) {
            return constantStage;
        }
        try {
            return Stage.of(stage.label(feature));
        } catch (IllegalArgumentException e) {
            throw new ProcessException(
                    "stage '" + stage.text() + "' of feature " + feature.getID() + ": " + e.getMessage());
        }
    }

    /** The stage that the input names for all schools, unless there is an attribute of that name. */
    private static Stage constant(String stage, SimpleFeatureType schema) {
        if (Inputs.given(stage) == null || schema.indexOf(stage.strip()) >= 0) {
            return null;
        }
        try {
            return Stage.of(stage);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Attribute stage(String stage, SimpleFeatureType schema) {
        if (Inputs.given(stage) != null) {
            try {
                return Attribute.of("stage", stage, schema);
            } catch (org.edubalance.messages.Refusal e) {
                throw new ProcessException(e.getMessage() + "; or give PRIMARY, JUNIOR or SENIOR for all schools");
            }
        }
        Attribute attribute = present("stage", schema);
        if (attribute == null) {
            throw Inputs.missing(
                    "stage", "an attribute with each school's stage, or PRIMARY or JUNIOR for all schools");
        }
        return attribute;
    }

    private Attribute type(String schoolType, SimpleFeatureType schema) {
        Attribute given = Attribute.optional("schoolType", schoolType, schema);
        if (given != null) {
            return given;
        }
        Exclusions exclusions = standard.exclusions();
        return exclusions.typeAttribute() == null ? null : present(exclusions.typeAttribute(), schema);
    }

    /** What schools are called by: the name, best in the language of the reasons, else the id, else null. */
    private static Attribute name(SimpleFeatureType schema, Language language) {
        return Stream.concat(language.nameAttributes().stream(), Stream.of("id"))
                .map(attribute -> present(attribute, schema))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Attribute present(String attribute, SimpleFeatureType schema) {
        return schema.indexOf(attribute) < 0 ? null : Attribute.of(attribute, attribute, schema);
    }
}
