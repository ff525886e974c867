package org.edubalance.access;

import java.util.Arrays;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Floating catchments, see {@link FloatingCatchments}, by the cheapest way along a network from the demand to the supply.
 * From a place to its line it costs as much as along the line itself, metre for metre.
 *
 * <p>Each supply's surroundings are searched up to its catchment, twice; nothing is kept of a pair.
 */
public final class NetworkCatchments {

    private static final int SUPPLIES_PER_BLOCK = 16;

    /** Sums apart for so many parts of the supplies, whatever the number of threads, so that all add up the same. */
    private static final int MOST_PARTS = 8;

    private static final long MOST_SUMS = 1L << 25;

    private final SupplyGraph graph;
    private final Network.Snapped supplyPlaces;
    private final NetworkDemand demandPlaces;

    /**
     * Puts demand and supply onto a network.
     *
     * @param demand where it is on the network
     * @param supply where it is on the network
     */
    public NetworkCatchments(Network network, Network.Snapped demand, Network.Snapped supply) {
        graph = new SupplyGraph(network, supply);
        supplyPlaces = supply;
        demandPlaces = new NetworkDemand(graph, demand);
    }

    /**
     * Computes what everyone can reach.
     *
     * @param demand of each place, at least 0
     * @param supply of each place, above 0
     * @param catchments of each supply, in the network's costs, above 0
     * @param modified whether A takes the square of f
     */
    public Accessibility compute(
            double[] demand, double[] supply, double[] catchments, Decay decay, boolean modified, Workers workers) {
        double[] ratios = new double[supply.length];
        Arrays.fill(ratios, Double.NaN);
        // neighbours look at the same roads
        int[] order = graph.inOrder();
        double[] weights = demandPlaces.numbered(demand);
        workers.part(0, 0.4).run(order.length, SUPPLIES_PER_BLOCK, () -> {
            ShortestPaths paths = new ShortestPaths(graph, workers.monitor());
            return (from, to) -> {
                for (int o = from; o < to; o++) {
                    int j = order[o];
                    ratios[j] = Accessibility.ratio(supply[j], weighted(paths, j, weights, catchments[j], decay));
                }
            };
        });
        int n = demandPlaces.count();
        int parts = (int) Math.max(1, Math.min(MOST_PARTS, MOST_SUMS / Math.max(1, n)));
        double[][] sums = new double[parts][];
        int[][] counts = new int[parts][];
        workers.part(0.4, 0.9).run(parts, 1, () -> {
            ShortestPaths paths = new ShortestPaths(graph, workers.monitor());
            return (from, to) -> {
                for (int part = from; part < to; part++) {
                    sums[part] = new double[n];
                    counts[part] = new int[n];
                    int last = (int) ((part + 1L) * order.length / parts);
                    for (int o = (int) ((long) part * order.length / parts); o < last; o++) {
                        int j = order[o];
                        share(paths, j, ratios[j], catchments[j], decay, modified, sums[part], counts[part]);
                    }
                }
            };
        });
        double[] access = new double[demand.length];
        Arrays.fill(access, Double.NaN);
        int[] supplies = new int[demand.length];
        for (int number = 0; number < n; number++) {
            int k = demandPlaces.demand(number);
            access[k] = 0;
            for (int part = 0; part < parts; part++) {
                access[k] += sums[part][number];
                supplies[k] += counts[part][number];
            }
        }
        return new Accessibility(ratios, access, supplies, nearest(demand.length, workers.monitor()));
    }

    /** Σ_k D_k f(d_kj) of one supply. */
    private double weighted(ShortestPaths paths, int j, double[] weights, double catchment, Decay decay) {
        double[] sum = new double[1];
        double inverse = 1 / (catchment * catchment);
        reach(paths, j, catchment, (number, cost) -> sum[0] += weights[number] * decay.weight(cost * cost, inverse));
        return sum[0];
    }

    /** Adds R_j f(d_ij) of one supply to those who reach it. */
    private void share(
            ShortestPaths paths,
            int j,
            double ratio,
            double catchment,
            Decay decay,
            boolean modified,
            double[] sums,
            int[] counts) {
        double inverse = 1 / (catchment * catchment);
        reach(paths, j, catchment, (number, cost) -> {
            counts[number]++;
            if (!Double.isNaN(ratio)) {
                double weight = decay.weight(cost * cost, inverse);
                sums[number] += ratio * (modified ? weight * weight : weight);
            }
        });
    }

    private void reach(ShortestPaths paths, int j, double catchment, NetworkDemand.Visitor visitor) {
        double limit = catchment * FloatingCatchments.ROUNDING;
        paths.clear();
        paths.target(graph.vertex(j), graph.costOff(supplyPlaces, j));
        paths.search(limit);
        demandPlaces.visitReached(paths, limit, visitor);
    }

    /**
     * The nearest supply of each demand, however far.
     *
     * @param demand how many there are
     */
    public Nearest nearest(int demand, Monitor monitor) {
        ShortestPaths paths = new ShortestPaths(graph, monitor);
        for (int j : graph.inOrder()) {
            paths.target(graph.vertex(j), graph.costOff(supplyPlaces, j));
        }
        paths.search(Double.MAX_VALUE);
        Nearest nearest = Nearest.none(demand);
        demandPlaces.putNearest(paths, nearest);
        return nearest;
    }
}
