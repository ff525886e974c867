package org.edubalance.access;

import java.util.Arrays;
import org.edubalance.geometry.SpaceTree;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Lines that people go along, joined where their ends meet, to a centimetre. What a line costs, such as its length or the
 * minutes that it takes, is spread evenly over its length.
 */
public final class Network {

    private static final int PLACES_PER_BLOCK = 2048;

    /**
     * Places put onto the nearest line.
     *
     * @param line which line, −1 where there is none within the limit
     * @param along how far from the line's first point, in metres
     * @param off how far the place is from the line, in metres
     */
    public record Snapped(int[] line, double[] along, double[] off) {

        /** Whether a place is on the network. */
        public boolean on(int place) {
            return line[place] >= 0;
        }
    }

    private final GroundPlaces vertices;
    private final int[] starts;
    private final double[] lengths;
    private final double[] costPerMetre;
    private final Direction[] directions;
    private final int[] firstEnds;
    private final int[] lastEnds;
    private final int ends;

    /** How far each vertex is from its line's first, in metres. */
    private final double[] measures;

    /** The segments by their middles, in boxes that hold them whole. */
    private final SpaceTree middles;
    /** Of each segment its first vertex. */
    private final int[] segments;

    /**
     * Joins lines.
     *
     * @param vertices of all lines, one after another
     * @param starts of each line its first vertex, and the number of vertices; a line has two or more
     * @param costs of each whole line, at least 0; null for its length in metres
     * @param directions of each line
     */
    public Network(GroundPlaces vertices, int[] starts, double[] costs, Direction[] directions) {
        this.vertices = vertices;
        this.starts = starts;
        this.directions = directions;
        int n = starts.length - 1;
        lengths = new double[n];
        costPerMetre = new double[n];
        firstEnds = new int[n];
        lastEnds = new int[n];
        measures = new double[vertices.count()];
        segments = new int[vertices.count() - n];
        LineEnds numbers = new LineEnds();
        int segment = 0;
        for (int line = 0; line < n; line++) {
            int first = starts[line];
            int last = starts[line + 1] - 1;
            for (int v = first; v < last; v++) {
                measures[v + 1] = measures[v] + vertices.distance(v, vertices, v + 1);
                segments[segment++] = v;
            }
            lengths[line] = measures[last];
            costPerMetre[line] = costs == null ? 1 : lengths[line] > 0 ? costs[line] / lengths[line] : 0;
            firstEnds[line] = numbers.at(vertices.x[first], vertices.y[first], vertices.z[first]);
            lastEnds[line] = numbers.at(vertices.x[last], vertices.y[last], vertices.z[last]);
        }
        ends = numbers.count();
        double[][] xyz = {vertices.x, vertices.y, vertices.z};
        double[][] half = new double[xyz.length][segments.length];
        double[] extents = new double[2 * xyz.length * segments.length];
        for (int s = 0; s < segments.length; s++) {
            for (int side = 0; side < xyz.length; side++) {
                double a = xyz[side][segments[s]];
                double b = xyz[side][segments[s] + 1];
                half[side][s] = (a + b) / 2;
                extents[2 * (xyz.length * s + side)] = Math.min(a, b);
                extents[2 * (xyz.length * s + side) + 1] = Math.max(a, b);
            }
        }
        middles = new SpaceTree(half[0], half[1], half[2], Workers.of(Monitor.NONE));
        middles.cover(extents);
    }

    /** How many lines. */
    int lines() {
        return lengths.length;
    }

    /** How many places there are where lines end. */
    int ends() {
        return ends;
    }

    int firstEnd(int line) {
        return firstEnds[line];
    }

    int lastEnd(int line) {
        return lastEnds[line];
    }

    double length(int line) {
        return lengths[line];
    }

    double costPerMetre(int line) {
        return costPerMetre[line];
    }

    Direction direction(int line) {
        return directions[line];
    }

    /** How many parts there are without a way from one to another, whatever the directions. */
    public int parts() {
        int[] part = new int[ends];
        Arrays.setAll(part, i -> i);
        int parts = ends;
        for (int line = 0; line < lengths.length; line++) {
            int a = root(part, firstEnds[line]);
            int b = root(part, lastEnds[line]);
            if (a != b) {
                part[a] = b;
                parts--;
            }
        }
        return parts;
    }

    private static int root(int[] part, int end) {
        int root = end;
        while (part[root] != root) {
            part[root] = part[part[root]];
            root = part[root];
        }
        return root;
    }

    /**
     * Puts places onto the nearest line.
     *
     * @param limit how far a line may be, in metres
     */
    public Snapped snap(GroundPlaces places, double limit, Workers workers) {
        int n = places.count();
        Snapped snapped = new Snapped(new int[n], new double[n], new double[n]);
        workers.run(n, PLACES_PER_BLOCK, () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                NearestSegment search = new NearestSegment(places, i, limit);
                middles.search(places.x[i], places.y[i], places.z[i], search);
                search.put(snapped, i);
            }
        });
        return snapped;
    }

    private final class NearestSegment implements SpaceTree.Search {

        private final double px;
        private final double py;
        private final double pz;
        private double least;
        private int nearest = -1;
        private double share;

        NearestSegment(GroundPlaces places, int i, double limit) {
            px = places.x[i];
            py = places.y[i];
            pz = places.z[i];
            least = Math.sqrt(places.ground().squaredChord(limit)) * FloatingCatchments.ROUNDING;
        }

        @Override
        public boolean enters(int node, double squared) {
            return squared <= least * least;
        }

        @Override
        public void places(int leaf, int from, int to) {
            for (int t = from; t < to; t++) {
                int segment = middles.place(t);
                int a = segments[segment];
                double dx = vertices.x[a + 1] - vertices.x[a];
                double dy = vertices.y[a + 1] - vertices.y[a];
                double dz = vertices.z[a + 1] - vertices.z[a];
                double toX = px - vertices.x[a];
                double toY = py - vertices.y[a];
                double toZ = pz - vertices.z[a];
                double squaredLength = dx * dx + dy * dy + dz * dz;
                double at = squaredLength > 0 ? (toX * dx + toY * dy + toZ * dz) / squaredLength : 0;
                at = Math.max(0, Math.min(1, at));
                double offX = toX - at * dx;
                double offY = toY - at * dy;
                double offZ = toZ - at * dz;
                double distance = Math.sqrt(offX * offX + offY * offY + offZ * offZ);
                // of equally near ones the first, whatever the tree
                if (distance < least || distance == least && (nearest < 0 || segment < nearest)) {
                    least = distance;
                    nearest = segment;
                    share = at;
                }
            }
        }

        void put(Snapped snapped, int i) {
            if (nearest < 0) {
                snapped.line[i] = -1;
                snapped.along[i] = Double.NaN;
                snapped.off[i] = Double.NaN;
                return;
            }
            int vertex = segments[nearest];
            int line = Arrays.binarySearch(starts, vertex);
            snapped.line[i] = line >= 0 ? line : -line - 2;
            snapped.along[i] = measures[vertex] + share * (measures[vertex + 1] - measures[vertex]);
            snapped.off[i] = least;
        }
    }
}
