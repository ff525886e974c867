package org.edubalance.access;

import java.util.Arrays;
import org.edubalance.work.Monitor;

/**
 * The least cost from everywhere within a limit to one or several vertices of a {@link SupplyGraph}. Source: E. W. Dijkstra,
 * "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959), with a binary heap.
 *
 * <p>A search costs what it reaches and leaves nothing behind, so that one after another is made from many supplies in
 * arrays of numbers alone. JGraphT's search, which keeps objects in maps, takes five times as long here.
 */
final class ShortestPaths {

    private static final int CHECK_EVERY = 1 << 12;
    private static final int UNSEEN = -1;
    private static final int DONE = -2;

    private final SupplyGraph graph;
    private final Monitor monitor;
    private final double[] costs;
    private final int[] origins;

    /** Of each vertex its place in the heap. */
    private final int[] places;

    private final int[] heap;
    private int size;

    private final int[] reached;
    private int count;

    ShortestPaths(SupplyGraph graph, Monitor monitor) {
        this.graph = graph;
        this.monitor = monitor;
        int vertices = graph.vertices();
        costs = new double[vertices];
        Arrays.fill(costs, Double.POSITIVE_INFINITY);
        origins = new int[vertices];
        places = new int[vertices];
        Arrays.fill(places, UNSEEN);
        heap = new int[vertices];
        reached = new int[vertices];
    }

    /** Forgets the search before. */
    void clear() {
        for (int i = 0; i < count; i++) {
            forget(reached[i]);
        }
        for (int i = 0; i < size; i++) {
            forget(heap[i]);
        }
        count = 0;
        size = 0;
    }

    private void forget(int vertex) {
        costs[vertex] = Double.POSITIVE_INFINITY;
        places[vertex] = UNSEEN;
    }

    /** Adds a vertex to get to, with what is still to be paid from there. */
    void target(int vertex, double cost) {
        offer(vertex, cost, vertex);
    }

    /** Finds all from where a target can be got to at no more than a limit. */
    void search(double limit) {
        while (size > 0 && costs[heap[0]] <= limit) {
            int vertex = poll();
            if (count % CHECK_EVERY == 0) {
                monitor.check();
            }
            reached[count++] = vertex;
            for (int i = graph.firstIncident[vertex]; i < graph.firstIncident[vertex + 1]; i++) {
                int edge = graph.incident[i];
                double cost = costs[vertex] + graph.costs[edge];
                if (graph.to[edge] == vertex && graph.directions[edge].forward()) {
                    offer(graph.from[edge], cost, origins[vertex]);
                }
                if (graph.from[edge] == vertex && graph.directions[edge].backward()) {
                    offer(graph.to[edge], cost, origins[vertex]);
                }
            }
        }
    }

    /** How many vertices were reached. */
    int reached() {
        return count;
    }

    /** One of them, the nearer the earlier. */
    int reached(int i) {
        return reached[i];
    }

    /** The least cost from a vertex; infinite where it was not reached. */
    double cost(int vertex) {
        return places[vertex] == DONE ? costs[vertex] : Double.POSITIVE_INFINITY;
    }

    /** The target that it leads to. */
    int origin(int vertex) {
        return origins[vertex];
    }

    private void offer(int vertex, double cost, int origin) {
        if (places[vertex] == DONE || !(cost < costs[vertex])) {
            return;
        }
        costs[vertex] = cost;
        origins[vertex] = origin;
        int place = places[vertex] == UNSEEN ? size++ : places[vertex];
        while (place > 0 && costs[heap[(place - 1) >>> 1]] > cost) {
            put(heap[(place - 1) >>> 1], place);
            place = (place - 1) >>> 1;
        }
        put(vertex, place);
    }

    private int poll() {
        int first = heap[0];
        places[first] = DONE;
        int last = heap[--size];
        if (size > 0) {
            int place = 0;
            int child = lesser(1);
            while (child < size && costs[heap[child]] < costs[last]) {
                put(heap[child], place);
                place = child;
                child = lesser(2 * child + 1);
            }
            put(last, place);
        }
        return first;
    }

    private int lesser(int child) {
        return child + 1 < size && costs[heap[child + 1]] < costs[heap[child]] ? child + 1 : child;
    }

    private void put(int vertex, int place) {
        heap[place] = vertex;
        places[vertex] = place;
    }
}
