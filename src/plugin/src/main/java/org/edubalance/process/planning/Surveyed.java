package org.edubalance.process.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.edubalance.survey.SatisfactionRate;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/** The satisfaction that the answers to a survey tell of each county. */
final class Surveyed {

    private Surveyed() {}

    /** The scale of answers, and from where on one is satisfied. */
    record Scale(double min, double max, double satisfiedAt) {}

    /**
     * The rate of each group; none without answers.
     *
     * @param groups the groups of the schools
     * @throws Refusal if the items are not named, an answer is off the scale, or answers cannot be told apart by group
     */
    static Map<String, SatisfactionRate> of(
            SimpleFeatureCollection survey,
            List<String> items,
            String groupBy,
            Set<String> groups,
            Scale scale,
            Progress progress) {
        if (survey == null) {
            if (items != null && !items.isEmpty()) {
                throw Inputs.missing("survey", Message.of("planning.survey.answers"));
            }
            return Map.of();
        }
        if (items == null || items.isEmpty()) {
            throw Inputs.missing("items", Message.of("planning.survey.items"));
        }
        Inputs.checkRange("satisfiedAt", scale.satisfiedAt, scale.min, scale.max);
        SimpleFeatureType schema = survey.getSchema();
        List<Attribute> questions =
                items.stream().map(item -> question(item, schema)).toList();
        Attribute group = group(groupBy, groups, schema);
        Map<String, List<double[]>> answers = new HashMap<>();
        try (SimpleFeatureIterator respondents = survey.features()) {
            while (respondents.hasNext()) {
                progress.check();
                SimpleFeature respondent = respondents.next();
                String key = group == null ? groups.iterator().next() : group.requiredLabel(respondent);
                double[] given = new double[questions.size()];
                for (int j = 0; j < given.length; j++) {
                    given[j] = answer(questions.get(j), respondent, scale);
                }
                answers.computeIfAbsent(key, county -> new ArrayList<>()).add(given);
            }
        }
        Map<String, SatisfactionRate> rates = new HashMap<>();
        answers.forEach((key, rows) -> rates.put(key, rate(rows, questions.size(), scale)));
        return rates;
    }

    private static SatisfactionRate rate(List<double[]> rows, int questions, Scale scale) {
        double[][] byItem = new double[questions][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < questions; j++) {
                byItem[j][i] = rows.get(i)[j];
            }
        }
        return SatisfactionRate.ofItems(byItem, scale.satisfiedAt);
    }

    /** An item, given as edu:SurveySatisfaction takes it: an attribute, or a dimension and an attribute. */
    private static Attribute question(String item, SimpleFeatureType schema) {
        int slash = item == null || schema.indexOf(item.strip()) >= 0 ? -1 : item.indexOf('/');
        return Attribute.of("items", slash < 0 ? item : item.substring(slash + 1), schema);
    }

    /** Where the group of a respondent is; null where there is one group only and the answers do not tell it. */
    private static Attribute group(String groupBy, Set<String> groups, SimpleFeatureType schema) {
        String text = Inputs.given(groupBy);
        if (text == null || groups.size() == 1 && schema.indexOf(text) < 0) {
            return null;
        }
        try {
            return Attribute.of("survey", Message.of("planning.survey.group"), text, schema);
        } catch (Refusal e) {
            throw Refusal.because(e, "planning.survey.groups", "reason", e).about("survey");
        }
    }

    private static double answer(Attribute question, SimpleFeature respondent, Scale scale) {
        double answer = question.number(respondent);
        if (answer < scale.min || answer > scale.max) {
            throw Refusal.of(
                            "planning.survey.answer",
                            "item",
                            question.text(),
                            "min",
                            scale.min,
                            "max",
                            scale.max,
                            "got",
                            answer)
                    .about("items")
                    .at(Places.of(respondent));
        }
        return answer;
    }
}
