package org.edubalance.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.edubalance.access.Decay;
import org.edubalance.access.Direction;
import org.edubalance.access.FloatingCatchments;
import org.edubalance.access.GroundPlaces;
import org.edubalance.access.Network;
import org.edubalance.access.NetworkCatchments;
import org.edubalance.pattern.HotSpots;
import org.edubalance.pattern.Neighbours;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Accessibility and hot spots of a province: 1,000,000 places of demand, 20,000 schools, 300 by 300 km. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class AccessBenchmark {

    private static final int DEMANDS = 1_000_000;
    private static final int SCHOOLS = 20_000;
    private static final double SIDE = 300_000;
    private static final double REACH = 10_000;

    /** Places of demand and schools, each school with a catchment of 10 km. */
    @State(Scope.Benchmark)
    public static class Province {
        private GroundPlaces places;
        private GroundPlaces schools;
        private double[] children;
        private double[] capacities;
        private double[] catchments;
        private double[] x;
        private double[] y;

        @Setup
        public void fill() {
            SplittableRandom random = new SplittableRandom(1);
            x = random.doubles(DEMANDS, 0, SIDE).toArray();
            y = random.doubles(DEMANDS, 0, SIDE).toArray();
            places = GroundPlaces.onPlane(x, y);
            schools = GroundPlaces.onPlane(
                    random.doubles(SCHOOLS, 0, SIDE).toArray(),
                    random.doubles(SCHOOLS, 0, SIDE).toArray());
            children = random.doubles(DEMANDS, 1, 100).toArray();
            capacities = random.doubles(SCHOOLS, 1, 1000).toArray();
            catchments = new double[SCHOOLS];
            Arrays.fill(catchments, REACH);
        }
    }

    /** Two hundred thousand roads between the crossings of a lattice, each moved a little. */
    @State(Scope.Benchmark)
    public static class Roads {
        private static final int CROSSINGS = 317;

        private GroundPlaces vertices;
        private int[] starts;
        private Direction[] directions;

        @Setup
        public void fill() {
            SplittableRandom random = new SplittableRandom(2);
            double step = SIDE / (CROSSINGS - 1);
            double[][] x = new double[CROSSINGS][CROSSINGS];
            double[][] y = new double[CROSSINGS][CROSSINGS];
            for (int i = 0; i < CROSSINGS; i++) {
                for (int j = 0; j < CROSSINGS; j++) {
                    x[i][j] = i * step + random.nextDouble(-step / 4, step / 4);
                    y[i][j] = j * step + random.nextDouble(-step / 4, step / 4);
                }
            }
            int roads = 2 * CROSSINGS * (CROSSINGS - 1);
            double[] allX = new double[2 * roads];
            double[] allY = new double[2 * roads];
            int vertex = 0;
            for (int i = 0; i < CROSSINGS; i++) {
                for (int j = 0; j < CROSSINGS; j++) {
                    for (int way = 0; way < 2; way++) {
                        int toI = i + way;
                        int toJ = j + 1 - way;
                        if (toI < CROSSINGS && toJ < CROSSINGS) {
                            allX[vertex] = x[i][j];
                            allY[vertex++] = y[i][j];
                            allX[vertex] = x[toI][toJ];
                            allY[vertex++] = y[toI][toJ];
                        }
                    }
                }
            }
            vertices = GroundPlaces.onPlane(allX, allY);
            starts = new int[roads + 1];
            Arrays.setAll(starts, i -> 2 * i);
            directions = new Direction[roads];
            Arrays.fill(directions, Direction.BOTH);
        }
    }

    @Benchmark
    public Object catchments1M(Province province) {
        return new FloatingCatchments(
                        province.places,
                        province.children,
                        province.schools,
                        province.capacities,
                        province.catchments,
                        Decay.GAUSSIAN,
                        false)
                .compute(workers());
    }

    @Benchmark
    public Object networkCatchments1M(Province province, Roads roads) {
        Network network = new Network(roads.vertices, roads.starts, null, roads.directions);
        return new NetworkCatchments(
                        network,
                        network.snap(province.places, 1000, workers()),
                        network.snap(province.schools, 1000, workers()))
                .compute(province.children, province.capacities, province.catchments, Decay.GAUSSIAN, false, workers());
    }

    @Benchmark
    public Object hotSpots1M(Province province) {
        int[][] neighbours = Neighbours.nearest(province.x, province.y, 8, Monitor.NONE);
        return HotSpots.p(HotSpots.z(province.children, neighbours, workers()), workers());
    }

    private static Workers workers() {
        return Workers.of(Monitor.NONE);
    }
}
