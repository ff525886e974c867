package org.edubalance.access;

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
    private static final int SUPPLIES_PER_BLOCK = 16;

    private final GroundPlaces demandPlaces;
    private final double[] demand;
    private final GroundPlaces supplyPlaces;
    private final double[] supply;
    private final double[] catchments;
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
        this.decay = decay;
        this.modified = modified;
    }

    /** Computes it. */
    public Accessibility compute(Workers workers) {
        PlaceTree demandTree = new PlaceTree(demandPlaces);
        workers.monitor().report(0.1);
        double[] ratios = ratios(demandTree, workers.part(0.1, 0.5));
        Accessibility result = new Accessibility(
                ratios, new double[demand.length], new int[demand.length], Nearest.none(demand.length));
        PlaceTree supplyTree = new PlaceTree(supplyPlaces);
        double[] limits = new double[supply.length];
        for (int t = 0; t < limits.length; t++) {
            limits[t] = limit(supplyTree.order[t]);
        }
        double[] greatest = supplyTree.greatest(limits);
        // neighbours in the tree look at the same supplies
        workers.part(0.5, 1).run(demand.length, DEMAND_PER_BLOCK, () -> (from, to) -> {
            Reach reach = new Reach(supplyTree, limits, greatest, ratios);
            for (int t = from; t < to; t++) {
                reach.from(demandTree.order[t], result);
            }
        });
        return result;
    }

    /** The square of the straight line that ends at the edge of a supply's catchment. */
    private double limit(int j) {
        return demandPlaces.ground().squaredChord(catchments[j]) * ROUNDING;
    }

    private double[] ratios(PlaceTree tree, Workers workers) {
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
    private final class Sum implements PlaceTree.Search {

        private final PlaceTree tree;
        private final double[] ordered;
        private final int j;
        private final double limit;
        private double total;

        Sum(PlaceTree tree, double[] ordered, int j) {
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
            double catchment = catchments[j];
            GroundPlaces.Ground ground = demandPlaces.ground();
            double sum = 0;
            for (int t = from; t < to; t++) {
                double squared = tree.squared(t, px, py, pz);
                if (squared <= limit) {
                    sum += ordered[t] * decay.weight(ground.squaredDistance(squared), catchment);
                }
            }
            total += sum;
        }
    }

    /** What one demand after another reaches. */
    private final class Reach implements PlaceTree.Search {

        private final PlaceTree tree;
        private final double[] limits;
        private final double[] greatest;
        private final double[] ratios;

        private double px;
        private double py;
        private double pz;
        private double access;
        private int supplies;
        private int nearest;
        private double least;

        Reach(PlaceTree tree, double[] limits, double[] greatest, double[] ratios) {
            this.tree = tree;
            this.limits = limits;
            this.greatest = greatest;
            this.ratios = ratios;
        }

        void from(int i, Accessibility result) {
            px = demandPlaces.x[i];
            py = demandPlaces.y[i];
            pz = demandPlaces.z[i];
            access = 0;
            supplies = 0;
            nearest = -1;
            least = Double.POSITIVE_INFINITY;
            tree.search(px, py, pz, this);
            result.access()[i] = access;
            result.supplies()[i] = supplies;
            result.nearest().supply()[i] = nearest;
            result.nearest().distance()[i] = demandPlaces.ground().distance(least);
        }

        @Override
        public boolean enters(int node, double squared) {
            return squared <= greatest[node] || squared <= least;
        }

        @Override
        public void places(int from, int to) {
            GroundPlaces.Ground ground = demandPlaces.ground();
            for (int t = from; t < to; t++) {
                double squared = tree.squared(t, px, py, pz);
                int j = tree.order[t];
                if (squared < least || squared == least && j < nearest) {
                    least = squared;
                    nearest = j;
                }
                if (squared <= limits[t]) {
                    supplies++;
                    double weight = decay.weight(ground.squaredDistance(squared), catchments[j]);
                    // a place without demand may be in reach of a supply that nobody reaches, which has no R
                    if (!Double.isNaN(ratios[j])) {
                        access += ratios[j] * (modified ? weight * weight : weight);
                    }
                }
            }
        }
    }
}
