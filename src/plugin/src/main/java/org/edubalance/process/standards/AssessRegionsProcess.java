package org.edubalance.process.standards;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Hull;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.RegionPolygons;
import org.edubalance.process.features.ResultTable;
import org.edubalance.process.schools.SchoolReader;
import org.edubalance.process.schools.ShippedStandards;
import org.edubalance.scoring.Unscorable;
import org.edubalance.standards.Assessor;
import org.edubalance.standards.CvLimit;
import org.edubalance.standards.RegionVerdict;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardIndicator;
import org.edubalance.standards.StandardReader;
import org.edubalance.work.Workers;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.locationtech.jts.geom.Geometry;

/** Region by region and stage by stage: whether a standard's whole rule is met, and why. See {@link Assessor}. */
@DescribeProcess(
        title = "Assess regions",
        description = "Holds every region and stage against a national or other standard: the schools that comply, the"
                + " coefficient of variation of each indicator, whether the whole rule is met, and the reasons in"
                + " words.")
public class AssessRegionsProcess {

    /** Few, as each has as many schools as it likes. */
    private static final int PARTS_PER_BLOCK = 16;

    private static final String NAME = "edu:AssessRegions";

    @DescribeResult(
            name = "result",
            description = "A feature per group and stage with schools (counted), compliant_schools, compliant_share,"
                    + " cv_<indicator>, cv (their mean), limit_each_cv and limit_cv (the highest that the standard allows"
                    + " each cv_<indicator>, or cv; empty where it has no such limit), balanced, missing (values),"
                    + " excluded (schools not counted), excluded_schools (their names and causes), reasons, and the"
                    + " region's polygon, else the convex hull of its schools")
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
                            description = "Attribute with the region of each school; without it all schools are one"
                                    + " region, ALL",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "population",
                            description =
                                    "Attribute with each school's pupils at its stage, of which the standard's values"
                                            + " are per pupil and which weight the coefficients of variation",
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
            @DescribeParameter(name = "regions", description = "The regions' polygons", min = 0)
                    SimpleFeatureCollection regions,
            @DescribeParameter(
                            name = "regionKey",
                            description = "Attribute of the regions with the values of groupBy; by default of the same"
                                    + " name",
                            min = 0)
                    String regionKey,
            @DescribeParameter(
                            name = "language",
                            description = "Language of the reasons; without it that of the request",
                            min = 0)
                    Language language,
            @DescribeParameter(
                            name = "unscorable",
                            description =
                                    "Data in which no school can be assessed: ERROR refuses them, EXCLUDE gives an"
                                            + " empty result, as a map wants where a filter leaves nothing",
                            min = 0,
                            defaultValue = "ERROR")
                    Unscorable unscorable,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Standard rules = StandardReader.read(standard, population, mapping);
        Language wording = language == null ? Language.current() : language;
        boolean grouped = Inputs.given(groupBy) != null;
        if (regions != null && !grouped) {
            throw Refusal.of("standards.groupBy").about("groupBy").missing();
        }
        RegionPolygons.checkGiven(regions, regionKey);
        Map<String, Map<Stage, List<SchoolReader.Entry>>> found = new HashMap<>();
        for (SchoolReader.Entry entry : SchoolReader.read(
                data, rules, stage, groupBy, population, schoolType, wording, NAME, unscorable, progress)) {
            found.computeIfAbsent(grouped ? entry.group() : Columns.ALL, group -> new TreeMap<>())
                    .computeIfAbsent(entry.school().stage(), key -> new ArrayList<>())
                    .add(entry);
        }
        Map<String, Map<Stage, List<SchoolReader.Entry>>> groups = new TreeMap<>(found);
        Map<String, Geometry> polygons = Map.of();
        if (regions != null) {
            String key = RegionPolygons.key(regionKey, groupBy);
            polygons = RegionPolygons.read(regions, key, data.getSchema().getCoordinateReferenceSystem(), progress);
            RegionPolygons.checkCovers(polygons, groups.keySet(), key);
            for (String region : polygons.keySet()) {
                if (!groups.containsKey(region)) {
                    progress.warn(NAME, Message.of("standards.region.empty", "region", region));
                }
            }
        }
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, Map<Stage, List<SchoolReader.Entry>>> group : groups.entrySet()) {
            Geometry polygon = polygons.get(group.getKey());
            group.getValue().forEach((of, schools) -> parts.add(new Part(group.getKey(), of, schools, polygon)));
        }
        Assessor assessor = new Assessor(rules);
        Region[] result = new Region[parts.size()];
        Workers.of(progress).run(result.length, PARTS_PER_BLOCK, () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                result[i] = parts.get(i).assessed(assessor, wording);
            }
        });
        progress.complete();
        return table(rules)
                .located(data.getSchema().getCoordinateReferenceSystem(), Region::geometry)
                .of(List.of(result));
    }

    /** The schools of a region at a stage. */
    private record Part(String group, Stage stage, List<SchoolReader.Entry> entries, Geometry polygonOrNull) {

        Region assessed(Assessor assessor, Language wording) {
            List<SchoolFigures> schools =
                    entries.stream().map(SchoolReader.Entry::school).toList();
            RegionVerdict verdict = assessor.assess(stage, schools);
            return new Region(
                    group,
                    stage,
                    verdict.schools(),
                    verdict.compliant(),
                    verdict.cvs(),
                    verdict.cv(),
                    verdict.balanced(),
                    verdict.missing(),
                    verdict.excluded().points().size(),
                    verdict.excluded().in(wording),
                    verdict.reasons().in(wording),
                    polygonOrNull == null ? hull(entries) : polygonOrNull);
        }
    }

    /** A row of the result. It has its words as texts: the messages that they come from take three times the memory. */
    private record Region(
            String group,
            Stage stage,
            int schools,
            Integer compliant,
            double[] cvs,
            double cv,
            Boolean balanced,
            int missing,
            int excluded,
            String excludedSchools,
            String reasons,
            Geometry geometry) {

        Double compliantShare() {
            return compliant == null || schools == 0 ? null : (double) compliant / schools;
        }
    }

    private static ResultTable<Region> table(Standard standard) {
        ResultTable<Region> table = new ResultTable<Region>("regions")
                .column("group", String.class, Region::group)
                .column("stage", String.class, region -> region.stage().name())
                .column("schools", Integer.class, Region::schools)
                .column("compliant_schools", Integer.class, Region::compliant)
                .column("compliant_share", Double.class, Region::compliantShare);
        for (int j = 0; j < standard.indicators().size(); j++) {
            StandardIndicator indicator = standard.indicators().get(j);
            int place = j;
            table.column(Column.of(
                    "cv_" + indicator.id(),
                    Double.class,
                    Message.of("standards.column.cv", "indicator", indicator.title()),
                    region -> region.cvs()[place]));
        }
        CvLimit limit = standard.cvLimit();
        return table.column(Column.of("cv", Double.class, Message.of("standards.column.comprehensive"), Region::cv))
                .column("limit_each_cv", Double.class, region -> limit(limit, CvLimit.Basis.EACH, region.stage()))
                .column("limit_cv", Double.class, region -> limit(limit, CvLimit.Basis.COMPREHENSIVE, region.stage()))
                .column("balanced", Boolean.class, Region::balanced)
                .column(Column.of("missing", Integer.class, Message.of("standards.column.missing"), Region::missing))
                .column(Column.of("excluded", Integer.class, Message.of("standards.column.excluded"), Region::excluded))
                .column("excluded_schools", String.class, Region::excludedSchools)
                .column("reasons", String.class, Region::reasons);
    }

    private static double limit(CvLimit limitOrNull, CvLimit.Basis basis, Stage stage) {
        return limitOrNull == null || limitOrNull.basis() != basis ? Double.NaN : limitOrNull.limit(stage);
    }

    private static Geometry hull(List<SchoolReader.Entry> entries) {
        Hull hull = new Hull();
        for (SchoolReader.Entry entry : entries) {
            hull.add(entry.feature());
        }
        return hull.geometry();
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
