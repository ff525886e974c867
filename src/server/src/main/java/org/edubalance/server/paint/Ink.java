package org.edubalance.server.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.function.Supplier;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.GraphicalSymbol;
import org.geotools.api.style.Mark;
import org.geotools.api.style.Stroke;

/** Draws shapes with SLD fills, strokes and marks, evaluated for one feature. */
final class Ink {

    private static final double WIDEST = 1000;

    private Ink() {}

    static void fill(Graphics2D graphics, Shape shape, Fill fill, Object feature, double opacity) {
        if (fill != null) {
            graphics.setPaint(color(fill.getColor(), fill.getOpacity(), feature, opacity));
            graphics.fill(shape);
        }
    }

    static void stroke(Graphics2D graphics, Shape shape, Stroke stroke, Object feature, double opacity) {
        if (stroke == null) {
            return;
        }
        double width = number(stroke.getWidth(), feature, 1, 0, WIDEST);
        if (width > 0) {
            graphics.setPaint(color(stroke.getColor(), stroke.getOpacity(), feature, opacity));
            graphics.setStroke(new BasicStroke(
                    (float) width,
                    cap(text(stroke.getLineCap(), feature)),
                    join(text(stroke.getLineJoin(), feature)),
                    10,
                    stroke.getDashArray(),
                    (float) Math.max(0, number(stroke.getDashOffset(), feature, 0, 0, WIDEST))));
            graphics.draw(shape);
        }
    }

    /** Draws the marks of a graphic around a place on the screen. */
    static void graphic(Graphics2D graphics, double x, double y, Graphic graphic, Object feature) {
        double size = size(graphic, feature);
        double opacity = number(graphic.getOpacity(), feature, 1, 0, 1);
        double rotation = number(graphic.getRotation(), feature, 0, -1e6, 1e6);
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(Math.toRadians(rotation));
        place.scale(size, size);
        for (GraphicalSymbol symbol : graphic.graphicalSymbols()) {
            Mark mark = (Mark) symbol;
            Shape shape = place.createTransformedShape(Marks.shape(text(mark.getWellKnownName(), feature)));
            fill(graphics, shape, mark.getFill(), feature, opacity);
            stroke(graphics, shape, mark.getStroke(), feature, opacity);
        }
    }

    /** The size of a graphic in pixels. */
    static double size(Graphic graphic, Object feature) {
        return number(graphic.getSize(), feature, 6, 0, WIDEST);
    }

    /** A colour with its opacity; grey where there is no feature to take the colour from, as in a legend. */
    static Color color(Expression color, Expression opacity, Object feature, double furtherOpacity) {
        Color opaque = value(color, feature, Color.class);
        if (opaque == null) {
            if (feature != null) {
                throw Refusal.of("style.color", "got", String.valueOf(value(color, feature, Object.class)));
            }
            opaque = Color.GRAY;
        }
        double alpha = furtherOpacity * number(opacity, feature, 1, 0, 1);
        return new Color(opaque.getRed(), opaque.getGreen(), opaque.getBlue(), (int) Math.round(255 * alpha));
    }

    /** A number within bounds; the fallback where the expression has no value for this feature. */
    static double number(Expression expression, Object feature, double fallback, double min, double max) {
        Double number = value(expression, feature, Double.class);
        if (number == null || number.isNaN()) {
            return fallback;
        }
        return Math.max(min, Math.min(max, number));
    }

    static String text(Expression expression, Object feature) {
        return value(expression, feature, String.class);
    }

    /**
     * An expression's value for a feature, or for none, as in a legend; null for no expression.
     *
     * @throws Refusal if one of its functions cannot use its arguments
     */
    static <T> T value(Expression expression, Object feature, Class<T> type) {
        return expression == null ? null : evaluated(expression, feature, () -> expression.evaluate(feature, type));
    }

    /** True if the filter holds for the feature; refuses as {@link #value} does. */
    static boolean holds(Filter filter, Object feature) {
        return evaluated(filter, feature, () -> filter.evaluate(feature));
    }

    private static <T> T evaluated(Object what, Object feature, Supplier<T> evaluation) {
        try {
            return evaluation.get();
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            // GeoTools' functions, and nothing else runs here, throw all kinds for arguments that they cannot use.
            Refusal refusal = Refusal.because(e, "style.evaluate", "expression", what.toString());
            throw feature instanceof SimpleFeature row ? refusal.at(Place.feature(row.getID())) : refusal;
        }
    }

    private static int cap(String name) {
        if (name == null) {
            return BasicStroke.CAP_BUTT;
        }
        return switch (name) {
            case "butt" -> BasicStroke.CAP_BUTT;
            case "round" -> BasicStroke.CAP_ROUND;
            case "square" -> BasicStroke.CAP_SQUARE;
            default ->
                throw Refusal.of(
                        "style.choice",
                        "what",
                        "stroke-linecap",
                        "choices",
                        List.of("butt", "round", "square"),
                        "got",
                        name);
        };
    }

    private static int join(String name) {
        if (name == null) {
            return BasicStroke.JOIN_MITER;
        }
        return switch (name) {
            case "miter", "mitre" -> BasicStroke.JOIN_MITER;
            case "round" -> BasicStroke.JOIN_ROUND;
            case "bevel" -> BasicStroke.JOIN_BEVEL;
            default ->
                throw Refusal.of(
                        "style.choice",
                        "what",
                        "stroke-linejoin",
                        "choices",
                        List.of("miter", "round", "bevel"),
                        "got",
                        name);
        };
    }
}
