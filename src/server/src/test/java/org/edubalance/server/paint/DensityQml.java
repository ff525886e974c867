package org.edubalance.server.paint;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.style.RasterSymbolizer;
import org.geotools.api.style.Style;

/** Writes the colour ramp of a raster style as a QGIS layer style, since QGIS reads no SLD for rasters. */
final class DensityQml {

    private DensityQml() {}

    /** The style with its {@code env} defaults. */
    static String of(Style style) {
        RasterSymbolizer symbolizer = (RasterSymbolizer)
                style.featureTypeStyles().get(0).rules().get(0).symbolizers().get(0);
        ColorRamp ramp = ColorRamp.of(symbolizer.getColorMap(), 1);
        double maximum = maximum(style.featureTypeStyles().get(0).getTransformation());
        double low = maximum * ramp.quantity(0);
        double high = maximum * ramp.quantity(ramp.size() - 1);
        StringBuilder qml = new StringBuilder();
        qml.append("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n");
        qml.append("<!-- Colours of kernel-density.sld, written from it by ShippedStylesTest. -->\n");
        qml.append("<qgis version=\"3.22.0\" styleCategories=\"Symbology\">\n  <pipe>\n");
        qml.append("    <rasterrenderer type=\"singlebandpseudocolor\" band=\"1\" alphaBand=\"-1\" opacity=\"1\"");
        qml.append(" nodataColor=\"\"").append(range(" classificationMin", low, " classificationMax", high));
        qml.append(">\n      <rasterTransparency/>\n      <rastershader>\n");
        qml.append("        <colorrampshader colorRampType=\"INTERPOLATED\" classificationMode=\"1\" clip=\"0\"");
        qml.append(range(" minimumValue", low, " maximumValue", high)).append(">\n");
        for (int i = 0; i < ramp.size(); i++) {
            Color color = ramp.color(i);
            qml.append(String.format(
                    Locale.ROOT,
                    "          <item value=\"%s\" color=\"#%06x\" alpha=\"%d\" label=\"%s\"/>\n",
                    number(maximum * ramp.quantity(i)),
                    color.getRGB() & 0xFFFFFF,
                    color.getAlpha(),
                    number(maximum * ramp.quantity(i))));
        }
        qml.append("        </colorrampshader>\n      </rastershader>\n    </rasterrenderer>\n  </pipe>\n");
        qml.append("  <blendMode>0</blendMode>\n</qgis>\n");
        return qml.toString();
    }

    /** The value of the process's input of that name, with the defaults of {@code env}. */
    private static double maximum(Expression transformation) {
        for (Expression parameter : ((Function) transformation).getParameters()) {
            List<Expression> nameAndValue = ((Function) parameter).getParameters();
            if ("maximum".equals(nameAndValue.get(0).evaluate(null, String.class))) {
                return nameAndValue.get(1).evaluate(null, Double.class);
            }
        }
        throw new IllegalStateException("the style gives no maximum");
    }

    private static String range(String minName, double min, String maxName, double max) {
        return minName + "=\"" + number(min) + "\"" + maxName + "=\"" + number(max) + "\"";
    }

    private static String number(double value) {
        return String.valueOf(Math.round(value * 1e6) / 1e6).replaceAll("\\.0$", "");
    }
}
