package org.edubalance.process;

import java.util.Locale;
import java.util.function.Supplier;
import org.edubalance.density.DensityGrid;
import org.edubalance.density.GroundMetric;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;

/** The grid that a density is asked for: a bounding box and pixels, or a cell size, or neither. */
final class DensityWindow {

    /** The system property that raises or lowers the limit on a result's cells. */
    static final String MAX_CELLS = "edubalance.maxCells";

    private static final long DEFAULT_MAX_CELLS = 50_000_000;
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
        Inputs.checkPositive("cellSize", "metres", cellSize);
        Inputs.checkRange("outputWidth", width, 1, Integer.MAX_VALUE);
        Inputs.checkRange("outputHeight", height, 1, Integer.MAX_VALUE);
        if ((width == null) != (height == null)) {
            throw Inputs.missing(width == null ? "outputWidth" : "outputHeight", "both a width and a height in pixels");
        }
        if (cellSize != null && width != null) {
            throw new ProcessException(
                    "cellSize can't be given together with outputWidth and outputHeight: give one or the other");
        }
        CoordinateReferenceSystem boxCrs = box == null ? null : box.getCoordinateReferenceSystem();
        if (boxCrs == null && dataCrs == null) {
            throw Inputs.missing("data's coordinate reference system", "data with one");
        }
        this.crs = GroundMetrics.eastFirst(boxCrs == null ? dataCrs : boxCrs);
        this.box = box == null ? null : checked(box, boxCrs);
        this.metric = GroundMetrics.of(crs);
        this.cellSize = cellSize;
        this.width = width;
        this.height = height;
    }

    private ReferencedEnvelope checked(ReferencedEnvelope given, CoordinateReferenceSystem boxCrs) {
        boolean finite = Double.isFinite(given.getMinX() + given.getMinY() + given.getMaxX() + given.getMaxY());
        if (given.isNull() || !finite || given.getWidth() <= 0 || given.getHeight() <= 0) {
            throw Inputs.invalid(
                    "outputBBOX",
                    "a box with minx < maxx and miny < maxy",
                    given.isNull()
                            ? "an empty one"
                            : given.getMinX() + "," + given.getMinY() + "," + given.getMaxX() + "," + given.getMaxY());
        }
        if (boxCrs == null || boxCrs == crs) {
            return new ReferencedEnvelope(given, crs);
        }
        try {
            return given.transform(crs, true, POINTS_PER_EDGE);
        } catch (TransformException | FactoryException e) {
            throw new ProcessException(
                    "outputBBOX can't be transformed to " + GroundMetrics.name(crs) + ": " + e.getMessage());
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
            throw new ProcessException(
                    "radiusPixels needs outputBBOX, outputWidth and outputHeight to tell a pixel's size");
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

    private ReferencedEnvelope widened(ReferencedEnvelope around, double metres) {
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
     */
    DensityGrid grid(Supplier<ReferencedEnvelope> data, double radius) {
        ReferencedEnvelope extent = box == null ? widened(data.get(), radius) : box;
        if (!Double.isFinite(extent.getWidth() + extent.getHeight())) {
            throw new ProcessException("the data and its radius pass a pole in " + GroundMetrics.name(crs)
                    + ": give an outputBBOX, or another CRS by it");
        }
        if (width != null) {
            checkCells(width, height);
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
        checkCells(columns, rows);
        return new DensityGrid(extent.getMinX(), extent.getMaxY(), cell, cell, (int) columns, (int) rows);
    }

    private static void checkCells(double columns, double rows) {
        long limit = Long.getLong(MAX_CELLS, DEFAULT_MAX_CELLS);
        if (columns * rows > limit) {
            throw new ProcessException(String.format(
                    "the grid would have %s x %s cells, more than the limit of %d: ask for larger cells or a smaller"
                            + " box, or raise the limit by the system property %s",
                    shown(columns), shown(rows), limit, MAX_CELLS));
        }
    }

    private static String shown(double count) {
        return String.format(Locale.ROOT, count < 1e12 ? "%.0f" : "%.1e", count);
    }
}
