package org.edubalance.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;
import org.edubalance.density.AreaUnit;
import org.edubalance.density.DensityGrid;
import org.edubalance.density.DensityOutput;
import org.edubalance.density.Kernel;
import org.edubalance.density.KernelDensity;
import org.edubalance.density.Precision;
import org.edubalance.density.StudyArea;
import org.edubalance.density.WeightedPoints;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.locationtech.jts.geom.Geometry;

/**
 * Computes tiles and writes them, on whichever machine they are asked of.
 *
 * @param mask the study area, null for none
 * @param bands the bands' names
 * @param reduction how many cells of a row make one of the overview
 * @param folder where the files go
 */
record TileWork(
        DensityGrid grid,
        GroundCrs crs,
        Kernel kernel,
        DensityOutput output,
        AreaUnit areaUnit,
        Geometry mask,
        boolean edgeCorrection,
        double[] radii,
        List<String> bands,
        int reduction,
        String folder)
        implements Serializable {

    /** Ends the work of a task that nobody waits for. */
    private static final Monitor TASK = new Monitor() {
        @Override
        public void check() {
            TaskContext task = TaskContext.get();
            if (task != null) {
                task.killTaskIfInterrupted();
            }
        }

        @Override
        public void report(double share) {
            // Spark counts tasks
        }
    };

    /**
     * What there is to tell of a tile.
     *
     * @param overview the means of the tile's cells by band, in the overview's cells
     * @param max the highest value by band, NaN where there is none
     */
    record Done(int tile, double[][] overview, double[] max) implements Serializable {}

    KernelDensity density() {
        return new KernelDensity(crs.metric())
                .kernel(kernel)
                .output(output)
                .areaUnit(areaUnit)
                .studyArea(mask == null ? null : new StudyArea(List.of(mask)))
                .edgeCorrection(edgeCorrection)
                .precision(Precision.EXACT);
    }

    /** How far a point reaches, in metres. */
    double support() {
        double largest = 0;
        for (double radius : radii) {
            largest = Math.max(largest, radius);
        }
        return largest * kernel.support() * (1 + 1e-8);
    }

    Done compute(TilePlan.Tile tile, Iterator<PointChunk> chunks, SerializableConfiguration configuration)
            throws IOException {
        WeightedPoints points = new WeightedPoints();
        while (chunks.hasNext()) {
            PointChunk chunk = chunks.next();
            for (int i = 0; i < chunk.size(); i++) {
                points.add(chunk.x(i), chunk.y(i), chunk.weight(i));
            }
        }
        DensityGrid part = tile.grid(grid);
        double[][] cells = new double[radii.length][(int) part.cells()];
        // the cluster has as many tasks as cores
        Workers alone = new Workers(Runnable::run, 1, TASK);
        density()
                .rows(
                        alone,
                        points,
                        part,
                        (band, row, values) ->
                                System.arraycopy(values, 0, cells[band], row * part.width(), values.length),
                        radii);
        Output.writeFromTask(configuration.value(), folder + "/" + tile.file(), TiffFile.of(part, crs, cells, bands));
        double[][] overview = new double[radii.length][];
        double[] max = new double[radii.length];
        for (int band = 0; band < radii.length; band++) {
            overview[band] = reduced(cells[band], part);
            max[band] = Double.NaN;
            for (double value : cells[band]) {
                max[band] = value > max[band] || Double.isNaN(max[band]) ? value : max[band];
            }
        }
        return new Done(tile.number, overview, max);
    }

    /** Means over squares of cells, of those that have a value. */
    private double[] reduced(double[] cells, DensityGrid part) {
        int width = (part.width() + reduction - 1) / reduction;
        int height = (part.height() + reduction - 1) / reduction;
        double[] sum = new double[width * height];
        int[] count = new int[width * height];
        for (int row = 0; row < part.height(); row++) {
            for (int column = 0; column < part.width(); column++) {
                double value = cells[row * part.width() + column];
                if (!Double.isNaN(value)) {
                    int at = row / reduction * width + column / reduction;
                    sum[at] += value;
                    count[at]++;
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = count[i] == 0 ? Double.NaN : sum[i] / count[i];
        }
        return sum;
    }
}
