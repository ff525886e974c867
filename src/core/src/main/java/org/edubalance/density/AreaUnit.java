package org.edubalance.density;

/** The area that a density is per. */
public enum AreaUnit {
    SQUARE_METRE(1, "m^-2"),
    HECTARE(1e4, "ha^-1"),
    SQUARE_KILOMETRE(1e6, "km^-2"),
    /** The international mile, 1609.344 m. */
    SQUARE_MILE(1609.344 * 1609.344, "mi^-2");

    private final double squareMetres;
    private final String densityUnit;

    AreaUnit(double squareMetres, String densityUnit) {
        this.squareMetres = squareMetres;
        this.densityUnit = densityUnit;
    }

    public double squareMetres() {
        return squareMetres;
    }

    /** The unit of a density, for example {@code km^-2}. */
    public String densityUnit() {
        return densityUnit;
    }
}
