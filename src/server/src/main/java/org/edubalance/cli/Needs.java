package org.edubalance.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.io.table.Vocabulary;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/** What of a standard, a system and the report can be made of features, and whether their figures are in the unit meant. */
final class Needs {

    /** Less than this share of its threshold is no school, but another unit: 万元 for 元. */
    private static final double FAR_BELOW = 0.01;

    private static final double FAR_ABOVE = 100;

    private static final List<String> OF_REPORT = List.of("name", "county", "stage", "pupils");

    private final SimpleFeatureCollection features;
    private final SimpleFeatureType type;
    private final List<Message> warnings = new ArrayList<>();
    private final Map<String, Boolean> texts = new HashMap<>();

    /** @param features with the names that standards and systems use, where they are known */
    Needs(SimpleFeatureCollection features) {
        this.features = features;
        this.type = features.getSchema();
    }

    void standard(Standard standard, PrintWriter out) {
        Set<String> missing = new LinkedHashSet<>();
        int ready = 0;
        for (StandardIndicator indicator : standard.indicators()) {
            Set<String> lacking = lacking(indicator.expression());
            missing.addAll(lacking);
            if (lacking.isEmpty()) {
                ready++;
                compare(indicator);
            }
        }
        out.println(Message.of(
                missing.isEmpty() ? "columns.standard" : "columns.standard.lacks",
                missing.isEmpty()
                        ? new Object[] {
                            "id", standard.id(), "n", standard.indicators().size()
                        }
                        : new Object[] {
                            "id",
                            standard.id(),
                            "ready",
                            ready,
                            "n",
                            standard.indicators().size(),
                            "names",
                            told(missing)
                        }));
    }

    void system(IndicatorSystem system, PrintWriter out) {
        Set<String> missing = new LinkedHashSet<>();
        int ready = 0;
        Collection<IndicatorSystem.Member> members = system.members().keySet();
        for (IndicatorSystem.Member member : members) {
            Set<String> lacking = lacking(member.expression());
            missing.addAll(lacking);
            ready += lacking.isEmpty() ? 1 : 0;
        }
        out.println(Message.of(
                missing.isEmpty() ? "columns.system" : "columns.system.lacks",
                missing.isEmpty()
                        ? new Object[] {"id", system.id(), "n", members.size()}
                        : new Object[] {"id", system.id(), "ready", ready, "n", members.size(), "names", told(missing)
                        }));
    }

    void report(PrintWriter out) {
        Set<String> missing = new LinkedHashSet<>(OF_REPORT);
        missing.removeIf(name ->
                type.indexOf(name) >= 0 && !(name.equals("pupils") && texts.computeIfAbsent(name, this::isText)));
        if (splitsStages()) {
            missing.remove("pupils");
        }
        if (missing.isEmpty()) {
            out.println(Message.of("columns.report"));
        } else {
            out.println(Message.of("columns.report.lacks", "names", told(missing)));
        }
        if (type.getGeometryDescriptor() == null) {
            out.println(Message.of("columns.report.places"));
        }
    }

    /** True where the report counts the pupils of each stage by columns of their own. */
    private boolean splitsStages() {
        long stages = Stage.NATIONAL.stream()
                .filter(stage -> type.indexOf(stage.columnOf("pupils")) >= 0)
                .count();
        return stages > 1 && (type.indexOf("stage") >= 0 || type.indexOf("school_type") >= 0);
    }

    /** What may be in another unit than is meant. */
    List<Message> warnings() {
        List<Message> all = new ArrayList<>(warnings);
        for (int i = 0; i < type.getAttributeCount(); i++) {
            String name = type.getDescriptor(i).getLocalName();
            if (name.matches("(?i).*(率|比例|占比|百分比|percent|rate|share).*")
                    && Number.class.isAssignableFrom(
                            type.getDescriptor(i).getType().getBinding())) {
                int column = i;
                double[] values = values(feature -> {
                    Object value = feature.getAttribute(column);
                    return value == null ? Double.NaN : ((Number) value).doubleValue();
                });
                if (values.length > 0 && values[0] >= 0) {
                    double most = values[values.length - 1];
                    if (most <= 1) {
                        all.add(Message.of("columns.share.one", "column", name));
                    } else if (most <= 100) {
                        all.add(Message.of(
                                values[0] < 1 && values[0] > 0 ? "columns.share.both" : "columns.share.hundred",
                                "column",
                                name));
                    }
                }
            }
        }
        return all;
    }

    private Set<String> lacking(String expression) {
        Set<String> names = new LinkedHashSet<>(Attribute.plainNames(expression).orElse(Set.of()));
        names.removeIf(name -> type.indexOf(name) >= 0 && !texts.computeIfAbsent(name, this::isText));
        return names;
    }

    /** True for an attribute that holds something else than numbers, which nothing can be computed with. */
    private boolean isText(String name) {
        if (Number.class.isAssignableFrom(type.getDescriptor(name).getType().getBinding())) {
            return false;
        }
        try {
            values(Attribute.of("--standard", name, type)::number);
            return false;
        } catch (Refusal e) {
            return true;
        }
    }

    private List<Object> told(Set<String> names) {
        List<Object> told = new ArrayList<>();
        for (String name : names) {
            String title = Vocabulary.shipped()
                    .term(name)
                    .map(term -> name + " (" + term.title().in(Language.current()) + ")")
                    .orElse(name);
            told.add(texts.getOrDefault(name, false) ? Message.of("columns.lacks.text", "name", title) : title);
        }
        return told;
    }

    /** Compares the median of an indicator with its thresholds. */
    private void compare(StandardIndicator indicator) {
        if (indicator.thresholds().isEmpty()) {
            return;
        }
        Attribute attribute = Attribute.of("--standard", indicator.expression(), type);
        double[] values;
        try {
            values = values(attribute::number);
        } catch (Refusal e) {
            // a text where a number is needed; the table above shows it
            warnings.add(Message.of("columns.text", "id", indicator.id(), "reason", e));
            return;
        }
        if (values.length == 0) {
            return;
        }
        double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
        double least = indicator.thresholds().values().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(Double.NaN);
        double most = indicator.thresholds().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
        if (median < FAR_BELOW * least) {
            warnings.add(Message.of(
                    indicator.id().equals("equipment_value") ? "columns.far.money" : "columns.far.below",
                    "id",
                    indicator.id(),
                    "median",
                    rounded(median),
                    "threshold",
                    least));
        } else if (median > FAR_ABOVE * most) {
            warnings.add(Message.of(
                    "columns.far.above", "id", indicator.id(), "median", rounded(median), "threshold", most));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private interface Value {
        double of(SimpleFeature feature);
    }

    /** The values that there are, sorted. */
    private double[] values(Value value) {
        double[] values = new double[features.size()];
        int count = 0;
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                double number = value.of(iterator.next());
                if (!Double.isNaN(number)) {
                    values[count++] = number;
                }
            }
        }
        double[] found = Arrays.copyOf(values, count);
        Arrays.sort(found);
        return found;
    }
}
