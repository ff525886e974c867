package org.edubalance.server.wps;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.bind.JAXBContext;
import javax.xml.bind.JAXBException;
import javax.xml.bind.Marshaller;
import javax.xml.bind.Unmarshaller;
import javax.xml.bind.ValidationEvent;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Prefixes;
import org.edubalance.server.ows.SafeXml;
import org.edubalance.server.ows.XmlOutput;
import org.springframework.stereotype.Component;
import org.w3c.dom.Node;

/** Reads and writes WPS 1.0.0 documents through the schema's bindings. */
@Component
class WpsXml {

    static final String CONTENT_TYPE = "text/xml;charset=UTF-8";
    static final String NAMESPACE = "http://www.opengis.net/wps/1.0.0";

    private static final String SCHEMAS = NAMESPACE + " http://schemas.opengis.net/wps/1.0.0/";

    /** What JAXB says of an element that is none of the schema's. */
    private static final Pattern UNEXPECTED = Pattern.compile("unexpected element \\(uri:.*?, local:\"(.*?)\"\\)");

    private final SafeXml xml;
    private final JAXBContext context;

    WpsXml(SafeXml xml) throws JAXBException {
        this.xml = xml;
        context = JAXBContext.newInstance(
                net.opengis.wps.v_1_0_0.ObjectFactory.class, net.opengis.ows.v_1_1_0.ObjectFactory.class);
    }

    /** A request document: its root element's name, what it says of service and version, and its content. */
    record Document(String root, String service, String version, Object content) {}

    Document read(byte[] document) {
        XMLStreamReader reader = new KnownAttributes(xml.reader(document));
        try {
            reader.nextTag();
            String root = reader.getLocalName();
            String service = reader.getAttributeValue(null, "service");
            String version = reader.getAttributeValue(null, "version");
            if (!NAMESPACE.equals(reader.getNamespaceURI())) {
                throw Refusal.of("wps.document", "namespace", NAMESPACE, "got", root)
                        .about("request");
            }
            Object content = unmarshaller().unmarshal(reader);
            while (reader.hasNext()) {
                reader.next();
            }
            return new Document(root, service, version, content);
        } catch (JAXBException | XMLStreamException | RuntimeException e) {
            throw xml.refused(e);
        }
    }

    /** Reads an element inside another document, for example an execution that feeds an input. */
    <T> T read(Node element, Class<T> type) {
        Object content =
                read(SafeXml.text(element).getBytes(StandardCharsets.UTF_8)).content();
        if (!type.isInstance(content)) {
            throw Refusal.of("wps.element", "element", type.getSimpleName(), "got", element.getLocalName())
                    .about("request");
        }
        return type.cast(content);
    }

    /** Unknown elements and values of the wrong type are refused, where JAXB by itself would pass over them. */
    private Unmarshaller unmarshaller() throws JAXBException {
        Unmarshaller unmarshaller = context.createUnmarshaller();
        unmarshaller.setEventHandler(event -> {
            throw refused(event);
        });
        return unmarshaller;
    }

    private static Refusal refused(ValidationEvent event) {
        Matcher element = UNEXPECTED.matcher(String.valueOf(event.getMessage()));
        Refusal refusal = element.find()
                ? Refusal.of("wps.xml.element", "element", element.group(1))
                : Refusal.because(event.getLinkedException(), "wps.xml.value");
        int line = event.getLocator() == null ? -1 : event.getLocator().getLineNumber();
        return line > 0 ? (Refusal) refusal.at(Place.line(line)) : refusal;
    }

    /**
     * Writes a document.
     *
     * @param schema the file of the OGC schema that it follows
     */
    byte[] write(Object document, String schema) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Marshaller marshaller = context.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_SCHEMA_LOCATION, SCHEMAS + schema);
            marshaller.setProperty(Prefixes.PROPERTY, new Prefixes());
            Writer text = new XmlOutput(out);
            marshaller.marshal(document, text);
            text.flush();
        } catch (JAXBException | IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
