package org.edubalance.density;

/**
 * Areas on the ground of cells that lie anywhere: those of the quadrangles between their corners, half the product of the
 * diagonals.
 */
final class CellAreas {

    private final CellPlaces places;
    private final GroundMetric metric;

    CellAreas(CellPlaces places, GroundMetric metric) {
        this.places = places;
        this.metric = metric;
    }

    /** In m², of a row's cells; NaN where a corner is not on Earth. */
    double[] row(int row, int width) {
        double[] x = new double[width + 1];
        double[] y = new double[width + 1];
        double[] lowerX = new double[width + 1];
        double[] lowerY = new double[width + 1];
        places.along(row, 0, x, y);
        places.along(row + 1, 0, lowerX, lowerY);
        double[] areas = new double[width];
        for (int i = 0; i < width; i++) {
            double east = dx(x[i], y[i], lowerX[i + 1], lowerY[i + 1]);
            double north = metric.dy(y[i], lowerY[i + 1]);
            double otherEast = dx(lowerX[i], lowerY[i], x[i + 1], y[i + 1]);
            double otherNorth = metric.dy(lowerY[i], y[i + 1]);
            areas[i] = Math.abs(east * otherNorth - north * otherEast) / 2;
        }
        return areas;
    }

    private double dx(double x1, double y1, double x2, double y2) {
        double period = metric.period();
        double near = period > 0 ? x2 - period * Math.rint((x2 - x1) / period) : x2;
        return metric.dx(x1, y1, near, y2);
    }
}
