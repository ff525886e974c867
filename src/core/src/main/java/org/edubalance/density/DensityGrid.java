package org.edubalance.density;

import java.io.Serializable;

/**
 * A grid of cells; row 0 is at the top, a cell's value is that of its centre.
 *
 * @param minX the left edge
 * @param maxY the top edge
 */
public record DensityGrid(double minX, double maxY, double cellWidth, double cellHeight, int width, int height)
        implements Serializable {

    public DensityGrid {
        if (!(cellWidth > 0 && cellHeight > 0 && width > 0 && height > 0)
                || !Double.isFinite(minX + maxY + cellWidth * width + cellHeight * height)) {
            throw new IllegalArgumentException("a grid must have a finite, positive size, got " + width + " x " + height
                    + " cells of " + cellWidth + " x " + cellHeight + " at " + minX + ", " + maxY);
        }
    }

    /** The grid that divides a box into width × height cells. */
    public static DensityGrid over(double minX, double minY, double maxX, double maxY, int width, int height) {
        return new DensityGrid(minX, maxY, (maxX - minX) / width, (maxY - minY) / height, width, height);
    }

    public double maxX() {
        return minX + width * cellWidth;
    }

    public double minY() {
        return maxY - height * cellHeight;
    }

    /** The x of a column's centre. */
    public double x(int column) {
        return minX + (column + 0.5) * cellWidth;
    }

    /** The y of a row's centre. */
    public double y(int row) {
        return maxY - (row + 0.5) * cellHeight;
    }

    public long cells() {
        return (long) width * height;
    }
}
