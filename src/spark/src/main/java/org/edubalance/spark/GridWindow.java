package org.edubalance.spark;

import org.edubalance.density.DensityGrid;
import org.edubalance.density.GroundMetric;
import org.edubalance.messages.Refusal;

/**
 * Where the grid lies.
 *
 * @param box minx, miny, maxx, maxy; null for the data's bounds widened by the radius
 */
record GridWindow(double[] box, GroundCrs crs, Double cellSize, int width, int height) {

    private static final double LARGEST_COORDINATE = 1e9;
    private static final int MOST_COLUMNS = 1_000_000;
    private static final long MOST_CELLS = 100_000_000_000L;
    private static final int CELLS_ACROSS = 250;

    static GridWindow of(Inputs in) {
        Double cellSize = in.positive("cellSize");
        int width = in.whole("outputWidth", 0, 1, MOST_COLUMNS);
        int height = in.whole("outputHeight", 0, 1, Integer.MAX_VALUE);
        if ((width == 0) != (height == 0)) {
            throw Refusal.of("spark.density.size")
                    .about(width == 0 ? "outputWidth" : "outputHeight")
                    .missing();
        }
        if (cellSize != null && width != 0) {
            throw Refusal.of("spark.density.exclusive").about("cellSize");
        }
        String text = in.optional("outputBBOX");
        if (text == null) {
            return new GridWindow(null, null, cellSize, width, height);
        }
        String[] parts = text.split(",");
        if (parts.length != 4 && parts.length != 5) {
            throw Refusal.of("spark.density.box", "got", text).about("outputBBOX");
        }
        double[] box = new double[4];
        for (int i = 0; i < 4; i++) {
            box[i] = Inputs.number("outputBBOX", parts[i]);
        }
        if (!(box[0] < box[2] && box[1] < box[3])) {
            throw Refusal.of("spark.density.box", "got", text).about("outputBBOX");
        }
        GroundCrs crs = parts.length == 5 ? GroundCrs.of("outputBBOX", parts[4]) : null;
        return new GridWindow(box, crs, cellSize, width, height);
    }

    void checkCrs(GroundCrs data) {
        if (crs != null && !crs.equals(data)) {
            throw Refusal.of("spark.crs.differ", "first", data.toString(), "second", crs.toString())
                    .about("outputBBOX");
        }
    }

    /** The grid that the process would have too. */
    DensityGrid grid(PointSummary data, GroundMetric metric, double radius) {
        double[] extent = box == null ? widened(data, metric, radius) : box;
        double limit = LARGEST_COORDINATE / metric.metresPerX(0);
        for (double side : extent) {
            if (!Double.isFinite(side)) {
                throw Refusal.of("spark.density.pole", "radius", radius)
                        .about("outputBBOX")
                        .missing();
            }
            if (Math.abs(side) > limit) {
                throw Refusal.of("spark.density.far", "limit", limit, "got", side)
                        .about(box == null ? "data" : "outputBBOX");
            }
        }
        double across = extent[2] - extent[0];
        double up = extent[3] - extent[1];
        if (width != 0) {
            check(width, height);
            return DensityGrid.over(extent[0], extent[1], extent[2], extent[3], width, height);
        }
        double cell;
        if (cellSize == null) {
            cell = Math.min(across, up) / CELLS_ACROSS;
        } else {
            double y = (extent[1] + extent[3]) / 2;
            cell = cellSize / Math.sqrt(metric.metresPerX(y) * metric.metresPerY(y));
        }
        // cells that only rounding puts outside are none
        double columns = Math.max(1, Math.ceil(across / cell - 1e-6));
        double rows = Math.max(1, Math.ceil(up / cell - 1e-6));
        check(columns, rows);
        return new DensityGrid(extent[0], extent[3], cell, cell, (int) columns, (int) rows);
    }

    private static double[] widened(PointSummary data, GroundMetric metric, double radius) {
        double reach = Math.max(metric.reach(data.minY, radius), metric.reach(data.maxY, radius));
        return new double[] {
            data.minX - reach, metric.lowest(data.minY, radius), data.maxX + reach, metric.highest(data.maxY, radius)
        };
    }

    private static void check(double columns, double rows) {
        if (columns > MOST_COLUMNS || rows > Integer.MAX_VALUE || columns * rows > MOST_CELLS) {
            throw Refusal.of("spark.density.grid", "columns", columns, "rows", rows, "limit", MOST_CELLS);
        }
    }
}
