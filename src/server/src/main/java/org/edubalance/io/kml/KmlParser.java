package org.edubalance.io.kml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharConversionException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * Reads the placemarks of a document, one after the other. There is no DTD, and so no entities but XML's own five; nothing
 * is fetched from anywhere, so a network link is refused.
 */
public final class KmlParser {

    private static final int DEEPEST = 100;

    private static final List<String> GEOMETRIES =
            List.of("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry");

    /** Geometries that are none of the plane, or change with time. */
    private static final List<String> OTHERS = List.of("Model", "Track", "MultiTrack");

    private final XMLStreamReader xml;
    private final Consumer<Placemark> placemarks;
    private final Map<String, String> types = new HashMap<>();
    private final Deque<String> folders = new ArrayDeque<>();
    private int left;

    private KmlParser(XMLStreamReader xml, Consumer<Placemark> placemarks) {
        this.xml = xml;
        this.placemarks = placemarks;
    }

    /** What a document says beside its placemarks: the types of fields by their names, and the geometries left out. */
    public record Summary(Map<String, String> types, int left) {}

    /**
     * Reads a document to its end. The stream stays open.
     *
     * @throws Refusal if it is no KML, has a DTD or a network link, or a placemark is broken
     */
    public static Summary read(InputStream in, Consumer<Placemark> placemarks) {
        XMLStreamReader xml = null;
        try {
            xml = factory().createXMLStreamReader(in);
            KmlParser parser = new KmlParser(xml, placemarks);
            parser.document();
            return new Summary(parser.types, parser.left);
        } catch (XMLStreamException e) {
            boolean encoding = e.getNestedException() instanceof CharConversionException;
            Refusal broken = Refusal.because(e, encoding ? "format.kml.encoding" : "format.kml.broken");
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw line > 0 ? broken.at(Place.line(line)) : broken;
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 100);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 65_536);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    private void document() throws XMLStreamException {
        boolean first = true;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw Refusal.of("format.kml.dtd");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (first && !List.of("kml", "Document", "Folder", "Placemark").contains(name)) {
                    throw Refusal.of("format.kml.root", "got", name);
                }
                first = false;
                element(name);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("Folder")) {
                folders.removeLast();
            }
        }
    }

    private void element(String name) throws XMLStreamException {
        switch (name) {
            case "Folder" -> folders.addLast("");
            case "name" -> nameFolder();
            case "Schema" -> schema();
            case "NetworkLink" -> throw Refusal.of("format.kml.link");
            case "Placemark" -> placemark();
            case "kml", "Document" -> {
                // their children are looked at
            }
            default -> skip();
        }
    }

    /** A name outside a placemark is that of the folder or of the document, where it stands. */
    private void nameFolder() throws XMLStreamException {
        String name = text();
        if (!folders.isEmpty() && folders.peekLast().isEmpty()) {
            folders.removeLast();
            folders.addLast(name);
        }
    }

    private void schema() throws XMLStreamException {
        while (nextChild()) {
            if (xml.getLocalName().equals("SimpleField") && xml.getAttributeValue(null, "name") != null) {
                String type = xml.getAttributeValue(null, "type");
                types.put(xml.getAttributeValue(null, "name"), type == null ? "string" : type.toLowerCase(Locale.ROOT));
            }
            skip();
        }
    }

    private void placemark() throws XMLStreamException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", null);
        Map<String, String> own = new LinkedHashMap<>();
        KmlGeometry geometry = new KmlGeometry(xml);
        boolean other = false;
        String description = null;
        while (nextChild()) {
            String child = xml.getLocalName();
            if (GEOMETRIES.contains(child)) {
                read(geometry, fields.get("name"));
            } else if (OTHERS.contains(child)) {
                other = true;
                skip();
            } else {
                switch (child) {
                    case "name" -> fields.put("name", text());
                    case "description" -> description = text();
                    case "ExtendedData" -> extendedData(own);
                    default -> skip();
                }
            }
        }
        left += other ? 1 : 0;
        if (description != null) {
            fields.put("description", description);
        }
        own.forEach((name, value) -> {
            String free = name;
            for (int copy = 2; fields.containsKey(free); copy++) {
                free = name + "_" + copy;
            }
            fields.put(free, value);
        });
        placemarks.accept(new Placemark(String.join("/", folders), fields, geometry.whole()));
    }

    private void read(KmlGeometry geometry, String name) throws XMLStreamException {
        try {
            geometry.add();
        } catch (Refusal e) {
            throw e.at(new Place(xml.getLocation().getLineNumber(), null, name));
        } catch (IllegalArgumentException e) {
            // JTS: too few points, a ring that is not closed
            throw Refusal.because(e, "format.geometry.points")
                    .at(new Place(xml.getLocation().getLineNumber(), null, name));
        }
    }

    /** Fields of {@code Data} and {@code SchemaData}, and of elements of other namespaces. */
    private void extendedData(Map<String, String> fields) throws XMLStreamException {
        while (nextChild()) {
            String child = xml.getLocalName();
            if (child.equals("SchemaData")) {
                while (nextChild()) {
                    put(fields, xml.getAttributeValue(null, "name"));
                }
            } else if (child.equals("Data")) {
                String name = xml.getAttributeValue(null, "name");
                String value = null;
                while (nextChild()) {
                    if (xml.getLocalName().equals("value")) {
                        value = text();
                    } else {
                        skip();
                    }
                }
                put(fields, name, value);
            } else {
                put(fields, child);
            }
        }
    }

    private void put(Map<String, String> fields, String name) throws XMLStreamException {
        put(fields, name, text());
    }

    private void put(Map<String, String> fields, String nameOrNull, String value) {
        if (nameOrNull != null && fields.containsKey(nameOrNull)) {
            throw Refusal.of("format.kml.twice", "key", nameOrNull)
                    .at(Place.line(xml.getLocation().getLineNumber()));
        }
        if (nameOrNull != null) {
            fields.put(nameOrNull, value);
        }
    }

    /** Goes to the next child of the element; false at its end. */
    private boolean nextChild() throws XMLStreamException {
        return KmlGeometry.nextChild(xml);
    }

    /** The text of the element that the reader stands at, and of what is in it. */
    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                default -> {
                    // comments and instructions
                }
            }
        }
        String stripped = text.toString().strip();
        return stripped.isEmpty() ? null : stripped;
    }

    private void skip() throws XMLStreamException {
        KmlGeometry.skip(xml);
    }
}
