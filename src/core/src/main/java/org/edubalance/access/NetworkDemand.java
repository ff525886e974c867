package org.edubalance.access;

/**
 * Demand on the edges of a {@link SupplyGraph}. What is on one edge has successive numbers here, so that a search reads
 * along arrays; {@link #demand} says which demand it is.
 */
final class NetworkDemand {

    /** Is told of demand, by its number here, and what it costs from there. */
    interface Visitor {
        void visit(int number, double cost);
    }

    private final SupplyGraph graph;
    private final int[] demands;
    /** Of each edge its first number, and how many there are in all. */
    private final int[] first;

    /** What it costs from a demand to the line, and along it to the edge's beginning. */
    private final double[] off;

    private final double[] fromBegin;

    /** Whether a demand may go to its edge's beginning, and to its end. */
    private final boolean[] back;

    private final boolean[] on;

    NetworkDemand(SupplyGraph graph, Network.Snapped snapped) {
        this.graph = graph;
        int n = snapped.line().length;
        int[] edges = new int[n];
        first = new int[graph.edges() + 1];
        for (int i = 0; i < n; i++) {
            edges[i] = snapped.on(i) ? graph.edge(snapped, i) : -1;
            if (edges[i] >= 0) {
                first[edges[i] + 1]++;
            }
        }
        for (int e = 1; e < first.length; e++) {
            first[e] += first[e - 1];
        }
        int count = first[graph.edges()];
        demands = new int[count];
        off = new double[count];
        fromBegin = new double[count];
        back = new boolean[count];
        on = new boolean[count];
        int[] next = first.clone();
        for (int i = 0; i < n; i++) {
            if (edges[i] >= 0) {
                int number = next[edges[i]]++;
                demands[number] = i;
                off[number] = graph.costOff(snapped, i);
                fromBegin[number] = graph.costFromBegin(snapped, i, edges[i]);
                Direction direction = graph.directions[edges[i]];
                back[number] = direction.backward() || graph.atBegin(snapped, i, edges[i]);
                on[number] = direction.forward() || graph.atEnd(snapped, i, edges[i]);
            }
        }
    }

    /** How many are on the network. */
    int count() {
        return demands.length;
    }

    /** The demand that has a number here. */
    int demand(int number) {
        return demands[number];
    }

    /** Values of the demand, by its number here. */
    double[] numbered(double[] values) {
        double[] numbered = new double[demands.length];
        for (int i = 0; i < numbered.length; i++) {
            numbered[i] = values[demands[i]];
        }
        return numbered;
    }

    /** Visits all demand from where a search's targets can be got to within its limit, each once. */
    void visitReached(ShortestPaths paths, double limit, Visitor visitor) {
        for (int r = 0; r < paths.reached(); r++) {
            int vertex = paths.reached(r);
            for (int i = graph.firstIncident[vertex]; i < graph.firstIncident[vertex + 1]; i++) {
                int edge = graph.incident[i];
                int other = graph.from[edge] == vertex ? graph.to[edge] : graph.from[edge];
                // reached at both ends, it is the turn of one of them
                if (first[edge] < first[edge + 1]
                        && (other == vertex || vertex < other || paths.cost(other) == Double.POSITIVE_INFINITY)) {
                    visitEdge(edge, paths.cost(graph.from[edge]), paths.cost(graph.to[edge]), limit, visitor);
                }
            }
        }
    }

    private void visitEdge(int edge, double atFrom, double atTo, double limit, Visitor visitor) {
        double length = graph.costs[edge];
        for (int number = first[edge]; number < first[edge + 1]; number++) {
            double cost = cost(number, length, atFrom, atTo);
            if (cost <= limit) {
                visitor.visit(number, cost);
            }
        }
    }

    private double cost(int number, double length, double atFrom, double atTo) {
        double backwards = back[number] ? atFrom + fromBegin[number] : Double.POSITIVE_INFINITY;
        double onwards = on[number] ? atTo + (length - fromBegin[number]) : Double.POSITIVE_INFINITY;
        return off[number] + Math.min(backwards, onwards);
    }

    /** Puts the nearest target of each demand that has a way to one, and what it costs. */
    void putNearest(ShortestPaths paths, Nearest nearest) {
        for (int edge = 0; edge < graph.edges(); edge++) {
            double atFrom = paths.cost(graph.from[edge]);
            double atTo = paths.cost(graph.to[edge]);
            for (int number = first[edge]; number < first[edge + 1]; number++) {
                double cost = cost(number, graph.costs[edge], atFrom, atTo);
                if (cost < Double.POSITIVE_INFINITY) {
                    boolean backwards = cost == cost(number, graph.costs[edge], atFrom, Double.POSITIVE_INFINITY);
                    int target = paths.origin(backwards ? graph.from[edge] : graph.to[edge]);
                    nearest.supply()[demands[number]] = graph.supply(target);
                    nearest.distance()[demands[number]] = cost;
                }
            }
        }
    }
}
