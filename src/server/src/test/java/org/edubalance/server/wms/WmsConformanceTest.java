package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.edubalance.server.OgcSchemas;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * What the OGC's test suites for WMS 1.1.1 and 1.3.0 check whatever the data, as far as no other test does; see
 * docs/conformance.md for the whole list.
 */
class WmsConformanceTest {

    private static final Map<String, String> MAP = Map.of(
            "service", "WMS",
            "version", "1.3.0",
            "request", "GetMap",
            "layers", "edu:schools",
            "styles", "",
            "crs", "CRS:84",
            "bbox", "92,28,96,31",
            "width", "80",
            "height", "60",
            "format", "image/png");

    private static TestServer server;
    private static WmsClient wms;
    private static Document capabilities;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(Map.of());
        wms = new WmsClient(server);
        capabilities = parse(wms.ask("service=WMS", "request=GetCapabilities", "version=1.3.0"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Document parse(HttpResponse<byte[]> response) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
        // the DTD of 1.1.1 is not fetched
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new ByteArrayInputStream(new byte[0])));
        return builder.parse(new ByteArrayInputStream(response.body()));
    }

    /** The elements at a path, with names in place of {@code local-name()}. */
    private static List<Element> all(Object from, String path) throws Exception {
        String xpath = path.replaceAll("(?<![@\\w'-])([A-Z][A-Za-z_]+)", "*[local-name()='$1']");
        NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(xpath, from, XPathConstants.NODESET);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String text(Object from, String path) throws Exception {
        return all(from, path).get(0).getTextContent();
    }

    private static void isMap(Map<String, String> base, String... changes) {
        BufferedImage image = wms.image(base, changes);
        assertThat(image.getWidth()).isEqualTo(80);
        assertThat(image.getHeight()).isEqualTo(60);
    }

    private static void isException(String code, HttpResponse<byte[]> response) {
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        OgcSchemas.validate(response.body(), "wms/1.3.0/exceptions_1_3_0.xsd");
        assertThat(TestServer.text(response)).contains("code=\"" + code + "\"");
    }

    // basic service elements

    @Test
    void passesOverParametersThatTheStandardDoesNotKnow() {
        assertThat(TestServer.text(wms.ask("service=WMS", "request=GetCapabilities", "bogus=foo")))
                .contains("WMS_Capabilities");
        isMap(MAP, "bogus=foo");
        assertThat(wms.ask(info(), "bogus=foo").statusCode()).isEqualTo(200);
    }

    private static Map<String, String> info() {
        Map<String, String> info = new HashMap<>(MAP);
        info.putAll(Map.of("request", "GetFeatureInfo", "query_layers", "edu:schools", "i", "40", "j", "30"));
        return info;
    }

    @Test
    void readsParametersHoweverTheyAreEncoded() {
        String query = "/wms?SERVICE=WMS&VeRsIoN=1.3.0&request=GetMap&LAYERS=edu%3Aschools&styles=&crs=CRS%3A84"
                + "&bbox=92%2C28,96%2C31&width=80&height=60&format=image%2Fpng&transparent=TRUE";
        HttpResponse<byte[]> response = server.get(query);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
        HttpResponse<byte[]> plus = server.get(query.replace("image%2Fpng", "image/svg+xml"));
        assertThat(TestServer.text(plus)).as("a plus sign is a blank").contains("image/svg xml");
    }

    @Test
    void asksForTheVersionOfAMap() {
        isException("MissingParameterValue", wms.ask(MAP, "version="));
    }

    // GetCapabilities

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "", "application/nonsense"})
    void answersCapabilitiesAsXmlWhateverTheFormat(String format) {
        HttpResponse<byte[]> response =
                wms.ask("service=WMS", "version=1.3.0", "request=GetCapabilities", "format=" + format);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    }

    /** There is no update sequence to compare with, so any is passed over. */
    @Test
    void passesOverAnUpdateSequence() {
        assertThat(capabilities.getDocumentElement().hasAttribute("updateSequence"))
                .isFalse();
        assertThat(TestServer.text(wms.ask("service=WMS", "request=GetCapabilities", "updatesequence=7")))
                .contains("WMS_Capabilities");
    }

    @Test
    void saysWhereOperationsAreAsPrefixesOfUrls() throws Exception {
        List<Element> gets = all(capabilities, "//Request/*/DCPType/HTTP/Get/OnlineResource");
        assertThat(gets).hasSizeGreaterThanOrEqualTo(3);
        for (Element get : gets) {
            assertThat(get.getAttributeNS("http://www.w3.org/1999/xlink", "href"))
                    .matches(".*\\?(.*&)?");
        }
        assertThat(text(capabilities, "//GetCapabilities/Format")).isEqualTo("text/xml");
        assertThat(all(capabilities, "//Exception/Format").stream().map(Element::getTextContent))
                .contains("XML", "INIMAGE", "BLANK");
        assertThat(all(capabilities, "//GetMap/Format").stream().map(Element::getTextContent))
                .contains("image/png");
    }

    @Test
    void saysOfEachLayerWhereItIs() throws Exception {
        List<Element> layers = all(capabilities, "//Layer[*[local-name()='Name']]");
        assertThat(layers).isNotEmpty();
        Set<String> root = new HashSet<>();
        all(capabilities, "//Capability/Layer/CRS").forEach(crs -> root.add(crs.getTextContent()));
        for (Element layer : layers) {
            assertThat(all(layer, "ancestor-or-self::Layer/CRS")).isNotEmpty();
            List<Element> boxes = all(layer, "BoundingBox");
            assertThat(boxes).isNotEmpty();
            Set<String> named = new HashSet<>();
            for (Element box : boxes) {
                assertThat(named.add(box.getAttribute("CRS")))
                        .as("one box a CRS")
                        .isTrue();
                assertThat(all(layer, "ancestor-or-self::Layer/CRS").stream().map(Element::getTextContent))
                        .contains(box.getAttribute("CRS"));
                assertThat(number(box.getAttribute("minx"))).isLessThan(number(box.getAttribute("maxx")));
                assertThat(number(box.getAttribute("miny"))).isLessThan(number(box.getAttribute("maxy")));
            }
            // west, east, south, north
            assertThat(number(text(layer, "EX_GeographicBoundingBox/*[1]")))
                    .isLessThan(number(text(layer, "EX_GeographicBoundingBox/*[2]")));
            assertThat(number(text(layer, "EX_GeographicBoundingBox/*[3]")))
                    .isLessThan(number(text(layer, "EX_GeographicBoundingBox/*[4]")));
            assertThat(all(layer, "Abstract")).isNotEmpty();
        }
        assertThat(root).as("what all layers have in common").contains("CRS:84", "EPSG:4326");
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    /** The address of each legend leads to an image of the size and format that are said. */
    @Test
    void saysOfEachLegendWhatItIs() throws Exception {
        List<Element> legends = all(capabilities, "//Style/LegendURL");
        assertThat(legends).isNotEmpty();
        Set<String> seen = new HashSet<>();
        for (Element legend : legends) {
            String href = all(legend, "OnlineResource").get(0).getAttributeNS("http://www.w3.org/1999/xlink", "href");
            if (!seen.add(href)) {
                continue;
            }
            HttpResponse<byte[]> response =
                    server.get(href.substring(server.baseUrl().length()));
            assertThat(response.headers().firstValue("Content-Type")).hasValue(text(legend, "Format"));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(response.body()));
            assertThat(image.getWidth()).as(href).isEqualTo(Integer.parseInt(legend.getAttribute("width")));
            assertThat(image.getHeight()).as(href).isEqualTo(Integer.parseInt(legend.getAttribute("height")));
        }
    }

    @Test
    void redefinesNoStyleOfAParent() throws Exception {
        for (Element layer : all(capabilities, "//Layer")) {
            Set<String> styles = new HashSet<>();
            for (Element style : all(layer, "ancestor-or-self::Layer/Style/Name")) {
                assertThat(styles.add(style.getTextContent())).isTrue();
            }
        }
    }

    // GetMap

    @Test
    void drawsEveryLayerInEveryStyle() throws Exception {
        for (Element layer : all(capabilities, "//Layer[*[local-name()='Name']]")) {
            String name = text(layer, "Name");
            isMap(MAP, "layers=" + name);
            for (Element style : all(layer, "ancestor-or-self::Layer/Style/Name")) {
                isMap(MAP, "layers=" + name, "styles=" + style.getTextContent());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edu:schools,edu:counties             | ''",
                "edu:schools,edu:counties             | ,",
                "edu:schools,edu:counties,edu:schools | school-stage,,school-scores",
                "edu:counties,edu:schools,edu:schools | ,school-stage,",
            })
    void drawsSeveralLayers(String layers, String styles) {
        isMap(MAP, "layers=" + layers, "styles=" + styles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edu:none,edu:schools     | ,               | LayerNotDefined",
                "edu:schools,edu:none     | ,               | LayerNotDefined",
                "edu:schools,edu:counties | none,           | StyleNotDefined",
                "edu:schools,edu:counties | school-stage,no | StyleNotDefined",
            })
    void namesTheLayerOrStyleThatThereIsNot(String layers, String styles, String code) {
        isException(code, wms.ask(MAP, "layers=" + layers, "styles=" + styles));
    }

    @Test
    void readsExponentsInABox() {
        assertThat(wms.ask(MAP, "bbox=9.2e1,2.8E+1,9.6e01,310e-1").body())
                .isEqualTo(wms.ask(MAP).body());
    }

    @ParameterizedTest
    @CsvSource({"1024, 768", "8, 5", "1, 1"})
    void drawsMapsOfExactlyTheSizeThatIsAskedFor(int width, int height) {
        BufferedImage image = wms.image(MAP, "width=" + width, "height=" + height);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    /** Twice as wide an image of the same box shows the same places, stretched. */
    @Test
    void stretchesWhereTheSidesAreOfOtherProportions() {
        String[] counties = {"layers=edu:counties", "styles=", "transparent=true"};
        BufferedImage plain = wms.image(MAP, counties);
        BufferedImage wide = wms.image(MAP, "layers=edu:counties", "transparent=true", "width=160");
        int alike = 0;
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 80; x++) {
                alike += (plain.getRGB(x, y) == 0) == (wide.getRGB(2 * x, y) == 0) ? 1 : 0;
            }
        }
        assertThat(alike).isGreaterThan(80 * 60 * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10,10,14,13", "-1000,-500,-900,-425", "179,89,183,92"})
    void drawsNothingWhereNothingIs(String box) {
        BufferedImage image = wms.image(MAP, "bbox=" + box, "transparent=true");
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 80; x++) {
                assertThat(image.getRGB(x, y) >>> 24).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"94,29.5,94.0001,29.50008", "-180,-90,180,90"})
    void drawsAtEveryScale(String box) {
        isMap(MAP, "bbox=" + box);
    }

    @Test
    void isOpaqueUnlessTransparencyIsAskedFor() {
        for (String transparent : new String[] {"", "FALSE"}) {
            BufferedImage image = wms.image(MAP, "transparent=" + transparent);
            for (int y = 0; y < 60; y++) {
                for (int x = 0; x < 80; x++) {
                    assertThat(image.getRGB(x, y) >>> 24).isEqualTo(255);
                }
            }
        }
        assertThat(wms.image(MAP, "transparent=TRUE").getRGB(0, 0) >>> 24).isZero();
    }

    // exceptions

    @Test
    void writesExceptionsAsTheyAreAskedFor() {
        isException("LayerNotDefined", wms.ask(MAP, "layers=edu:none"));
        isException("LayerNotDefined", wms.ask(MAP, "layers=edu:none", "exceptions=XML"));
        for (String format : new String[] {"image/png", "image/jpeg"}) {
            for (String exceptions : new String[] {"INIMAGE", "BLANK"}) {
                HttpResponse<byte[]> response =
                        wms.ask(MAP, "layers=edu:none", "exceptions=" + exceptions, "format=" + format);
                assertThat(response.headers().firstValue("Content-Type")).hasValue(format);
            }
        }
        BufferedImage red =
                wms.image(MAP, "layers=edu:none", "exceptions=BLANK", "transparent=FALSE", "bgcolor=0xFF0000");
        BufferedImage clear = wms.image(MAP, "layers=edu:none", "exceptions=BLANK", "transparent=TRUE");
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 80; x++) {
                assertThat(red.getRGB(x, y)).isEqualTo(0xFFFF0000);
                assertThat(clear.getRGB(x, y) >>> 24).isZero();
            }
        }
    }

    // GetFeatureInfo

    @Test
    void answersFeatureInfoInEveryFormat() throws Exception {
        for (Element format : all(capabilities, "//GetFeatureInfo/Format")) {
            HttpResponse<byte[]> response = wms.ask(info(), "info_format=" + format.getTextContent());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(format.getTextContent());
        }
        isException("InvalidFormat", wms.ask(info(), "info_format=text/nonsense"));
        isException("InvalidPoint", wms.ask(info(), "i=80"));
        isException("InvalidPoint", wms.ask(info(), "j=60"));
        isException("InvalidPoint", wms.ask(info(), "i=-1"));
        isException("LayerNotDefined", wms.ask(info(), "query_layers=edu:none", "layers=edu:none"));
    }

    @Test
    void answersFeatureInfoForSeveralLayers() throws Exception {
        assertThat(wms.ask(info(), "layers=edu:schools,edu:counties", "query_layers=edu:schools,edu:counties")
                        .statusCode())
                .isEqualTo(200);
        assertThat(wms.ask(info(), "layers=edu:schools,edu:counties", "query_layers=edu:counties")
                        .statusCode())
                .as("fewer than are drawn")
                .isEqualTo(200);
        for (Element layer : all(capabilities, "//Layer[@queryable='1'][*[local-name()='Name']]")) {
            String name = text(layer, "Name");
            assertThat(wms.ask(info(), "layers=" + name, "query_layers=" + name).statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
        Map<String, String> many = new HashMap<>(info());
        many.putAll(Map.of("info_format", "text/plain", "buffer", "30"));
        assertThat(wms.ask(many, "feature_count=2").body().length)
                .isGreaterThan(wms.ask(many, "feature_count=1").body().length);
        assertThat(wms.ask(many, "feature_count=").body())
                .isEqualTo(wms.ask(many, "feature_count=1").body());
    }

    // WMS 1.1.1

    @Test
    void keepsToTheOldVersionToo() throws Exception {
        Map<String, String> map = new HashMap<>(MAP);
        map.put("version", "1.1.1");
        map.put("srs", "EPSG:4326");
        map.remove("crs");
        Document old = parse(wms.ask("service=WMS", "request=GetCapabilities", "version=1.1.1"));
        for (Element srs : all(old, "//Capability/Layer/SRS")) {
            if (srs.getTextContent().equals("EPSG:4326")) {
                isMap(map, "srs=" + srs.getTextContent());
            }
        }
        for (Element format : all(old, "//GetMap/Format")) {
            HttpResponse<byte[]> response = wms.ask(map, "format=" + format.getTextContent());
            assertThat(response.headers().firstValue("Content-Type")).hasValue(format.getTextContent());
            isMap(map, "format=" + format.getTextContent(), "transparent=TRUE");
        }
        for (Element layer : all(old, "//Layer[*[local-name()='Name']]")) {
            for (Element style : all(layer, "Style/Name")) {
                isMap(map, "layers=" + text(layer, "Name"), "styles=" + style.getTextContent());
            }
        }
        HttpResponse<byte[]> encoded =
                server.get("/wms?service=WMS&version=1.1.1&request=GetMap&layers=%65%64%75:schools"
                        + "&styles=&srs=EPSG:4326&bbox=92,28,96,31&width=80&height=60&format=image/png");
        assertThat(encoded.headers().firstValue("Content-Type")).hasValue("image/png");
        HttpResponse<byte[]> exception = wms.ask(map, "layers=edu:none");
        assertThat(exception.headers().firstValue("Content-Type").orElse("")).startsWith("application/vnd.ogc.se_xml");
        assertThat(parse(exception).getDocumentElement().getTagName()).isEqualTo("ServiceExceptionReport");
    }
}
