package org.edubalance.process.survey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.Rows;
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

        LinkedHashMap<String, Class<?>> columns = new LinkedHashMap<>();
        columns.put("group", String.class);
        columns.put("dimension", String.class);
        columns.put("items", Integer.class);
        columns.put("n", Integer.class);
        columns.put("incomplete", Integer.class);
        columns.put("alpha", Double.class);
        columns.put("note", String.class);
        Rows rows = new Rows("reliability", columns);
        for (Map.Entry<String, List<SimpleFeature>> group :
                SurveyAnswers.groups(data, groupBy, progress).entrySet()) {
            progress.check();
            double[][] answers = survey.answers(group.getValue());
            for (Map.Entry<String, List<Integer>> dimension :
                    survey.dimensions().entrySet()) {
                Reliability reliability = Reliability.of(SurveyAnswers.of(answers, dimension.getValue()));
                add(rows, group.getKey(), dimension.getKey(), reliability);
            }
            add(rows, group.getKey(), Columns.ALL, Reliability.of(answers));
        }
        progress.complete();
        return rows.collection();
    }

    private static void add(Rows rows, String group, String dimension, Reliability reliability) {
        rows.add(
                group,
                dimension,
                reliability.items(),
                reliability.n(),
                reliability.incomplete(),
                reliability.alpha(),
                reliability.note());
    }
}
