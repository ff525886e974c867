package org.edubalance.standards;

/**
 * The figures of a school at one stage, as a standard sees them.
 *
 * @param name what messages and reasons call the school
 * @param stage the stage that the figures are for
 * @param type its type, null where the data have none
 * @param pupils its pupils at this stage, ≥ 0; NaN where the data have none
 * @param values the indicators' values in the standard's order, NaN where one is missing
 */
public record SchoolFigures(String name, Stage stage, String type, double pupils, double[] values) {

    public SchoolFigures {
        values = values.clone();
    }

    /** Whether there are pupils to divide by and to weight with. */
    public boolean hasPupils() {
        return pupils > 0;
    }
}
