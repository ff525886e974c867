package org.edubalance.process.planning;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.planning.County;
import org.edubalance.planning.CountyAssessor;
import org.edubalance.planning.Figure;
import org.edubalance.planning.ItemVerdict;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.process.schools.SchoolReader;
import org.edubalance.process.schools.ShippedStandards;
import org.edubalance.standards.Item;
import org.edubalance.standards.Scope;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardReader;
import org.edubalance.survey.SatisfactionRate;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** A county against all aspects of a standard, item by item. See {@link CountyAssessor}. */
@DescribeProcess(
        title = "Assess county",
        description =
                "Holds a county against all aspects of a standard, the 32 items and the vetoes of the standard of 2017:"
                        + " item by item what is so, what is asked for, and whether it is met, not met, or not known. What is not"
                        + " known never counts as met.")
public class AssessCountyProcess {

    private static final String NAME = "edu:AssessCounty";

    @DescribeResult(
            name = "result",
            description =
                    "Rows group, aspect, item, title, value, target, met (true, false, empty where not known), veto,"
                            + " schools (asked), failing, unknown (of how many of them it is not known), source and reasons; item"
                            + " ALL sums up an aspect, aspect ALL the group")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "The schools, one feature per school and stage")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "county",
                            description = "The counties' own figures, one row each; items that have none are not known",
                            min = 0)
                    SimpleFeatureCollection county,
            @DescribeParameter(
                            name = "survey",
                            description =
                                    "Answers to a satisfaction survey, one row per respondent; instead the county's"
                                            + " figure satisfaction",
                            min = 0)
                    SimpleFeatureCollection survey,
            @DescribeParameter(
                            name = "standard",
                            description = ShippedStandards.INPUT,
                            min = 0,
                            defaultValue = "cn-2017-quality")
                    String standard,
            @DescribeParameter(
                            name = "groupBy",
                            description =
                                    "Attribute with the county of each school, and of each row of county and survey;"
                                            + " without it all schools are one county, ALL",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "countyKey",
                            description = "Attribute of county with the values of groupBy; by default of the same name",
                            min = 0)
                    String countyKey,
            @DescribeParameter(
                            name = "stage",
                            description = "Attribute with the stage of each school (PRIMARY, JUNIOR, SENIOR or 小学, 初中,"
                                    + " 高中; also 完小, 教学点 and the like), or one of these for all; without it the"
                                    + " attribute stage",
                            min = 0)
                    String stage,
            @DescribeParameter(
                            name = "population",
                            description =
                                    "Attribute with each school's pupils at its stage, of which the standard's values are"
                                            + " per pupil and which weight the coefficients of variation",
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
                            name = "parameters",
                            description = "name=number: what is local in the standard's items, for example"
                                    + " largest_school=2400 and largest_through_school=3000 where the schools were built"
                                    + " before the rule",
                            min = 0,
                            collectionType = String.class)
                    List<String> parameters,
            @DescribeParameter(
                            name = "items",
                            description =
                                    "The survey's items, each attribute or dimension/attribute; needed with survey",
                            min = 0,
                            collectionType = String.class)
                    List<String> items,
            @DescribeParameter(
                            name = "satisfiedAt",
                            description = "The lowest answer that counts as satisfied",
                            min = 0,
                            defaultValue = "4")
                    Double satisfiedAt,
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
            @DescribeParameter(
                            name = "language",
                            description = "Language of titles, values and reasons; without it that of the request",
                            min = 0)
                    Language language,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        Standard rules = StandardReader.read(standard, population, mapping)
                .withParameters(NamedNumbers.of("parameters", parameters));
        if (rules.aspects().isEmpty()) {
            throw Refusal.of("planning.county.aspects", "standard", rules.id()).about("standard");
        }
        Language wording = language == null ? Language.current() : language;
        List<SchoolReader.Entry> schools =
                SchoolReader.read(data, rules, stage, groupBy, population, schoolType, wording, NAME, progress);
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < schools.size(); i++) {
            groups.computeIfAbsent(group(schools.get(i)), group -> new ArrayList<>())
                    .add(i);
        }
        if (Inputs.given(groupBy) != null) {
            Columns.checkKeys(groups.keySet());
        }
        WholeSchools whole = WholeSchools.of(data.getSchema(), schools, rules.stages());
        ItemFigures ofSchools = new ItemFigures("data", whole.schema(), whole.features(), items(rules, Scope.SCHOOL));
        CountyRows rows = CountyRows.of(county, countyKey, groupBy, groups.keySet(), NAME, progress);
        ItemFigures ofCounties = rows.schema() == null
                ? null
                : new ItemFigures("county", rows.schema(), rows.rows(), items(rules, Scope.COUNTY));
        Map<String, SatisfactionRate> rates = Surveyed.of(
                survey, items, groupBy, groups.keySet(), new Surveyed.Scale(scaleMin, scaleMax, satisfiedAt), progress);
        warnOfOthers(rates.keySet(), groups.keySet(), progress);

        CountyAssessor assessor = new CountyAssessor(rules);
        List<Row> verdicts = new ArrayList<>();
        groups.forEach((group, members) -> {
            progress.check();
            List<County.School> figures = members.stream()
                    .map(i -> new County.School(schools.get(i).school(), ofSchools.of(i)))
                    .toList();
            Integer row = rows.places().get(group);
            Map<String, List<Figure>> own = row == null ? null : ofCounties.of(row);
            County known = new County(
                    figures,
                    own,
                    rates.get(group),
                    row == null
                            ? ofSchools.notKnown()
                            : ItemFigures.together(ofSchools.notKnown(), ofCounties.notKnown()),
                    row == null
                            ? ofSchools.understood()
                            : ItemFigures.together(ofSchools.understood(), ofCounties.understood()));
            assessor.assess(known).forEach(verdict -> verdicts.add(new Row(group, verdict)));
        });
        Set<Message> told = new LinkedHashSet<>();
        for (ItemFigures read : ofCounties == null ? List.of(ofSchools) : List.of(ofSchools, ofCounties)) {
            read.understood().values().forEach(told::addAll);
        }
        told.forEach(note -> progress.warn(NAME, note));
        progress.complete();
        return table(rules, wording).of(verdicts);
    }

    private static String group(SchoolReader.Entry school) {
        return school.group() == null ? Columns.ALL : school.group();
    }

    private static List<Item> items(Standard standard, Scope scope) {
        return standard.aspects().stream()
                .flatMap(aspect -> aspect.items().stream())
                .filter(item -> item.indicator() == null && item.scopes().contains(scope))
                .toList();
    }

    private static void warnOfOthers(Set<String> surveyed, Set<String> groups, Progress progress) {
        for (String group : surveyed) {
            if (!groups.contains(group)) {
                progress.warn(NAME, Message.of("planning.survey.without", "group", group, "groups", groups));
            }
        }
    }

    /** A row of the result. */
    private record Row(String group, ItemVerdict verdict) {}

    private static ResultTable<Row> table(Standard standard, Language wording) {
        return new ResultTable<Row>("county")
                .column("group", String.class, Row::group)
                .column("aspect", String.class, row -> row.verdict().aspect())
                .column(Column.of("item", String.class, Message.of("planning.column.item"), row -> row.verdict()
                        .item()))
                .column("title", String.class, row -> text(row.verdict().title(), wording))
                .column("value", String.class, row -> text(row.verdict().value(), wording))
                .column("target", String.class, row -> text(row.verdict().target(), wording))
                .column(Column.of("met", Boolean.class, Message.of("planning.column.met"), row -> row.verdict()
                        .met()))
                .column("veto", Boolean.class, row -> row.verdict().veto())
                .column("schools", Integer.class, row -> row.verdict().schools())
                .column("failing", Integer.class, row -> row.verdict().failing())
                .column("unknown", Integer.class, row -> row.verdict().unknown())
                .column("source", String.class, row -> text(source(row.verdict(), standard), wording))
                .column("reasons", String.class, row -> row.verdict().reasons().in(wording));
    }

    /** The item's own source, that of the standard where it has none. */
    private static Localized source(ItemVerdict verdict, Standard standard) {
        return verdict.source() == null ? standard.source() : verdict.source();
    }

    private static String text(Localized textOrNull, Language wording) {
        return textOrNull == null ? null : textOrNull.in(wording);
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
