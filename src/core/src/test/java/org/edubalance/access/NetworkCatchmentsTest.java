package org.edubalance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

class NetworkCatchmentsTest {

    private static final Workers WORKERS = Workers.of(Monitor.NONE);

    /** Lines in metres on a plane: x, y, x, y, … of each. */
    private static Network network(double[] costs, Direction[] directions, double[]... lines) {
        int[] starts = new int[lines.length + 1];
        for (int i = 0; i < lines.length; i++) {
            starts[i + 1] = starts[i] + lines[i].length / 2;
        }
        double[] flat = Arrays.stream(lines).flatMapToDouble(Arrays::stream).toArray();
        GroundPlaces vertices = points(flat);
        Direction[] all = new Direction[lines.length];
        Arrays.fill(all, Direction.BOTH);
        return new Network(vertices, starts, costs, directions == null ? all : directions);
    }

    private static GroundPlaces points(double... xy) {
        return GroundPlaces.onPlane(
                IntStream.range(0, xy.length / 2).mapToDouble(i -> xy[2 * i]).toArray(),
                IntStream.range(0, xy.length / 2)
                        .mapToDouble(i -> xy[2 * i + 1])
                        .toArray());
    }

    private static Nearest nearest(Network network, GroundPlaces demand, GroundPlaces supply, double snap) {
        return new NetworkCatchments(network, network.snap(demand, snap, WORKERS), network.snap(supply, snap, WORKERS))
                .nearest(demand.count(), Monitor.NONE);
    }

    /** The checked example, schools at 0 and 4 km, along a road of three pieces. */
    @Test
    void sharesOutPlacesAlongARoad() {
        Network road =
                network(null, null, new double[] {-500, 0, 2000, 0}, new double[] {3500, 0, 2000, 0}, new double[] {
                    3500, 0, 5000, 0, 7000, 0
                });
        GroundPlaces demand = points(1000, 0, 3000, 0, 6000, 0);
        GroundPlaces schools = points(0, 0, 4000, 0);
        NetworkCatchments catchments =
                new NetworkCatchments(road, road.snap(demand, 1, WORKERS), road.snap(schools, 1, WORKERS));
        double[] children = {50, 30, 20};
        double[] places = {100, 60};
        double[] reach = {3000, 3000};
        Accessibility binary = catchments.compute(children, places, reach, Decay.BINARY, false, WORKERS);
        assertThat(binary.ratios()).containsExactly(new double[] {1.25, 0.6}, within(1e-12));
        assertThat(binary.access()).containsExactly(new double[] {1.85, 1.85, 0.6}, within(1e-12));
        assertThat(binary.supplies()).containsExactly(2, 2, 1);
        assertThat(binary.nearest().supply()).containsExactly(0, 1, 1);
        Accessibility gaussian = catchments.compute(children, places, reach, Decay.GAUSSIAN, false, WORKERS);
        assertThat(gaussian.ratios()).containsExactly(new double[] {2.318420, 1.678266}, within(5e-7));
        assertThat(gaussian.access()).containsExactly(new double[] {2, 1.447766, 0.828350}, within(5e-7));
        assertThat(road.parts()).isEqualTo(1);
    }

    /** A block of 1 by 1 km whose south side is one-way to the east, and a place 10 m off its north side. */
    @Test
    void goesTheRightWayAndPaysForTheWayToTheRoad() {
        double[][] block = {{0, 0, 1000, 0}, {1000, 0, 1000, 1000}, {1000, 1000, 0, 1000}, {0, 1000, 0, 0}};
        Direction[] directions = {Direction.FORWARD, Direction.BOTH, Direction.BOTH, Direction.BOTH};
        GroundPlaces school = points(200, 0);
        GroundPlaces homes = points(800, 0, 100, 0, 500, 1010);
        Network both = network(null, null, block);
        assertThat(nearest(both, homes, school, 50).distance())
                .containsExactly(new double[] {600, 100, 1710}, within(1e-9));
        Network oneWay = network(null, directions, block);
        // from 800 to the east and all the way round; from 500 on the north side by the west
        assertThat(nearest(oneWay, homes, school, 50).distance())
                .containsExactly(new double[] {200 + 3000 + 200, 100, 1710}, within(1e-9));
        directions[0] = Direction.BACKWARD;
        assertThat(nearest(network(null, directions, block), homes, school, 50).distance())
                .containsExactly(new double[] {600, 100 + 3000 + 800, 500 + 10 + 1000 + 800}, within(1e-9));
        // minutes: the south side twice as fast, and so is the way to it
        Network minutes = network(new double[] {6, 12, 12, 12}, null, block);
        assertThat(nearest(minutes, points(800, 20), school, 50).distance())
                .containsExactly(new double[] {620 * 6 / 1000.0}, within(1e-9));
    }

    @Test
    void tellsWhatIsOffTheNetworkOrHasNoWay() {
        Network parts = network(null, null, new double[] {0, 0, 1000, 0}, new double[] {0, 100, 1000, 100});
        assertThat(parts.parts()).isEqualTo(2);
        GroundPlaces homes = points(500, 10, 500, 95, 500, 900);
        Network.Snapped on = parts.snap(homes, 20, WORKERS);
        assertThat(on.line()).containsExactly(0, 1, -1);
        assertThat(on.off()[0]).isEqualTo(10);
        assertThat(on.on(2)).isFalse();
        Network.Snapped school = parts.snap(points(900, 0, 5000, 5000), 20, WORKERS);
        Accessibility found = new NetworkCatchments(parts, on, school)
                .compute(
                        new double[] {10, 10, 10},
                        new double[] {5, 5},
                        new double[] {1e4, 1e4},
                        Decay.BINARY,
                        false,
                        WORKERS);
        assertThat(found.access()[0]).isEqualTo(0.5);
        assertThat(found.access()[1]).isZero();
        assertThat(found.access()[2]).isNaN();
        assertThat(found.ratios()[1]).isNaN();
        assertThat(found.nearest().supply()).containsExactly(0, -1, -1);
        assertThat(found.nearest().distance()[0]).isEqualTo(410);
        assertThat(found.nearest().distance()[1]).isNaN();
    }

    /** Ends a millimetre apart meet, on both sides of any lattice; ends two centimetres apart do not. */
    @Test
    void joinsEndsToACentimetre() {
        for (double x = 1000; x < 1000.05; x += 0.0017) {
            assertThat(network(null, null, new double[] {0, 0, x, 0}, new double[] {x + 0.009, 0, 2000, 0})
                            .parts())
                    .isEqualTo(1);
            assertThat(network(null, null, new double[] {0, 0, x, 0}, new double[] {x + 0.021, 0, 2000, 0})
                            .parts())
                    .isEqualTo(2);
        }
    }

    @Test
    void cutsLinesWhereTheyCrossOrTouch() {
        List<Coordinate[]> lines = List.of(
                new Coordinate[] {new Coordinate(0, 0), new Coordinate(10, 0)},
                new Coordinate[] {new Coordinate(5, -5), new Coordinate(5, 5)},
                // ends on the first, but for a rounding
                new Coordinate[] {new Coordinate(8, 3), new Coordinate(8, 1e-10)});
        List<Crossings.Piece> pieces = Crossings.cut(lines, 1e-6, "network", Monitor.NONE);
        assertThat(pieces).extracting(Crossings.Piece::line).containsExactlyInAnyOrder(0, 0, 0, 1, 1, 2);
        assertThat(pieces.stream()
                        .filter(piece -> piece.line() == 0)
                        .map(piece -> piece.points()[0].x)
                        .toList())
                .as("in the line's direction")
                .containsExactlyInAnyOrder(0.0, 5.0, 8.0);
        double[][] cut = pieces.stream()
                .map(piece -> Arrays.stream(piece.points())
                        .flatMapToDouble(c -> Arrays.stream(new double[] {c.x, c.y}))
                        .toArray())
                .toArray(double[][]::new);
        assertThat(network(null, null, cut).parts()).isEqualTo(1);
    }

    /** Against JGraphT's Dijkstra over a graph in which every place is a vertex. */
    @Property(tries = 60)
    void findsTheWaysThatJGraphTFinds(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 60) int lineCount,
            @ForAll @IntRange(min = 1, max = 40) int demands,
            @ForAll @IntRange(min = 1, max = 8) int supplies) {
        Town town = new Town(seed, lineCount, demands, supplies);
        double[][] expected = town.byJGraphT();
        NetworkCatchments catchments = new NetworkCatchments(town.network, town.demandOn, town.supplyOn);
        Nearest nearest = catchments.nearest(demands, Monitor.NONE);
        for (int k = 0; k < demands; k++) {
            double least = Arrays.stream(expected[k]).min().orElseThrow();
            if (Double.isInfinite(least)) {
                assertThat(nearest.supply()[k]).isEqualTo(-1);
            } else {
                assertThat(nearest.distance()[k]).isCloseTo(least, within(1e-9 * (1 + least)));
                assertThat(expected[k][nearest.supply()[k]]).isCloseTo(least, within(1e-9 * (1 + least)));
            }
        }
        Accessibility found =
                catchments.compute(town.demand, town.supply, town.catchments, Decay.EPANECHNIKOV, false, WORKERS);
        double[] ratios = new double[supplies];
        for (int j = 0; j < supplies; j++) {
            for (int k = 0; k < demands; k++) {
                ratios[j] += town.demand[k] * weight(expected[k][j], town.catchments[j]);
            }
            ratios[j] = ratios[j] > 0 ? town.supply[j] / ratios[j] : 0;
        }
        double had = 0;
        for (int k = 0; k < demands; k++) {
            if (!town.demandOn.on(k)) {
                assertThat(found.access()[k]).isNaN();
                continue;
            }
            double access = 0;
            for (int j = 0; j < supplies; j++) {
                access += ratios[j] * weight(expected[k][j], town.catchments[j]);
            }
            assertThat(found.access()[k]).isCloseTo(access, within(1e-9 * (1 + access)));
            had += town.demand[k] * found.access()[k];
        }
        double given = IntStream.range(0, supplies)
                .filter(j -> !Double.isNaN(found.ratios()[j]))
                .mapToDouble(j -> town.supply[j])
                .sum();
        assertThat(had).isCloseTo(given, within(1e-9 * (1 + given)));
    }

    private static double weight(double cost, double catchment) {
        return cost <= catchment ? 1 - cost * cost / (catchment * catchment) : 0;
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Town town = new Town(5, 400, 3000, 60);
        NetworkCatchments catchments = new NetworkCatchments(town.network, town.demandOn, town.supplyOn);
        Accessibility one = catchments.compute(
                town.demand,
                town.supply,
                town.catchments,
                Decay.GAUSSIAN,
                false,
                new Workers(ForkJoinPool.commonPool(), 1, Monitor.NONE));
        Accessibility four = catchments.compute(
                town.demand,
                town.supply,
                town.catchments,
                Decay.GAUSSIAN,
                false,
                new Workers(ForkJoinPool.commonPool(), 4, Monitor.NONE));
        assertThat(four.access()).isEqualTo(one.access());
        assertThat(four.supplies()).isEqualTo(one.supplies());
    }

    @Test
    void endsWhenNobodyWaits() {
        Monitor gone = new Monitor() {
            @Override
            public void check() {
                throw new CancellationException();
            }

            @Override
            public void report(double share) {
                // nobody listens
            }
        };
        Town town = new Town(5, 40, 30, 6);
        NetworkCatchments catchments = new NetworkCatchments(town.network, town.demandOn, town.supplyOn);
        assertThatThrownBy(() -> catchments.nearest(30, gone)).isInstanceOf(CancellationException.class);
    }

    /** Streets between the crossings of a lattice, some bent, some one-way, some double, and places near them. */
    private static final class Town {
        private final double[][] lines;
        private final double[] costs;
        private final Direction[] directions;
        private final Network network;
        private final Network.Snapped demandOn;
        private final Network.Snapped supplyOn;
        private final double[] demand;
        private final double[] supply;
        private final double[] catchments;

        Town(long seed, int lineCount, int demands, int supplies) {
            SplittableRandom random = new SplittableRandom(seed);
            int side = (int) Math.max(2, Math.sqrt(lineCount));
            lines = new double[lineCount][];
            costs = new double[lineCount];
            directions = new Direction[lineCount];
            for (int i = 0; i < lineCount; i++) {
                double x = 100 * random.nextInt(side);
                double y = 100 * random.nextInt(side);
                boolean east = random.nextBoolean();
                double toX = x + (east ? 100 : 0);
                double toY = y + (east ? 0 : 100);
                lines[i] = random.nextInt(3) == 0
                        ? new double[] {x, y, (x + toX) / 2 + 20, (y + toY) / 2 + 20, toX, toY}
                        : new double[] {x, y, toX, toY};
                costs[i] = random.nextDouble(1, 10);
                directions[i] = Direction.values()[random.nextInt(3)];
            }
            network = network(costs, directions, lines);
            demandOn = network.snap(places(random, demands, side), 60, WORKERS);
            supplyOn = network.snap(places(random, supplies, side), 60, WORKERS);
            demand = random.doubles(demands, 0, 100).toArray();
            supply = random.doubles(supplies, 1, 500).toArray();
            catchments = random.doubles(supplies, 2, 30).toArray();
        }

        private static GroundPlaces places(SplittableRandom random, int count, int side) {
            return points(random.doubles(2L * count, -20, 100 * side + 20).toArray());
        }

        /** The costs of all pairs. */
        double[][] byJGraphT() {
            DirectedWeightedMultigraph<String, DefaultWeightedEdge> graph =
                    new DirectedWeightedMultigraph<>(DefaultWeightedEdge.class);
            for (int line = 0; line < lines.length; line++) {
                double[] xy = lines[line];
                List<String> stops = new ArrayList<>();
                List<Double> at = new ArrayList<>();
                stops.add("end " + xy[0] + " " + xy[1]);
                at.add(0.0);
                double perMetre = network.costPerMetre(line);
                List<Object[]> between = new ArrayList<>();
                for (String kind : List.of("demand", "supply")) {
                    Network.Snapped on = kind.equals("demand") ? demandOn : supplyOn;
                    for (int i = 0; i < on.line().length; i++) {
                        if (on.line()[i] == line) {
                            between.add(new Object[] {kind + " road " + i, on.along()[i]});
                            String road = kind + " road " + i;
                            String home = kind + " " + i;
                            add(graph, home, road, on.off()[i] * perMetre);
                            add(graph, road, home, on.off()[i] * perMetre);
                        }
                    }
                }
                between.sort(Comparator.comparingDouble(stop -> (double) stop[1]));
                between.forEach(stop -> {
                    stops.add((String) stop[0]);
                    at.add((double) stop[1]);
                });
                stops.add("end " + xy[xy.length - 2] + " " + xy[xy.length - 1]);
                at.add(network.length(line));
                for (int s = 1; s < stops.size(); s++) {
                    double cost = (at.get(s) - at.get(s - 1)) * perMetre;
                    boolean same = at.get(s).equals(at.get(s - 1));
                    if (same || directions[line] != Direction.BACKWARD) {
                        add(graph, stops.get(s - 1), stops.get(s), cost);
                    }
                    if (same || directions[line] != Direction.FORWARD) {
                        add(graph, stops.get(s), stops.get(s - 1), cost);
                    }
                }
            }
            double[][] expected = new double[demand.length][supply.length];
            for (int k = 0; k < demand.length; k++) {
                for (int j = 0; j < supply.length; j++) {
                    boolean on = demandOn.on(k) && supplyOn.on(j);
                    double cost = on
                            ? new DijkstraShortestPath<>(graph).getPathWeight("demand " + k, "supply " + j)
                            : Double.POSITIVE_INFINITY;
                    expected[k][j] = cost;
                }
            }
            return expected;
        }

        private static void add(
                DirectedWeightedMultigraph<String, DefaultWeightedEdge> graph, String from, String to, double cost) {
            graph.addVertex(from);
            graph.addVertex(to);
            graph.setEdgeWeight(graph.addEdge(from, to), cost);
        }
    }
}
