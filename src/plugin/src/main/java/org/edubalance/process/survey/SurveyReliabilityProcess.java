package org.edubalance.process.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.survey.Reliability;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** Cronbach's α by group and dimension. See {@link Reliability}. */
@DescribeProcess(
        title = "Survey reliability",
        description =
                "Cronbach's alpha of each dimension and of all items, over the respondents who answered every item"
                        + " of it.")
public class SurveyReliabilityProcess {

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("reliability")
            .column("group", String.class, Row::group)
            .column("dimension", String.class, Row::dimension)
            .column("items", Integer.class, row -> row.reliability().items())
            .column(Column.of("n", Integer.class, Message.of("survey.column.complete"), row -> row.reliability()
                    .n()))
            .column("incomplete", Integer.class, row -> row.reliability().incomplete())
            .column("alpha", Double.class, row -> row.reliability().alpha())
            .column("note", String.class, Row::note);

    @DescribeResult(
            name = "result",
            description =
                    "Rows group, dimension, items, n (complete answers), incomplete (respondents left out), alpha,"
                            + " note (why there is no alpha); ALL stands for all groups or items")
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
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, List<SimpleFeature>> group :
                SurveyAnswers.groups(data, groupBy, progress).entrySet()) {
            progress.check();
            double[][] answers = survey.answers(group.getValue());
            survey.dimensions().forEach((dimension, positions) -> {
                Reliability reliability = Reliability.of(SurveyAnswers.of(answers, positions));
                rows.add(new Row(group.getKey(), dimension, reliability));
            });
            rows.add(new Row(group.getKey(), Columns.ALL, Reliability.of(answers)));
        }
        progress.complete();
        return TABLE.of(rows);
    }

    private record Row(String group, String dimension, Reliability reliability) {

        String note() {
            return reliability.note() == null ? null : reliability.note().in(Language.current());
        }
    }
}
