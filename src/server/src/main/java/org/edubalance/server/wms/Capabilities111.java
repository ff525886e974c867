package org.edubalance.server.wms;

import java.awt.Dimension;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.layers.NamedStyle;
import org.edubalance.server.ows.OwsResponse;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * The capabilities document of WMS 1.1.1. It is written by hand: the bindings {@code org.jvnet.ogc:wms-v_1_1_1} name a
 * parent POM, {@code ogc-dtd-parent}, that Maven Central has not, so that no build can resolve them.
 */
final class Capabilities111 {

    private final Capabilities capabilities;
    private final String baseUrl;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    Capabilities111(Capabilities capabilities, String baseUrl) {
        this.capabilities = capabilities;
        this.baseUrl = baseUrl;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    OwsResponse answer() {
        try {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeDTD("<!DOCTYPE WMT_MS_Capabilities SYSTEM"
                    + " \"http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd\">");
            xml.writeStartElement("WMT_MS_Capabilities");
            xml.writeAttribute("version", "1.1.1");
            service();
            capability();
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return OwsResponse.of(
                "application/vnd.ogc.wms_xml;charset=UTF-8", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void service() throws XMLStreamException {
        xml.writeStartElement("Service");
        element("Name", "OGC:WMS");
        element("Title", Capabilities.title());
        element("Abstract", Capabilities.description());
        keywords(Capabilities.keywords());
        online(baseUrl + "/");
        WmsProperties settings = capabilities.settings();
        if (settings.hasContact()) {
            xml.writeStartElement("ContactInformation");
            xml.writeStartElement("ContactPersonPrimary");
            element("ContactPerson", Objects.toString(settings.contactPerson(), ""));
            element("ContactOrganization", Objects.toString(settings.contactOrganization(), ""));
            xml.writeEndElement();
            optional("ContactElectronicMailAddress", settings.contactEmail());
            xml.writeEndElement();
        }
        optional("Fees", settings.fees());
        optional("AccessConstraints", settings.accessConstraints());
        xml.writeEndElement();
    }

    private void keywords(Collection<String> words) throws XMLStreamException {
        xml.writeStartElement("KeywordList");
        for (String word : words) {
            element("Keyword", word);
        }
        xml.writeEndElement();
    }

    private void capability() throws XMLStreamException {
        xml.writeStartElement("Capability");
        xml.writeStartElement("Request");
        operation("GetCapabilities", List.of("application/vnd.ogc.wms_xml"));
        operation("GetMap", ImageFormat.mimeTypes());
        operation("GetFeatureInfo", InfoFormat.mimeTypes());
        operation("GetLegendGraphic", ImageFormat.mimeTypes());
        xml.writeEndElement();
        xml.writeStartElement("Exception");
        for (String format : Capabilities.EXCEPTIONS_1_1_1) {
            element("Format", format);
        }
        xml.writeEndElement();
        xml.writeEmptyElement("UserDefinedSymbolization");
        xml.writeAttribute("SupportSLD", "1");
        xml.writeAttribute("UserLayer", "0");
        xml.writeAttribute("UserStyle", "1");
        xml.writeAttribute("RemoteWFS", "0");
        xml.writeStartElement("Layer");
        element("Title", Capabilities.title());
        for (String code : MapCrs.codes()) {
            if (!code.startsWith("CRS:")) {
                element("SRS", code);
            }
        }
        latLon(capabilities.geographicBounds());
        if (capabilities.attribution() != null) {
            xml.writeStartElement("Attribution");
            element("Title", capabilities.attribution());
            xml.writeEndElement();
        }
        for (Layer layer : capabilities.layers()) {
            layer(layer);
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void layer(Layer layer) throws XMLStreamException {
        xml.writeStartElement("Layer");
        xml.writeAttribute("queryable", "1");
        element("Name", layer.name());
        element("Title", layer.title());
        element("Abstract", Capabilities.description(layer));
        keywords(Capabilities.keywords(layer));
        latLon(Capabilities.geographicBounds(layer));
        for (Capabilities.Bounds bounds : Capabilities.bounds(layer.geographicBounds(), WmsVersion.V1_1_1)) {
            xml.writeEmptyElement("BoundingBox");
            xml.writeAttribute("SRS", bounds.crs());
            corners(bounds.min1(), bounds.min2(), bounds.max1(), bounds.max2());
        }
        metadata(layer);
        for (NamedStyle style : capabilities.styles(layer)) {
            style(layer, style);
        }
        xml.writeEndElement();
    }

    private void metadata(Layer layer) throws XMLStreamException {
        String url = capabilities.settings().metadataUrl(layer.name()).orElse(null);
        if (url != null) {
            xml.writeStartElement("MetadataURL");
            xml.writeAttribute("type", "TC211");
            element("Format", capabilities.settings().metadataFormat());
            online(url);
            xml.writeEndElement();
        }
    }

    private void style(Layer layer, NamedStyle style) throws XMLStreamException {
        xml.writeStartElement("Style");
        element("Name", style.name());
        element("Title", style.title());
        optional("Abstract", style.description());
        Dimension size = Legends.size(style.style());
        xml.writeStartElement("LegendURL");
        xml.writeAttribute("width", Integer.toString(size.width));
        xml.writeAttribute("height", Integer.toString(size.height));
        element("Format", ImageFormat.PNG.mimeType());
        online(Capabilities.legendUrl(baseUrl, layer, style, WmsVersion.V1_1_1));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void latLon(ReferencedEnvelope box) throws XMLStreamException {
        xml.writeEmptyElement("LatLonBoundingBox");
        corners(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }

    private void corners(double minX, double minY, double maxX, double maxY) throws XMLStreamException {
        xml.writeAttribute("minx", Double.toString(minX));
        xml.writeAttribute("miny", Double.toString(minY));
        xml.writeAttribute("maxx", Double.toString(maxX));
        xml.writeAttribute("maxy", Double.toString(maxY));
    }

    private void operation(String name, List<String> formats) throws XMLStreamException {
        xml.writeStartElement(name);
        for (String format : formats) {
            element("Format", format);
        }
        xml.writeStartElement("DCPType");
        xml.writeStartElement("HTTP");
        xml.writeStartElement("Get");
        online(baseUrl + "/wms?");
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void online(String address) throws XMLStreamException {
        xml.writeEmptyElement("OnlineResource");
        xml.writeAttribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
        xml.writeAttribute("xlink:type", "simple");
        xml.writeAttribute("xlink:href", address);
    }

    private void element(String name, String content) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(content);
        xml.writeEndElement();
    }

    private void optional(String name, String contentOrNull) throws XMLStreamException {
        if (contentOrNull != null) {
            element(name, contentOrNull);
        }
    }
}
