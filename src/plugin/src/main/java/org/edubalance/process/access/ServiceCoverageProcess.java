package org.edubalance.process.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.edubalance.access.Coverage;
import org.edubalance.access.Nearest;
import org.edubalance.access.NetworkCatchments;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.messages.Texts;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Column;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.ResultTable;
import org.edubalance.work.Workers;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;

/** How near people have their nearest supply. See {@link Coverage}. */
@DescribeProcess(
        title = "Service coverage",
        description = "Which share of a demand has its nearest supply, such as a school, within each of several"
                + " distances, over the ground or along a network.")
public class ServiceCoverageProcess {

    private static final String NAME = "edu:ServiceCoverage";

    @DescribeResult(
            name = "result",
            description = "A row per group, and one ALL, with demand, unreached (the part of it that has no way to any"
                    + " supply, or is off the network), mean_distance and p90_distance of the rest, and for each distance"
                    + " d share_d, the share of the whole demand within it")
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
                            name = "distances",
                            description = "The distances of the shares: metres, or the network's costs",
                            min = 1,
                            max = 32,
                            collectionType = Double.class)
                    List<Double> distances,
            @DescribeParameter(
                            name = "groupBy",
                            description = "Attribute of data that its features are grouped by, for example the county",
                            min = 0)
                    String groupBy,
            @DescribeParameter(
                            name = "network",
                            description =
                                    "Lines that people go along, such as roads, joined where their ends meet; without"
                                            + " it distances are straight",
                            min = 0)
                    SimpleFeatureCollection network,
            @DescribeParameter(
                            name = "cost",
                            description =
                                    "What a whole line of the network costs, and so what distances are measured in:"
                                            + " an attribute or ECQL expression, such as length/(1000*speed/60) for minutes,"
                                            + " where length is the line's metres on the ground unless the network has an"
                                            + " attribute of that name; metres if not given",
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
            ProgressListener listener) {
        Progress progress = new Progress(listener);
        double[] within = within(distances);
        NetworkInput road = NetworkInput.of(network, cost, oneWay, crossings, snap);
        if (populationGrid != null && Inputs.given(groupBy) != null) {
            throw Refusal.of("access.both", "other", "groupBy").about("populationGrid");
        }
        Sites demandSites = DemandInput.read(data, populationGrid, demand, progress);
        Sites supplySites = Sites.read("supply", supply, "supply", null, false, progress);
        Map<String, int[]> groups = groups(demandSites, groupBy);
        demandSites.warn(NAME, progress);
        supplySites.warn(NAME, progress);
        Nearest nearest;
        if (road == null) {
            Ground ground = Ground.under(List.of(demandSites.scattered(), supplySites.scattered()));
            nearest = Nearest.onGround(
                    ground.places(demandSites.scattered()),
                    ground.places(supplySites.scattered()),
                    Workers.of(progress));
        } else {
            NetworkInput.OnNetwork on = road.with(NAME, demandSites, supplySites, progress);
            nearest = new NetworkCatchments(on.network(), on.demand(), on.supply())
                    .nearest(demandSites.count(), progress);
            on.warnOfNoWay(NAME, demandSites, nearest, progress);
        }
        List<Row> rows = new ArrayList<>();
        double[] amounts = demandSites.amounts();
        groups.forEach((group, members) ->
                rows.add(new Row(group, Coverage.of(nearest.distance(), amounts, members, within))));
        progress.complete();
        return table(within, road).of(rows);
    }

    private record Row(String group, Coverage coverage) {}

    private static double[] within(List<Double> distances) {
        if (distances == null || distances.isEmpty()) {
            throw Inputs.missing("distances", Message.of("access.distances"));
        }
        for (Double distance : distances) {
            Inputs.checkPositive("distances", distance == null ? Double.valueOf(Double.NaN) : distance);
        }
        double[] within = distances.stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .distinct()
                .toArray();
        if (within.length < distances.size()) {
            throw Refusal.of("access.distances.twice", "got", distances).about("distances");
        }
        return within;
    }

    private static Map<String, int[]> groups(Sites sites, String groupBy) {
        Map<String, int[]> groups = new LinkedHashMap<>();
        int[] all = IntStream.range(0, sites.count()).toArray();
        Attribute attribute = Attribute.optional("groupBy", groupBy, sites.type());
        if (attribute != null) {
            Map<String, List<Integer>> members = new TreeMap<>();
            for (int i : all) {
                members.computeIfAbsent(attribute.requiredLabel(sites.feature(i)), group -> new ArrayList<>())
                        .add(i);
            }
            Columns.checkKeys(members.keySet());
            members.forEach((group, list) ->
                    groups.put(group, list.stream().mapToInt(Integer::intValue).toArray()));
        }
        groups.put(Columns.ALL, all);
        return groups;
    }

    private static ResultTable<Row> table(double[] within, NetworkInput road) {
        ResultTable<Row> table = new ResultTable<Row>("coverage")
                .column("group", String.class, Row::group)
                .column(Column.of("demand", Double.class, row -> row.coverage().demand()))
                .column(Column.of(
                        "unreached", Double.class, row -> row.coverage().unreached()))
                .column(Column.<Row>of("mean_distance", Double.class, row -> row.coverage()
                                .mean())
                        .in(NetworkInput.unit(road)))
                .column(Column.<Row>of("p90_distance", Double.class, row -> row.coverage()
                                .p90())
                        .in(NetworkInput.unit(road)));
        for (int d = 0; d < within.length; d++) {
            int distance = d;
            table.column(Column.of(
                    "share_" + Texts.number(within[d]).replace('.', '_'),
                    Double.class,
                    Message.of("column.share", "distance", within[d]),
                    row -> row.coverage().shares()[distance]));
        }
        return table;
    }
}
