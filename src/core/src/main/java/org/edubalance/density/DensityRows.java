package org.edubalance.density;

/** Takes the finished rows of an estimate, in full precision. */
public interface DensityRows {

    /**
     * A row of cells, in the unit that was asked for; NaN outside the study area. Rows come in no particular order, and
     * from as many threads as compute.
     *
     * @param band the place of the row's radius among the radii
     * @param row counted from the top
     * @param values by column; not used again by who hands them over
     */
    void row(int band, int row, double[] values);
}
