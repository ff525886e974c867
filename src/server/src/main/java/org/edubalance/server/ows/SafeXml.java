package org.edubalance.server.ows;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import javax.xml.transform.ErrorListener;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamResult;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * Reads XML from clients: no DTD, so no entities but XML's own five, nothing fetched from anywhere, and bounded depth,
 * number of elements, and attributes and namespace declarations of an element, whose cost grows with their square.
 */
public final class SafeXml {

    /** What Woodstox says of a limit, and the message for it. */
    private static final Map<String, String> LIMITS = Map.of(
            "Maximum Element Depth", "ows.xml.depth",
            "Maximum Element Count", "ows.xml.elements",
            "Attribute limit", "ows.xml.attributes",
            "Maximum attribute size", "ows.xml.attribute-size");

    private static final int LONGEST_ATTRIBUTE = 65_536;

    private final ServerProperties.Limits limits;
    private final XMLInputFactory inputs;

    public SafeXml(ServerProperties.Limits limits) {
        this.limits = limits;
        inputs = new WstxInputFactory();
        inputs.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        inputs.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        inputs.setProperty(XMLInputFactory.IS_COALESCING, true);
        inputs.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        inputs.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.xmlDepth());
        inputs.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) limits.xmlElements());
        inputs.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.xmlAttributes());
        inputs.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
        inputs.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
    }

    private static Transformer transformer() throws TransformerException {
        TransformerFactory transformers = TransformerFactory.newDefaultInstance();
        transformers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return transformers.newTransformer();
    }

    /**
     * A reader over a document. What its methods throw goes through {@link #refused} to become a {@link Refusal}.
     */
    public XMLStreamReader reader(byte[] document) {
        try {
            return new Guard(inputs.createXMLStreamReader(new ByteArrayInputStream(document)));
        } catch (XMLStreamException | RuntimeException e) {
            throw refused(e);
        }
    }

    /** The whole document as a tree. */
    public Document document(byte[] document) {
        XMLStreamReader reader = reader(document);
        try {
            Transformer copy = transformer();
            copy.setErrorListener(new QuietErrors());
            DOMResult result = new DOMResult();
            copy.transform(new StAXSource(reader), result);
            return (Document) result.getNode();
        } catch (TransformerException | RuntimeException e) {
            throw refused(e);
        }
    }

    /** An element as a document of its own. */
    public static String text(Node element) {
        StringWriter text = new StringWriter();
        try {
            transformer().transform(new DOMSource(element), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** The refusal of a document: the limit that it passes, or that it does not parse and where. */
    public Refusal refused(Exception problem) {
        Refusal known = Refusal.in(problem);
        if (known != null) {
            return known;
        }
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage());
            for (Map.Entry<String, String> limit : LIMITS.entrySet()) {
                if (cause instanceof XMLStreamException && said.startsWith(limit.getKey())) {
                    return Refusal.because(problem, limit.getValue(), "limit", limit(limit.getValue()));
                }
            }
            if (cause instanceof XMLStreamException xml && xml.getLocation() != null) {
                return Refusal.because(
                        problem,
                        "ows.xml.malformed.at",
                        "line",
                        xml.getLocation().getLineNumber(),
                        "column",
                        xml.getLocation().getColumnNumber());
            }
        }
        return Refusal.because(problem, "ows.xml.malformed");
    }

    private int limit(String key) {
        return switch (key) {
            case "ows.xml.depth" -> limits.xmlDepth();
            case "ows.xml.elements" -> limits.xmlElements();
            case "ows.xml.attributes" -> limits.xmlAttributes();
            default -> LONGEST_ATTRIBUTE;
        };
    }

    /** Woodstox passes over a document type declaration that it is told not to read. */
    private static final class Guard extends StreamReaderDelegate {

        Guard(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            if (event == XMLStreamConstants.DTD) {
                throw Refusal.of("ows.xml.dtd");
            }
            return event;
        }

        // goes through next() in the delegate, past the check above
        @Override
        public int nextTag() throws XMLStreamException {
            int event = next();
            while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                event = next();
            }
            return event;
        }
    }

    /** The transformer's own listener writes to the console. */
    private static final class QuietErrors implements ErrorListener {
        @Override
        public void warning(TransformerException exception) {
            // the document still reads
        }

        @Override
        public void error(TransformerException exception) throws TransformerException {
            throw exception;
        }

        @Override
        public void fatalError(TransformerException exception) throws TransformerException {
            throw exception;
        }
    }
}
