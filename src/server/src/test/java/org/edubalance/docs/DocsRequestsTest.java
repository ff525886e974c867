package org.edubalance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The requests that the pages of the docs show: they run here, and are of the form that GeoServer takes. */
class DocsRequestsTest {

    private static final Path CHAINING = Path.of("docs/chaining.md");
    private static final String WPS = "http://www.opengis.net/wps/1.0.0";
    private static final String OWS = "http://www.opengis.net/ows/1.1";
    private static final Pattern BLOCK = Pattern.compile("(?s)```(xml|json)\n(.*?)```");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A process that is only in GeoServer is left out, and what it is fed with runs by itself. */
    @Test
    void everyExecutionOfTheDocsRuns() throws Exception {
        int run = 0;
        for (String block : blocks("xml")) {
            if (block.contains("…") || !block.startsWith("<wps:Execute")) {
                continue;
            }
            NodeList executions = document(block).getElementsByTagNameNS(WPS, "Execute");
            for (int i = 0; i < executions.getLength(); i++) {
                Element execution = (Element) executions.item(i);
                String process = execution
                        .getElementsByTagNameNS(OWS, "Identifier")
                        .item(0)
                        .getTextContent();
                if (!process.startsWith("ras:")) {
                    HttpResponse<byte[]> response = server.post("/ows", "text/xml", text(execution));
                    assertThat(response.statusCode())
                            .as(TestServer.text(response))
                            .isEqualTo(200);
                    run++;
                }
            }
        }
        assertThat(run).isPositive();
    }

    @Test
    void theJsonRequestRuns() throws Exception {
        String request = blocks("json").get(0);

        HttpResponse<byte[]> response =
                server.post("/ogc/processes/v1/processes/edu:EntropyScore/execution", "application/json", request);

        assertThat(response.statusCode()).as(TestServer.text(response)).isEqualTo(200);
        assertThat(TestServer.text(response)).contains("\"score\"");
        assertThat(new ObjectMapper().readTree(request).at("/inputs/data/type").asText())
                .isEqualTo("text/xml");
    }

    /** GeoServer takes the mimeType of a reference for the reader of its layer, and has one for WFS 1 alone. */
    @Test
    void referencesToLayersAreOfTheFormThatGeoServerTakes() throws IOException {
        Pattern layer = Pattern.compile("mimeType=\"([^\"]*)\"\\s+xlink:href=\"(http://geoserver/wfs[^\"]*)\"");
        List<String> checked = new ArrayList<>();
        for (Path file : files()) {
            Matcher reference = layer.matcher(Files.readString(file));
            while (reference.find()) {
                assertThat(reference.group(1))
                        .as(file + ": " + reference.group())
                        .isIn("text/xml", "text/xml; subtype=wfs-collection/1.0");
                assertThat(reference.group(2))
                        .as(file + ": " + reference.group())
                        .matches("http://geoserver/wfs(\\?service=WFS&amp;version=1\\.0\\.0&amp;request=GetFeature"
                                + "&amp;typeName=[\\w:-]+)?");
                checked.add(reference.group());
            }
        }
        assertThat(checked).hasSizeGreaterThan(15);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"));
                Stream<Path> requests = Files.list(Path.of("sample-data/requests"))) {
            return Stream.concat(docs, requests).filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(CHAINING))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static Document document(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Element element) throws Exception {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(element), new StreamResult(text));
        return text.toString();
    }
}
