package org.edubalance.server.wms;

import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Kvp;

/**
 * How fine the pixels of a picture are, as clients with screens of high resolution ask for it: {@code dpi:180} in
 * GeoServer's {@code format_options} and {@code legend_options}, or QGIS' and MapServer's {@code dpi} and
 * {@code map_resolution}.
 */
final class Resolution {

    /** Of the OGC's standard pixel of 0.28 mm. */
    private static final double STANDARD = 25.4 / 0.28;

    private static final double LOWEST = 20;
    private static final double HIGHEST = 1200;

    private Resolution() {}

    /** How many of the map's pixels go side by side into one of the standard size, 1 where nothing is asked for. */
    static double ratio(Kvp kvp) {
        String options = option(kvp, "format_options", "dpi");
        if (options != null) {
            return ratio("format_options", options);
        }
        for (String key : new String[] {"dpi", "map_resolution"}) {
            if (kvp.get(key).isPresent()) {
                return ratio(key, kvp.required(key));
            }
        }
        return 1;
    }

    /** The same of a legend. */
    static double legendRatio(Kvp kvp) {
        String dpi = option(kvp, "legend_options", "dpi");
        return dpi == null ? 1 : ratio("legend_options", dpi);
    }

    /** An option in a list such as {@code dpi:180;antialias:on}, null where it is not there; others are for others. */
    static String option(Kvp kvp, String key, String name) {
        for (String option : kvp.get(key).orElse("").split(";")) {
            String[] nameAndValue = option.split(":", 2);
            if (nameAndValue.length == 2 && nameAndValue[0].strip().equalsIgnoreCase(name)) {
                return nameAndValue[1].strip();
            }
        }
        return null;
    }

    private static double ratio(String key, String text) {
        try {
            double dpi = Double.parseDouble(text);
            if (dpi >= LOWEST && dpi <= HIGHEST) {
                return dpi / STANDARD;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Refusal.of("wms.dpi", "min", LOWEST, "max", HIGHEST, "got", text).about(key);
    }
}
