package org.edubalance.server.wms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.AttributedString;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.XmlOutput;

/** Exceptions in the form that a WMS request asks for with {@code EXCEPTIONS}: XML, JSON, text on the image, or a blank one. */
final class WmsExceptions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_PICTURE = 4096;

    private WmsExceptions() {}

    static OwsResponse report(OwsException exception, Kvp kvp) {
        WmsVersion version = WmsVersion.negotiated(kvp);
        String form = value(kvp, "exceptions").toLowerCase(Locale.ROOT);
        return switch (form) {
            case "inimage", "application/vnd.ogc.se_inimage" -> picture(exception, kvp, true);
            case "blank", "application/vnd.ogc.se_blank" -> picture(exception, kvp, false);
            case "json", "application/json" -> json(exception, version);
            default -> xml(exception, version);
        };
    }

    /** A parameter's value; empty where it is missing or cannot be read, which may be what the exception is about. */
    private static String value(Kvp kvp, String key) {
        try {
            return kvp.get(key).orElse("");
        } catch (Refusal e) {
            return "";
        }
    }

    private static OwsResponse xml(OwsException exception, WmsVersion version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(new XmlOutput(out));
            xml.writeStartDocument("UTF-8", "1.0");
            if (version == WmsVersion.V1_1_1) {
                xml.writeDTD("<!DOCTYPE ServiceExceptionReport SYSTEM"
                        + " \"http://schemas.opengis.net/wms/1.1.1/exception_1_1_1.dtd\">");
                xml.writeStartElement("ServiceExceptionReport");
            } else {
                xml.writeStartElement("ServiceExceptionReport");
                xml.writeDefaultNamespace("http://www.opengis.net/ogc");
                xml.writeNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");
                xml.writeAttribute(
                        "xsi:schemaLocation",
                        "http://www.opengis.net/ogc http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd");
            }
            xml.writeAttribute("version", version.number());
            xml.writeStartElement("ServiceException");
            xml.writeAttribute("code", exception.code());
            if (exception.locator() != null && version == WmsVersion.V1_3_0) {
                xml.writeAttribute("locator", exception.locator());
            }
            xml.writeCharacters(exception.getMessage());
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        String type = version == WmsVersion.V1_1_1 ? "application/vnd.ogc.se_xml" : "text/xml";
        return OwsResponse.of(exception, type + ";charset=UTF-8", out.toByteArray());
    }

    private static OwsResponse json(OwsException exception, WmsVersion version) {
        ObjectNode report = JSON.createObjectNode();
        report.put("version", version.number());
        report.putArray("exceptions")
                .addObject()
                .put("code", exception.code())
                .put("locator", exception.locator() == null ? "noLocator" : exception.locator())
                .put("text", exception.getMessage());
        try {
            return OwsResponse.of(exception, "application/json", JSON.writeValueAsBytes(report));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * An image of the size that was asked for. Its status is 200, since clients show images of no other. One is drawn at
     * a time: a refusal must not cost more memory than a map would.
     */
    private static synchronized OwsResponse picture(OwsException exception, Kvp kvp, boolean withText) {
        int width = side(kvp, "width", 400);
        int height = side(kvp, "height", 200);
        ImageFormat format;
        try {
            format = ImageFormat.of(value(kvp, "format"));
        } catch (Refusal e) {
            format = ImageFormat.PNG;
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        Color background = withText ? Color.WHITE : background(kvp);
        if (background != null) {
            graphics.setPaint(background);
            graphics.fillRect(0, 0, width, height);
        }
        if (withText) {
            write(graphics, exception.code() + ": " + exception.getMessage(), width);
        }
        graphics.dispose();
        return format.response(image);
    }

    /** The background that was asked for, white if it cannot be read. */
    private static Color background(Kvp kvp) {
        try {
            return MapRequestReader.background(kvp);
        } catch (Refusal e) {
            return Color.WHITE;
        }
    }

    private static int side(Kvp kvp, String key, int fallback) {
        try {
            return Math.max(1, Math.min(LARGEST_PICTURE, kvp.integer(key).orElse(fallback)));
        } catch (Refusal e) {
            return fallback;
        }
    }

    private static void write(Graphics2D graphics, String text, int width) {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setPaint(new Color(0xA00000));
        AttributedString attributed =
                new AttributedString(text, Map.of(TextAttribute.FONT, new Font(Font.DIALOG, Font.PLAIN, 12)));
        LineBreakMeasurer lines = new LineBreakMeasurer(attributed.getIterator(), graphics.getFontRenderContext());
        float y = 4;
        while (lines.getPosition() < text.length()) {
            TextLayout line = lines.nextLayout(Math.max(20, width - 12));
            y += line.getAscent();
            line.draw(graphics, 6, y);
            y += line.getDescent() + line.getLeading();
        }
    }
}
