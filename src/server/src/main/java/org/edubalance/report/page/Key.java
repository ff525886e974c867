package org.edubalance.report.page;

import java.util.List;

/** An entry of a figure's legend. */
public sealed interface Key {

    /**
     * A mark as it is on a map.
     *
     * @param mark draws it about the middle of a square of 14
     * @param sign the letter that looks most like it, for a text
     * @param colour its colour, as in CSS
     */
    record Sign(Picture mark, String sign, String colour, String text) implements Key {}

    /** A patch of colour. */
    record Swatch(String colour, String text) implements Key {}

    /** A range of colours between the texts of its ends. */
    record Ramp(String from, List<String> colours, String to) implements Key {}

    /** A remark without a mark. */
    record Note(String text) implements Key {}
}
