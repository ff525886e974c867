package org.edubalance.access;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A network cut where the supplies are: its vertices are the ends of lines and then the supplies, its edges the pieces of
 * lines between them.
 */
final class SupplyGraph {

    private final Network network;
    private final int supplies;
    /** The supplies on the network in the order of their lines. */
    private final int[] cuts;

    /** Of each line its first edge, and the number of edges. */
    private final int[] firstEdges;

    /** How far an edge begins from its line's first point, in metres. */
    private final double[] begins;

    final int[] from;
    final int[] to;
    final double[] costs;
    final Direction[] directions;

    /** The edges at each vertex, one vertex after another; an edge that ends where it begins is there once. */
    final int[] incident;

    final int[] firstIncident;

    SupplyGraph(Network network, Network.Snapped supply) {
        this.network = network;
        supplies = supply.line().length;
        cuts = IntStream.range(0, supplies)
                .filter(supply::on)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(j -> supply.line()[j])
                        .thenComparingDouble(j -> supply.along()[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        int edges = network.lines() + cuts.length;
        firstEdges = new int[network.lines() + 1];
        begins = new double[edges];
        from = new int[edges];
        to = new int[edges];
        costs = new double[edges];
        directions = new Direction[edges];
        int edge = 0;
        int cut = 0;
        for (int line = 0; line < network.lines(); line++) {
            firstEdges[line] = edge;
            int vertex = network.firstEnd(line);
            double begin = 0;
            for (; cut < cuts.length && supply.line()[cuts[cut]] == line; cut++) {
                double end = supply.along()[cuts[cut]];
                put(edge++, line, vertex, network.ends() + cuts[cut], begin, end);
                vertex = network.ends() + cuts[cut];
                begin = end;
            }
            put(edge++, line, vertex, network.lastEnd(line), begin, network.length(line));
        }
        firstEdges[network.lines()] = edge;
        firstIncident = new int[vertices() + 1];
        incident = incident();
    }

    private void put(int edge, int line, int fromVertex, int toVertex, double begin, double end) {
        from[edge] = fromVertex;
        to[edge] = toVertex;
        begins[edge] = begin;
        costs[edge] = Math.max(0, end - begin) * network.costPerMetre(line);
        // what is at one place is not one-way
        directions[edge] = end > begin ? network.direction(line) : Direction.BOTH;
    }

    private int[] incident() {
        for (int e = 0; e < from.length; e++) {
            firstIncident[from[e] + 1]++;
            if (to[e] != from[e]) {
                firstIncident[to[e] + 1]++;
            }
        }
        for (int v = 1; v < firstIncident.length; v++) {
            firstIncident[v] += firstIncident[v - 1];
        }
        int[] next = Arrays.copyOf(firstIncident, firstIncident.length);
        int[] edges = new int[firstIncident[vertices()]];
        for (int e = 0; e < from.length; e++) {
            edges[next[from[e]]++] = e;
            if (to[e] != from[e]) {
                edges[next[to[e]]++] = e;
            }
        }
        return edges;
    }

    int edges() {
        return from.length;
    }

    int vertices() {
        return network.ends() + supplies;
    }

    /** The vertex of a supply. */
    int vertex(int supply) {
        return network.ends() + supply;
    }

    /** The supply at a vertex. */
    int supply(int vertex) {
        return vertex - network.ends();
    }

    /** The supplies that are on the network, neighbours along a line beside each other. */
    int[] inOrder() {
        return cuts;
    }

    /** The edge that a snapped place is on. */
    int edge(Network.Snapped snapped, int place) {
        int line = snapped.line()[place];
        int low = firstEdges[line];
        int high = firstEdges[line + 1] - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (begins[middle] <= snapped.along()[place]) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** What it costs from an edge's beginning to a place on it. */
    double costFromBegin(Network.Snapped snapped, int place, int edge) {
        double cost = (snapped.along()[place] - begins[edge]) * network.costPerMetre(snapped.line()[place]);
        return Math.max(0, Math.min(cost, costs[edge]));
    }

    /** Whether a place is where its edge begins. */
    boolean atBegin(Network.Snapped snapped, int place, int edge) {
        return snapped.along()[place] <= begins[edge];
    }

    /** Whether a place is where its edge ends. */
    boolean atEnd(Network.Snapped snapped, int place, int edge) {
        int line = snapped.line()[place];
        double end = edge + 1 < firstEdges[line + 1] ? begins[edge + 1] : network.length(line);
        return snapped.along()[place] >= end;
    }

    /** What it costs from a snapped place to its line: as much as the line itself does, metre for metre. */
    double costOff(Network.Snapped snapped, int place) {
        return snapped.off()[place] * network.costPerMetre(snapped.line()[place]);
    }
}
