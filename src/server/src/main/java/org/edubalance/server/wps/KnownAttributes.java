package org.edubalance.server.wps;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.edubalance.messages.Refusal;

/**
 * Refuses attributes that a request's elements do not have, where the bindings by themselves would pass over them: a
 * bounding box with {@code ows:crs} in place of {@code crs} would be taken for one without. What stands inside a value or
 * a reference's body is left alone.
 */
final class KnownAttributes extends StreamReaderDelegate {

    private static final String OWS = "http://www.opengis.net/ows/1.1";
    private static final Set<String> FOREIGN = Set.of(
            "http://www.w3.org/1999/xlink",
            "http://www.w3.org/XML/1998/namespace",
            "http://www.w3.org/2001/XMLSchema-instance");

    private static final Set<String> VALUES = Set.of("ComplexData", "Body");
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            Map.entry("GetCapabilities", Set.of("service", "version", "language", "updateSequence")),
            Map.entry("DescribeProcess", Set.of("service", "version", "language")),
            Map.entry("Execute", Set.of("service", "version", "language")),
            Map.entry("Identifier", Set.of("codeSpace")),
            Map.entry("Reference", Set.of("method", "mimeType", "encoding", "schema")),
            Map.entry("Header", Set.of("key", "value")),
            Map.entry("ComplexData", Set.of("mimeType", "encoding", "schema")),
            Map.entry("LiteralData", Set.of("dataType", "uom")),
            Map.entry("BoundingBoxData", Set.of("crs", "dimensions")),
            Map.entry("ResponseDocument", Set.of("storeExecuteResponse", "lineage", "status")),
            Map.entry("Output", Set.of("asReference", "mimeType", "encoding", "schema", "uom")),
            Map.entry("RawDataOutput", Set.of("mimeType", "encoding", "schema", "uom")));

    /** How deep the reader is inside a value; 0 outside. */
    private int inside;

    KnownAttributes(XMLStreamReader reader) {
        super(reader);
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            if (inside == 0) {
                check();
            }
            if (inside > 0 || isWps() && VALUES.contains(getLocalName())) {
                inside++;
            }
        } else if (event == XMLStreamConstants.END_ELEMENT && inside > 0) {
            inside--;
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

    private boolean isWps() {
        return WpsXml.NAMESPACE.equals(getNamespaceURI()) || OWS.equals(getNamespaceURI());
    }

    private void check() {
        if (!isWps()) {
            return;
        }
        Set<String> known = KNOWN.getOrDefault(getLocalName(), Set.of());
        for (int i = 0; i < getAttributeCount(); i++) {
            String namespace = getAttributeNamespace(i);
            boolean plain = namespace == null || namespace.isEmpty();
            if (plain ? !known.contains(getAttributeLocalName(i)) : !FOREIGN.contains(namespace)) {
                String prefix =
                        getAttributePrefix(i) == null || getAttributePrefix(i).isEmpty()
                                ? ""
                                : getAttributePrefix(i) + ":";
                throw Refusal.of(
                        "wps.attribute",
                        "attribute",
                        prefix + getAttributeLocalName(i),
                        "element",
                        getLocalName(),
                        "known",
                        new TreeSet<>(known));
            }
        }
    }
}
