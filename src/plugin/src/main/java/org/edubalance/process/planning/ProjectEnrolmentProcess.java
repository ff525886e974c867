package org.edubalance.process.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.edubalance.messages.Message;
import org.edubalance.planning.CohortSurvival;
import org.edubalance.planning.EnrolmentOutlook;
import org.edubalance.planning.EnrolmentRow;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Notes;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** Pupils and places of the coming years. See {@link CohortSurvival}. */
@DescribeProcess(
        title = "Project enrolment",
        description =
                "The pupils of the coming years by region and stage, from those of the grades below and the children"
                        + " born (cohort survival), and the places and classes that will be lacking.")
public class ProjectEnrolmentProcess {

    private static final String NAME = "edu:ProjectEnrolment";

    private static final int LONGEST = 50;

    /** As many causes of what is not known are warned of; each row has its own. */
    private static final int NOTES = 20;

    private static final ResultTable<EnrolmentRow> TABLE = new ResultTable<EnrolmentRow>("enrolment")
            .column("group", String.class, EnrolmentRow::group)
            .column("stage", String.class, row -> row.stage().name())
            .column("year", Integer.class, EnrolmentRow::year)
            .column("projected", Boolean.class, EnrolmentRow::projected)
            .column("pupils", Double.class, EnrolmentRow::pupils)
            .column("classes", Double.class, EnrolmentRow::classes)
            .column("places", Double.class, EnrolmentRow::places)
            .column(Column.of("lacking", Double.class, Message.of("planning.column.lacking"), EnrolmentRow::lacking))
            .column("classes_lacking", Double.class, EnrolmentRow::classesLacking)
            .column("class_size", Double.class, EnrolmentRow::classSize)
            .column("note", String.class, row -> {
                Notes notes = new Notes();
                row.notes().forEach(notes::add);
                return notes.orNull();
            });

    @DescribeResult(
            name = "result",
            description =
                    "Rows group, stage, year, projected, pupils, classes and places (of the last year that has them),"
                            + " lacking (pupils beyond the places), classes_lacking, class_size (pupils in each class if there are no"
                            + " more classes) and note; ALL sums up the groups. Empty is what is not known")
    public SimpleFeatureCollection execute(
            @DescribeParameter(
                            name = "data",
                            description = "Rows by region, year and grade; several of one grade are summed")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "groupBy",
                            description =
                                    "Attribute with the region of each row, and of each row of births; without it all"
                                            + " rows are one region",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "year",
                            description =
                                    "Attribute with the year in which the school year begins (2024, 2024-2025), of births"
                                            + " the year of birth",
                            min = 0,
                            defaultValue = "year")
                    String year,
            @DescribeParameter(
                            name = "grade",
                            description =
                                    "Attribute with the grade, 1 to 12 (7, grade 7, 七年级, 初一), or with ages the age",
                            min = 0,
                            defaultValue = "grade")
                    String grade,
            @DescribeParameter(
                            name = "pupils",
                            description = "Attribute or expression with the pupils",
                            min = 0,
                            defaultValue = "pupils")
                    String pupils,
            @DescribeParameter(
                            name = "births",
                            description =
                                    "Rows with the children born by region and year; without them the lowest grades of"
                                            + " later years are not known",
                            min = 0)
                    SimpleFeatureCollection births,
            @DescribeParameter(
                            name = "birthCount",
                            description = "Attribute or expression of births with the children born",
                            min = 0,
                            defaultValue = "births")
                    String birthCount,
            @DescribeParameter(
                            name = "horizon",
                            description = "How many years ahead",
                            min = 0,
                            defaultValue = "6",
                            minValue = 1,
                            maxValue = LONGEST)
                    Integer horizon,
            @DescribeParameter(
                            name = "ratios",
                            description =
                                    "grade=number: the pupils of a grade for each of the grade below a year before, for"
                                            + " example 7=0.98; of grade 1 for each child born. Those not given are the means over the"
                                            + " years that the data have",
                            min = 0,
                            collectionType = String.class)
                    List<String> ratios,
            @DescribeParameter(
                            name = "classes",
                            description =
                                    "Attribute or expression with the classes of each row; without it there are no places",
                            min = 0)
                    String classes,
            @DescribeParameter(
                            name = "classLimit",
                            description =
                                    "Pupils that a class has places for; without it 45 in primary and 50 in junior and"
                                            + " senior schools",
                            min = 0,
                            minValue = 1)
                    Double classLimit,
            @DescribeParameter(
                            name = "ages",
                            description = "Whether grade holds ages and not grades",
                            min = 0,
                            defaultValue = "false")
                    Boolean ages,
            @DescribeParameter(
                            name = "entryAge",
                            description = "The age of children when they enter grade 1",
                            min = 0,
                            defaultValue = "6",
                            minValue = 3,
                            maxValue = 10)
                    Integer entryAge,
            @DescribeParameter(
                            name = "primaryGrades",
                            description = "How many grades the primary stage has; the junior stage ends with grade 9",
                            min = 0,
                            defaultValue = "6",
                            minValue = 4,
                            maxValue = 8)
                    Integer primaryGrades,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Inputs.checkData(data);
        Inputs.checkRange("horizon", horizon, 1, LONGEST);
        Inputs.checkPositive("classLimit", classLimit);
        Inputs.checkRange("entryAge", entryAge, 3, 10);
        Inputs.checkRange("primaryGrades", primaryGrades, 4, 8);
        SimpleFeatureType schema = data.getSchema();
        EnrolmentTable.Keys keys = new EnrolmentTable.Keys(
                Attribute.optional("groupBy", groupBy, schema),
                Attribute.of("year", year, schema),
                Attribute.of("grade", grade, schema),
                ages ? entryAge : null);
        EnrolmentTable enrolled =
                EnrolmentTable.of(data, keys, "pupils", Attribute.of("pupils", pupils, schema), progress);
        if (enrolled.regions().isEmpty()) {
            throw Inputs.noFeatures();
        }
        if (keys.group() != null) {
            Columns.checkKeys(enrolled.regions().keySet());
        }
        Attribute classCount = Attribute.optional("classes", classes, schema);
        EnrolmentTable rooms =
                classCount == null ? null : EnrolmentTable.of(data, keys, "classes", classCount, progress);
        Map<String, Map<Integer, Double>> born = births(births, groupBy, year, birthCount, enrolled, progress);
        CohortSurvival survival = new CohortSurvival(entryAge);
        SortedMap<String, CohortSurvival.Region> known = new TreeMap<>();
        enrolled.regions()
                .forEach((region, years) ->
                        known.put(region, new CohortSurvival.Region(years, born.getOrDefault(region, Map.of()))));
        Ratios arrival = Ratios.of(ratios, survival, known);
        EnrolmentOutlook outlook = new EnrolmentOutlook(survival, primaryGrades, classLimit, horizon);
        List<EnrolmentRow> rows = new ArrayList<>();
        known.forEach((region, figures) -> {
            progress.check();
            rows.addAll(outlook.rows(
                    region, figures, rooms == null ? null : rooms.regions().get(region), arrival.of(region)));
        });
        arrival.borrowed().forEach(note -> progress.warn(NAME, note));
        rows.stream()
                .filter(row -> row.projected() && Double.isNaN(row.pupils()))
                .flatMap(row -> row.notes().stream())
                .distinct()
                .limit(NOTES)
                .forEach(note -> progress.warn(NAME, note));
        if (keys.group() != null) {
            rows.addAll(EnrolmentOutlook.together(Columns.ALL, rows));
        }
        progress.complete();
        return TABLE.of(rows);
    }

    private static Map<String, Map<Integer, Double>> births(
            SimpleFeatureCollection births,
            String groupBy,
            String year,
            String count,
            EnrolmentTable enrolled,
            Progress progress) {
        if (births == null) {
            return Map.of();
        }
        SimpleFeatureType schema = births.getSchema();
        Message subject = Message.of("planning.births");
        EnrolmentTable.Keys keys = new EnrolmentTable.Keys(
                Inputs.given(groupBy) == null ? null : Attribute.of("births", subject, groupBy, schema),
                Attribute.of("births", subject, year, schema),
                null,
                null);
        Map<String, Map<Integer, Double>> born =
                EnrolmentTable.births(births, keys, Attribute.of("birthCount", count, schema), progress);
        born.keySet().forEach(region -> {
            if (!enrolled.regions().containsKey(region)) {
                progress.warn(
                        NAME,
                        Message.of(
                                "planning.births.without",
                                "group",
                                region,
                                "groups",
                                enrolled.regions().keySet()));
            }
        });
        return born;
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
