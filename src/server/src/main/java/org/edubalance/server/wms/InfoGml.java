package org.edubalance.server.wms;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.edubalance.io.CrsNames;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.XmlOutput;
import org.edubalance.server.wms.InfoFormat.Found;
import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/**
 * What was found at a pixel as GML 3.1.1. Attributes whose names XML does not allow have {@code _} in place of each such
 * character.
 */
final class InfoGml {

    private static final Pattern NOT_IN_NAMES =
            Pattern.compile("[^\\p{IsAlphabetic}\\p{IsDigit}_.-]|[^\\x{0}-\\x{FFFF}]");
    private static final String EDU = "https://edubalance.org/features";

    private final XMLStreamWriter xml;

    private InfoGml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static OwsResponse answer(List<Found> found, String mimeType) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(new XmlOutput(out));
            new InfoGml(xml).document(found);
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return OwsResponse.of(mimeType + ";charset=UTF-8", out.toByteArray());
    }

    private void document(List<Found> found) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("gml", "FeatureCollection", GmlGeometries.GML);
        xml.writeNamespace("gml", GmlGeometries.GML);
        xml.writeNamespace("edu", EDU);
        for (Found layer : found) {
            for (SimpleFeatureCollection collection : layer.features()) {
                try (SimpleFeatureIterator features = collection.features()) {
                    while (features.hasNext()) {
                        member(layer.layer(), features.next());
                    }
                }
            }
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void member(String layer, SimpleFeature feature) throws XMLStreamException {
        Integer epsg = feature.getFeatureType().getCoordinateReferenceSystem() == null
                ? null
                : CrsNames.epsgCode(feature.getFeatureType().getCoordinateReferenceSystem());
        xml.writeStartElement("gml", "featureMember", GmlGeometries.GML);
        xml.writeStartElement("edu", xmlName(layer.substring(layer.indexOf(':') + 1)), EDU);
        xml.writeAttribute("gml", GmlGeometries.GML, "id", xmlName(feature.getID()));
        for (Property property : feature.getProperties()) {
            if (property.getValue() != null) {
                xml.writeStartElement("edu", xmlName(property.getName().getLocalPart()), EDU);
                if (property.getValue() instanceof Geometry geometry) {
                    new GmlGeometries(xml).write(geometry, epsg == null ? null : "EPSG:" + epsg);
                } else {
                    xml.writeCharacters(property.getValue().toString());
                }
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** A name that XML allows: letters, digits, and of the other characters only {@code _}, {@code -} and {@code .}. */
    private static String xmlName(String name) {
        String plain = NOT_IN_NAMES.matcher(name).replaceAll("_");
        return plain.isEmpty() || !(Character.isLetter(plain.charAt(0)) || plain.charAt(0) == '_')
                ? "_" + plain
                : plain;
    }
}
