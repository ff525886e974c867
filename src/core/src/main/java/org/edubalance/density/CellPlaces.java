package org.edubalance.density;

/**
 * Where the cells of a grid lie, in the coordinates of a metric. Of maps in which a row of cells is no line of equal
 * ordinate, such as conic ones.
 */
public interface CellPlaces {

    /**
     * The places along a line of the grid.
     *
     * @param row the line, in rows from the top: a row's centres lie at half numbers
     * @param column the first place, in columns from the left; the others follow a column apart
     * @param x filled with abscissas; NaN, and no data, where there is no such place on Earth
     * @param y filled with ordinates, as many
     */
    void along(double row, double column, double[] x, double[] y);
}
