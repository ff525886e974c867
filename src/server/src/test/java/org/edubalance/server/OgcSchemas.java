package org.edubalance.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** Validates documents against the OGC's schemas, as the test classpath has them. */
public final class OgcSchemas {

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private OgcSchemas() {}

    /**
     * Validates a document.
     *
     * @param schema the schema's path below {@code http://schemas.opengis.net/}
     * @throws AssertionError with the document if it is not valid
     */
    public static void validate(byte[] document, String schema) {
        try {
            SCHEMAS.computeIfAbsent(schema, OgcSchemas::load)
                    .newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(document)));
        } catch (SAXException e) {
            throw new AssertionError(e.getMessage() + " in\n" + new String(document, StandardCharsets.UTF_8), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema load(String path) {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setResourceResolver((type, namespace, publicId, systemId, baseUri) -> {
            URI resolved = baseUri == null ? URI.create(systemId) : resolve(baseUri, systemId);
            return new Input(publicId, resolved.toString(), open(resolved));
        });
        URI uri = URI.create("http://schemas.opengis.net/" + path);
        try {
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "http,file,jar");
            return factory.newSchema(new StreamSource(open(uri), uri.toString()));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI resolve(String base, String systemId) {
        return URI.create(base).resolve(systemId);
    }

    private static InputStream open(URI uri) {
        String name =
                switch (uri.getHost() + uri.getPath()) {
                    case "www.w3.org/1999/xlink.xsd" -> "/schemas/xlink.xsd";
                    case "www.w3.org/2001/xml.xsd" -> "/schemas/xml.xsd";
                    default -> "/ogc" + uri.getPath();
                };
        URL resource = OgcSchemas.class.getResource(name);
        if (resource == null) {
            throw new IllegalStateException("No schema for " + uri);
        }
        try {
            return resource.openStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema's text from a stream; the setters are for others. */
    private record Input(String publicId, String systemId, InputStream stream) implements LSInput {
        @Override
        public String getPublicId() {
            return publicId;
        }

        @Override
        public String getSystemId() {
            return systemId;
        }

        @Override
        public InputStream getByteStream() {
            return stream;
        }

        @Override
        public Reader getCharacterStream() {
            return null;
        }

        @Override
        public String getStringData() {
            return null;
        }

        @Override
        public String getBaseURI() {
            return null;
        }

        @Override
        public String getEncoding() {
            return null;
        }

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setPublicId(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setSystemId(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setByteStream(InputStream in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setCharacterStream(Reader in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setStringData(String data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setBaseURI(String uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setEncoding(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setCertifiedText(boolean certified) {
            throw new UnsupportedOperationException();
        }
    }
}
