package org.edubalance.access;

import java.util.Arrays;
import org.edubalance.geometry.SpaceTree;
import org.edubalance.work.Workers;

/**
 * Two-step floating catchments by straight lines on the ground. With demand D_k, supply S_j, its catchment d₀ and a decay
 * f that is 0 beyond it,
 *
 * <pre>
 *   R_j = S_j / Σ_k D_k f(d_kj)          A_i = Σ_j R_j f(d_ij)
 * </pre>
 *
 * <p>A_i is what there is for each person at i. Σ D_i A_i = Σ S_j over the supplies that anyone reaches. The modified form
 * takes f² in A and so leaves out what the distance loses: P. L. Delamater, "Spatial accessibility in suboptimally
 * configured health care systems: a modified two-step floating catchment area (M2SFCA) metric", Health &amp; Place 24 (2013).
 * For the methods see {@link Decay}.
 *
 * <p>Costs O((n + m) log(n + m) + pairs within the catchments); nothing is kept of a pair.
 */
public final class FloatingCatchments {

    /** A distance of exactly the catchment is within it, however it was rounded; this is of squares. */
    static final double ROUNDING = 1 + 2e-9;

    private static final int LEAVES_PER_BLOCK = 128;

    /** Distances whose weights are computed together. */
    private static final int TOGETHER = 512;

    private static final int SUPPLIES_PER_BLOCK = 16;

    private final GroundPlaces demandPlaces;
    private final double[] demand;
    private final GroundPlaces supplyPlaces;
    private final double[] supply;
    private final double[] catchments;
    /** 1 over the square of each catchment. */
    private final double[] inverses;

    private final Decay decay;
    private final boolean modified;

    /**
     * Says what is computed.
     *
     * @param demand of each place, at least 0
     * @param supply of each place, above 0
     * @param catchments of each supply, in metres, above 0
     * @param modified whether A takes the square of f
     */
    public FloatingCatchments(
            GroundPlaces demandPlaces,
            double[] demand,
            GroundPlaces supplyPlaces,
            double[] supply,
            double[] catchments,
            Decay decay,
            boolean modified) {
        this.demandPlaces = demandPlaces;
        this.demand = demand;
        this.supplyPlaces = supplyPlaces;
        this.supply = supply;
        this.catchments = catchments;
        inverses = Arrays.stream(catchments)
                .map(catchment -> 1 / (catchment * catchment))
                .toArray();
        this.decay = decay;
        this.modified = modified;
    }

    /** Computes it. */
    public Accessibility compute(Workers workers) {
        SpaceTree demandTree = demandPlaces.tree(workers.part(0, 0.15));
        double[] ratios = ratios(demandTree, workers.part(0.15, 0.55));
        Accessibility result = new Accessibility(
                ratios, new double[demand.length], new int[demand.length], Nearest.none(demand.length));
        Supplies supplies = new Supplies(ratios, workers.part(0.55, 0.6));
        workers.part(0.6, 1).run(demandTree.leaves(), LEAVES_PER_BLOCK, () -> {
            Reach reach = new Reach(demandTree, supplies);
            return (from, to) -> {
                for (int leaf = from; leaf < to; leaf++) {
                    reach.fromLeaf(leaf, result);
                }
            };
        });
        return result;
    }

    /** The square of the straight line that ends at the edge of a supply's catchment. */
    private double limit(double catchment) {
        return demandPlaces.ground().squaredChord(catchment) * ROUNDING;
    }

    private double[] ratios(SpaceTree tree, Workers workers) {
        double[] ratios = new double[supply.length];
        double[] ordered = tree.inOrder(demand);
        workers.run(supply.length, SUPPLIES_PER_BLOCK, () -> {
            Sum sum = new Sum(tree, ordered);
            return (from, to) -> {
                for (int j = from; j < to; j++) {
                    ratios[j] = Accessibility.ratio(supply[j], sum.of(j));
                }
            };
        });
        return ratios;
    }

    /** Σ_k D_k f(d_kj) of one supply after the other. */
    private final class Sum implements SpaceTree.Search {

        private final SpaceTree tree;
        private final double[] ordered;
        private final double[] squares = new double[TOGETHER];
        private final double[] demands = new double[TOGETHER];
        private final double[] same = new double[TOGETHER];
        private final double[] weights = new double[TOGETHER];
        private double px;
        private double py;
        private double pz;
        private double limit;
        private int count;
        private double total;

        Sum(SpaceTree tree, double[] ordered) {
            this.tree = tree;
            this.ordered = ordered;
        }

        double of(int j) {
            px = supplyPlaces.x[j];
            py = supplyPlaces.y[j];
            pz = supplyPlaces.z[j];
            limit = limit(catchments[j]);
            Arrays.fill(same, inverses[j]);
            count = 0;
            total = 0;
            tree.search(px, py, pz, this);
            add();
            return total;
        }

        @Override
        public boolean enters(int node, double squared) {
            return squared <= limit;
        }

        @Override
        public void places(int leaf, int from, int to) {
            if (count + to - from > TOGETHER) {
                add();
            }
            for (int t = from; t < to; t++) {
                double squared = tree.squared(t, px, py, pz);
                squares[count] = squared;
                demands[count] = ordered[t];
                count += squared <= limit ? 1 : 0;
            }
        }

        private void add() {
            demandPlaces.ground().squaredDistances(squares, count);
            decay.weights(squares, same, count, weights);
            for (int i = 0; i < count; i++) {
                total += demands[i] * weights[i];
            }
            count = 0;
        }
    }

    /** What the demands of a leaf reach: the supplies near them are looked up once for all of them. */
    private final class Reach implements SpaceTree.Search {

        private final SpaceTree demandTree;
        private final Supplies supplies;
        private final SpaceTree tree;
        private final double leastLimit;

        /** Where the demands lie. */
        private double[] box;

        /** The supplies in whose catchments one of them may lie. */
        private int[] near = new int[TOGETHER];

        private int count;

        /** Those in whose catchments a demand lies. */
        private int[] own = new int[TOGETHER];

        private double[] squares = new double[TOGETHER];
        private double[] inverses = new double[TOGETHER];
        private double[] weights = new double[TOGETHER];

        Reach(SpaceTree demandTree, Supplies supplies) {
            this.demandTree = demandTree;
            this.supplies = supplies;
            tree = supplies.tree;
            leastLimit = Arrays.stream(supplies.limits).min().orElse(0);
        }

        void fromLeaf(int leaf, Accessibility result) {
            count = 0;
            box = demandTree.box(leaf);
            tree.search(box, this);
            if (own.length < count) {
                own = new int[near.length];
                squares = new double[near.length];
                inverses = new double[near.length];
                weights = new double[near.length];
            }
            for (int t = demandTree.start(leaf); t < demandTree.start(leaf + 1); t++) {
                reach(t, result);
            }
        }

        @Override
        public boolean enters(int node, double squared) {
            return squared <= supplies.greatest[node];
        }

        @Override
        public void places(int leaf, int from, int to) {
            if (count + to - from > near.length) {
                near = Arrays.copyOf(near, 2 * near.length);
            }
            for (int t = from; t < to; t++) {
                near[count] = t;
                count += tree.squared(t, box) <= supplies.limits[t] ? 1 : 0;
            }
        }

        private void reach(int position, Accessibility result) {
            double px = demandTree.x(position);
            double py = demandTree.y(position);
            double pz = demandTree.z(position);
            int reached = 0;
            for (int c = 0; c < count; c++) {
                int t = near[c];
                double squared = tree.squared(t, px, py, pz);
                own[reached] = t;
                squares[reached] = squared;
                reached += squared <= supplies.limits[t] ? 1 : 0;
            }
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < reached; c++) {
                double squared = squares[c];
                if (squared < least || squared == least && tree.place(own[c]) < nearest) {
                    least = squared;
                    nearest = tree.place(own[c]);
                }
                inverses[c] = supplies.inverses[own[c]];
            }
            GroundPlaces.Ground ground = demandPlaces.ground();
            ground.squaredDistances(squares, reached);
            decay.weights(squares, inverses, reached, weights);
            double access = 0;
            for (int c = 0; c < reached; c++) {
                access += supplies.ratios[own[c]] * (modified ? weights[c] * weights[c] : weights[c]);
            }
            int i = demandTree.place(position);
            result.access()[i] = access;
            result.supplies()[i] = reached;
            if (least <= leastLimit) {
                result.nearest().supply()[i] = nearest;
                result.nearest().distance()[i] = ground.distance(least);
            } else {
                // one with a small catchment may be nearer
                result.nearest().put(demandPlaces, i, tree);
            }
        }
    }

    /** The supplies in the order of a tree over them. */
    private final class Supplies {

        private final SpaceTree tree;
        private final double[] limits;
        private final double[] inverses;

        /** R; 0 for one that nobody reaches, as a place without demand may still lie in its catchment. */
        private final double[] ratios;

        /** The greatest limit in each node. */
        private final double[] greatest;

        Supplies(double[] ratios, Workers workers) {
            tree = supplyPlaces.tree(workers);
            limits = tree.inOrder(Arrays.stream(catchments)
                    .map(FloatingCatchments.this::limit)
                    .toArray());
            inverses = tree.inOrder(FloatingCatchments.this.inverses);
            this.ratios = tree.inOrder(Arrays.stream(ratios)
                    .map(ratio -> Double.isNaN(ratio) ? 0 : ratio)
                    .toArray());
            greatest = tree.greatest(limits);
        }
    }
}
