package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.edubalance.density.DensityEstimator.Scene;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.junit.jupiter.api.Test;

class CostModelTest {

    private static final GroundMetric METRES = GroundMetric.planar(1);

    private static Scene scene(Kernel kernel, int points, int cells, double radius) {
        SplittableRandom random = new SplittableRandom(1);
        WeightedPoints store = new WeightedPoints();
        for (int i = 0; i < points; i++) {
            store.add(random.nextDouble() * cells, random.nextDouble() * cells, random.nextDouble());
        }
        DensityGrid grid = new DensityGrid(0, cells, 1, 1, cells, cells);
        double reach = radius * kernel.support() * (1 + Kernel.EDGE);
        Buckets buckets = new Buckets(store, null, METRES, grid, reach, reach, Workers.of(Monitor.NONE));
        return new Scene(grid, METRES, kernel, store, buckets, radius, store.weight());
    }

    private static double[] run(DensityEstimator estimator, Scene scene) {
        int width = scene.grid().width();
        double[] result = new double[(int) scene.grid().cells()];
        estimator.estimate(
                scene,
                (row, sum) -> System.arraycopy(sum, 0, result, row * width, width),
                new Workers(ForkJoinPool.commonPool(), 2, Monitor.NONE));
        return result;
    }

    @Test
    void scatterForFewCellsAndSweepForMany() {
        for (Kernel kernel : Kernel.values()) {
            if (kernel.isPolynomial()) {
                assertThat(new EstimatorChoice(Precision.EXACT, scene(kernel, 1000, 300, 1)).estimator())
                        .isInstanceOf(ScatterEstimator.class);
                assertThat(new EstimatorChoice(Precision.EXACT, scene(kernel, 1000, 300, 100)).estimator())
                        .isInstanceOf(SweepEstimator.class);
            } else {
                assertThat(new EstimatorChoice(Precision.EXACT, scene(kernel, 1000, 300, 100)).estimator())
                        .isInstanceOf(ScatterEstimator.class);
            }
        }
    }

    @Test
    void autoGivesUpExactnessBeyondItsLimitOnly() {
        Scene cheap = scene(Kernel.GAUSSIAN, 1000, 500, 10);
        assertThat(new CostModel(cheap).scatter()).isLessThan(EstimatorChoice.AUTO_LIMIT);
        assertThat(new EstimatorChoice(Precision.AUTO, cheap).isExact()).isTrue();
        Scene dear = scene(Kernel.GAUSSIAN, 300_000, 500, 40);
        assertThat(new CostModel(dear).scatter()).isGreaterThan(EstimatorChoice.AUTO_LIMIT);
        assertThat(new EstimatorChoice(Precision.AUTO, dear).isExact()).isFalse();
        assertThat(new EstimatorChoice(Precision.FAST, dear).isExact()).isFalse();
        assertThat(new EstimatorChoice(Precision.EXACT, dear).isExact()).isTrue();
    }

    @Test
    void kinksAreNeverApproximated() {
        for (Kernel kernel : new Kernel[] {Kernel.UNIFORM, Kernel.TRIANGULAR, Kernel.EPANECHNIKOV}) {
            assertThat(new EstimatorChoice(Precision.FAST, scene(kernel, 100_000, 500, 100)).isExact())
                    .isTrue();
        }
    }

    @Test
    void costsGrowWithWhatTheyDependOn() {
        CostModel small = new CostModel(scene(Kernel.QUARTIC, 1000, 300, 40));
        CostModel points = new CostModel(scene(Kernel.QUARTIC, 2000, 300, 40));
        CostModel radius = new CostModel(scene(Kernel.QUARTIC, 1000, 300, 80));
        assertThat(points.scatter()).isCloseTo(2 * small.scatter(), org.assertj.core.data.Percentage.withPercentage(5));
        assertThat(radius.scatter() / small.scatter()).isBetween(3.0, 4.0);
        assertThat(radius.sweep() / small.sweep()).isBetween(1.0, 2.0);
        assertThat(radius.binned()).isLessThan(small.binned());
    }

    /** Whatever the model says next to where it changes its mind, the surface is the same. */
    @Test
    void estimatorsAgreeAcrossTheSwitchPoints() {
        for (double radius = 1; radius < 60; radius *= 1.5) {
            Scene scene = scene(Kernel.QUARTIC, 400, 120, radius);
            double[] scatter = run(new ScatterEstimator(), scene);
            double[] sweep = run(new SweepEstimator(), scene);
            double peak = NaiveDensity.max(scatter);
            double[] binned = BinnedEstimator.suits(scene.grid(), METRES, Kernel.QUARTIC, radius)
                    ? run(new BinnedEstimator(), scene)
                    : sweep;
            double[] moments = MomentEstimator.suits(scene.grid(), METRES, Kernel.QUARTIC, radius)
                    ? run(new MomentEstimator(), scene)
                    : sweep;
            for (int i = 0; i < scatter.length; i++) {
                assertThat(Math.abs(sweep[i] - scatter[i])).isLessThan(1e-9 * peak);
                assertThat(Math.abs(binned[i] - scatter[i])).isLessThan(1e-3 * peak);
                assertThat(Math.abs(moments[i] - scatter[i])).isLessThan(1e-3 * peak);
            }
        }
    }
}
