package org.edubalance.density;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.edubalance.density.DensityEstimator.Scene;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/** One estimate: prepares points and weights, has each band estimated, and puts it into the unit that was asked for. */
final class DensityRun {

    /** The share of the work, as progress is told, that adaptive bandwidths take, and edge correction. */
    private static final double PREPARING = 0.3;

    private final KernelDensity settings;
    private final WeightedPoints points;
    private final DensityGrid grid;

    /** Of the grid's cells, null where the grid is in the metric's coordinates. */
    private final CellPlaces places;

    private final double[] radii;
    private final GroundMetric metric;
    private final Kernel kernel;

    /** The points in order for all exact bands of fixed bandwidths; null until the first one. */
    private Buckets shared;

    DensityRun(KernelDensity settings, WeightedPoints points, DensityGrid grid, CellPlaces places, double[] radii) {
        this.settings = settings;
        this.points = points;
        this.grid = grid;
        this.places = places;
        this.radii = radii;
        this.metric = settings.metric();
        this.kernel = settings.kernel();
    }

    DensitySurface surface(Workers workers) {
        float[][] bands = new float[radii.length][(int) grid.cells()];
        int outside = settings.edgeCorrection() ? dropOutside(workers.monitor()) : 0;
        Set<String> used = estimate(workers, (band, row, values) -> {
            int start = row * grid.width();
            for (int i = 0; i < values.length; i++) {
                bands[band][start + i] = (float) values[i];
            }
        });
        if (settings.output() == DensityOutput.SCALED) {
            for (float[] band : bands) {
                scale(band);
            }
        }
        return new DensitySurface(grid, radii, bands, String.join("+", used), outside);
    }

    /** Hands out the rows of every band. */
    void rows(Workers workers, DensityRows rows) {
        if (settings.edgeCorrection()) {
            dropOutside(workers.monitor());
        }
        estimate(workers, rows);
    }

    /** Returns the names of what estimated the bands. */
    private Set<String> estimate(Workers workers, DensityRows rows) {
        Set<String> used = new LinkedHashSet<>();
        for (int i = 0; i < radii.length; i++) {
            Workers part = workers.part(i / (double) radii.length, (i + 1) / (double) radii.length);
            used.add(places == null ? estimate(i, rows, part) : placed(i, rows, part));
        }
        return used;
    }

    /** Computes a band and returns the name of what did. */
    private String estimate(int band, DensityRows rows, Workers workers) {
        double radius = radii[band];
        double adapting = settings.adaptive() ? PREPARING : 0;
        double prepared = adapting + (settings.edgeCorrection() ? PREPARING : 0);
        Buckets buckets = settings.adaptive() ? adaptiveBuckets(radius, workers.part(0, adapting)) : null;
        EstimatorChoice choice = new EstimatorChoice(settings.precision(), scene(buckets, radius));
        if (buckets == null && choice.isExact()) {
            buckets = fixedBuckets(workers);
            // of the points that reach the grid
            choice = new EstimatorChoice(Precision.EXACT, scene(buckets, radius));
        }
        DensityEstimator estimator = choice.estimator();
        Scene weighted = weighted(scene(buckets, radius), workers.part(adapting, prepared));
        estimator.estimate(weighted, new Output(band, rows), workers.part(prepared, 1));
        return estimator.name();
    }

    /** The same where the cells lie anywhere. */
    private String placed(int band, DensityRows rows, Workers workers) {
        double radius = radii[band];
        double adapting = settings.adaptive() ? PREPARING : 0;
        double prepared = adapting + (settings.edgeCorrection() ? PREPARING : 0);
        points.closeUp(metric.period());
        double[] own = new double[points.size()];
        Arrays.fill(own, radius);
        if (settings.adaptive()) {
            own = AdaptiveBandwidth.of(points, radius, kernel, metric, workers.part(0, adapting));
        }
        double[] weight =
                settings.edgeCorrection() ? corrected(own, workers.part(adapting, prepared)) : points.weight();
        new PlacedEstimator(metric, kernel, points, own, weight, workers)
                .estimate(grid, places, new Output(band, rows), workers.part(prepared, 1));
        return PlacedEstimator.NAME;
    }

    private Scene scene(Buckets buckets, double radius) {
        return new Scene(grid, metric, kernel, points, buckets, radius, points.weight());
    }

    private int dropOutside(Monitor monitor) {
        StudyArea studyArea = settings.studyArea();
        double period = metric.period();
        if (period > 0) {
            double x = studyArea.envelope().centre().x;
            for (int i = 0; i < points.size(); i++) {
                points.x()[i] -= period * Math.rint((points.x(i) - x) / period);
            }
        }
        boolean[] inside = new boolean[points.size()];
        for (int i = 0; i < inside.length; i++) {
            if (i % 1024 == 0) {
                monitor.check();
            }
            inside[i] = studyArea.contains(points.x(i), points.y(i));
        }
        return points.retain(inside);
    }

    private Buckets fixedBuckets(Workers workers) {
        if (shared == null) {
            shared = buckets(null, radii, workers);
        }
        return shared;
    }

    private Buckets adaptiveBuckets(double radius, Workers workers) {
        double[] bandwidth = AdaptiveBandwidth.of(points, radius, kernel, metric, workers);
        return buckets(bandwidth, bandwidth.length == 0 ? new double[] {radius} : bandwidth, workers);
    }

    private Buckets buckets(double[] own, double[] bandwidths, Workers workers) {
        double support = kernel.support() * (1 + Kernel.EDGE);
        double smallest = Arrays.stream(bandwidths).min().orElseThrow() * support;
        double largest = Arrays.stream(bandwidths).max().orElseThrow() * support;
        return new Buckets(points, own, metric, grid, smallest, largest, workers);
    }

    /** With edge correction, the scene with weights over the shares of the kernels that fall inside. */
    private Scene weighted(Scene scene, Workers workers) {
        if (!settings.edgeCorrection()) {
            return scene;
        }
        double[] own = scene.buckets() == null ? null : scene.buckets().bandwidth;
        double[] bandwidth = own;
        if (own == null) {
            bandwidth = new double[scene.size()];
            Arrays.fill(bandwidth, scene.bandwidth());
        }
        return new Scene(
                grid, metric, kernel, points, scene.buckets(), scene.bandwidth(), corrected(bandwidth, workers));
    }

    /** The weights over the shares of the kernels that fall inside. */
    private double[] corrected(double[] bandwidth, Workers workers) {
        double[] result = new double[bandwidth.length];
        workers.run(result.length, 256, () -> (from, to) -> {
            for (int i = from; i < to; i++) {
                workers.monitor().check();
                double share = settings.studyArea().share(points.x(i), points.y(i), bandwidth[i], kernel, metric);
                result[i] = share > 0 ? points.weight(i) / share : 0;
            }
        });
        return result;
    }

    /** Hands on the rows of a band, in the unit that was asked for. */
    private final class Output implements DensityEstimator.RowSink {
        private final int band;
        private final DensityRows rows;
        private final double perArea = settings.areaUnit().squareMetres();

        Output(int band, DensityRows rows) {
            this.band = band;
            this.rows = rows;
        }

        @Override
        public void row(int row, double[] perSquareMetre) {
            double[] values = new double[grid.width()];
            if (places != null && settings.output() == DensityOutput.EXPECTED_COUNT) {
                double[] areas = new CellAreas(places, metric).row(row, grid.width());
                for (int i = 0; i < values.length; i++) {
                    values[i] = perSquareMetre[i] * areas[i];
                }
            } else {
                double factor = perArea;
                if (settings.output() == DensityOutput.EXPECTED_COUNT) {
                    double bottom = grid.maxY() - (row + 1) * grid.cellHeight();
                    factor = metric.area(grid.cellWidth(), bottom, bottom + grid.cellHeight());
                }
                for (int i = 0; i < values.length; i++) {
                    values[i] = perSquareMetre[i] * factor;
                }
            }
            if (settings.studyArea() != null) {
                boolean[] inside = new boolean[grid.width()];
                if (places == null) {
                    settings.studyArea().mark(grid, row, inside);
                } else {
                    markPlaces(row, inside);
                }
                for (int i = 0; i < inside.length; i++) {
                    if (!inside[i]) {
                        values[i] = Double.NaN;
                    }
                }
            }
            rows.row(band, row, values);
        }
    }

    private void markPlaces(int row, boolean[] inside) {
        double[] x = new double[inside.length];
        double[] y = new double[inside.length];
        places.along(row + 0.5, 0.5, x, y);
        double period = metric.period();
        double middle = settings.studyArea().envelope().centre().x;
        for (int i = 0; i < inside.length; i++) {
            double near = period > 0 ? x[i] - period * Math.rint((x[i] - middle) / period) : x[i];
            inside[i] = !Double.isNaN(near) && settings.studyArea().contains(near, y[i]);
        }
    }

    private static void scale(float[] band) {
        float max = 0;
        for (float value : band) {
            max = value > max ? value : max;
        }
        if (max > 0) {
            for (int i = 0; i < band.length; i++) {
                band[i] /= max;
            }
        }
    }
}
