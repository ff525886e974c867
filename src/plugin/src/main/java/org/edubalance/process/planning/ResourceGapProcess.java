package org.edubalance.process.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.planning.GapFinder;
import org.edubalance.planning.Goal;
import org.edubalance.planning.SchoolGap;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.process.schools.SchoolReader;
import org.edubalance.process.schools.ShippedStandards;
import org.edubalance.scoring.Ranking;
import org.edubalance.standards.Resource;
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

/** School by school: how much of each resource is lacking to a standard, at what cost, and who comes first. See {@link GapFinder}. */
@DescribeProcess(
        title = "Resource gap",
        description =
                "How much of each resource every school lacks to a national or other standard, in the resource's own"
                        + " unit: to all thresholds, or by the cheapest set that makes the school comply. With unit costs also what"
                        + " that costs; and an order of priority, the school that lacks most per pupil first.")
public class ResourceGapProcess {

    private static final String NAME = "edu:ResourceGap";

    @DescribeResult(
            name = "result",
            description =
                    "The schools with gap_<indicator> (in the resource's unit, whole teachers and rooms), lacking (the"
                            + " sum of the gaps as shares of what the thresholds ask for), cost (empty without unit costs), priority"
                            + " (1 = lacks most per pupil: most cost with unit costs, else most shares; empty where nothing is"
                            + " lacking), compliant (as it is), excluded (why a school is not counted) and reasons")
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
                            name = "goal",
                            description =
                                    "COMPLIANT: the cheapest set of amounts by which a school meets the standard's"
                                            + " rule for schools; ALL_MET: every indicator's threshold",
                            min = 0,
                            defaultValue = "COMPLIANT")
                    Goal goal,
            @DescribeParameter(
                            name = "unitCost",
                            description =
                                    "indicator=number, greater than 0: what one unit of its resource costs, for each"
                                            + " indicator with a threshold; without them amounts count as shares of the thresholds",
                            min = 0,
                            collectionType = String.class)
                    List<String> unitCost,
            @DescribeParameter(
                            name = "stage",
                            description = "Attribute with the stage of each school (PRIMARY, JUNIOR, SENIOR or 小学, 初中,"
                                    + " 高中; also 完小, 教学点 and the like), or one of these for all; without it the"
                                    + " attribute stage",
                            min = 0)
                    String stage,
            @DescribeParameter(
                            name = "groupBy",
                            description =
                                    "Attribute with the region of each school: the order of priority is then within"
                                            + " each region, and school ids need to be unique within a region only",
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
        GapFinder finder = new GapFinder(rules, goal, NamedNumbers.of("unitCost", unitCost));
        Language wording = language == null ? Language.current() : language;
        List<SchoolReader.Entry> schools =
                SchoolReader.read(data, rules, stage, groupBy, population, schoolType, wording, NAME, progress);
        List<SchoolGap> gaps = new ArrayList<>();
        for (SchoolReader.Entry entry : schools) {
            progress.check();
            gaps.add(finder.find(entry.school()));
        }
        int[] priorities = priorities(schools, gaps);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < priorities.length; i++) {
            rows.add(new Row(gaps.get(i), priorities[i] == 0 ? null : priorities[i]));
        }
        progress.complete();
        return table(rules, wording)
                .extending(
                        data.getSchema(),
                        schools.stream().map(SchoolReader.Entry::feature).toList(),
                        rows::get);
    }

    /** A school's row. */
    private record Row(SchoolGap gap, Integer priority) {}

    /** The place of each school in its group's order of priority, 0 where nothing is lacking. */
    private static int[] priorities(List<SchoolReader.Entry> schools, List<SchoolGap> gaps) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < gaps.size(); i++) {
            groups.computeIfAbsent(String.valueOf(schools.get(i).group()), group -> new ArrayList<>())
                    .add(i);
        }
        int[] priorities = new int[gaps.size()];
        for (List<Integer> group : groups.values()) {
            int[] ranks = Ranking.of(group.stream()
                            .mapToDouble(i -> gaps.get(i).urgency())
                            .toArray())
                    .ranks();
            for (int place = 0; place < ranks.length; place++) {
                priorities[group.get(place)] = ranks[place];
            }
        }
        return priorities;
    }

    private static ResultTable<Row> table(Standard standard, Language wording) {
        ResultTable<Row> table = new ResultTable<>("gaps");
        for (int j = 0; j < standard.indicators().size(); j++) {
            StandardIndicator indicator = standard.indicators().get(j);
            Resource resource = indicator.resource();
            if (indicator.thresholds().isEmpty()) {
                continue;
            }
            int place = j;
            Column<Row> column = Column.of(
                    "gap_" + indicator.id(),
                    Double.class,
                    Message.of("planning.column.gap", "resource", resource.title()),
                    row -> row.gap().gaps()[place]);
            table.column(resource.unit() == null ? column : column.in(resource.unit()));
        }
        return table.column("lacking", Double.class, row -> row.gap().lacking())
                .column("cost", Double.class, row -> row.gap().cost())
                .column("priority", Integer.class, Row::priority)
                .column("compliant", Boolean.class, row -> row.gap().compliant())
                .column(
                        "excluded",
                        String.class,
                        row -> row.gap().excluded() == null
                                ? null
                                : row.gap().excluded().in(wording))
                .column("reasons", String.class, row -> row.gap().reasons().in(wording));
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
