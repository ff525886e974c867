package org.edubalance.process.standards;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.process.schools.SchoolReader;
import org.edubalance.process.schools.ShippedStandards;
import org.edubalance.standards.Assessor;
import org.edubalance.standards.SchoolVerdict;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.edubalance.standards.StandardReader;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** School by school: which indicators of a standard are met, and what is lacking. See {@link Assessor}. */
@DescribeProcess(
        title = "Assess schools",
        description = "Holds every school against a national or other standard: the indicators met, those below the"
                + " floor, whether the school complies, and the reasons in words.")
public class AssessSchoolsProcess {

    private static final String NAME = "edu:AssessSchools";

    @DescribeResult(
            name = "result",
            description = "The schools with met, below_floor, compliant, excluded (why a school is not counted),"
                    + " reasons, and ratio_<indicator> = value / threshold")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "The schools, one feature per school and stage")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "standard",
                            description = ShippedStandards.INPUT,
                            min = 0,
                            defaultValue = "cn-2017-quality")
                    String standard,
            @DescribeParameter(
                            name = "stage",
                            description = "Attribute with the stage of each school (PRIMARY, JUNIOR, SENIOR or 小学, 初中,"
                                    + " 高中; also 完小, 教学点 and the like), or one of these for all; without it the"
                                    + " attribute stage",
                            min = 0)
                    String stage,
            @DescribeParameter(
                            name = "groupBy",
                            description = "Attribute with the region of each school: school ids need to be unique"
                                    + " within a region only",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "population",
                            description =
                                    "Attribute with each school's pupils at its stage, of which the standard's values are per pupil",
                            min = 0,
                            defaultValue = "pupils")
                    String population,
            @DescribeParameter(
                            name = "mapping",
                            description = "indicator=attribute or indicator=expression: where an indicator comes from"
                                    + " in these data, instead of the standard's expression",
                            min = 0,
                            collectionType = String.class)
                    List<String> mapping,
            @DescribeParameter(
                            name = "schoolType",
                            description = "Attribute with each school's type, for the schools that the standard does"
                                    + " not count; without it the attribute that the standard names, if there is one",
                            min = 0)
                    String schoolType,
            @DescribeParameter(
                            name = "language",
                            description = "Language of the reasons; without it that of the request",
                            min = 0)
                    Language language,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Standard rules = StandardReader.read(standard, population, mapping);
        Language wording = language == null ? Language.current() : language;
        List<SchoolReader.Entry> schools =
                SchoolReader.read(data, rules, stage, groupBy, population, schoolType, wording, NAME, progress);
        Assessor assessor = new Assessor(rules);

        List<SchoolVerdict> verdicts = new ArrayList<>();
        for (SchoolReader.Entry entry : schools) {
            progress.check();
            verdicts.add(assessor.assess(entry.school()));
        }
        progress.complete();
        return table(rules, wording)
                .extending(
                        data.getSchema(),
                        schools.stream().map(SchoolReader.Entry::feature).toList(),
                        verdicts::get);
    }

    private static ResultTable<SchoolVerdict> table(Standard standard, Language wording) {
        ResultTable<SchoolVerdict> table = new ResultTable<SchoolVerdict>("schools")
                .column("met", Integer.class, SchoolVerdict::met)
                .column("below_floor", Integer.class, SchoolVerdict::belowFloor)
                .column("compliant", Boolean.class, SchoolVerdict::compliant)
                .column(
                        "excluded",
                        String.class,
                        verdict -> verdict.excluded() == null
                                ? null
                                : verdict.excluded().in(wording))
                .column("reasons", String.class, verdict -> verdict.reasons().in(wording));
        for (int j = 0; j < standard.indicators().size(); j++) {
            StandardIndicator indicator = standard.indicators().get(j);
            int place = j;
            table.column(Column.of(
                    "ratio_" + indicator.id(),
                    Double.class,
                    Message.of("standards.column.ratio", "indicator", indicator.title()),
                    verdict -> verdict.ratios()[place]));
        }
        return table;
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
