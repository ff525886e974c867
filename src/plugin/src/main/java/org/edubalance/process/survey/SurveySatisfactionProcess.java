package org.edubalance.process.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Message;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
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

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("satisfaction")
            .column("group", String.class, Row::group)
            .column("dimension", String.class, Row::dimension)
            .column("item", String.class, Row::item)
            .column("n", Integer.class, row -> row.rate().n())
            .column(Column.of("missing", Integer.class, Message.of("survey.column.missing"), row -> row.rate()
                    .missing()))
            .column("rate", Double.class, row -> row.rate().rate())
            .column("low", Double.class, row -> row.rate().low())
            .column("high", Double.class, row -> row.rate().high())
            .column("meets_target", Boolean.class, Row::meetsTarget);

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
        survey.checkLevel("satisfiedAt", satisfiedAt);
        Inputs.checkRange("target", target, 0, 1);
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, List<SimpleFeature>> group :
                SurveyAnswers.groups(data, groupBy, progress).entrySet()) {
            progress.check();
            String key = group.getKey();
            double[][] answers = survey.answers(group.getValue());
            for (int j = 0; j < answers.length; j++) {
                SurveyAnswers.Item item = survey.items().get(j);
                SatisfactionRate rate = SatisfactionRate.ofItem(answers[j], satisfiedAt);
                rows.add(new Row(key, item.dimension(), item.name(), rate, target));
            }
            survey.dimensions().forEach((dimension, positions) -> {
                SatisfactionRate rate = SatisfactionRate.ofItems(SurveyAnswers.of(answers, positions), satisfiedAt);
                rows.add(new Row(key, dimension, Columns.ALL, rate, target));
            });
            rows.add(new Row(key, Columns.ALL, Columns.ALL, SatisfactionRate.ofItems(answers, satisfiedAt), target));
        }
        progress.complete();
        return TABLE.of(rows);
    }

    private record Row(String group, String dimension, String item, SatisfactionRate rate, double target) {

        Boolean meetsTarget() {
            return rate.n() == 0 ? null : rate.rate() >= target - ROUNDING;
        }
    }
}
