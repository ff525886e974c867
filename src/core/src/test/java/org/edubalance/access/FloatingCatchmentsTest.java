package org.edubalance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;

class FloatingCatchmentsTest {

    private static final Workers WORKERS = Workers.of(Monitor.NONE);

    /** Schools at 0 and 4 km with 100 and 60 places, demand 50, 30, 20 at 1, 3 and 6 km. */
    private static Accessibility line(Decay decay, boolean modified, double... catchments) {
        return new FloatingCatchments(
                        GroundPlaces.onPlane(new double[] {1000, 3000, 6000}, new double[3]),
                        new double[] {50, 30, 20},
                        GroundPlaces.onPlane(new double[] {0, 4000}, new double[2]),
                        new double[] {100, 60},
                        catchments.length == 1 ? new double[] {catchments[0], catchments[0]} : catchments,
                        decay,
                        modified)
                .compute(WORKERS);
    }

    @Test
    void sharesOutPlacesOnALine() {
        Accessibility binary = line(Decay.BINARY, false, 3000);
        assertThat(binary.ratios()).containsExactly(new double[] {1.25, 0.6}, within(1e-12));
        assertThat(binary.access()).containsExactly(new double[] {1.85, 1.85, 0.6}, within(1e-12));
        assertThat(binary.supplies()).containsExactly(2, 2, 1);
        assertThat(binary.nearest().supply()).containsExactly(0, 1, 1);
        assertThat(binary.nearest().distance()).containsExactly(1000, 1000, 2000);
        Accessibility gaussian = line(Decay.GAUSSIAN, false, 3000);
        assertThat(gaussian.ratios()).containsExactly(new double[] {2.318420, 1.678266}, within(5e-7));
        assertThat(gaussian.access()).containsExactly(new double[] {2, 1.447766, 0.828350}, within(5e-7));
    }

    /** By hand: at 1 km (1 − 1/9) and its square, at 2 km 5/9, at 3 km 0. */
    @Test
    void weighsByKernelsAndZonesAndPowers() {
        double far = 5.0 / 9;
        double near = 8.0 / 9;
        double second = 60 / (30 * near + 20 * far);
        assertThat(line(Decay.EPANECHNIKOV, false, 3000).access())
                .containsExactly(new double[] {2, second * near, second * far}, within(1e-12));
        second = 60 / (30 * near * near + 20 * far * far);
        assertThat(line(Decay.QUARTIC, false, 3000).access())
                .containsExactly(new double[] {2, second * near * near, second * far * far}, within(1e-12));
        // E2SFCA with the weights 1, 0.68, 0.22 of its authors, zones of one kilometre
        Decay steps = Decay.steps(new double[] {1000, 2000, 3000}, new double[] {1, 0.68, 0.22});
        double first = 100 / (50 + 30 * 0.22);
        second = 60 / (50 * 0.22 + 30 + 20 * 0.68);
        assertThat(line(steps, false, 3000).access())
                .containsExactly(
                        new double[] {first + second * 0.22, first * 0.22 + second, second * 0.68}, within(1e-12));
        first = 100 / (50 + 30 / 9.0);
        second = 60 / (50 / 9.0 + 30 + 20 / 4.0);
        assertThat(line(Decay.power(2, 1000), true, 3000).access())
                .as("modified, in km^-2")
                .containsExactly(
                        new double[] {(first + second / 81) * 1e-6, (first / 81 + second) * 1e-6, second / 16 * 1e-6},
                        within(1e-18));
    }

    @Test
    void takesTheCatchmentOfEachSupply() {
        Accessibility found = line(Decay.BINARY, false, 2000, 3000);
        assertThat(found.ratios()).containsExactly(new double[] {2, 0.6}, within(1e-12));
        assertThat(found.access()).containsExactly(new double[] {2.6, 0.6, 0.6}, within(1e-12));
        Accessibility small = line(Decay.BINARY, false, 500, 1500);
        assertThat(small.ratios()[0]).isNaN();
        assertThat(small.access()).containsExactly(0, 2, 0);
        assertThat(small.nearest().supply()).as("in reach or not").containsExactly(0, 1, 1);
    }

    /**
     * Published with the Python package sdc-catchment (its README): three consumers of 100 at 0, 1 and 2, two providers of
     * 10 at 0 and 2, weights e^{−d²/2}, which are zones here.
     */
    @Test
    void givesWhatIsPublishedForThreeConsumers() {
        Decay zones = Decay.steps(new double[] {0.5, 1, 2}, new double[] {1, Math.exp(-0.5), Math.exp(-2)});
        Accessibility found = new FloatingCatchments(
                        GroundPlaces.onPlane(new double[] {0, 1, 2}, new double[3]),
                        new double[] {100, 100, 100},
                        GroundPlaces.onPlane(new double[] {0, 2}, new double[2]),
                        new double[] {10, 10},
                        new double[] {2, 2},
                        zones,
                        false)
                .compute(WORKERS);
        assertThat(found.access()).containsExactly(new double[] {0.065179, 0.069641, 0.065179}, within(5e-7));
    }

    /**
     * The hospital example of the Python package access (its tests, scenario 3): 100, 50 and 10 people and 15, 20 and 100
     * doctors at two suburbs 20 minutes either side of a city, weights 1/t, t at least 1.
     */
    @Test
    void givesWhatTheHospitalExampleDoes() {
        GroundPlaces places = GroundPlaces.onPlane(new double[] {-20, 20, 0}, new double[3]);
        double[] people = {100, 50, 10};
        double[] doctors = {15, 20, 100};
        Accessibility found = new FloatingCatchments(
                        places, people, places, doctors, new double[] {61, 61, 61}, Decay.power(1, 1), false)
                .compute(WORKERS);
        double west = 15 / (100 + 50 / 40.0 + 10 / 20.0);
        double east = 20 / (100 / 40.0 + 50 + 10 / 20.0);
        double city = 100 / (100 / 20.0 + 50 / 20.0 + 10);
        assertThat(found.access())
                .containsExactly(
                        new double[] {
                            west + east / 40 + city / 20, west / 40 + east + city / 20, west / 20 + east / 20 + city
                        },
                        within(1e-12));
    }

    @Property(tries = 200)
    void handsOutAllThatAnyoneReaches(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 300) int demands,
            @ForAll @IntRange(min = 1, max = 60) int supplies) {
        Case drawn = new Case(seed, demands, supplies);
        for (Decay decay : new Decay[] {Decay.BINARY, Decay.GAUSSIAN, Decay.EPANECHNIKOV, Decay.power(1.5, 50)}) {
            Accessibility found = drawn.compute(decay, false);
            double given = 0;
            for (int j = 0; j < supplies; j++) {
                given += Double.isNaN(found.ratios()[j]) ? 0 : drawn.supply[j];
            }
            double had = 0;
            for (int i = 0; i < demands; i++) {
                had += drawn.demand[i] * found.access()[i];
            }
            assertThat(had).isCloseTo(given, within(1e-9 * Math.max(1, given)));
            Accessibility naive = drawn.naive(decay, false);
            assertAlike(found.access(), naive.access());
            assertThat(found.supplies()).isEqualTo(naive.supplies());
            assertThat(found.nearest().supply()).isEqualTo(naive.nearest().supply());
            assertAlike(
                    drawn.compute(decay, true).access(),
                    drawn.naive(decay, true).access());
        }
    }

    private static void assertAlike(double[] actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-9 * Math.max(1, expected[i])));
        }
    }

    @Test
    void measuresOverTheGroundAnywhere() {
        // 1° of the equator, of a meridian there, across the date line, and over the pole
        GroundPlaces from = GroundPlaces.onGlobe(new double[] {0, 0, 179.5, 0}, new double[] {0, -0.5, 0, 89.5});
        GroundPlaces to = GroundPlaces.onGlobe(new double[] {1, 0, -179.5, 180}, new double[] {0, 0.5, 0, 89.5});
        double[] geodesics = {111_319.4908, 110_574.3886, 111_319.4908, 111_693.8697};
        for (int i = 0; i < geodesics.length; i++) {
            assertThat(from.distance(i, to, i)).isCloseTo(geodesics[i], within(2e-6 * geodesics[i]));
        }
        GroundPlaces beijing = GroundPlaces.onGlobe(new double[] {116.4}, new double[] {39.9});
        GroundPlaces lhasa = GroundPlaces.onGlobe(new double[] {91.1}, new double[] {29.65});
        // by Vincenty's formulae
        assertThat(beijing.distance(0, lhasa, 0)).isCloseTo(2_567_598.9, within(2e-5 * 2_567_598.9));
    }

    @Test
    void squaresOfDistancesAreThoseOfDistances() {
        GroundPlaces.Ground globe = GroundPlaces.Ground.GLOBE;
        for (double distance : new double[] {1, 1e3, 1e5, 4e5, 6.9e5, 7.1e5, 5e6}) {
            double chord = globe.squaredChord(distance);
            assertThat(globe.distance(chord)).isCloseTo(distance, within(1e-9 * distance));
            assertThat(Math.sqrt(globe.squaredDistance(chord))).isCloseTo(distance, within(1e-9 * distance));
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Case drawn = new Case(7, 20_000, 500);
        Accessibility one = drawn.with(new Workers(ForkJoinPool.commonPool(), 1, Monitor.NONE), Decay.GAUSSIAN, false);
        Accessibility four = drawn.with(new Workers(ForkJoinPool.commonPool(), 4, Monitor.NONE), Decay.GAUSSIAN, false);
        assertThat(four.access()).isEqualTo(one.access());
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
        assertThatThrownBy(() -> new Case(1, 100, 10).with(Workers.of(gone), Decay.BINARY, false))
                .isInstanceOf(CancellationException.class);
    }

    /** Places in a square of 1 km, some at the same place, with catchments of 50 to 400 m. */
    private static final class Case {
        private final GroundPlaces demandPlaces;
        private final double[] demand;
        private final GroundPlaces supplyPlaces;
        private final double[] supply;
        private final double[] catchments;

        Case(long seed, int demands, int supplies) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] x = random.doubles(demands, 0, 1000).toArray();
            double[] y = random.doubles(demands, 0, 1000).toArray();
            x[demands / 2] = x[0];
            y[demands / 2] = y[0];
            demandPlaces = GroundPlaces.onPlane(x, y);
            demand = random.doubles(demands, 0, 100).map(d -> d < 10 ? 0 : d).toArray();
            double[] sx = random.doubles(supplies, 0, 1000).toArray();
            double[] sy = random.doubles(supplies, 0, 1000).toArray();
            sx[supplies - 1] = sx[0];
            sy[supplies - 1] = sy[0];
            supplyPlaces = GroundPlaces.onPlane(sx, sy);
            supply = random.doubles(supplies, 1, 500).toArray();
            catchments = random.doubles(supplies, 50, 400).toArray();
        }

        Accessibility compute(Decay decay, boolean modified) {
            return with(WORKERS, decay, modified);
        }

        Accessibility with(Workers workers, Decay decay, boolean modified) {
            return new FloatingCatchments(demandPlaces, demand, supplyPlaces, supply, catchments, decay, modified)
                    .compute(workers);
        }

        Accessibility naive(Decay decay, boolean modified) {
            int n = demand.length;
            int m = supply.length;
            double[] ratios = new double[m];
            double[] access = new double[n];
            int[] supplies = new int[n];
            Nearest nearest = Nearest.none(n);
            for (int j = 0; j < m; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += demand[k] * weight(decay, k, j);
                }
                ratios[j] = sum > 0 ? supply[j] / sum : Double.NaN;
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    double distance = demandPlaces.distance(i, supplyPlaces, j);
                    double weight = weight(decay, i, j);
                    access[i] += Double.isNaN(ratios[j]) ? 0 : ratios[j] * (modified ? weight * weight : weight);
                    supplies[i] += distance <= catchments[j] ? 1 : 0;
                    if (!(nearest.distance()[i] <= distance)) {
                        nearest.distance()[i] = distance;
                        nearest.supply()[i] = j;
                    }
                }
            }
            return new Accessibility(ratios, access, supplies, nearest);
        }

        private double weight(Decay decay, int i, int j) {
            double distance = demandPlaces.distance(i, supplyPlaces, j);
            return distance > catchments[j]
                    ? 0
                    : decay.weight(distance * distance, 1 / (catchments[j] * catchments[j]));
        }
    }

    @Test
    void findsTheNearestAlone() {
        Case drawn = new Case(3, 1000, 50);
        Nearest nearest = Nearest.onGround(drawn.demandPlaces, drawn.supplyPlaces, WORKERS);
        Nearest expected = drawn.compute(Decay.BINARY, false).nearest();
        assertThat(nearest.supply()).isEqualTo(expected.supply());
        assertThat(nearest.distance()).isEqualTo(expected.distance());
        assertThat(Arrays.stream(nearest.supply()).distinct().count()).isGreaterThan(20);
    }
}
