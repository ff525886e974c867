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

    private static final int DEMAND_PER_BLOCK = 2048;

    /** Demands that look for supplies together. */
    private static final int TOGETHER = 16;

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
        SpaceTree supplyTree = supplyPlaces.tree(workers.part(0.55, 0.6));
        double[] limits = new double[supply.length];
        for (int t = 0; t < limits.length; t++) {
            limits[t] = limit(supplyTree.place(t));
        }
        double[] greatest = supplyTree.greatest(limits);
        // neighbours in the tree look at the same supplies
        workers.part(0.6, 1).run(demand.length, DEMAND_PER_BLOCK, () -> {
            Reach reach = new Reach(demandTree, supplyTree, limits, greatest, ratios);
            return (from, to) -> {
                for (int t = from; t < to; t += TOGETHER) {
                    reach.from(t, Math.min(to, t + TOGETHER), result);
                }
            };
        });
        return result;
    }

    /** The square of the straight line that ends at the edge of a supply's catchment. */
    private double limit(int j) {
        return demandPlaces.ground().squaredChord(catchments[j]) * ROUNDING;
    }

    private double[] ratios(SpaceTree tree, Workers workers) {
        double[] ratios = new double[supply.length];
        double[] ordered = tree.inOrder(demand);
        workers.run(supply.length, SUPPLIES_PER_BLOCK, () -> (from, to) -> {
            for (int j = from; j < to; j++) {
                Sum sum = new Sum(tree, ordered, j);
                tree.search(supplyPlaces.x[j], supplyPlaces.y[j], supplyPlaces.z[j], sum);
                ratios[j] = Accessibility.ratio(supply[j], sum.total);
            }
        });
        return ratios;
    }

    /** Σ_k D_k f(d_kj) of one supply. */
    private final class Sum implements SpaceTree.Search {

        private final SpaceTree tree;
        private final double[] ordered;
        private final int j;
        private final double limit;
        private double total;

        Sum(SpaceTree tree, double[] ordered, int j) {
            this.tree = tree;
            this.ordered = ordered;
            this.j = j;
            limit = limit(j);
        }

        @Override
        public boolean enters(int node, double squared) {
            return squared <= limit;
        }

        @Override
        public void places(int from, int to) {
            double px = supplyPlaces.x[j];
            double py = supplyPlaces.y[j];
            double pz = supplyPlaces.z[j];
            double inverse = inverses[j];
            GroundPlaces.Ground ground = demandPlaces.ground();
            double sum = 0;
            for (int t = from; t < to; t++) {
                double squared = tree.squared(t, px, py, pz);
                if (squared <= limit) {
                    sum += ordered[t] * decay.weight(ground.squaredDistance(squared), inverse);
                }
            }
            total += sum;
        }
    }

    /** What some demands that lie close together reach: the supplies near them are looked up once for all of them. */
    private final class Reach implements SpaceTree.Search {

        private final SpaceTree demandTree;
        private final SpaceTree tree;
        private final double[] limits;
        private final double[] greatest;
        private final double[] ratios;
        private final double leastLimit;

        /** Where the demands lie. */
        private final double[] box = new double[6];

        /** The supplies in whose catchments one of them may lie, by their positions in the tree. */
        private int[] near = new int[64];

        private int count;

        Reach(SpaceTree demandTree, SpaceTree tree, double[] limits, double[] greatest, double[] ratios) {
            this.demandTree = demandTree;
            this.tree = tree;
            this.limits = limits;
            this.greatest = greatest;
            this.ratios = ratios;
            leastLimit = Arrays.stream(limits).min().orElse(0);
        }

        /** The demands from one position in their tree up to another. */
        void from(int from, int to, Accessibility result) {
            for (int side = 0; side < 6; side += 2) {
                box[side] = Double.POSITIVE_INFINITY;
                box[side + 1] = Double.NEGATIVE_INFINITY;
            }
            for (int t = from; t < to; t++) {
                widen(0, demandTree.x(t));
                widen(2, demandTree.y(t));
                widen(4, demandTree.z(t));
            }
            count = 0;
            tree.search(box, this);
            for (int t = from; t < to; t++) {
                reach(t, result);
            }
        }

        private void widen(int side, double ordinate) {
            box[side] = Math.min(box[side], ordinate);
            box[side + 1] = Math.max(box[side + 1], ordinate);
        }

        @Override
        public boolean enters(int node, double squared) {
            return squared <= greatest[node];
        }

        @Override
        public void places(int from, int to) {
            if (count + to - from > near.length) {
                near = Arrays.copyOf(near, 2 * near.length + to - from);
            }
            for (int t = from; t < to; t++) {
                near[count] = t;
                count += tree.squared(t, box) <= limits[t] ? 1 : 0;
            }
        }

        private void reach(int position, Accessibility result) {
            GroundPlaces.Ground ground = demandPlaces.ground();
            double px = demandTree.x(position);
            double py = demandTree.y(position);
            double pz = demandTree.z(position);
            double access = 0;
            int supplies = 0;
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < count; c++) {
                int t = near[c];
                double squared = tree.squared(t, px, py, pz);
                if (squared <= limits[t]) {
                    int j = tree.place(t);
                    supplies++;
                    if (squared < least || squared == least && j < nearest) {
                        least = squared;
                        nearest = j;
                    }
                    double weight = decay.weight(ground.squaredDistance(squared), inverses[j]);
                    // a place without demand may be in reach of a supply that nobody reaches, which has no R
                    if (!Double.isNaN(ratios[j])) {
                        access += ratios[j] * (modified ? weight * weight : weight);
                    }
                }
            }
            int i = demandTree.place(position);
            result.access()[i] = access;
            result.supplies()[i] = supplies;
            if (least <= leastLimit) {
                result.nearest().supply()[i] = nearest;
                result.nearest().distance()[i] = ground.distance(least);
            } else {
                // one with a small catchment may be nearer
                result.nearest().put(demandPlaces, i, tree);
            }
        }
    }
}
