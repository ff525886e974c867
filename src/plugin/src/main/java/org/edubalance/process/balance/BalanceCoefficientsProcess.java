package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.edubalance.balance.Deviation;
import org.edubalance.balance.Distribution;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Hull;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.RegionPolygons;
import org.edubalance.process.features.Rows;
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
    private static final double DEFAULT_EPSILON = 0.5;

    @DescribeResult(
            name = "result",
            description = "A feature per group and one named ALL: group, count, population, missing (features without a"
                    + " value of some indicator), cv_, gini_ and atkinson_<indicator>, cv (comprehensive: the mean of"
                    + " the cv_<indicator>), balanced (cv <= threshold), note")
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
            ProgressListener listener)
            throws ProcessException {
        Progress progress = new Progress(listener);
        Inputs.checkData(data);
        Inputs.checkRange("threshold", threshold, 0, Double.MAX_VALUE);
        Inputs.checkPositive("atkinsonEpsilon", "", atkinsonEpsilon);
        String group = Inputs.given(groupBy);
        Deviation usedDeviation = BalanceInputs.deviation(deviation, population);
        if (regions != null && group == null) {
            throw Inputs.missing("groupBy", "the attribute of data that equals regionKey, since regions is given");
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
                (feature, groupOrNull) -> {
                    String place = groupOrNull == null ? Columns.ALL : groupOrNull;
                    if (!areas.containsKey(place) && feature.getDefaultGeometry() instanceof Geometry geometry) {
                        hulls.computeIfAbsent(place, k -> new Hull()).add(geometry, feature.getID());
                    }
                },
                progress);
        progress.report(0.4);

        boolean located = data.getSchema().getGeometryDescriptor() != null;
        CoordinateReferenceSystem resultCrs =
                located || regions == null ? crs : regions.getSchema().getCoordinateReferenceSystem();
        Output output = new Output(inputs.indicators(), resultCrs, threshold);
        double epsilon = atkinsonEpsilon == null ? DEFAULT_EPSILON : atkinsonEpsilon;
        List<BalanceInputs.Part> parts = inputs.parts();
        for (int i = 0; i < parts.size(); i++) {
            BalanceInputs.Part part = parts.get(i);
            Coefficients coefficients = Coefficients.of(inputs, part, usedDeviation, epsilon);
            List<String> notes = new ArrayList<>();
            if (part.group().equals(Columns.ALL)) {
                output.add(
                        part,
                        inputs,
                        coefficients,
                        areas.isEmpty() ? whole(hulls) : RegionPolygons.union(areas.values()),
                        notes);
            } else {
                Geometry region = areas.get(part.group());
                if (region == null && !areas.isEmpty()) {
                    notes.add("no region of this key: geometry is the convex hull");
                    progress.warn(NAME, "group " + Inputs.shown(part.group()) + " has no region in regions");
                }
                Hull hull = hulls.get(part.group());
                output.add(
                        part, inputs, coefficients, region == null && hull != null ? hull.geometry() : region, notes);
            }
            progress.report(0.4 + 0.6 * (i + 1) / parts.size());
        }
        Set<String> empty = new TreeSet<>(areas.keySet());
        inputs.groups().forEach(empty::remove);
        for (String region : empty) {
            output.addEmpty(region, areas.get(region), inputs.weighted());
            progress.warn(NAME, "region " + Inputs.shown(region) + " has no features of data in it");
        }
        progress.complete();
        return output.rows.collection();
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

    /** The coefficients of one part by indicator, NaN for an indicator that no feature has a value of. */
    private record Coefficients(double[] cv, double[] gini, double[] atkinson, int[] missing) {

        static Coefficients of(BalanceInputs inputs, BalanceInputs.Part part, Deviation deviation, double epsilon) {
            int n = inputs.indicators().size();
            Coefficients result = new Coefficients(new double[n], new double[n], new double[n], new int[n]);
            Workers.of(Monitor.NONE).each(n, part.rows().length, j -> {
                Distribution x = inputs.distribution(part, j);
                result.cv[j] = x == null ? Double.NaN : x.coefficientOfVariation(deviation);
                result.gini[j] = x == null ? Double.NaN : x.gini();
                result.atkinson[j] = x == null ? Double.NaN : x.atkinson(epsilon);
                result.missing[j] = part.rows().length - (x == null ? 0 : x.count());
            });
            return result;
        }
    }

    /** The features of the result. */
    private static final class Output {

        private final List<String> indicators;
        private final Double threshold;
        private final Rows rows;

        Output(List<String> indicators, CoordinateReferenceSystem crs, Double threshold) {
            this.indicators = indicators;
            this.threshold = threshold;
            LinkedHashMap<String, Class<?>> columns = new LinkedHashMap<>();
            columns.put("group", String.class);
            columns.put("count", Integer.class);
            columns.put("population", Double.class);
            columns.put("missing", Integer.class);
            for (String prefix : List.of("cv_", "gini_", "atkinson_")) {
                indicators.forEach(indicator -> columns.put(prefix + indicator, Double.class));
            }
            columns.put("cv", Double.class);
            columns.put("balanced", Boolean.class);
            columns.put("note", String.class);
            rows = Rows.located("BalanceCoefficients", columns, crs);
        }

        void add(
                BalanceInputs.Part part,
                BalanceInputs inputs,
                Coefficients coefficients,
                Geometry geometry,
                List<String> notes) {
            int count = part.rows().length;
            if (count == 1) {
                notes.add("one feature: nothing to compare, coefficients are 0");
            }
            for (int j = 0; j < indicators.size(); j++) {
                if (coefficients.missing[j] > 0) {
                    notes.add(indicators.get(j) + " is missing in " + coefficients.missing[j] + " of " + count);
                }
            }
            double cv = Arrays.stream(coefficients.cv).average().orElseThrow();
            List<Object> values = new ArrayList<>();
            values.add(part.group());
            values.add(count);
            values.add(inputs.populationOf(part));
            values.add(inputs.rowsLackingAValue(part));
            addAll(values, coefficients.cv);
            addAll(values, coefficients.gini);
            addAll(values, coefficients.atkinson);
            values.add(cv);
            values.add(threshold == null || Double.isNaN(cv) ? null : cv <= threshold);
            values.add(notes.isEmpty() ? null : String.join("; ", notes));
            values.add(geometry);
            rows.add(values.toArray());
        }

        /** A region without features. */
        void addEmpty(String key, Geometry geometry, boolean weighted) {
            List<Object> values = new ArrayList<>();
            values.add(key);
            values.add(0);
            values.add(weighted ? 0.0 : null);
            values.add(0);
            values.addAll(Collections.nCopies(3 * indicators.size() + 2, null));
            values.add("no features in this region");
            values.add(geometry);
            rows.add(values.toArray());
        }

        private static void addAll(List<Object> values, double[] numbers) {
            Arrays.stream(numbers).forEach(values::add);
        }
    }
}
