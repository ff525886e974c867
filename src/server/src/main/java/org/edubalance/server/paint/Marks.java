package org.edubalance.server.paint;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.edubalance.messages.Refusal;

/** The well-known marks of SLD 1.0.0, one unit wide and high around the origin, y down. */
final class Marks {

    private static final List<String> NAMES = List.of("circle", "square", "triangle", "star", "cross", "x");
    private static final double CROSS_ARM = 0.25;

    private Marks() {}

    static Shape shape(String wellKnownName) {
        return switch (wellKnownName) {
            case "circle" -> new Ellipse2D.Double(-0.5, -0.5, 1, 1);
            case "square" -> new Rectangle2D.Double(-0.5, -0.5, 1, 1);
            case "triangle" -> polygon(-0.5, 0.5, 0, -0.5, 0.5, 0.5);
            case "star" -> star();
            case "cross" -> cross();
            case "x" -> AffineTransform.getRotateInstance(Math.PI / 4).createTransformedShape(cross());
            default ->
                throw Refusal.of("style.choice", "what", "WellKnownName", "choices", NAMES, "got", wellKnownName);
        };
    }

    private static Shape cross() {
        Area cross = new Area(new Rectangle2D.Double(-CROSS_ARM / 2, -0.5, CROSS_ARM, 1));
        cross.add(new Area(new Rectangle2D.Double(-0.5, -CROSS_ARM / 2, 1, CROSS_ARM)));
        return cross;
    }

    private static Shape star() {
        double[] coordinates = new double[20];
        for (int i = 0; i < 10; i++) {
            // The inner corners of a regular pentagram lie at this share of its radius.
            double radius = i % 2 == 0 ? 0.5 : 0.5 * (3 - Math.sqrt(5)) / 2;
            double angle = Math.PI * i / 5 - Math.PI / 2;
            coordinates[2 * i] = radius * Math.cos(angle);
            coordinates[2 * i + 1] = radius * Math.sin(angle);
        }
        return polygon(coordinates);
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }
}
