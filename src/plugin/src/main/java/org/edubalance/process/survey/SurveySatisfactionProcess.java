package org.edubalance.process.survey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.Rows;
import org.edubalance.survey.SatisfactionRate;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** Satisfaction by group, dimension and item. See {@link SatisfactionRate}. */
@DescribeProcess(
        title = "Survey satisfaction",
        description = "Share of satisfied answers per item, per dimension and overall, with 95 % Wilson intervals, and"
                + " whether it reaches the target.")
public class SurveySatisfactionProcess {

    /** A mean of rates may fall a few units in the last place short of the target that it equals on paper. */
    private static final double ROUNDING = 1e-9;

    @DescribeResult(
            name = "result",
            description = "Rows group, dimension, item, n, missing, rate, low, high, meets_target; ALL stands for all"
                    + " groups, dimensions or items. A rate over several items is the mean of the items' rates")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "The answers, one feature per respondent")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "items",
                            description = "The items, each attribute or dimension/attribute",
                            min = 1,
                            collectionType = String.class)
                    List<String> items,
            @DescribeParameter(
                            name = "groupBy",
                            description = "Attributes that group the respondents; several are combined",
                            min = 0,
                            collectionType = String.class)
                    List<String> groupBy,
            @DescribeParameter(
                            name = "satisfiedAt",
                            description = "The lowest answer that counts as satisfied",
                            min = 0,
                            defaultValue = "4")
                    Double satisfiedAt,
            @DescribeParameter(
                            name = "target",
                            description = "The rate to reach, 0 to 1",
                            min = 0,
                            defaultValue = "0.85",
                            minValue = 0,
                            maxValue = 1)
                    Double target,
            @DescribeParameter(
                            name = "scaleMin",
                            description = "The lowest answer that there is",
                            min = 0,
                            defaultValue = "1")
                    Double scaleMin,
            @DescribeParameter(
                            name = "scaleMax",
                            description = "The highest answer that there is",
                            min = 0,
                            defaultValue = "5")
                    Double scaleMax,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Inputs.checkData(data);
        SurveyAnswers survey = SurveyAnswers.of(items, scaleMin, scaleMax, data.getSchema());
        double level = satisfiedAt == null ? 4 : satisfiedAt;
        survey.checkLevel("satisfiedAt", level);
        double line = target == null ? 0.85 : target;
        Inputs.checkRange("target", line, 0, 1);

        LinkedHashMap<String, Class<?>> columns = new LinkedHashMap<>();
        columns.put("group", String.class);
        columns.put("dimension", String.class);
        columns.put("item", String.class);
        columns.put("n", Integer.class);
        columns.put("missing", Integer.class);
        columns.put("rate", Double.class);
        columns.put("low", Double.class);
        columns.put("high", Double.class);
        columns.put("meets_target", Boolean.class);
        Rows rows = new Rows("satisfaction", columns);
        for (Map.Entry<String, List<SimpleFeature>> group :
                SurveyAnswers.groups(data, groupBy, progress).entrySet()) {
            progress.check();
            double[][] answers = survey.answers(group.getValue());
            for (int j = 0; j < answers.length; j++) {
                SurveyAnswers.Item item = survey.items().get(j);
                SatisfactionRate rate = SatisfactionRate.ofItem(answers[j], level);
                add(rows, group.getKey(), item.dimension(), item.name(), rate, line);
            }
            for (Map.Entry<String, List<Integer>> dimension :
                    survey.dimensions().entrySet()) {
                SatisfactionRate rate =
                        SatisfactionRate.ofItems(SurveyAnswers.of(answers, dimension.getValue()), level);
                add(rows, group.getKey(), dimension.getKey(), Columns.ALL, rate, line);
            }
            SatisfactionRate rate = SatisfactionRate.ofItems(answers, level);
            add(rows, group.getKey(), Columns.ALL, Columns.ALL, rate, line);
        }
        progress.complete();
        return rows.collection();
    }

    private static void add(
            Rows rows, String group, String dimension, String item, SatisfactionRate rate, double target) {
        rows.add(
                group,
                dimension,
                item,
                rate.n(),
                rate.missing(),
                rate.rate(),
                rate.low(),
                rate.high(),
                rate.n() == 0 ? null : rate.rate() >= target - ROUNDING);
    }
}
