package org.edubalance.standards;

/**
 * A school at one stage, as a standard sees it.
 *
 * @param name what messages and reasons call it
 * @param stage the stage that the figures are for
 * @param type its type, null where the data have none
 * @param pupils its pupils at this stage, > 0
 * @param values the indicators' values in the standard's order, NaN where one is missing
 */
public record School(String name, Stage stage, String type, double pupils, double[] values) {

    public School {
        if (!(pupils > 0 && pupils < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("pupils must be > 0, got " + pupils + " in school " + name);
        }
        values = values.clone();
    }
}
