package org.edubalance.process.density;

import java.util.Optional;
import java.util.function.Supplier;
import org.edubalance.density.DensityGrid;
import org.edubalance.density.GroundMetric;
import org.edubalance.density.WeightedPoints;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.GroundMetrics;
import org.edubalance.process.features.Inputs;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** The grid that a density is asked for: a bounding box and pixels, or a cell size, or neither. */
final class DensityWindow {

    /** The system property that raises or lowers the limit on a result's cells. */
    static final String MAX_CELLS = "edubalance.maxCells";

    private static final long DEFAULT_MAX_CELLS = 50_000_000;
    /** A row this long is computed in pieces of some hundred bytes a column and thread. */
    private static final double MOST_COLUMNS = 1e6;

    /** In metres. No map projection puts anything on Earth beyond, and a map repeats the Earth 50 times at most. */
    private static final double LARGEST_COORDINATE = 1e9;

    /** In metres, so that cells have coordinates of their own. */
    private static final double SMALLEST_CELL = 1e-6;

    private static final int CELLS_ACROSS = 250;
    private static final int POINTS_PER_EDGE = 20;

    private final ReferencedEnvelope box;
    private final CoordinateReferenceSystem crs;
    private final GroundMetric metric;
    private final Double cellSize;
    private final Integer width;
    private final Integer height;

    /**
     * Checks what was asked for.
     *
     * @param dataCrs the CRS of the grid where the box has none
     */
    DensityWindow(
            ReferencedEnvelope box, Double cellSize, Integer width, Integer height, CoordinateReferenceSystem dataCrs) {
        Inputs.checkMetres("cellSize", cellSize);
        Inputs.checkRange("outputWidth", width, 1, Integer.MAX_VALUE);
        Inputs.checkRange("outputHeight", height, 1, Integer.MAX_VALUE);
        if ((width == null) != (height == null)) {
            throw Inputs.missing(width == null ? "outputWidth" : "outputHeight", Message.of("density.size"));
        }
        if (cellSize != null && width != null) {
            throw Refusal.of("density.exclusive").about("cellSize");
        }
        CoordinateReferenceSystem boxCrs = box == null ? null : box.getCoordinateReferenceSystem();
        if (boxCrs == null && dataCrs == null) {
            throw Refusal.of("data.crs").about("data").missing();
        }
        this.crs = GroundMetrics.eastFirst(boxCrs == null ? dataCrs : boxCrs);
        this.box = box == null ? null : checked(box, boxCrs);
        this.metric = this.box == null ? GroundMetrics.of(crs) : GroundMetrics.over(crs, this.box);
        if (this.box != null) {
            checkReasonable("outputBBOX", this.box);
        }
        this.cellSize = cellSize;
        this.width = width;
        this.height = height;
    }

    private DensityWindow(DensityWindow window, GroundMetric metric) {
        this.box = window.box;
        this.crs = window.crs;
        this.metric = metric;
        this.cellSize = window.cellSize;
        this.width = window.width;
        this.height = window.height;
    }

    /** This window, its distances measured where the data are if it has no box. */
    DensityWindow measuredOver(ReferencedEnvelope data) {
        return box != null || data.isNull() ? this : new DensityWindow(this, GroundMetrics.over(crs, data));
    }

    /** How the map is measured where one scale does not do for all of it; empty where it does, and next to a pole. */
    Optional<MapOnGround> onGround(ReferencedEnvelope data) {
        ReferencedEnvelope over = box == null ? data : box;
        return over.isNull() ? Optional.empty() : MapOnGround.of(crs, over);
    }

    private void checkReasonable(String input, ReferencedEnvelope extent) {
        double limit = Math.rint(LARGEST_COORDINATE / metric.metresPerX(0));
        double farthest = Math.max(
                Math.max(Math.abs(extent.getMinX()), Math.abs(extent.getMaxX())),
                Math.max(Math.abs(extent.getMinY()), Math.abs(extent.getMaxY())));
        if (farthest > limit) {
            throw Refusal.of("density.coordinate", "limit", limit, "got", farthest)
                    .about(input);
        }
    }

    private ReferencedEnvelope checked(ReferencedEnvelope given, CoordinateReferenceSystem boxCrs) {
        boolean finite = Double.isFinite(given.getMinX() + given.getMinY() + given.getMaxX() + given.getMaxY());
        if (given.isNull() || !finite || given.getWidth() <= 0 || given.getHeight() <= 0) {
            throw Refusal.of(
                            "density.box",
                            "got",
                            given.isNull()
                                    ? Message.of("density.box.empty")
                                    : given.getMinX() + "," + given.getMinY() + "," + given.getMaxX() + ","
                                            + given.getMaxY())
                    .about("outputBBOX");
        }
        if (boxCrs == null || boxCrs == crs) {
            return new ReferencedEnvelope(given, crs);
        }
        try {
            return given.transform(crs, true, POINTS_PER_EDGE);
        } catch (TransformException | FactoryException e) {
            throw Refusal.because(e, "density.transform", "crs", GroundMetrics.name(crs))
                    .about("outputBBOX");
        }
    }

    CoordinateReferenceSystem crs() {
        return crs;
    }

    GroundMetric metric() {
        return metric;
    }

    /** Whether the window says by itself which cells there are. */
    boolean isComplete() {
        return box != null;
    }

    /** The ground size of a number of pixels at the middle of the map, in metres. */
    double metres(double pixels) {
        if (box == null || width == null) {
            throw Refusal.of("density.pixels").about("radiusPixels");
        }
        double y = box.getMedian(1);
        double pixelArea =
                box.getWidth() / width * metric.metresPerX(y) * (box.getHeight() / height) * metric.metresPerY(y);
        return pixels * Math.sqrt(pixelArea);
    }

    /** The window and a distance around it, in its own CRS; infinite where that passes a pole. */
    ReferencedEnvelope widened(double metres) {
        return widened(box, metres);
    }

    /**
     * Copies of the points that the cells depend on, of all where that is not known.
     *
     * @param reach how far a point acts, in metres; infinite if that is not known
     */
    WeightedPoints reaching(WeightedPoints points, double reach) {
        if (box == null || reach == Double.POSITIVE_INFINITY) {
            return points.copy();
        }
        ReferencedEnvelope around = widened(reach);
        return Double.isFinite(around.getWidth() + around.getHeight())
                ? points.within(around.getMinX(), around.getMaxX(), around.getMinY(), around.getMaxY(), metric.period())
                : points.copy();
    }

    private ReferencedEnvelope widened(ReferencedEnvelope around, double metresOnGround) {
        // where the scale differs over the window, units are shorter somewhere than in its middle
        double metres = metresOnGround * (1 + 2 * GroundMetrics.error(crs, around));
        double reach = Math.max(metric.reach(around.getMinY(), metres), metric.reach(around.getMaxY(), metres));
        return new ReferencedEnvelope(
                around.getMinX() - reach,
                around.getMaxX() + reach,
                metric.lowest(around.getMinY(), metres),
                metric.highest(around.getMaxY(), metres),
                crs);
    }

    /**
     * The grid.
     *
     * @param data the bounds of the data in the window's CRS, for a window without a box; null if there is none
     * @param radius the largest radius in metres
     * @param bands how many values a cell has
     */
    DensityGrid grid(Supplier<ReferencedEnvelope> data, double radius, int bands) {
        ReferencedEnvelope extent = box == null ? widened(data.get(), radius) : box;
        if (!Double.isFinite(extent.getWidth() + extent.getHeight())) {
            throw Refusal.of("density.pole", "radius", radius, "crs", GroundMetrics.name(crs))
                    .about("outputBBOX")
                    .missing();
        }
        checkReasonable("data", extent);
        if (width != null) {
            checkCells(width, height, bands);
            checkSize(extent.getWidth() / width, extent.getHeight() / height);
            return DensityGrid.over(
                    extent.getMinX(), extent.getMinY(), extent.getMaxX(), extent.getMaxY(), width, height);
        }
        double cell;
        if (cellSize == null) {
            cell = Math.min(extent.getWidth(), extent.getHeight()) / CELLS_ACROSS;
        } else {
            double y = extent.getMedian(1);
            cell = cellSize / Math.sqrt(metric.metresPerX(y) * metric.metresPerY(y));
        }
        // cells that only rounding puts outside are none
        double columns = Math.max(1, Math.ceil(extent.getWidth() / cell - 1e-6));
        double rows = Math.max(1, Math.ceil(extent.getHeight() / cell - 1e-6));
        checkCells(columns, rows, bands);
        checkSize(cell, cell);
        return new DensityGrid(extent.getMinX(), extent.getMaxY(), cell, cell, (int) columns, (int) rows);
    }

    private void checkSize(double cellWidth, double cellHeight) {
        double metres = Math.min(cellWidth, cellHeight) * metric.metresPerX(0);
        if (!(metres >= SMALLEST_CELL)) {
            throw Refusal.of("density.cell", "limit", SMALLEST_CELL, "got", metres);
        }
    }

    private static void checkCells(double columns, double rows, int bands) {
        long limit = Long.getLong(MAX_CELLS, DEFAULT_MAX_CELLS);
        if (columns * rows * bands > limit) {
            throw Refusal.of(
                    "density.grid",
                    "columns",
                    columns,
                    "rows",
                    rows,
                    "bands",
                    bands,
                    "limit",
                    limit,
                    "property",
                    MAX_CELLS);
        }
        if (columns > MOST_COLUMNS) {
            throw Refusal.of("density.columns", "columns", columns, "limit", MOST_COLUMNS);
        }
    }
}
