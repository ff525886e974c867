package org.edubalance.access;

import java.util.Arrays;
import org.edubalance.geometry.SpaceTree;
import org.edubalance.work.Workers;

/**
 * The supply nearest to each demand; of equally near ones the first.
 *
 * @param supply which it is, −1 where there is none that can be got to
 * @param distance how far it is, in metres or in a network's costs; NaN where there is none
 */
public record Nearest(int[] supply, double[] distance) {

    private static final int DEMAND_PER_BLOCK = 4096;

    /** Nothing found so far. */
    static Nearest none(int demand) {
        Nearest none = new Nearest(new int[demand], new double[demand]);
        Arrays.fill(none.supply, -1);
        Arrays.fill(none.distance, Double.NaN);
        return none;
    }

    /** The nearest by straight lines on the ground. */
    public static Nearest onGround(GroundPlaces demand, GroundPlaces supply, Workers workers) {
        SpaceTree tree = supply.tree(workers.part(0, 0.1));
        Nearest nearest = none(demand.count());
        workers.part(0.1, 1).run(demand.count(), DEMAND_PER_BLOCK, () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                nearest.put(demand, i, tree);
            }
        });
        return nearest;
    }

    /** Finds the nearest of one demand. */
    void put(GroundPlaces demand, int i, SpaceTree tree) {
        Search search = new Search(tree, demand, i);
        tree.search(demand.x[i], demand.y[i], demand.z[i], search);
        supply[i] = search.nearest;
        distance[i] = demand.ground().distance(search.least);
    }

    private static final class Search implements SpaceTree.Search {

        private final SpaceTree tree;
        private final double px;
        private final double py;
        private final double pz;
        private int nearest = -1;
        private double least = Double.POSITIVE_INFINITY;

        Search(SpaceTree tree, GroundPlaces places, int i) {
            this.tree = tree;
            px = places.x[i];
            py = places.y[i];
            pz = places.z[i];
        }

        @Override
        public boolean enters(int node, double squared) {
            return squared <= least;
        }

        @Override
        public void places(int leaf, int from, int to) {
            for (int t = from; t < to; t++) {
                double squared = tree.squared(t, px, py, pz);
                if (squared < least || squared == least && tree.place(t) < nearest) {
                    least = squared;
                    nearest = tree.place(t);
                }
            }
        }
    }
}
