package org.edubalance.report.page;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/**
 * A picture as PNG, drawn from its SVG in the page's own styles, for documents that have no SVG.
 *
 * @param png the file
 * @param width in the picture's own units
 * @param height in the same
 */
record PngPicture(byte[] png, double width, double height) {

    /** Pixels for a unit: 250 to the inch on half a page. */
    private static final double SCALE = 2.5;

    /** Bounds of many counties have many corners, and they are the report's own: no limit but memory. */
    private static final DocumentLimits LIMITS = new DocumentLimits(30, 15, Integer.MAX_VALUE);

    /** Draws a picture on white. */
    static PngPicture of(Picture picture) {
        Markup svg = new Markup();
        picture.draw(svg);
        String styled = svg.toString()
                .replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ")
                .replaceFirst(">", "><style>" + HtmlPage.styleSheet("figures.css") + FONT + "</style>");
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(styled.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.builder()
                                .externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL)
                                .documentLimits(LIMITS)
                                .build());
        if (document == null) {
            throw new IllegalStateException("a picture that is no SVG");
        }
        FloatSize size = document.size();
        int width = (int) Math.ceil(SCALE * size.width);
        int height = (int) Math.ceil(SCALE * size.height);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        document.render(null, graphics, new ViewBox(width, height));
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PngPicture(png.toByteArray(), size.width, size.height);
    }

    /** One that the machine has, which for Chinese has to be a font of that name or what Java takes in its place. */
    private static final String FONT =
            "text { font-family: \"Noto Sans CJK SC\", \"Microsoft YaHei\", \"PingFang SC\", SansSerif; }";
}
