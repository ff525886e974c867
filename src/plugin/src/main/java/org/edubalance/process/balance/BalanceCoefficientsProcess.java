package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.edubalance.balance.Deviation;
import org.edubalance.balance.Distribution;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Hull;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Notes;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.RegionPolygons;
import org.edubalance.process.features.ResultTable;
import org.edubalance.scoring.Unscorable;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.locationtech.jts.geom.Geometry;

/**
 * The difference coefficients of indicators between the schools of each group (county), and over all, see
 * {@link Distribution}; {@code cv} is the comprehensive coefficient, the mean of the indicators' coefficients of
 * variation.
 *
 * <p>A group's geometry is that of its region, in the CRS of the data, or the convex hull of its features where there is
 * none; that of {@code ALL} all regions together, or the hull of all. A region without features comes out with count 0
 * and no coefficients. Both cases, groups of one feature (whose coefficients are 0) and missing values are told in
 * {@code note}. The mean of an indicator must be above 0 in every group.
 */
@DescribeProcess(
        title = "Balance coefficients",
        description = "Coefficients of variation (the official difference coefficient), Gini and Atkinson coefficients"
                + " of indicators between the schools of each group, with a comprehensive coefficient and a verdict.")
public class BalanceCoefficientsProcess {

    private static final String NAME = "edu:BalanceCoefficients";

    @DescribeResult(
            name = "result",
            description = "A feature per group and one named ALL: group, count, population, missing (features without a"
                    + " value of some indicator), cv_, gini_ and atkinson_<indicator>, cv (comprehensive: the mean of"
                    + " the cv_<indicator>), balanced (cv <= threshold; never true where something is"
                    + " missing), note")
    public SimpleFeatureCollection execute(
            @DescribeParameter(name = "data", description = "Features to compare, such as schools")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "indicators",
                            description = "An indicator >= 0: [name=]attribute or ECQL expression, for example"
                                    + " books_per_pupil=books/pupils",
                            collectionType = String.class,
                            min = 1)
                    List<String> indicators,
            @DescribeParameter(
                            name = "groupBy",
                            description = "Attribute or expression with the group, such as the county",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "population",
                            description = "Attribute or expression > 0 that features are weighted by, such as pupils",
                            min = 0)
                    String population,
            @DescribeParameter(
                            name = "deviation",
                            description =
                                    "Standard deviation in the coefficient of variation; SAMPLE without population"
                                            + " only",
                            min = 0,
                            defaultValue = "POPULATION")
                    Deviation deviation,
            @DescribeParameter(
                            name = "regions",
                            description = "Polygon features whose geometries the groups are given; without it their"
                                    + " convex hulls",
                            min = 0)
                    SimpleFeatureCollection regions,
            @DescribeParameter(
                            name = "regionKey",
                            description =
                                    "Attribute or expression of regions that equals the group; by default the text"
                                            + " of groupBy",
                            min = 0)
                    String regionKey,
            @DescribeParameter(
                            name = "threshold",
                            description = "A group is balanced if its comprehensive coefficient is not above this",
                            min = 0,
                            minValue = 0)
                    Double threshold,
            @DescribeParameter(
                            name = "atkinsonEpsilon",
                            description = "Aversion to inequality, > 0, of the Atkinson index",
                            min = 0,
                            defaultValue = "0.5",
                            minValue = 0)
                    Double atkinsonEpsilon,
            @DescribeParameter(
                            name = "unscorable",
                            description = "What has no coefficients, as data has no features or an indicator is 0"
                                    + " throughout a group: refused, or left without coefficients, with the cause as"
                                    + " note",
                            min = 0,
                            defaultValue = "ERROR")
                    Unscorable unscorable,
            ProgressListener listener)
            throws ProcessException {
        Progress progress = new Progress(listener);
        if (unscorable == Unscorable.EXCLUDE && data != null && Inputs.hasNoAttributes(data)) {
            return data;
        }
        Inputs.checkData(data);
        Inputs.checkAtLeast("threshold", threshold, 0);
        Inputs.checkPositive("atkinsonEpsilon", atkinsonEpsilon);
        String group = Inputs.given(groupBy);
        BalanceInputs.checkDeviation(deviation, population);
        if (regions != null && group == null) {
            throw Inputs.missing("groupBy", Message.of("balance.regions.group"));
        }
        RegionPolygons.checkGiven(regions, regionKey);
        CoordinateReferenceSystem crs = data.getSchema().getCoordinateReferenceSystem();
        Map<String, Geometry> areas = regions == null
                ? Map.of()
                : RegionPolygons.read(regions, RegionPolygons.key(regionKey, group), crs, progress);

        Map<String, Hull> hulls = new HashMap<>();
        BalanceInputs inputs = BalanceInputs.read(
                data,
                indicators,
                group,
                population,
                unscorable,
                (feature, groupOrNull) -> {
                    String place = groupOrNull == null ? Columns.ALL : groupOrNull;
                    if (!areas.containsKey(place)) {
                        hulls.computeIfAbsent(place, k -> new Hull()).add(feature);
                    }
                },
                progress);
        progress.report(0.4);

        List<Row> rows = new ArrayList<>();
        List<BalanceInputs.Part> parts = inputs.parts();
        Set<String> empty = new TreeSet<>(areas.keySet());
        for (int i = 0; i < parts.size(); i++) {
            BalanceInputs.Part part = parts.get(i);
            empty.remove(part.group());
            Notes notes = new Notes();
            Geometry where = part.group().equals(Columns.ALL)
                    ? areas.isEmpty() ? whole(hulls) : RegionPolygons.union(areas.values(), progress)
                    : where(part.group(), areas, hulls, notes, progress);
            LeftOut leftOut = inputs.leftOut(part.group());
            if (leftOut != null) {
                notes.add(leftOut.message());
                if (part.group().equals(Columns.ALL)) {
                    progress.warn(NAME, leftOut.message());
                }
            }
            Coefficients coefficients = Coefficients.of(inputs, part, deviation, atkinsonEpsilon, unscorable, notes);
            rows.add(Row.of(part, inputs, coefficients, threshold, notes, where));
            progress.report(0.4 + 0.6 * (i + 1) / parts.size());
        }
        for (String region : empty) {
            rows.add(Row.empty(region, inputs.weighted(), areas.get(region)));
            progress.warn(NAME, Message.of("balance.region.empty", "region", region));
        }
        progress.complete();
        boolean located = data.getSchema().getGeometryDescriptor() != null;
        return table(inputs.indicators())
                .located(
                        located || regions == null ? crs : regions.getSchema().getCoordinateReferenceSystem(),
                        Row::where)
                .of(rows);
    }

    /** The region of a group, or the hull of its features. */
    private static Geometry where(
            String group, Map<String, Geometry> areas, Map<String, Hull> hulls, Notes notes, Progress progress) {
        Geometry region = areas.get(group);
        if (region != null) {
            return region;
        }
        if (!areas.isEmpty()) {
            notes.add(Message.of("balance.note.hull"));
            progress.warn(NAME, Message.of("balance.region.none", "group", group));
        }
        return hulls.containsKey(group) ? hulls.get(group).geometry() : null;
    }

    /** A coefficient must not change as the map is panned: the whole layer is read, whatever the map shows. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }

    private static Geometry whole(Map<String, Hull> hulls) {
        Hull whole = new Hull();
        hulls.values().forEach(whole::addAll);
        return whole.geometry();
    }

    /** The coefficients of one part by indicator, NaN for an indicator that has none. */
    private record Coefficients(double[] cv, double[] gini, double[] atkinson) {

        static Coefficients of(
                BalanceInputs inputs,
                BalanceInputs.Part part,
                Deviation deviation,
                double epsilon,
                Unscorable unscorable,
                Notes notes) {
            int n = inputs.indicators().size();
            int count = part.rows().length;
            Coefficients result = new Coefficients(new double[n], new double[n], new double[n]);
            Message[] noteOf = new Message[n];
            Workers.of(Monitor.NONE).each(n, count, j -> {
                String name = inputs.indicators().get(j);
                Distribution x = null;
                try {
                    x = inputs.distribution(part, j);
                    int missing = count - (x == null ? 0 : x.count());
                    noteOf[j] = missing == 0
                            ? null
                            : Message.of("balance.note.missing", "indicator", name, "missing", missing, "count", count);
                } catch (Refusal e) {
                    if (unscorable == Unscorable.ERROR) {
                        throw e;
                    }
                    noteOf[j] = e.reason();
                }
                result.cv[j] = x == null ? Double.NaN : x.coefficientOfVariation(deviation);
                result.gini[j] = x == null ? Double.NaN : x.gini();
                result.atkinson[j] = x == null ? Double.NaN : x.atkinson(epsilon);
            });
            if (count == 1) {
                notes.add(Message.of("balance.note.one.zero"));
            }
            Arrays.stream(noteOf).filter(Objects::nonNull).forEach(notes::add);
            return result;
        }
    }

    /** A feature of the result; one without coefficients is a region that no feature lies in. */
    private record Row(
            String group,
            int count,
            Double population,
            int missing,
            Coefficients coefficients,
            double cv,
            Boolean balanced,
            Notes note,
            Geometry where) {

        static Row of(
                BalanceInputs.Part part,
                BalanceInputs inputs,
                Coefficients coefficients,
                Double threshold,
                Notes notes,
                Geometry where) {
            double cv = Arrays.stream(coefficients.cv).average().orElseThrow();
            int lacking = inputs.rowsLackingAValue(part);
            boolean whole = lacking == 0 && inputs.leftOut(part.group()) == null;
            boolean decided = threshold != null && !Double.isNaN(cv);
            if (decided && !whole && cv <= threshold) {
                notes.add(Message.of("balance.note.open"));
            }
            return new Row(
                    part.group(),
                    part.rows().length,
                    inputs.populationOf(part),
                    lacking,
                    coefficients,
                    cv,
                    decided ? whole && cv <= threshold : null,
                    notes.orNull(),
                    where);
        }

        static Row empty(String region, boolean weighted, Geometry where) {
            Notes note = new Notes().add(Message.of("balance.note.empty"));
            return new Row(region, 0, weighted ? 0.0 : null, 0, null, Double.NaN, null, note, where);
        }
    }

    private static ResultTable<Row> table(List<String> indicators) {
        ResultTable<Row> table = new ResultTable<Row>("BalanceCoefficients")
                .column("group", String.class, Row::group)
                .column("count", Integer.class, Row::count)
                .column(Column.of("population", Double.class, Row::population))
                .column("missing", Integer.class, Row::missing);
        of(table, indicators, "cv", Coefficients::cv);
        of(table, indicators, "gini", Coefficients::gini);
        of(table, indicators, "atkinson", Coefficients::atkinson);
        return table.column(Column.of("cv", Double.class, Message.of("column.cv.comprehensive"), Row::cv))
                .column("balanced", Boolean.class, Row::balanced)
                .column("note", String.class, Row::note);
    }

    /** A column of a coefficient for each indicator. */
    private static void of(
            ResultTable<Row> table,
            List<String> indicators,
            String name,
            Function<Coefficients, double[]> coefficient) {
        for (int j = 0; j < indicators.size(); j++) {
            int indicator = j;
            table.column(Column.of(
                    name + "_" + indicators.get(j),
                    Double.class,
                    Message.of(
                            "column.of", "coefficient", Message.of("column." + name), "indicator", indicators.get(j)),
                    row -> row.coefficients == null ? null : coefficient.apply(row.coefficients)[indicator]));
        }
    }
}
