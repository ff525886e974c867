package org.edubalance.server.paint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.edubalance.messages.Refusal;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reading of XML elements that refuses by name whatever the reader does not know. */
final class Elements {

    static final String SLD = "http://www.opengis.net/sld";
    static final String OGC = "http://www.opengis.net/ogc";

    /** The elements whose attributes their own readers check. */
    private static final Set<String> WITH_ATTRIBUTES = Set.of("ColorMap", "VendorOption");

    /** Deeper than any sensible expression, far from the end of the stack. */
    private static final String DEEPEST = "100";

    private static final String MOST_ATTRIBUTES = "100";

    private Elements() {}

    /** Parses a document that may come from anywhere: no DTD, hence no entities, and a bounded depth. */
    static Element parse(byte[] document) {
        try {
            // The JDK's own parser, whatever else is on the classpath: its limits are known.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
            factory.setAttribute("jdk.xml.elementAttributeLimit", MOST_ATTRIBUTES);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            return builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
        } catch (SAXParseException e) {
            if (String.valueOf(e.getMessage()).contains("DOCTYPE")) {
                throw Refusal.because(e, "style.doctype");
            }
            throw Refusal.because(e, "style.xml", "line", e.getLineNumber(), "column", e.getColumnNumber());
        } catch (SAXException | IOException e) {
            // Nothing is read but the bytes at hand: an IOException is about their encoding.
            throw Refusal.because(e, "style.broken");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser does not work", e);
        }
    }

    /** The child elements; refuses text between them. */
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            } else if (node.getNodeType() == Node.TEXT_NODE
                    && !node.getTextContent().isBlank()) {
                throw Refusal.of(
                        "style.text",
                        "element",
                        name(parent),
                        "got",
                        node.getTextContent().strip());
            }
        }
        return children;
    }

    /** The only child element. */
    static Element onlyChild(Element parent) {
        List<Element> children = children(parent);
        if (children.size() != 1) {
            throw Refusal.of("style.one", "element", name(parent), "got", children.size());
        }
        return children.get(0);
    }

    /** The text of an element that holds nothing else. */
    static String text(Element element) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                throw unknown(child, element);
            }
        }
        return element.getTextContent().strip();
    }

    static double number(Element element) {
        return number(text(element), name(element));
    }

    static double number(String text, String what) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Refusal.of("style.number", "what", what, "got", text);
    }

    /** Refuses attributes other than the given ones; namespace declarations and schema locations pass. */
    static void checkAttributes(Element element, Set<String> known) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            String namespace = attribute.getNamespaceURI();
            boolean technical = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(namespace)
                    || XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace);
            if (!technical && !known.contains(attribute.getName())) {
                throw Refusal.of("style.attribute", "attribute", attribute.getName(), "element", name(element));
            }
        }
    }

    /** True if the element has the given local name in the SLD namespace. */
    static boolean isSld(Element element, String localName) {
        return SLD.equals(element.getNamespaceURI()) && localName.equals(element.getLocalName());
    }

    /** The local name of an SLD element; refuses one of another namespace, and attributes on those that take none. */
    static String sldName(Element element, Element parent) {
        if (!SLD.equals(element.getNamespaceURI())) {
            throw unknown(element, parent);
        }
        if (!WITH_ATTRIBUTES.contains(element.getLocalName())) {
            checkAttributes(element, Set.of());
        }
        return element.getLocalName();
    }

    /** The refusal of an element that is not known where it stands. */
    static Refusal unknown(Element element, Element parent) {
        return Refusal.of("style.unknown", "element", name(element), "parent", name(parent));
    }

    /** The refusal of an element that does not hold what it needs. */
    static Refusal lacks(Element element, String child) {
        return Refusal.of("style.lacks", "element", name(element), "child", child);
    }

    static String name(Element element) {
        return element.getNodeName();
    }

    private static final class Throwing implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
