package org.edubalance.process.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.Rows;
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
            throw Inputs.missing("characteristics", "at least one attribute");
        }
        List<Attribute> attributes = new ArrayList<>();
        for (String characteristic : characteristics) {
            attributes.add(Attribute.of("characteristics", characteristic, data.getSchema()));
        }
        LinkedHashMap<String, Class<?>> columns = new LinkedHashMap<>();
        columns.put("group", String.class);
        columns.put("characteristic", String.class);
        columns.put("value", String.class);
        columns.put("count", Integer.class);
        columns.put("percent", Double.class);
        Rows rows = new Rows("sample", columns);
        for (Map.Entry<String, List<SimpleFeature>> group :
                SurveyAnswers.groups(data, groupBy, progress).entrySet()) {
            for (Attribute attribute : attributes) {
                progress.check();
                List<String> values = new ArrayList<>();
                for (SimpleFeature respondent : group.getValue()) {
                    values.add(Inputs.given(attribute.label(respondent)));
                }
                for (SampleTable.Row row : SampleTable.of(values)) {
                    rows.add(group.getKey(), attribute.text(), row.value(), row.count(), row.percent());
                }
            }
        }
        progress.complete();
        return rows.collection();
    }
}
