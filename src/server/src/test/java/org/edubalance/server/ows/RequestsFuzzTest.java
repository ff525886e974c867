package org.edubalance.server.ows;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Ecql;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.paint.FunctionCheck;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Whatever a request brings is read or refused, with a text in both languages, and at once. In an ordinary build the kept
 * inputs run; the profile {@code fuzz} lets Jazzer look for more.
 */
class RequestsFuzzTest {

    private static final SafeXml XML =
            new SafeXml(new Binder(new MapConfigurationPropertySource(Map.of("limits.xml-depth", 100)))
                    .bind("limits", ServerProperties.Limits.class)
                    .get());

    @FuzzTest(maxDuration = "5m")
    void xml(byte[] bytes) {
        readOrRefused(() -> XML.document(bytes).getDocumentElement().getTextContent());
        readOrRefused(() -> {
            XMLStreamReader reader = XML.reader(bytes);
            try {
                while (reader.hasNext()) {
                    reader.next();
                }
                return null;
            } catch (XMLStreamException e) {
                throw XML.refused(e);
            }
        });
    }

    @FuzzTest(maxDuration = "5m")
    void kvp(byte[] bytes) {
        String query = new String(bytes, StandardCharsets.UTF_8);
        readOrRefused(() -> {
            Kvp kvp = Kvp.parse(query);
            for (String key : kvp.keys()) {
                readOrRefused(() -> kvp.get(key));
                readOrRefused(() -> kvp.integer(key));
                readOrRefused(() -> kvp.flag(key, true));
                readOrRefused(() -> kvp.list(key));
            }
            return kvp;
        });
    }

    /** GeoTools' parser throws more than its own exception, and a few million characters of brackets end its stack. */
    @FuzzTest(maxDuration = "5m")
    void ecql(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        readOrRefused(() -> FunctionCheck.ofRequest(() -> Ecql.expression("weight", text)));
        readOrRefused(() -> FunctionCheck.ofRequest(() -> Ecql.filter("cql_filter", text)));
        readOrRefused(() -> FunctionCheck.ofRequest(() -> Ecql.filters("cql_filter", text)));
    }

    private static void readOrRefused(Supplier<?> reading) {
        try {
            reading.get();
        } catch (Refusal e) {
            for (Language language : Language.values()) {
                assertThat(e.in(language)).isNotBlank();
            }
        }
    }
}
