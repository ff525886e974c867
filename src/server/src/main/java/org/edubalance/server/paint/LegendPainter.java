package org.edubalance.server.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Refusal;
import org.geotools.api.style.ColorMap;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.RasterSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.geotools.api.style.Symbolizer;
import org.geotools.api.style.TextSymbolizer;

/** Draws the legend of a style: a sample and the title of each rule, the colours and values of each colour map. */
public final class LegendPainter {

    private static final int GAP = 4;
    private static final int RAMP_HEIGHT = 140;
    private static final int LONGEST_TEXT = 200;

    /** One row: something drawn in the left column, and a text on the right. */
    private record Row(int sampleWidth, int height, int textWidth, Drawing drawing) {}

    @FunctionalInterface
    private interface Drawing {
        void draw(Graphics2D graphics, int y, int sampleColumn);
    }

    private final LegendLook look;
    private final int sampleWidth;
    private final int sampleHeight;
    private final FontMetrics metrics;
    private final List<Row> rows = new ArrayList<>();

    private LegendPainter(LegendLook look, FontMetrics metrics) {
        this.look = look;
        this.sampleWidth = look.sampleWidth();
        this.sampleHeight = look.sampleHeight();
        this.metrics = metrics;
    }

    /**
     * Draws a legend.
     *
     * @param style the style
     * @param rule the name of the only rule to draw, or null for all
     * @param scale the scale denominator whose rules to draw, or NaN for all
     * @param look what it looks like
     * @param view whose {@code env} values the style is evaluated with, and how fine its pixels are
     * @param maxPixels the largest size
     * @throws Refusal if the style cannot be drawn, or the legend would be larger
     */
    public static BufferedImage paint(
            Style style, String rule, double scale, LegendLook look, MapView view, long maxPixels) {
        BufferedImage[] result = new BufferedImage[1];
        MapPainter.withEnv(view, () -> {
            Graphics2D measuring = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
            LegendPainter painter = new LegendPainter(look, measuring.getFontMetrics(look.font()));
            measuring.dispose();
            for (FeatureTypeStyle featureTypeStyle : style.featureTypeStyles()) {
                List<Rule> rules = Double.isNaN(scale)
                        ? featureTypeStyle.rules()
                        : MapPainter.rulesAtScale(featureTypeStyle, scale);
                for (Rule candidate : rules) {
                    if (!SldReader.isLeftOut(candidate, SldReader.MAP_ONLY)
                            && (rule == null || rule.equals(candidate.getName()))) {
                        painter.rule(candidate);
                    }
                }
            }
            result[0] = painter.draw(maxPixels, view.ratio());
        });
        return result[0];
    }

    private void rule(Rule rule) {
        String title = !look.isLabelled()
                        || rule.getDescription() == null
                        || rule.getDescription().getTitle() == null
                ? ""
                : shortened(look.inLanguage(rule.getDescription().getTitle().toString()));
        List<Symbolizer> shapes = new ArrayList<>();
        for (Symbolizer symbolizer : rule.symbolizers()) {
            if (symbolizer instanceof RasterSymbolizer raster) {
                colorMap(title, raster);
            } else if (!(symbolizer instanceof TextSymbolizer)) {
                shapes.add(symbolizer);
            }
        }
        if (!shapes.isEmpty()) {
            sample(title, shapes);
        }
    }

    private void sample(String title, List<Symbolizer> symbolizers) {
        double largest = 0;
        for (Symbolizer symbolizer : symbolizers) {
            if (symbolizer instanceof PointSymbolizer point) {
                largest = Math.max(largest, Ink.size(point.getGraphic(), null) + 4);
            }
        }
        int width = (int) Math.max(sampleWidth, Math.min(largest, 64));
        int height = (int) Math.max(sampleHeight, Math.min(largest, 64));
        add(width, height, title, (graphics, y, column) -> {
            double left = (column - width) / 2.0;
            Shape area = new Rectangle2D.Double(left + 2.5, y + 2.5, width - 5, height - 5);
            Shape line = new Line2D.Double(left + 2, y + height / 2.0, left + width - 2, y + height / 2.0);
            for (Symbolizer symbolizer : symbolizers) {
                if (symbolizer instanceof PointSymbolizer point) {
                    Ink.graphic(graphics, column / 2.0, y + height / 2.0, point.getGraphic(), null);
                } else if (symbolizer instanceof LineSymbolizer lines) {
                    Ink.stroke(graphics, line, lines.getStroke(), null, 1);
                } else if (symbolizer instanceof PolygonSymbolizer polygon) {
                    Ink.fill(graphics, area, polygon.getFill(), null, 1);
                    Ink.stroke(graphics, area, polygon.getStroke(), null, 1);
                }
            }
        });
    }

    private void colorMap(String title, RasterSymbolizer raster) {
        ColorRamp ramp = ColorRamp.of(raster.getColorMap(), Ink.number(raster.getOpacity(), null, 1, 0, 1));
        if (!title.isEmpty()) {
            heading(title);
        }
        if (ramp.type() == ColorMap.TYPE_RAMP && ramp.size() > 1) {
            ramp(ramp, raster.getColorMap());
        } else {
            for (int i = 0; i < ramp.size(); i++) {
                Color color = ramp.color(i);
                add(sampleWidth, sampleHeight, label(ramp, raster.getColorMap(), i), (graphics, y, column) -> {
                    graphics.setPaint(color);
                    graphics.fillRect((column - sampleWidth) / 2, y + 1, sampleWidth, sampleHeight - 2);
                });
            }
        }
    }

    private void heading(String title) {
        int height = metrics.getHeight() + 2;
        rows.add(new Row(0, height, metrics.stringWidth(title) - GAP, (graphics, y, column) -> {
            graphics.setPaint(look.ink());
            graphics.drawString(title, GAP, y + metrics.getAscent());
        }));
    }

    /** A ramp, highest value on top, with the values of its entries beside it as far as there is room. */
    private void ramp(ColorRamp ramp, ColorMap map) {
        double low = ramp.quantity(0);
        double high = ramp.quantity(ramp.size() - 1);
        int padding = metrics.getHeight() / 2;
        int widest = 0;
        for (int i = 0; i < ramp.size(); i++) {
            widest = Math.max(widest, metrics.stringWidth(label(ramp, map, i)));
        }
        rows.add(new Row(sampleWidth, RAMP_HEIGHT + 2 * padding, widest + GAP, (graphics, y, column) -> {
            int top = y + padding;
            int left = (column - sampleWidth) / 2;
            // smoothed, the edges of neighbouring lines would lie over one another as stripes
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
            for (int line = 0; line < RAMP_HEIGHT; line++) {
                double value = high - (line + 0.5) / RAMP_HEIGHT * (high - low);
                graphics.setPaint(new Color(ramp.argb(value), true));
                graphics.fillRect(left, top + line, sampleWidth, 1);
            }
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setStroke(new BasicStroke(1));
            graphics.setPaint(new Color(0x888888));
            graphics.draw(new Rectangle2D.Double(left - 0.5, top - 0.5, sampleWidth + 1, RAMP_HEIGHT + 1));
            double previous = Double.NEGATIVE_INFINITY;
            // From the top; the lowest entry's text always has its place.
            double lowest = top + RAMP_HEIGHT;
            for (int i = ramp.size() - 1; i >= 0; i--) {
                double at = high == low ? top : top + (high - ramp.quantity(i)) / (high - low) * RAMP_HEIGHT;
                boolean room = at - previous >= metrics.getHeight() && (i == 0 || lowest - at >= metrics.getHeight());
                if (room) {
                    previous = at;
                    graphics.setPaint(new Color(0x888888));
                    graphics.draw(new Line2D.Double(left + sampleWidth + 1, at, left + sampleWidth + 4, at));
                    graphics.setPaint(look.ink());
                    graphics.drawString(label(ramp, map, i), column + 2 * GAP + 2, (float)
                            (at + (metrics.getAscent() - metrics.getDescent()) / 2.0));
                }
            }
        }));
    }

    private String label(ColorRamp ramp, ColorMap map, int entry) {
        if (!look.isLabelled()) {
            return "";
        }
        String label = map.getColorMapEntries()[entry].getLabel();
        if (label != null) {
            return shortened(
                    Template.is(label)
                            ? String.valueOf(Ink.value(Template.read("label", label), null, String.class))
                            : label);
        }
        String number = Quantities.text(ramp, entry);
        return ramp.type() == ColorMap.TYPE_INTERVALS ? "< " + number : number;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }

    private void add(int width, int height, String text, Drawing sample) {
        int rowHeight = Math.max(height, metrics.getHeight());
        rows.add(new Row(width, rowHeight, metrics.stringWidth(text), (graphics, y, column) -> {
            sample.draw(graphics, y + (rowHeight - height) / 2, column);
            graphics.setPaint(look.ink());
            graphics.drawString(
                    text, column + 2 * GAP, y + (rowHeight + metrics.getAscent() - metrics.getDescent()) / 2);
        }));
    }

    private BufferedImage draw(long maxPixels, double ratio) {
        int column = 0;
        int height = 2 * GAP;
        for (Row row : rows) {
            column = Math.max(column, row.sampleWidth);
            height += row.height + 2;
        }
        column += GAP;
        int width = column;
        for (Row row : rows) {
            width = Math.max(width, (row.sampleWidth == 0 ? 0 : column) + row.textWidth + 4 * GAP);
        }
        long columns = Math.round(width * ratio);
        long lines = Math.round(height * ratio);
        if (columns * lines > maxPixels) {
            throw Refusal.of("style.legend", "pixels", columns * lines, "limit", maxPixels);
        }
        BufferedImage image = new BufferedImage((int) columns, (int) lines, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(ratio, ratio);
            if (look.background() != null) {
                graphics.setPaint(look.background());
                graphics.fillRect(0, 0, width, height);
            }
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setFont(look.font());
            int y = GAP;
            for (Row row : rows) {
                row.drawing.draw(graphics, y, column);
                y += row.height + 2;
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }
}
