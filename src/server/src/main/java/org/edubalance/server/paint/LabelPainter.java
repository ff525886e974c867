package org.edubalance.server.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.LinePlacement;
import org.geotools.api.style.PointPlacement;
import org.geotools.api.style.TextSymbolizer;

/**
 * Collects the labels of a map and draws them last. A label is left out where one of higher priority already stands,
 * earlier ones first among equals, and where it would be cut off at the map's edge. On tiles it is cut off, and those
 * around the tile, within a buffer, are in its way as they are in the tile beside it.
 */
final class LabelPainter {

    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final int LONGEST = 200;
    private static final int MOST = 20_000;
    private static final Set<String> FAMILIES =
            Set.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());

    private final Graphics2D graphics;
    private final Rectangle2D map;
    private final boolean cutOff;
    private final List<Label> labels = new ArrayList<>();

    private record Label(
            Shape outline,
            Rectangle2D room,
            Color fill,
            Color halo,
            double haloRadius,
            double priority,
            boolean free) {}

    /**
     * @param buffer how far beyond the map's edge labels are taken in; 0 where none may be cut off there
     */
    LabelPainter(Graphics2D graphics, double width, double height, double buffer) {
        this.graphics = graphics;
        this.map = new Rectangle2D.Double(-buffer, -buffer, width + 2 * buffer, height + 2 * buffer);
        this.cutOff = buffer > 0;
    }

    /**
     * Adds the label of a feature.
     *
     * @param places where it stands, on the screen
     * @param direction the direction of the feature's line, in radians
     */
    void add(TextSymbolizer symbolizer, Object feature, List<Point2D> places, double direction) {
        String text = Ink.text(symbolizer.getLabel(), feature);
        if (text == null || text.isBlank()) {
            return;
        }
        if (labels.size() + places.size() > MOST) {
            throw Refusal.of("style.labels", "limit", MOST);
        }
        Shape outline =
                outline(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text, font(symbolizer, feature));
        for (Point2D place : places) {
            Shape placed = placement(symbolizer, feature, outline.getBounds2D(), place, direction)
                    .createTransformedShape(outline);
            Label label = label(symbolizer, feature, placed);
            boolean partials = cutOff || "true".equals(symbolizer.getOptions().get(TextSymbolizer.PARTIALS_KEY));
            if (partials ? map.intersects(label.room) : map.contains(placed.getBounds2D())) {
                labels.add(label);
            }
        }
    }

    private static Label label(TextSymbolizer symbolizer, Object feature, Shape placed) {
        Map<String, String> options = symbolizer.getOptions();
        double haloRadius = 0;
        Color halo = null;
        if (symbolizer.getHalo() != null) {
            haloRadius = Ink.number(symbolizer.getHalo().getRadius(), feature, 1, 0, 50);
            halo = Ink.color(
                    symbolizer.getHalo().getFill().getColor(),
                    symbolizer.getHalo().getFill().getOpacity(),
                    feature,
                    1);
        }
        double margin = haloRadius + Double.parseDouble(options.getOrDefault(TextSymbolizer.SPACE_AROUND_KEY, "0"));
        Rectangle2D bounds = placed.getBounds2D();
        Rectangle2D room = new Rectangle2D.Double(
                bounds.getX() - margin,
                bounds.getY() - margin,
                bounds.getWidth() + 2 * margin,
                bounds.getHeight() + 2 * margin);
        return new Label(
                placed,
                room,
                Ink.color(symbolizer.getFill().getColor(), symbolizer.getFill().getOpacity(), feature, 1),
                halo,
                haloRadius,
                Ink.number(symbolizer.getPriority(), feature, 0, -Double.MAX_VALUE, Double.MAX_VALUE),
                "false".equals(options.get(TextSymbolizer.CONFLICT_RESOLUTION_KEY)));
    }

    /**
     * Draws what has been collected.
     *
     * @param monitor asked before each label whether to go on
     */
    void paint(Monitor monitor) {
        labels.sort(Comparator.comparingDouble(Label::priority).reversed());
        List<Rectangle2D> taken = new ArrayList<>();
        for (Label label : labels) {
            monitor.check();
            if (label.free || taken.stream().noneMatch(label.room::intersects)) {
                taken.add(label.room);
                draw(label);
            }
        }
        labels.clear();
    }

    private void draw(Label label) {
        if (label.haloRadius > 0) {
            graphics.setPaint(label.halo);
            graphics.setStroke(
                    new BasicStroke((float) (2 * label.haloRadius), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(label.outline);
            graphics.fill(label.outline);
        }
        graphics.setPaint(label.fill);
        graphics.fill(label.outline);
    }

    /** Moves a label from around the origin to its place. Displacements go up and to the right, screens go down. */
    private static AffineTransform placement(
            TextSymbolizer symbolizer, Object feature, Rectangle2D bounds, Point2D place, double direction) {
        AffineTransform transform = AffineTransform.getTranslateInstance(place.getX(), place.getY());
        if (symbolizer.getLabelPlacement() instanceof LinePlacement line) {
            double offset = Ink.number(line.getPerpendicularOffset(), feature, 0, -1000, 1000);
            transform.rotate(direction);
            transform.translate(-bounds.getCenterX(), -bounds.getCenterY() - offset);
            return transform;
        }
        double anchorX = 0;
        double anchorY = 0.5;
        if (symbolizer.getLabelPlacement() instanceof PointPlacement point) {
            anchorX = Ink.number(point.getAnchorPoint().getAnchorPointX(), feature, 0, -10, 10);
            anchorY = Ink.number(point.getAnchorPoint().getAnchorPointY(), feature, 0.5, -10, 10);
            transform.translate(
                    Ink.number(point.getDisplacement().getDisplacementX(), feature, 0, -1000, 1000),
                    -Ink.number(point.getDisplacement().getDisplacementY(), feature, 0, -1000, 1000));
            transform.rotate(Math.toRadians(Ink.number(point.getRotation(), feature, 0, -360, 360)));
        }
        transform.translate(
                -bounds.getX() - anchorX * bounds.getWidth(), -bounds.getMaxY() + anchorY * bounds.getHeight());
        return transform;
    }

    private Shape outline(String text, Font font) {
        Path2D outline = new Path2D.Double();
        double y = 0;
        for (String line : LINE_END.split(text)) {
            if (!line.isBlank()) {
                TextLayout layout = new TextLayout(line, font, graphics.getFontRenderContext());
                outline.append(layout.getOutline(AffineTransform.getTranslateInstance(0, y)), false);
                y += layout.getAscent() + layout.getDescent() + layout.getLeading();
            }
        }
        return outline;
    }

    private static Font font(TextSymbolizer symbolizer, Object feature) {
        org.geotools.api.style.Font font = symbolizer.getFont();
        boolean bold = "bold".equals(Ink.text(font.getWeight(), feature));
        boolean italic = Set.of("italic", "oblique").contains(String.valueOf(Ink.text(font.getStyle(), feature)));
        double size = Ink.number(font.getSize(), feature, 10, 1, 200);
        String text = Ink.text(symbolizer.getLabel(), feature);
        int style = (bold ? Font.BOLD : Font.PLAIN) | (italic ? Font.ITALIC : Font.PLAIN);
        for (Expression expression : font.getFamily()) {
            for (String family :
                    Arrays.asList(String.valueOf(Ink.text(expression, feature)).split(","))) {
                Font candidate = new Font(family.strip(), style, 1).deriveFont((float) size);
                if (FAMILIES.contains(family.strip()) && candidate.canDisplayUpTo(text) < 0) {
                    return candidate.deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON));
                }
            }
        }
        // Java's own combination of fonts, which has every script that the machine has.
        return new Font(Font.DIALOG, style, 1).deriveFont((float) size);
    }
}
