package org.edubalance.process.access;

import java.util.Arrays;
import java.util.List;
import org.edubalance.access.Accessibility;
import org.edubalance.access.FloatingCatchments;
import org.edubalance.access.GroundPlaces;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.LayerQueries;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.work.Workers;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** What people can reach, by floating catchments. See {@link FloatingCatchments}. */
@DescribeProcess(
        title = "Accessibility",
        description = "How much of a supply, such as places at schools, there is for each person of a demand within"
                + " reach, by two-step floating catchments.")
public class AccessibilityProcess {

    private static final String NAME = "edu:Accessibility";

    @DescribeResult(
            name = "result",
            description = "The demand features with access (supply per head of the demand), access_ratio (access as a"
                    + " multiple of its mean over the whole demand), supplies (how many are within reach), nearest (the"
                    + " nearest supply) and nearest_distance (in metres)")
    public SimpleFeatureCollection execute(
            @DescribeParameter(
                            name = "data",
                            description = "Where the demand is: points, or polygons, whose centroids count")
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "demand",
                            description = "How large the demand of each feature is, such as its children: an attribute"
                                    + " or ECQL expression; 1 each if not given",
                            min = 0)
                    String demand,
            @DescribeParameter(
                            name = "supply",
                            description = "Where the supply is, such as schools: points or polygons")
                    SimpleFeatureCollection supply,
            @DescribeParameter(
                            name = "capacity",
                            description = "How much each supply offers, such as places or teachers: an attribute of"
                                    + " supply or an ECQL expression; 1 each if not given",
                            min = 0)
                    String capacity,
            @DescribeParameter(
                            name = "catchment",
                            description = "How far a supply reaches: metres, or an attribute of supply, for catchments"
                                    + " that differ. With STEP it may be left out",
                            min = 0)
                    String catchment,
            @DescribeParameter(
                            name = "method",
                            description = "How distance counts within the catchment: BINARY not at all, STEP by zones,"
                                    + " GAUSSIAN, EPANECHNIKOV and QUARTIC by a curve that ends at 0, POWER by"
                                    + " distance^-beta",
                            min = 0,
                            defaultValue = "GAUSSIAN")
                    Method method,
            @DescribeParameter(
                            name = "zones",
                            description = "For STEP: up to which distance which weight, such as 1000=1, 2000=0.68,"
                                    + " 3000=0.22",
                            min = 0,
                            max = 64,
                            collectionType = String.class)
                    List<String> zones,
            @DescribeParameter(name = "beta", description = "For POWER: the exponent, above 0", min = 0) Double beta,
            @DescribeParameter(
                            name = "leastDistance",
                            description = "For POWER: what is nearer counts as if it were so far away",
                            min = 0)
                    Double leastDistance,
            @DescribeParameter(
                            name = "modified",
                            description = "Whether what the distance loses is lost to all: the weight counts twice in"
                                    + " access (the modified form of Delamater)",
                            min = 0,
                            defaultValue = "false")
                    Boolean modified,
            @DescribeParameter(
                            name = "label",
                            description = "The attribute of supply, or expression, that nearest says; the feature's id"
                                    + " if not given",
                            min = 0)
                    String label,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        DecayInput decay = DecayInput.of(method, zones, beta, leastDistance);
        if (data != null && !Inputs.hasNoAttributes(data) && data.isEmpty()) {
            return table(Outcome.none()).extending(data.getSchema(), List.of(), i -> -1);
        }
        Sites demandSites = Sites.read("data", data, "demand", demand, true, progress);
        Sites supplySites = Sites.read("supply", supply, "capacity", capacity, false, progress);
        double[] catchments = CatchmentInput.of(catchment, decay.farthest(), supplySites);
        Attribute labels = Attribute.optional("label", label, supply.getSchema());
        Ground ground = Ground.under(List.of(demandSites.scattered(), supplySites.scattered()));
        GroundPlaces demandPlaces = ground.places(demandSites.scattered());
        GroundPlaces supplyPlaces = ground.places(supplySites.scattered());
        Accessibility found = new FloatingCatchments(
                        demandPlaces,
                        demandSites.amounts(),
                        supplyPlaces,
                        supplySites.amounts(),
                        catchments,
                        decay.decay(),
                        modified)
                .compute(Workers.of(progress));

        demandSites.warn(NAME, progress);
        supplySites.warn(NAME, progress);
        warnOfUnreached(found, supplySites, progress);
        progress.complete();
        String[] names = new String[supplySites.count()];
        Arrays.setAll(
                names, j -> labels == null ? supplySites.feature(j).getID() : labels.label(supplySites.feature(j)));
        int[] sites = demandSites.sitesOfFeatures();
        return table(Outcome.of(found, demandSites.amounts(), names))
                .extending(data.getSchema(), demandSites.features(), i -> sites[i]);
    }

    private static void warnOfUnreached(Accessibility found, Sites supply, Progress progress) {
        LeftOut unreached = new LeftOut(Message.of("access.reach"));
        for (int j = 0; j < supply.count(); j++) {
            if (Double.isNaN(found.ratios()[j])) {
                unreached.add(supply.feature(j));
            }
        }
        if (unreached.count() == supply.count()) {
            double least = Arrays.stream(found.nearest().distance())
                    .filter(distance -> !Double.isNaN(distance))
                    .min()
                    .orElse(Double.NaN);
            throw Refusal.of("access.unreached", "nearest", Math.rint(least), "unit", Message.of("unit.metres"))
                    .about("catchment");
        }
        if (unreached.count() > 0) {
            progress.warn(NAME, Message.of("access.of", "input", "supply", "message", unreached.message()));
        }
    }

    /**
     * What was found, by the number of the demand's site.
     *
     * @param mean of A over the demand
     * @param names of the supplies
     */
    private record Outcome(Accessibility found, double mean, String[] names) {

        static Outcome of(Accessibility found, double[] demand, String[] names) {
            double sum = 0;
            double people = 0;
            for (int i = 0; i < demand.length; i++) {
                if (!Double.isNaN(found.access()[i])) {
                    sum += demand[i] * found.access()[i];
                    people += demand[i];
                }
            }
            return new Outcome(found, sum / people, names);
        }

        static Outcome none() {
            return new Outcome(null, Double.NaN, null);
        }

        String nearest(int site) {
            int supply = found.nearest().supply()[site];
            return supply < 0 ? null : names[supply];
        }
    }

    private static ResultTable<Integer> table(Outcome outcome) {
        return new ResultTable<Integer>("Accessibility")
                .column(
                        "access",
                        Double.class,
                        site -> site < 0 ? null : outcome.found().access()[site])
                .column(
                        "access_ratio",
                        Double.class,
                        site -> site < 0 ? null : (Double) (outcome.found().access()[site] / outcome.mean()))
                .column(
                        "supplies",
                        Integer.class,
                        site -> site < 0 ? null : outcome.found().supplies()[site])
                .column("nearest", String.class, site -> site < 0 ? null : outcome.nearest(site))
                .column(Column.<Integer>of(
                                "nearest_distance",
                                Double.class,
                                site -> site < 0
                                        ? null
                                        : (Double) outcome.found().nearest().distance()[site])
                        .in(Message.of("unit.metres")));
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
