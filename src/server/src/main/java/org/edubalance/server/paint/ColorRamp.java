package org.edubalance.server.paint;

import java.awt.Color;
import org.edubalance.messages.Refusal;
import org.geotools.api.style.ColorMap;
import org.geotools.api.style.ColorMapEntry;

/**
 * A colour map with its expressions evaluated, from values to colours. As in GeoServer, a <i>ramp</i> interpolates
 * between its entries and continues with the first and last colour, <i>intervals</i> give each value the first entry
 * above it, and <i>values</i> colour just the values listed. NaN is transparent.
 */
final class ColorRamp {

    private static final int TRANSPARENT = 0;

    private final int type;
    private final double[] quantities;
    private final Color[] colors;

    private ColorRamp(int type, double[] quantities, Color[] colors) {
        this.type = type;
        this.quantities = quantities;
        this.colors = colors;
    }

    static ColorRamp of(ColorMap map, double opacity) {
        ColorMapEntry[] entries = map.getColorMapEntries();
        double[] quantities = new double[entries.length];
        Color[] colors = new Color[entries.length];
        for (int i = 0; i < entries.length; i++) {
            quantities[i] = quantity(entries[i]);
            // Any object but null: a wrong colour is an error here, even in a legend.
            colors[i] = Ink.color(entries[i].getColor(), entries[i].getOpacity(), entries[i], opacity);
            if (i > 0 && map.getType() != ColorMap.TYPE_VALUES && quantities[i] < quantities[i - 1]) {
                throw Refusal.of("style.quantities", "got", quantities[i], "before", quantities[i - 1]);
            }
        }
        return new ColorRamp(map.getType(), quantities, colors);
    }

    private static double quantity(ColorMapEntry entry) {
        Double quantity = Ink.value(entry.getQuantity(), null, Double.class);
        if (quantity == null || !Double.isFinite(quantity)) {
            throw Refusal.of(
                    "style.number",
                    "what",
                    "ColorMapEntry quantity",
                    "got",
                    String.valueOf(Ink.value(entry.getQuantity(), null, Object.class)));
        }
        return quantity;
    }

    int type() {
        return type;
    }

    int size() {
        return quantities.length;
    }

    double quantity(int entry) {
        return quantities[entry];
    }

    Color color(int entry) {
        return colors[entry];
    }

    /** The colour of a value, as ARGB. */
    int argb(double value) {
        if (Double.isNaN(value)) {
            return TRANSPARENT;
        }
        return switch (type) {
            case ColorMap.TYPE_VALUES -> exact(value);
            case ColorMap.TYPE_INTERVALS -> {
                int above = firstAbove(value);
                yield above == quantities.length ? TRANSPARENT : colors[above].getRGB();
            }
            default -> interpolated(value);
        };
    }

    private int exact(double value) {
        for (int i = 0; i < quantities.length; i++) {
            if (quantities[i] == value) {
                return colors[i].getRGB();
            }
        }
        return TRANSPARENT;
    }

    private int interpolated(double value) {
        int above = firstAbove(value);
        if (above == 0) {
            return colors[0].getRGB();
        }
        if (above == quantities.length) {
            return colors[above - 1].getRGB();
        }
        double share = (value - quantities[above - 1]) / (quantities[above] - quantities[above - 1]);
        Color low = colors[above - 1];
        Color high = colors[above];
        return mixed(low.getAlpha(), high.getAlpha(), share) << 24
                | mixed(low.getRed(), high.getRed(), share) << 16
                | mixed(low.getGreen(), high.getGreen(), share) << 8
                | mixed(low.getBlue(), high.getBlue(), share);
    }

    private static int mixed(int low, int high, double share) {
        return (int) Math.round(low + share * (high - low));
    }

    /** The index of the first entry whose quantity is greater than the value. */
    private int firstAbove(double value) {
        int low = 0;
        int high = quantities.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (quantities[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
