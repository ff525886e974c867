package org.edubalance.server.ows;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
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
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * Reads XML from clients: no DTD, so no entities but XML's own five, nothing fetched from anywhere, and bounded depth
 * and number of elements.
 */
public final class SafeXml {

    private final int maxDepth;
    private final int maxElements;
    private final XMLInputFactory inputs;
    private final TransformerFactory transformers;

    public SafeXml(int maxDepth, int maxElements) {
        this.maxDepth = maxDepth;
        this.maxElements = maxElements;
        inputs = XMLInputFactory.newDefaultFactory();
        inputs.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        inputs.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        inputs.setProperty(XMLInputFactory.IS_COALESCING, true);
        inputs.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        transformers = TransformerFactory.newDefaultInstance();
        try {
            transformers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A reader over a document that throws an {@link OwsException} from {@code next()} where the document goes beyond
     * what is accepted.
     */
    public XMLStreamReader reader(byte[] document) {
        try {
            return new Guard(inputs.createXMLStreamReader(new ByteArrayInputStream(document)));
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    /** The whole document as a tree. */
    public Document document(byte[] document) {
        XMLStreamReader reader = reader(document);
        try {
            Transformer copy = transformers.newTransformer();
            copy.setErrorListener(new QuietErrors());
            DOMResult result = new DOMResult();
            copy.transform(new StAXSource(reader), result);
            return (Document) result.getNode();
        } catch (TransformerException e) {
            throw malformed(e);
        }
    }

    /** An element as a document of its own. */
    public String text(Node element) {
        StringWriter text = new StringWriter();
        try {
            transformers.newTransformer().transform(new DOMSource(element), new StreamResult(text));
        } catch (TransformerException e) {
            throw malformed(e);
        }
        return text.toString();
    }

    /** The exception for a document that does not parse: the parser's own words, without its addresses. */
    public static OwsException malformed(Exception problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof OwsException ows) {
                return ows;
            }
            if (cause instanceof XMLStreamException xml && xml.getLocation() != null) {
                return new OwsException(
                        OwsException.NO_APPLICABLE_CODE,
                        null,
                        "The document is not well-formed XML, at line "
                                + xml.getLocation().getLineNumber() + ", column "
                                + xml.getLocation().getColumnNumber());
            }
        }
        return new OwsException(OwsException.NO_APPLICABLE_CODE, null, "The document is not well-formed XML");
    }

    private final class Guard extends StreamReaderDelegate {

        private int depth;
        private int elements;

        Guard(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            switch (event) {
                case XMLStreamConstants.DTD -> throw refused("A document type declaration (DTD) is not accepted");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("Entities are not accepted");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > maxDepth) {
                        throw refused("The document nests elements deeper than the limit of " + maxDepth);
                    }
                    if (++elements > maxElements) {
                        throw refused("The document has more elements than the limit of " + maxElements);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // text, comments and the like
                }
            }
            return event;
        }

        // Both go through next() in the delegate, past the checks above.
        @Override
        public int nextTag() throws XMLStreamException {
            int event = next();
            while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                event = next();
            }
            return event;
        }

        @Override
        public String getElementText() throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    text.append(getText());
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    throw refused("Element " + getLocalName() + " where text was expected");
                }
            }
            return text.toString();
        }

        private static OwsException refused(String message) {
            return new OwsException(OwsException.NO_APPLICABLE_CODE, null, message);
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
