package org.edubalance.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.edubalance.work.Monitor;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class NeighboursTest {

    private final double[] x = new SplittableRandom(1).doubles(200).toArray();
    private final double[] y = new SplittableRandom(2).doubles(200).toArray();

    @Test
    void findsTheNearestAsASearchOfAllDoes() {
        for (int k : new int[] {1, 4, 17, 199}) {
            int[][] neighbours = Neighbours.nearest(x, y, k);
            for (int i = 0; i < x.length; i++) {
                int self = i;
                int[] expected = IntStream.range(0, x.length)
                        .filter(j -> j != self)
                        .boxed()
                        .sorted(Comparator.comparingDouble(j -> Math.hypot(x[self] - x[j], y[self] - y[j])))
                        .limit(k)
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .toArray();
                assertThat(neighbours[i]).isEqualTo(expected);
            }
        }
    }

    @Test
    void findsThoseWithinADistanceAsASearchOfAllDoes() {
        int[][] neighbours = Neighbours.within(x, y, 0.1, 1_000_000, Monitor.NONE);
        for (int i = 0; i < x.length; i++) {
            int self = i;
            assertThat(neighbours[i])
                    .isEqualTo(IntStream.range(0, x.length)
                            .filter(j -> j != self && Math.hypot(x[self] - x[j], y[self] - y[j]) <= 0.1)
                            .toArray());
        }
    }

    @Test
    void findsTheNearestAmongPointsOnALineOrInClumpsToo() {
        int n = 500;
        double[] clumped = new double[n];
        Arrays.setAll(clumped, i -> i % 5 * 1000 + i * 1e-3);
        double[] level = new double[n];
        int[][] neighbours = Neighbours.nearest(clumped, level, 2);
        // Points of one clump are 0.005 apart, so the neighbours are those five before and after in number.
        for (int i = 5; i < n - 5; i++) {
            assertThat(neighbours[i]).containsExactly(i - 5, i + 5);
        }
        assertThat(Neighbours.within(clumped, level, 0.006, 10_000, Monitor.NONE))
                .isEqualTo(twoOrOneAtTheEnds(neighbours));
    }

    /** The first and last point of each clump have one neighbour at that distance, the nearest two beyond it. */
    private static int[][] twoOrOneAtTheEnds(int[][] nearest) {
        int n = nearest.length;
        int[][] expected = nearest.clone();
        for (int i = 0; i < 5; i++) {
            expected[i] = new int[] {i + 5};
            expected[n - 1 - i] = new int[] {n - 6 - i};
        }
        return expected;
    }

    @Test
    void findsNeighboursAmongCoincidentPoints() {
        double[] same = new double[30];
        for (int[] neighbours : Neighbours.nearest(same, same, 5)) {
            assertThat(neighbours).hasSize(5).doesNotHaveDuplicates();
        }
        assertThat(Neighbours.nearest(same, same, 5)[3]).doesNotContain(3);
    }

    @Test
    void findsTheNearestWhereHalfOfAllPointsAreAtOnePlaceAndTheOthersGatherAroundIt() {
        int n = 6000;
        SplittableRandom random = new SplittableRandom(3);
        double[] east = new double[n];
        double[] north = new double[n];
        for (int i = n / 2; i < n; i++) {
            double reach = Math.pow(random.nextDouble(), 6);
            double angle = random.nextDouble(2 * Math.PI);
            east[i] = reach * Math.cos(angle);
            north[i] = reach * Math.sin(angle);
        }
        for (int k : new int[] {1, 8, 40}) {
            int[][] neighbours = Neighbours.nearest(east, north, k);
            for (int i = 0; i < n; i += 37) {
                int self = i;
                double[] found = Arrays.stream(neighbours[i])
                        .mapToDouble(j -> Math.hypot(east[self] - east[j], north[self] - north[j]))
                        .sorted()
                        .toArray();
                double[] nearest = IntStream.range(0, n)
                        .filter(j -> j != self)
                        .mapToDouble(j -> Math.hypot(east[self] - east[j], north[self] - north[j]))
                        .sorted()
                        .limit(k)
                        .toArray();
                assertThat(found).isEqualTo(nearest);
                assertThat(neighbours[i]).doesNotContain(i).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aCommonBorderMakesPolygonsContiguousAndACornerDoesNot() {
        List<Geometry> cells = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            cells.add(new GeometryFactory().toGeometry(new Envelope(i % 3, i % 3 + 1, i / 3, i / 3 + 1)));
        }
        cells.add(new GeometryFactory().toGeometry(new Envelope(9, 10, 9, 10)));
        cells.add(new GeometryFactory().toGeometry(new Envelope(9.5, 10.5, 9.5, 10.5)));
        int[][] neighbours = Neighbours.contiguous(cells, Contiguity.ROOK, 1e-7, 100, Monitor.NONE);
        assertThat(neighbours[0]).containsExactly(1, 3);
        assertThat(neighbours[4]).containsExactly(1, 3, 5, 7);
        assertThat(neighbours[9]).as("overlapping").containsExactly(10);
    }

    @Test
    void endsTheSearchWhenTold() {
        Monitor stop = new Monitor() {
            @Override
            public void check() {
                throw new CancellationException();
            }

            @Override
            public void report(double share) {
                // nothing was done
            }
        };
        assertThatThrownBy(() -> Neighbours.nearest(x, y, 1, stop)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> Neighbours.within(x, y, 1, 100_000, stop)).isInstanceOf(CancellationException.class);
    }

    @Test
    void refusesTooManyNeighbours() {
        assertThatThrownBy(() -> Neighbours.nearest(Arrays.copyOf(x, 4), Arrays.copyOf(y, 4), 4))
                .hasMessage("k must be from 1 to 3 for 4 features, got 4");
        assertThatThrownBy(() -> Neighbours.within(x, y, 2, 1000, Monitor.NONE))
                .hasMessage("distance must give at most 1000 pairs of neighbours, but 2 metres give more");
    }

    private static int[][] contiguous(Contiguity contiguity, double snap, String... wkt) throws Exception {
        List<Geometry> polygons = new ArrayList<>();
        for (String one : wkt) {
            polygons.add(new org.locationtech.jts.io.WKTReader().read(one));
        }
        return Neighbours.contiguous(polygons, contiguity, snap, 1000, Monitor.NONE);
    }

    @Test
    void roundingSliversAndVerticesOnOneSideMakeNoGaps() throws Exception {
        String left = "POLYGON((0 0, 1 0, 1.3 2, 0 2, 0 0))";
        for (String right : new String[] {
            "POLYGON((1 0, 3 0, 3 2, 1.3 2, 1.15 1, 1 0))",
            "POLYGON((1 0, 3 0, 3 2, 1.3 2, 1.1500000000000001 1.0000000000000002, 1 0))",
            "POLYGON((1.00000001 0, 3 0, 3 2, 1.30000001 2, 1.15000001 1, 1.00000001 0))",
            "POLYGON((0.99999999 0, 3 0, 3 2, 1.29999999 2, 0.99999999 0))"
        }) {
            for (Contiguity contiguity : Contiguity.values()) {
                assertThat(contiguous(contiguity, 1e-7, left, right)[0])
                        .as(right)
                        .containsExactly(1);
                assertThat(contiguous(contiguity, 1e-7, right, left)[0])
                        .as(right)
                        .containsExactly(1);
            }
        }
        // a gap that is wider than the tolerance
        assertThat(contiguous(Contiguity.ROOK, 1e-7, left, "POLYGON((1.00001 0, 3 0, 3 2, 1.30001 2, 1.00001 0))")[0])
                .isEmpty();
    }

    @Test
    void aCornerMakesNeighboursOfQueensOnlyWhateverItsRounding() throws Exception {
        String one = "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))";
        for (String corner : new String[] {"1 1", "0.9999999999 0.9999999999", "1.0000000001 1"}) {
            String other = "POLYGON((" + corner + ", 2 1, 2 2, 1 2, " + corner + "))";
            assertThat(contiguous(Contiguity.ROOK, 1e-7, one, other)[0])
                    .as(corner)
                    .isEmpty();
            assertThat(contiguous(Contiguity.QUEEN, 1e-7, one, other)[0])
                    .as(corner)
                    .containsExactly(1);
        }
        // a corner that meets the middle of a side
        String tip = "POLYGON((1 0.5, 2 0, 2 1, 1 0.5))";
        assertThat(contiguous(Contiguity.ROOK, 1e-7, one, tip)[0]).isEmpty();
        assertThat(contiguous(Contiguity.QUEEN, 1e-7, one, tip)[0]).containsExactly(1);
    }
}
