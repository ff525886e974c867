package org.edubalance.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.edubalance.columns.SortedOrder;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Moran's I with row-standardised weights: whether alike values lie side by side. With z_i = x_i − x̄, w_ij = 1/k_i for
 * each of the k_i neighbours j of i and 0 otherwise, and S₀ = Σ w_ij, the number of features that are no islands:
 *
 * <pre>
 *   global  I   = (n / S₀) · Σ_i z_i Σ_j w_ij z_j / Σ z_i²           expected at random −1/(n − 1)
 *   local   I_i = z_i / m₂ · Σ_j w_ij z_j,   m₂ = Σ z_i² / n
 * </pre>
 *
 * <p>Significance comes from permutations: of all values for the global I, of the values of the other features for a
 * local one. z is (I − mean) / standard deviation of the permuted ones; p = (1 + m) / (1 + permutations), where m is the
 * number of permuted ones at least as extreme on the side that I lies on. For a local I the permutations depend on the
 * seed, the set of values, the feature's own value and how many neighbours it has. Features with as many neighbours share
 * the places that are drawn, as in PySAL: the p of each is what it would be by draws of its own, but those of several
 * features are not independent of each other. For the global I the permutations depend on the seed and the order of the
 * features, so put them in an order of their own.
 *
 * <p>Sources: P. A. P. Moran, "Notes on continuous stochastic phenomena", Biometrika 37 (1950); L. Anselin, "Local indicators
 * of spatial association – LISA", Geographical Analysis 27 (1995); S. J. Rey and L. Anselin, "PySAL: A Python library of
 * spatial analytical methods", Review of Regional Studies 37 (2007).
 */
public final class Moran {

    /** The fewest values that have an I. */
    public static final int FEWEST = 3;

    /** Where a feature stands: its value and its neighbours' mean above (H) or below (L) the mean of all. */
    public enum Kind {
        /** A high value among high ones. */
        HH,
        /** A low value among low ones. */
        LL,
        /** A high value among low ones. */
        HL,
        /** A low value among high ones. */
        LH,
        /** Not significant. */
        NS
    }

    /**
     * The global I.
     *
     * @param i I
     * @param expected −1/(n − 1)
     * @param z NaN without permutations
     * @param p NaN without permutations
     */
    public record Global(double i, double expected, double z, double p) {}

    /**
     * The local I of a feature; all NaN for an island.
     *
     * @param i I_i
     * @param lag the mean of its neighbours' values
     * @param z NaN without permutations
     * @param p NaN without permutations
     */
    public record Local(double i, double lag, double z, double p) {}

    private static final int PERMUTATIONS_BETWEEN_CHECKS = 1 << 10;

    /** So many places are drawn before they are used, so that no number of permutations needs more memory. */
    private static final int SAMPLES_AT_ONCE = 1 << 22;

    private static final int FEATURES_PER_BLOCK = 1 << 10;

    /** From so many features on it is less work to sort the places of all samples than to add each sum up for each feature. */
    private static final int WORTH_SORTING = 16;

    private final double[] z;
    private final int[][] neighbours;
    private final double mean;
    private final double squares;

    /**
     * @param values x, at least {@value #FEWEST}, not all equal
     * @param neighbours the positions of each feature's neighbours
     */
    public Moran(double[] values, int[][] neighbours) {
        int n = values.length;
        if (n < FEWEST) {
            throw Refusal.of("pattern.few", "fewest", FEWEST, "got", n).about("attribute");
        }
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (!(min < max)) {
            throw Refusal.of("pattern.equal", "got", min).about("attribute");
        }
        mean = sum / n;
        z = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            z[i] = values[i] - mean;
            total += z[i] * z[i];
        }
        squares = total;
        this.neighbours = neighbours;
    }

    /** How many features have no neighbours. */
    public int islands() {
        int islands = 0;
        for (int[] others : neighbours) {
            islands += others.length == 0 ? 1 : 0;
        }
        return islands;
    }

    /**
     * The global I.
     *
     * @param permutations how many, 0 for none
     * @param monitor asked before each permutation
     */
    public Global global(int permutations, long seed, Monitor monitor) {
        int n = z.length;
        if (islands() == n) {
            throw Refusal.of("pattern.islands").about("neighbours");
        }
        double observed = index(z);
        SplittableRandom random = new SplittableRandom(seed);
        double[] shuffled = z.clone();
        Simulation simulation = new Simulation(observed);
        for (int r = 0; r < permutations; r++) {
            monitor.check();
            for (int i = n - 1; i > 0; i--) {
                swap(shuffled, i, random.nextInt(i + 1));
            }
            simulation.add(index(shuffled));
        }
        return new Global(observed, -1.0 / (n - 1), simulation.z(), simulation.p());
    }

    private double index(double[] values) {
        double sum = 0;
        int withNeighbours = 0;
        for (int i = 0; i < values.length; i++) {
            if (neighbours[i].length > 0) {
                sum += values[i] * lag(values, neighbours[i]);
                withNeighbours++;
            }
        }
        return values.length / (double) withNeighbours * sum / squares;
    }

    /**
     * The local I of each feature.
     *
     * @param permutations how many, 0 for none
     * @param monitor asked before each block of features
     */
    public Local[] local(int permutations, long seed, Monitor monitor) {
        double m2 = squares / z.length;
        double[] lags = new double[z.length];
        Simulation[] simulations = new Simulation[z.length];
        Map<Integer, List<Integer>> byNeighbours = new TreeMap<>();
        for (int i = 0; i < z.length; i++) {
            int k = neighbours[i].length;
            lags[i] = k == 0 ? Double.NaN : lag(z, neighbours[i]);
            simulations[i] = new Simulation(z[i] / m2 * lags[i]);
            if (k > 0) {
                byNeighbours.computeIfAbsent(k, key -> new ArrayList<>()).add(i);
            }
        }
        Samples samples = new Samples(z);
        byNeighbours.forEach((k, features) -> {
            int[] byRank = byRank(features);
            // a generator of its own, so that no result hangs on how many neighbours other features have
            SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (k + 1));
            for (int done = 0; done < permutations; ) {
                int count = Math.min(permutations - done, Math.max(1, SAMPLES_AT_ONCE / k));
                Samples.Drawn drawn = samples.draw(count, k, byRank.length >= WORTH_SORTING, random, monitor);
                simulate(byRank, drawn, m2, simulations, monitor);
                done += count;
            }
        });
        Local[] locals = new Local[z.length];
        for (int i = 0; i < locals.length; i++) {
            Simulation simulation = simulations[i];
            locals[i] = new Local(simulation.observed, mean + lags[i], simulation.z(), simulation.p());
        }
        return locals;
    }

    private int[] byRank(List<Integer> features) {
        double[] values = new double[features.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = z[features.get(i)];
        }
        int[] byRank = SortedOrder.of(values);
        for (int i = 0; i < byRank.length; i++) {
            byRank[i] = features.get(byRank[i]);
        }
        return byRank;
    }

    private void simulate(int[] byRank, Samples.Drawn drawn, double m2, Simulation[] simulations, Monitor monitor) {
        Workers.of(monitor.silent()).run(byRank.length, FEATURES_PER_BLOCK, () -> (from, to) -> {
            Samples.Sums sums = drawn.sums();
            for (int f = from; f < to; f++) {
                int i = byRank[f];
                sums.without(z[i]);
                simulations[i].add(z[i] / m2, sums.values, drawn.k);
            }
        });
    }

    /**
     * The kind of a feature, by its value and its lag.
     *
     * @param significance the highest p that counts
     */
    public Kind kind(int i, Local local, double significance) {
        if (!(local.p() <= significance)) {
            return Kind.NS;
        }
        boolean high = z[i] > 0;
        boolean amongHigh = local.lag() > mean;
        if (high) {
            return amongHigh ? Kind.HH : Kind.HL;
        }
        return amongHigh ? Kind.LH : Kind.LL;
    }

    /**
     * Samples of all values but one, drawn without replacement, each in O(k) by Floyd's algorithm (J. Bentley and R. Floyd, "A
     * sample of brilliance", Communications of the ACM 30, 1987). A sample is of places among the sorted values without the
     * one that is left out, so that one serves every feature.
     */
    private static final class Samples {

        private final double[] sorted;
        /** Of each place, the last sample that it was in. */
        private final int[] sampled;

        private int samples;

        Samples(double[] values) {
            sorted = values.clone();
            Arrays.sort(sorted);
            sampled = new int[sorted.length - 1];
        }

        /** The place of the first of the values that equal one. */
        private int rank(double value) {
            int low = 0;
            int high = sorted.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] < value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Draws some samples of k places. */
        Drawn draw(int count, int k, boolean byPlace, SplittableRandom random, Monitor monitor) {
            int[] places = new int[count * k];
            for (int next = 0; next < places.length; next += k) {
                if (next / k % PERMUTATIONS_BETWEEN_CHECKS == 0) {
                    monitor.check();
                }
                draw(places, next, k, random);
            }
            return new Drawn(places, k, byPlace);
        }

        private void draw(int[] places, int next, int k, SplittableRandom random) {
            if (++samples == 0) {
                // after 2³² samples their numbers come again
                Arrays.fill(sampled, 0);
                samples = 1;
            }
            int at = next;
            for (int last = sampled.length - k; last < sampled.length; last++) {
                int place = random.nextInt(last + 1);
                if (sampled[place] == samples) {
                    place = last;
                }
                sampled[place] = samples;
                places[at++] = place;
            }
        }

        /** Samples that were drawn. */
        private final class Drawn {

            private final int[] places;
            private final int k;

            /**
             * Places and the samples that they are in, by place: a sample's sum changes with the values at its places alone. Null
             * where all sums are added up again for each feature.
             */
            private final long[] samplesByPlace;

            Drawn(int[] places, int k, boolean byPlace) {
                this.places = places;
                this.k = k;
                if (!byPlace) {
                    samplesByPlace = null;
                    return;
                }
                samplesByPlace = new long[places.length];
                for (int i = 0; i < places.length; i++) {
                    samplesByPlace[i] = (long) places[i] << Integer.SIZE | i / k;
                }
                Arrays.parallelSort(samplesByPlace);
            }

            Sums sums() {
                return new Sums(this);
            }
        }

        /** The sums of samples, for one feature after the other, their values ascending. */
        private final class Sums {

            private final Drawn drawn;
            private final double[] values;
            private int rank = -1;
            private int next;

            Sums(Drawn drawn) {
                this.drawn = drawn;
                values = new double[drawn.places.length / drawn.k];
            }

            /** Leaves a value out. */
            void without(double value) {
                int before = rank;
                rank = rank(value);
                long[] byPlace = drawn.samplesByPlace;
                if (before >= 0 && byPlace != null) {
                    for (; next < byPlace.length && byPlace[next] >>> Integer.SIZE < rank; next++) {
                        int sample = (int) byPlace[next];
                        values[sample] = sum(sample);
                    }
                    return;
                }
                for (int sample = 0; sample < values.length; sample++) {
                    values[sample] = sum(sample);
                }
                int found = byPlace == null ? 0 : Arrays.binarySearch(byPlace, (long) rank << Integer.SIZE);
                next = found < 0 ? -found - 1 : found;
            }

            private double sum(int sample) {
                double sum = 0;
                for (int i = sample * drawn.k; i < (sample + 1) * drawn.k; i++) {
                    int place = drawn.places[i];
                    sum += sorted[place < rank ? place : place + 1];
                }
                return sum;
            }
        }
    }

    private static double lag(double[] values, int[] others) {
        double sum = 0;
        for (int other : others) {
            sum += values[other];
        }
        return sum / others.length;
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    /** The permuted statistics, of which only what z and p need is kept. */
    private static final class Simulation {
        /** Permuted sums come in another order, so equal ones may differ by rounding. */
        private static final double ROUNDING = 1e-12;

        private final double observed;
        private final double tolerance;
        private int count;
        private int atLeast;
        private int atMost;
        private double sumOfDifferences;
        private double sumOfSquares;

        Simulation(double observed) {
            this.observed = observed;
            tolerance = ROUNDING * Math.max(1, Math.abs(observed));
        }

        /** Adds the local ones of samples, by their sums: most of the work, for which the running sums stay in registers. */
        void add(double scale, double[] sums, int k) {
            int high = 0;
            int low = 0;
            double differences = sumOfDifferences;
            double squares = sumOfSquares;
            for (double sum : sums) {
                double difference = scale * sum / k - observed;
                high += difference >= -tolerance ? 1 : 0;
                low += difference <= tolerance ? 1 : 0;
                differences += difference;
                squares += difference * difference;
            }
            count += sums.length;
            atLeast += high;
            atMost += low;
            sumOfDifferences = differences;
            sumOfSquares = squares;
        }

        void add(double value) {
            double difference = value - observed;
            count++;
            atLeast += difference >= -tolerance ? 1 : 0;
            atMost += difference <= tolerance ? 1 : 0;
            sumOfDifferences += difference;
            sumOfSquares += difference * difference;
        }

        double z() {
            double mean = sumOfDifferences / count;
            double sd = Math.sqrt(sumOfSquares / count - mean * mean);
            return sd > ROUNDING * Math.max(1, Math.abs(observed)) ? -mean / sd : Double.NaN;
        }

        double p() {
            return count == 0 ? Double.NaN : (1.0 + Math.min(atLeast, atMost)) / (1 + count);
        }
    }
}
