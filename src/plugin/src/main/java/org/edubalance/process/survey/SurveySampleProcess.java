package org.edubalance.process.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.survey.SampleTable;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** The table that describes a survey's sample. See {@link SampleTable}. */
@DescribeProcess(
        title = "Survey sample",
        description = "How many respondents have each value of a characteristic, such as gender or grade, and their"
                + " percentage.")
public class SurveySampleProcess {

    private static final ResultTable<Row> TABLE = new ResultTable<Row>("sample")
            .column("group", String.class, Row::group)
            .column("characteristic", String.class, Row::characteristic)
            .column("value", String.class, row -> row.counted().value())
            .column(Column.of("count", Integer.class, Message.of("survey.column.count"), row -> row.counted()
                    .count()))
            .column("percent", Double.class, row -> row.counted().percent());

    @DescribeResult(
            name = "result",
            description = "Rows group, characteristic, value, count, percent. The percentages are of those who gave a"
                    + " value; a row without value and percent counts the others")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "The answers, one feature per respondent")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "characteristics",
                            description = "Attributes to count the values of",
                            min = 1,
                            collectionType = String.class)
                    List<String> characteristics,
            @DescribeParameter(
                            name = "groupBy",
                            description = "Attributes that group the respondents; several are combined",
                            min = 0,
                            collectionType = String.class)
                    List<String> groupBy,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Inputs.checkData(data);
        if (characteristics == null || characteristics.isEmpty()) {
            throw Refusal.of("survey.characteristics").about("characteristics").missing();
        }
        List<Attribute> attributes = new ArrayList<>();
        for (String characteristic : characteristics) {
            attributes.add(Attribute.of("characteristics", characteristic, data.getSchema()));
        }
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, List<SimpleFeature>> group :
                SurveyAnswers.groups(data, groupBy, progress).entrySet()) {
            for (Attribute attribute : attributes) {
                progress.check();
                List<String> values = new ArrayList<>();
                for (SimpleFeature respondent : group.getValue()) {
                    values.add(Inputs.given(attribute.label(respondent)));
                }
                SampleTable.of(values).forEach(value -> rows.add(new Row(group.getKey(), attribute.text(), value)));
            }
        }
        progress.complete();
        return TABLE.of(rows);
    }

    private record Row(String group, String characteristic, SampleTable.Row counted) {}
}
