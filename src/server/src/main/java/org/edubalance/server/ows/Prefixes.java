package org.edubalance.server.ows;

import com.sun.xml.bind.marshaller.NamespacePrefixMapper;
import java.util.Map;

/** The prefixes that people know from OGC documents, for JAXB marshallers. */
public final class Prefixes extends NamespacePrefixMapper {

    /** The marshaller's property that takes an instance. */
    public static final String PROPERTY = "com.sun.xml.bind.namespacePrefixMapper";

    private static final Map<String, String> PREFIXES = Map.of(
            "http://www.opengis.net/wps/1.0.0", "wps",
            "http://www.opengis.net/ows/1.1", "ows",
            "http://www.opengis.net/ogc", "ogc",
            "http://www.w3.org/1999/xlink", "xlink",
            "http://www.w3.org/2001/XMLSchema-instance", "xsi");

    @Override
    public String getPreferredPrefix(String namespace, String suggestion, boolean required) {
        return PREFIXES.getOrDefault(namespace, suggestion);
    }
}
