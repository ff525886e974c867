package org.edubalance.process.standards;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.edubalance.messages.Language;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ScoredFeatures;
import org.edubalance.standards.Assessor;
import org.edubalance.standards.SchoolVerdict;
import org.edubalance.standards.Standard;
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

    @DescribeResult(
            name = "result",
            description = "The schools with met, below_floor, compliant, excluded (why a school is not counted),"
                    + " reasons, and ratio_<indicator> = value / threshold")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "The schools, one feature per school and stage")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "standard",
                            description = "cn-2017-quality, cn-2012-basic, or a standard as JSON",
                            min = 0,
                            defaultValue = "cn-2017-quality")
                    String standard,
            @DescribeParameter(
                            name = "stage",
                            description = "Attribute with the stage of each school (PRIMARY, JUNIOR, SENIOR or 小学, 初中,"
                                    + " 高中), or one of these for all; without it the attribute stage",
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
                            description = "Attribute with each school's pupils at its stage",
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
            @DescribeParameter(name = "language", description = "Language of the reasons", min = 0, defaultValue = "EN")
                    Language language,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Standard rules = StandardReader.read(standard, mapping);
        Language wording = language == null ? Language.EN : language;
        List<Schools.Entry> schools =
                Schools.read(data, rules, stage, groupBy, population, schoolType, wording, progress);
        Assessor assessor = new Assessor(rules, wording);

        List<SchoolVerdict> verdicts = new ArrayList<>();
        for (Schools.Entry entry : schools) {
            progress.check();
            verdicts.add(assessor.assess(entry.school()));
        }
        List<ScoredFeatures.Column> columns = new ArrayList<>();
        columns.add(column("met", Integer.class, verdicts, SchoolVerdict::met));
        columns.add(column("below_floor", Integer.class, verdicts, SchoolVerdict::belowFloor));
        columns.add(column("compliant", Boolean.class, verdicts, SchoolVerdict::compliant));
        columns.add(column("excluded", String.class, verdicts, SchoolVerdict::excluded));
        columns.add(column("reasons", String.class, verdicts, verdict -> assessor.joined(verdict.reasons())));
        for (int j = 0; j < rules.indicators().size(); j++) {
            int indicator = j;
            columns.add(column(
                    "ratio_" + rules.indicators().get(j).id(), Double.class, verdicts, verdict -> verdict.ratios()[
                            indicator]));
        }
        progress.complete();
        return new ScoredFeatures(
                data.getSchema(), schools.stream().map(Schools.Entry::feature).toList(), columns);
    }

    private static ScoredFeatures.Column column(
            String name, Class<?> type, List<SchoolVerdict> verdicts, Function<SchoolVerdict, Object> value) {
        return new ScoredFeatures.Column(name, type, row -> value.apply(verdicts.get(row)));
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
