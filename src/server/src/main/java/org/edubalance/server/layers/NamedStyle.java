package org.edubalance.server.layers;

import org.geotools.api.style.Style;

/**
 * A style of the server: one file of {@code sld/}.
 *
 * @param name the file's name without its ending
 * @param layer the layer that it is made for, as the document names it
 * @param style the style
 * @param document the SLD document that it was read from
 */
public record NamedStyle(String name, String layer, Style style, byte[] document) {

    /** The style's name for people. */
    public String title() {
        return style.getDescription().getTitle() == null
                ? name
                : style.getDescription().getTitle().toString();
    }

    /** What the style shows, or null. */
    public String description() {
        return style.getDescription().getAbstract() == null
                ? null
                : style.getDescription().getAbstract().toString();
    }
}
