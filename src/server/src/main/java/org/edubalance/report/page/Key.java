package org.edubalance.report.page;

import java.util.List;

/** An entry of a figure's legend. */
public sealed interface Key {

    /** A mark as it is on a map, drawn about the middle of a square of 14. */
    record Sign(Picture mark, String text) implements Key {}

    /** A patch of colour. */
    record Swatch(String colour, String text) implements Key {}

    /** A range of colours between the texts of its ends. */
    record Ramp(String from, List<String> colours, String to) implements Key {}

    /** A remark without a mark. */
    record Note(String text) implements Key {}
}
