package org.edubalance.density;

/** A kernel density on a grid, one band for each radius. */
public final class DensitySurface {

    private final DensityGrid grid;
    private final double[] radii;
    private final float[][] bands;
    private final String estimator;
    private final int pointsOutside;

    DensitySurface(DensityGrid grid, double[] radii, float[][] bands, String estimator, int pointsOutside) {
        this.grid = grid;
        this.radii = radii;
        this.bands = bands;
        this.estimator = estimator;
        this.pointsOutside = pointsOutside;
    }

    public DensityGrid grid() {
        return grid;
    }

    /** The radii in metres, in the order of the bands. */
    public double[] radii() {
        return radii.clone();
    }

    /** The cells of a band, row by row from the top: the array itself. NaN outside the study area. */
    public float[] band(int index) {
        return bands[index];
    }

    /** The value of a cell of the first band. */
    public float value(int column, int row) {
        return bands[0][row * grid.width() + column];
    }

    /** What computed it: {@code scatter} or {@code sweep}, which are exact, {@code places}, which is too, or {@code binned}; several, with plus signs, if bands differ. */
    public String estimator() {
        return estimator;
    }

    /** How many points edge correction left out because they are not in the study area. */
    public int pointsOutside() {
        return pointsOutside;
    }
}
