package org.edubalance.process.access;

import java.util.Arrays;
import java.util.List;
import org.edubalance.access.Accessibility;
import org.edubalance.access.Decay;
import org.edubalance.access.FloatingCatchments;
import org.edubalance.access.NetworkCatchments;
import org.edubalance.messages.Localized;
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
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** What people can reach, by floating catchments. See {@link FloatingCatchments} and {@link NetworkCatchments}. */
@DescribeProcess(
        title = "Accessibility",
        description = "How much of a supply, such as places at schools, there is for each person of a demand within"
                + " reach, by two-step floating catchments over the ground or along a network.")
public class AccessibilityProcess {

    private static final String NAME = "edu:Accessibility";

    @DescribeResult(
            name = "result",
            description = "The demand features with access (supply per head of the demand), access_ratio (access as a"
                    + " multiple of its mean over the whole demand), supplies (how many are within reach), nearest (the"
                    + " nearest supply) and nearest_distance (in metres, or in the network's costs)")
    public SimpleFeatureCollection execute(
            @DescribeParameter(
                            name = "data",
                            description = "Where the demand is: points, or polygons, whose centroids count",
                            min = 0)
                    SimpleFeatureCollection data,
            @DescribeParameter(
                            name = "demand",
                            description = "How large the demand of each feature is, such as its children: an attribute"
                                    + " or ECQL expression; 1 each if not given",
                            min = 0)
                    String demand,
            @DescribeParameter(
                            name = "populationGrid",
                            description = "The demand as a grid of people instead of data: its cells above 0, each at"
                                    + " its middle",
                            min = 0)
                    GridCoverage2D populationGrid,
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
                            name = "network",
                            description =
                                    "Lines that people go along, such as roads, joined where their ends meet; without"
                                            + " it distances are straight",
                            min = 0)
                    SimpleFeatureCollection network,
            @DescribeParameter(
                            name = "cost",
                            description = "What a whole line of the network costs, and so what catchment and zones are"
                                    + " measured in: an attribute or ECQL expression, such as length/(1000*speed/60)"
                                    + " for minutes, where length is the line's metres on the ground unless the network"
                                    + " has an attribute of that name; metres if not given",
                            min = 0)
                    String cost,
            @DescribeParameter(
                            name = "oneWay",
                            description =
                                    "The attribute of the network that says which lines may be gone one way only:"
                                            + " yes, 1, F, FT with the line; -1, T, TF against it; no, 0, B or nothing both ways",
                            min = 0)
                    String oneWay,
            @DescribeParameter(
                            name = "crossings",
                            description = "Whether lines of the network are joined where they cross or touch, too:"
                                    + " bridges become junctions",
                            min = 0,
                            defaultValue = "false")
                    Boolean crossings,
            @DescribeParameter(
                            name = "snap",
                            description = "How many metres a place may be from the network; those farther away are left"
                                    + " out and named",
                            min = 0,
                            defaultValue = NetworkInput.SNAP)
                    Double snap,
            @DescribeParameter(
                            name = "label",
                            description = "The attribute of supply, or expression, that nearest says; the feature's id"
                                    + " if not given",
                            min = 0)
                    String label,
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        DecayInput decay = DecayInput.of(method, zones, beta, leastDistance);
        NetworkInput road = NetworkInput.of(network, cost, oneWay, crossings, snap);
        if (data != null && !Inputs.hasNoAttributes(data) && data.isEmpty()) {
            return table(Outcome.none(), road).extending(data.getSchema(), List.of(), i -> -1);
        }
        Sites demandSites = DemandInput.read(data, populationGrid, demand, progress);
        Sites supplySites = Sites.read("supply", supply, "capacity", capacity, false, progress);
        double[] catchments = CatchmentInput.of(catchment, decay.farthest(), supplySites);
        Attribute labels = Attribute.optional("label", label, supply.getSchema());
        demandSites.warn(NAME, progress);
        supplySites.warn(NAME, progress);
        Accessibility found = road == null
                ? overGround(demandSites, supplySites, catchments, decay.decay(), modified, progress)
                : along(road, demandSites, supplySites, catchments, decay.decay(), modified, progress);
        warnOfUnreached(found, supplySites, NetworkInput.unit(road), progress);
        progress.complete();
        String[] names = new String[supplySites.count()];
        Arrays.setAll(
                names, j -> labels == null ? supplySites.feature(j).getID() : labels.label(supplySites.feature(j)));
        int[] sites = demandSites.sitesOfFeatures();
        return table(Outcome.of(found, demandSites.amounts(), names), road)
                .extending(demandSites.type(), demandSites.features(), i -> sites[i]);
    }

    private static Accessibility overGround(
            Sites demand, Sites supply, double[] catchments, Decay decay, boolean modified, Progress progress) {
        Ground ground = Ground.under(List.of(demand.scattered(), supply.scattered()));
        return new FloatingCatchments(
                        ground.places(demand.scattered()),
                        demand.amounts(),
                        ground.places(supply.scattered()),
                        supply.amounts(),
                        catchments,
                        decay,
                        modified)
                .compute(Workers.of(progress));
    }

    private static Accessibility along(
            NetworkInput road,
            Sites demand,
            Sites supply,
            double[] catchments,
            Decay decay,
            boolean modified,
            Progress progress) {
        NetworkInput.OnNetwork on = road.with(NAME, demand, supply, progress);
        Accessibility found = new NetworkCatchments(on.network(), on.demand(), on.supply())
                .compute(demand.amounts(), supply.amounts(), catchments, decay, modified, Workers.of(progress));
        on.warnOfNoWay(NAME, demand, found.nearest(), progress);
        return found;
    }

    private static void warnOfUnreached(Accessibility found, Sites supply, Localized unit, Progress progress) {
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
            throw Refusal.of(
                            "access.unreached",
                            "nearest",
                            Math.rint(least),
                            "unit",
                            unit == null ? Message.of("access.cost") : unit)
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

        Integer supplies(int site) {
            return Double.isNaN(found.access()[site]) ? null : (Integer) found.supplies()[site];
        }

        String nearest(int site) {
            int supply = found.nearest().supply()[site];
            return supply < 0 ? null : names[supply];
        }
    }

    private static ResultTable<Integer> table(Outcome outcome, NetworkInput road) {
        return new ResultTable<Integer>("Accessibility")
                .column(
                        "access",
                        Double.class,
                        site -> site < 0 ? null : outcome.found().access()[site])
                .column(
                        "access_ratio",
                        Double.class,
                        site -> site < 0 ? null : (Double) (outcome.found().access()[site] / outcome.mean()))
                .column("supplies", Integer.class, site -> site < 0 ? null : outcome.supplies(site))
                .column("nearest", String.class, site -> site < 0 ? null : outcome.nearest(site))
                .column(Column.<Integer>of(
                                "nearest_distance",
                                Double.class,
                                site -> site < 0
                                        ? null
                                        : (Double) outcome.found().nearest().distance()[site])
                        .in(NetworkInput.unit(road)));
    }

    /** As a rendering transformation: the whole layer, as the result must not change as the map is panned. */
    public Query invertQuery(Query targetQuery, GridGeometry targetGridGeometry) {
        return LayerQueries.wholeLayer(targetQuery);
    }
}
