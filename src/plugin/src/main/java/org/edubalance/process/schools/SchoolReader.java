package org.edubalance.process.schools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.edubalance.scoring.Unscorable;
import org.edubalance.standards.Doubts;
import org.edubalance.standards.Exclusions;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Stages;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/** The schools of an assessment: the features of the {@code data} input as a standard sees them. */
public final class SchoolReader {

    /** A feature, its group (null where none is asked for), and the school it stands for. */
    public record Entry(SimpleFeature feature, String group, SchoolFigures school) {

        /** How refusals name it. */
        Place place() {
            return Places.of(feature);
        }
    }

    /** What no two schools have in common: an id may come again at another stage, and in another group. */
    private record Identity(String id, String stage, String group) {}

    private final Standard standard;
    private final Stages stages;
    private final Attribute stage;
    private final Stage constantStage;
    private final Attribute group;
    private final Attribute population;
    private final Attribute type;
    private final Attribute id;
    private final SchoolNames names;
    private final List<Attribute> indicators = new ArrayList<>();

    /** The stages by what data call them, as far as they came. */
    private final Map<String, Stage> knownStages = new HashMap<>();

    /** The schools so far by what tells them apart; null as long as their ids rise. */
    private Map<Identity, Entry> schools;

    private String highestId;

    private SchoolReader(
            SimpleFeatureType schema,
            Standard standard,
            String stage,
            String groupBy,
            String population,
            String schoolType,
            Language language) {
        this.standard = standard;
        this.stages = standard.schooling();
        this.constantStage = constant(stage, stages, schema);
        this.stage = constantStage == null ? stage(stage, schema) : null;
        this.group = Attribute.optional("groupBy", groupBy, schema);
        this.population = Attribute.of("population", population, schema);
        this.type = type(schoolType, schema);
        this.id = SchoolNames.id(schema);
        this.names = new SchoolNames(schema, language);
        for (StandardIndicator indicator : standard.indicators()) {
            try {
                Message part = Message.of("standards.indicator", "indicator", indicator.id());
                indicators.add(Attribute.of("standard", part, indicator.expression(), schema));
            } catch (Refusal e) {
                throw Refusal.because(e, "standards.mapping.hint", "reason", e, "indicator", indicator.id())
                        .about("standard");
            }
        }
    }

    /**
     * Reads the schools of a collection.
     *
     * @throws Refusal if an input or a school's figures cannot be used; nothing is left out, and what is doubtful is warned of
     */
    public static List<Entry> read(
            SimpleFeatureCollection data,
            Standard standard,
            String stage,
            String groupBy,
            String population,
            String schoolType,
            Language language,
            String process,
            Progress progress) {
        return read(
                data, standard, stage, groupBy, population, schoolType, language, process, Unscorable.ERROR, progress);
    }

    /** As above; with EXCLUDE there is no school where none can be assessed. */
    public static List<Entry> read(
            SimpleFeatureCollection data,
            Standard standard,
            String stage,
            String groupBy,
            String population,
            String schoolType,
            Language language,
            String process,
            Unscorable unscorable,
            Progress progress) {
        if (unscorable == Unscorable.EXCLUDE && data != null && Inputs.hasNoAttributes(data)) {
            return List.of();
        }
        Inputs.checkData(data);
        SchoolReader reader =
                new SchoolReader(data.getSchema(), standard, stage, groupBy, population, schoolType, language);
        List<Entry> entries = new ArrayList<>();
        try (SimpleFeatureIterator iterator = data.features()) {
            while (iterator.hasNext()) {
                progress.check();
                SimpleFeature feature = iterator.next();
                Entry entry = reader.entry(feature);
                reader.checkUnique(entry, entries);
                entries.add(entry);
            }
        }
        boolean pupils = entries.stream().anyMatch(entry -> entry.school().pupils() > 0);
        if (unscorable == Unscorable.EXCLUDE && !pupils) {
            return List.of();
        }
        if (entries.isEmpty()) {
            throw Refusal.of("standards.data.empty").about("data");
        }
        if (!pupils) {
            throw Refusal.of("standards.pupils.none", "attribute", reader.population.text())
                    .about("population");
        }
        List<SchoolFigures> figures = entries.stream().map(Entry::school).toList();
        Doubts.about(figures, standard).forEach(doubt -> progress.warn(process, doubt));
        return entries;
    }

    private Entry entry(SimpleFeature feature) {
        double pupils = population.number(feature);
        if (pupils < 0) {
            throw Refusal.of("standards.pupils", "attribute", population.text(), "got", pupils)
                    .about("population")
                    .at(Places.of(feature));
        }
        double[] values = new double[indicators.size()];
        for (int j = 0; j < values.length; j++) {
            values[j] = indicators.get(j).number(feature);
            if (values[j] < 0) {
                throw Refusal.of(
                                "standards.negative",
                                "indicator",
                                standard.indicators().get(j).id(),
                                "got",
                                values[j])
                        .about("data")
                        .at(Places.of(feature));
            }
        }
        String groupKey = group == null ? null : group.requiredLabel(feature);
        return new Entry(
                feature,
                groupKey,
                new SchoolFigures(names.of(feature), stageOf(feature), typeOf(feature), pupils, values));
    }

    /** The type as the data tell it, be it where they tell the stage. */
    private String typeOf(SimpleFeature feature) {
        String told = type == null ? null : Inputs.given(type.label(feature));
        return told != null || stage == null ? told : stages.typeIn(Inputs.given(stage.label(feature)));
    }

    /** As long as ids rise, none comes again, and nothing has to be kept of them. */
    private void checkUnique(Entry entry, List<Entry> before) {
        String key = id == null ? null : id.label(entry.feature());
        if (key == null) {
            return;
        }
        if (schools == null) {
            if (highestId == null || key.compareTo(highestId) > 0) {
                highestId = key;
                return;
            }
            schools = new HashMap<>();
            for (Entry earlier : before) {
                String earlierKey = id.label(earlier.feature());
                if (earlierKey != null) {
                    schools.put(identity(earlierKey, earlier), earlier);
                }
            }
        }
        String stageName = entry.school().stage().name();
        Entry other = schools.putIfAbsent(identity(key, entry), entry);
        if (other != null) {
            throw Refusal.of(
                            entry.group() == null ? "standards.twice" : "standards.twice.group",
                            "id",
                            key,
                            "stage",
                            stageName,
                            "group",
                            entry.group(),
                            "first",
                            other.place(),
                            "second",
                            entry.place())
                    .about("data");
        }
    }

    private static Identity identity(String key, Entry entry) {
        return new Identity(key, entry.school().stage().name(), entry.group());
    }

    private Stage stageOf(SimpleFeature feature) {
        if (constantStage != null) {
            return constantStage;
        }
        try {
            String label = stage.label(feature);
            Stage known = knownStages.get(label);
            if (known == null) {
                known = stages.named(label);
                knownStages.put(label, known);
            }
            return known;
        } catch (Refusal e) {
            throw Refusal.because(e, "standards.stage.value", "attribute", stage.text(), "reason", e)
                    .about("stage")
                    .at(Places.of(feature));
        }
    }

    /** The stage that the input names for all schools, unless there is an attribute of that name. */
    private static Stage constant(String stage, Stages stages, SimpleFeatureType schema) {
        if (Inputs.given(stage) == null || schema.indexOf(stage.strip()) >= 0) {
            return null;
        }
        try {
            return stages.named(stage);
        } catch (Refusal e) {
            return null;
        }
    }

    private static Attribute stage(String stage, SimpleFeatureType schema) {
        if (Inputs.given(stage) != null) {
            try {
                return Attribute.of("stage", stage, schema);
            } catch (Refusal e) {
                throw Refusal.because(e, "standards.stage.input", "reason", e).about("stage");
            }
        }
        Attribute attribute = present("stage", schema);
        if (attribute == null) {
            throw Refusal.of("standards.stage").about("stage").missing();
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

    private static Attribute present(String attribute, SimpleFeatureType schema) {
        return schema.indexOf(attribute) < 0 ? null : Attribute.of(attribute, attribute, schema);
    }
}
