package org.edubalance.server.wms;

import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.XmlOutput;
import org.edubalance.server.wms.InfoFormat.Found;
import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/** What was found at a pixel as a page with a table for each feature. Nothing of the data becomes markup. */
final class InfoHtml {

    private final XMLStreamWriter html;

    private InfoHtml(XMLStreamWriter html) {
        this.html = html;
    }

    static OwsResponse answer(List<Found> found) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter html = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(new XmlOutput(out));
            new InfoHtml(html).page(found);
            html.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return OwsResponse.of("text/html;charset=UTF-8", out.toByteArray());
    }

    private void page(List<Found> found) throws XMLStreamException {
        html.writeDTD("<!DOCTYPE html>");
        html.writeStartElement("html");
        html.writeAttribute("lang", Language.current().code());
        html.writeStartElement("head");
        html.writeEmptyElement("meta");
        html.writeAttribute("charset", "UTF-8");
        element("title", Message.of("wms.info.title").toString());
        html.writeEndElement();
        html.writeStartElement("body");
        boolean none = true;
        for (Found layer : found) {
            for (SimpleFeatureCollection collection : layer.features()) {
                try (SimpleFeatureIterator features = collection.features()) {
                    while (features.hasNext()) {
                        table(layer.layer(), features.next());
                        none = false;
                    }
                }
            }
        }
        if (none) {
            element("p", Message.of("wms.info.nothing").toString());
        }
        html.writeEndElement();
        html.writeEndElement();
    }

    private void table(String layer, SimpleFeature feature) throws XMLStreamException {
        html.writeStartElement("table");
        element("caption", layer + " " + feature.getID());
        for (Property property : feature.getProperties()) {
            html.writeStartElement("tr");
            element("th", property.getName().getLocalPart());
            element("td", property.getValue() == null ? "" : InfoText.shown(property.getValue()));
            html.writeEndElement();
        }
        html.writeEndElement();
    }

    private void element(String name, String text) throws XMLStreamException {
        html.writeStartElement(name);
        html.writeCharacters(text);
        html.writeEndElement();
    }
}
