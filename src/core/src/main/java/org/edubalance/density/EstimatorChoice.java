package org.edubalance.density;

import org.edubalance.density.DensityEstimator.Scene;

/** Which estimator computes a scene: the quickest by {@link CostModel} of those that a {@link Precision} allows. */
final class EstimatorChoice {

    /** What {@link Precision#AUTO} spends on being exact where it need not: ten seconds of one core. */
    static final double AUTO_LIMIT = 1e10;

    private final CostModel cost;
    private final boolean exact;

    EstimatorChoice(Precision precision, Scene scene) {
        cost = new CostModel(scene);
        double leastExact = Math.min(cost.sweep(), cost.scatter());
        boolean quicker = Math.min(cost.binned(), cost.moments()) < leastExact;
        exact = switch (precision) {
            case EXACT -> true;
            case FAST -> !quicker;
            case AUTO -> !(quicker && leastExact > AUTO_LIMIT);
        };
    }

    boolean isExact() {
        return exact;
    }

    DensityEstimator estimator() {
        if (exact) {
            return cost.sweep() < cost.scatter() ? new SweepEstimator() : new ScatterEstimator();
        }
        return cost.binned() < cost.moments() ? new BinnedEstimator() : new MomentEstimator();
    }
}
