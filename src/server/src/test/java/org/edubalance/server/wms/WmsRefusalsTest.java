package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Malformed and hostile requests, each with the OGC exception that it gets. */
class WmsRefusalsTest {

    private static TestServer server;
    private static WmsClient wms;

    /** A request that works, so that each change below is what it is refused for. */
    private static final Map<String, String> MAP = new HashMap<>(Map.of(
            "service", "WMS",
            "version", "1.3.0",
            "request", "GetMap",
            "layers", "edu:schools",
            "crs", "CRS:84",
            "bbox", "93,29,95,31",
            "width", "20",
            "height", "20",
            "format", "image/png",
            "feature_count", "1"));

    static {
        MAP.put("query_layers", "edu:schools");
        MAP.put("layer", "edu:schools");
        MAP.put("i", "1");
        MAP.put("j", "1");
    }

    private static final String SLD = "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'>";

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of("edubalance.limits.image-pixels", 1_000_000));
        wms = new WmsClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theBaseRequestsWork() {
        for (String request : new String[] {"GetMap", "GetFeatureInfo", "GetLegendGraphic", "GetCapabilities"}) {
            HttpResponse<byte[]> response = wms.ask(MAP, "request=" + request);
            assertThat(response.statusCode()).as(TestServer.text(response)).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .doesNotContain("se_xml");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // change | code | words of the message
                "request=                        | MissingParameterValue | request",
                "request=GetTile                 | OperationNotSupported | GetTile",
                "version=1.2.3                   | InvalidParameterValue | 1.3.0 or 1.1.1",
                "version=                        | MissingParameterValue | version",
                "service=WFS                     | InvalidParameterValue | WFS",
                "layers=                         | MissingParameterValue | layers",
                "layers=edu:none                 | LayerNotDefined       | “edu:none” is unknown; the layers are"
                        + " edu:counties, edu:schools",
                "layers=edu:schools,             | LayerNotDefined       | “”",
                "layers=edu:survey-students      | LayerNotDefined       | no geometry",
                "layers=../../etc/passwd         | LayerNotDefined       | “../../etc/passwd”",
                "layers=<script>alert(1)</script> | LayerNotDefined      | &lt;script&gt;",
                "styles=none                     | StyleNotDefined       | “none” is unknown; the styles are"
                        + " accessibility, balance-coefficients, county-balance, ",
                "styles=../sld/school-stage      | StyleNotDefined       | “../sld/school-stage”",
                "styles=a,b                      | InvalidParameterValue | one for each of the 1 layer, got 2",
                "crs=                            | MissingParameterValue | CRS",
                "crs=EPSG:1                      | InvalidCRS            | EPSG:4326",
                "crs=EPSG:99999999999999999999   | InvalidCRS            | EPSG:4326",
                "crs=EPSG:5773                   | InvalidCRS            | map projection",
                "crs=EPSG:999999                 | InvalidCRS            | EPSG:3857",
                "crs=http://example.com/crs      | InvalidCRS            | EPSG:4326",
                "bbox=                           | MissingParameterValue | bbox",
                "bbox=1,2,3                      | InvalidParameterValue | four numbers",
                "bbox=95,29,93,31                | InvalidParameterValue | maximum above its minimum",
                "bbox=93,29,93,31                | InvalidParameterValue | maximum above its minimum",
                "bbox=NaN,NaN,NaN,NaN            | InvalidParameterValue | numbers",
                "bbox=-Infinity,29,95,31         | InvalidParameterValue | numbers",
                "bbox=1e308,29,1.7e308,31        | InvalidParameterValue | numbers",
                "bbox=a,b,c,d                    | InvalidParameterValue | “a”",
                "width=                          | MissingParameterValue | width",
                "width=0                         | InvalidParameterValue | from 1 to 1000",
                "width=-5                        | InvalidParameterValue | from 1 to 1000",
                "width=1e3                       | InvalidParameterValue | whole number",
                "width=1001                      | InvalidParameterValue | from 1 to 1000",
                "width=2147483647                | InvalidParameterValue | from 1 to 1000",
                "width=99999999999               | InvalidParameterValue | whole number",
                "height=2147483647               | InvalidParameterValue | from 1 to 1000",
                "format_options=dpi:1            | InvalidParameterValue | from 20 to 1200 dots per inch",
                "dpi=fine                        | InvalidParameterValue | from 20 to 1200 dots per inch",
                "format=                         | MissingParameterValue | format",
                "format=image/tiff               | InvalidFormat         | one of image/png, image/jpeg",
                "bgcolor=red                     | InvalidParameterValue | 0xRRGGBB",
                "transparent=maybe               | InvalidParameterValue | true or false",
                "env=nonsense                    | InvalidParameterValue | name:value",
                "styles=kernel-density&&env=kernel:<x> | NoApplicableCode   | kernel must be one of UNIFORM, TRIANGULAR,",
                "styles=kernel-density&&env=radius:far | NoApplicableCode   | radius must be a number, got “far”",
                "layers=a%00b                    | LayerNotDefined       | “a b”",
                "env=weight:if_then_else(strMatches(name,'(a*)*b'),1,2) | InvalidParameterValue | “strMatches”",
                "env=weight:strLength(strM\\\\u0061tches(name,'(a*)*b')) | InvalidParameterValue | “strMatches”",
                "styles=kernel-density&&env=weight:strLength(strM\\\\uu0061tches(name,'(a*)*b')) | InvalidParameterValue | “strMatches”",
                "cql_filter=strM\\uu0061tches(name,'(a*)*b') = true | InvalidParameterValue | escape",
                "cql_filter=name='\\uzz'         | InvalidParameterValue | escape",
                "sld=http://example.com/a.sld    | InvalidParameterValue | not fetched",
                "sld=file:///etc/passwd          | InvalidParameterValue | not fetched",
                "sld_body=<a>                    | InvalidParameterValue | not well-formed",
                "sld_body=<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a> | InvalidParameterValue"
                        + " | DOCTYPE",
                "sld_body=<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]><a>&c;</a>"
                        + " | InvalidParameterValue | DOCTYPE",
                "sld_body=" + SLD + "<NamedLayer><Name>other</Name></NamedLayer></StyledLayerDescriptor>"
                        + " | InvalidParameterValue | none of the layers",
                "sld_body=" + SLD + "<UserLayer/></StyledLayerDescriptor> | InvalidParameterValue | UserLayer",
                "cql_filter=name ==== 1          | InvalidParameterValue | must be an ECQL filter",
                "cql_filter=name = #             | InvalidParameterValue | must be an ECQL filter",
                "cql_filter=((((((((((           | InvalidParameterValue | must be an ECQL filter",
                "cql_filter=nonsense = 1         | InvalidParameterValue | “nonsense”, which the layer edu:schools has not",
                "cql_filter=INCLUDE;INCLUDE      | InvalidParameterValue | one for each of the 1 layer, got 2",
                "cql_filter=area(buffer(the_geom,1)) > 1 | InvalidParameterValue | “buffer”",
                "cql_filter=strMatches(name,'(a*)*b') = true | InvalidParameterValue | “strMatches”",
            })
    void refusesMaps(String change, String code, String words) {
        check("GetMap", change, code, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query_layers=                | MissingParameterValue | query_layers",
                "query_layers=edu:none        | LayerNotDefined       | “edu:none”",
                "query_layers=edu:counties    | LayerNotDefined       | not among the layers of the map",
                "info_format=text/rtf         | InvalidFormat         | application/json",
                "i=20                         | InvalidPoint          | from 0 to 19",
                "j=-1                         | InvalidPoint          | from 0 to 19",
                "i=                           | MissingParameterValue | i",
                "feature_count=0              | InvalidParameterValue | from 1 to 1000",
                "feature_count=1000000        | InvalidParameterValue | from 1 to 1000",
                "buffer=1000000               | InvalidParameterValue | from 0 to 100",
            })
    void refusesFeatureInfo(String change, String code, String words) {
        check("GetFeatureInfo", change, code, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layer=             | MissingParameterValue | layer",
                "layer=edu:none     | LayerNotDefined       | “edu:none”",
                "style=none         | StyleNotDefined       | “none”",
                "width=100000       | InvalidParameterValue | from 1 to 200",
                "scale=-1           | InvalidParameterValue | scale denominator",
                "format=text/html   | InvalidFormat         | image/png",
            })
    void refusesLegends(String change, String code, String words) {
        check("GetLegendGraphic", change, code, words);
    }

    private static void check(String request, String change, String code, String words) {
        String[] changes = ("request=" + request + "&&" + change.replace("%00", "\0")).split("&&");
        HttpResponse<byte[]> response = wms.ask(MAP, changes);
        String text = TestServer.text(response);
        assertThat(response.statusCode()).as(text).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).contains("xml");
        assertThat(text).contains("code=\"" + code + "\"").contains(words);
        assertThat(text).doesNotContain("Exception:").doesNotContain("org.").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"GetMap, kernel-density", "GetMap, school-stage", "GetFeatureInfo, kernel-density"})
    void givesUpWhatTakesTooLong(String request, String style) {
        try (TestServer hasty = new TestServer(Map.of("edubalance.limits.run-time", "1ns"))) {
            HttpResponse<byte[]> response = new WmsClient(hasty).ask(MAP, "request=" + request, "styles=" + style);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(TestServer.text(response))
                    .contains("code=\"NoApplicableCode\"")
                    .contains("The map took longer than the limit of 0.0 s and was given up");
        }
    }

    @Test
    void boundsLegends() {
        String rule = "<Rule><Title>%s</Title><PointSymbolizer><Graphic><Mark/></Graphic></PointSymbolizer></Rule>";
        String sld = SLD + "<NamedLayer><Name>edu:schools</Name><UserStyle><FeatureTypeStyle>%s</FeatureTypeStyle>"
                + "</UserStyle></NamedLayer></StyledLayerDescriptor>";
        BufferedImage longTitle = wms.image(
                MAP, "request=GetLegendGraphic", "sld_body=" + sld.formatted(rule.formatted("W".repeat(5_000))));
        assertThat(longTitle.getWidth()).as("the title is cut").isBetween(500, 5_000);

        HttpResponse<byte[]> response = server.post(
                "/wms?service=WMS&version=1.3.0&request=GetLegendGraphic&layer=edu:schools&width=200&height=200",
                "application/x-www-form-urlencoded",
                "sld_body="
                        + TestServer.encode(sld.formatted(rule.formatted("W").repeat(1000))));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.text(response)).contains("more than the limit of 1000000: ask for one rule");
    }

    @Test
    void refusesDocuments() {
        HttpResponse<byte[]> response = server.post("/wms", "text/xml", "<GetMap service='WMS'/>");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.text(response)).contains("OperationNotSupported");
    }

    @Test
    void takesForms() {
        HttpResponse<byte[]> response = server.post(
                "/wms", "application/x-www-form-urlencoded", "service=WMS&request=GetCapabilities&version=1.3.0");
        assertThat(TestServer.text(response)).contains("WMS_Capabilities");
    }

    @Test
    void names111sOwnCode() {
        HttpResponse<byte[]> response = wms.ask(MAP, "version=1.1.1", "crs=", "srs=EPSG:1");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/vnd.ogc.se_xml;charset=UTF-8");
        assertThat(TestServer.text(response)).contains("code=\"InvalidSRS\"").contains("SRS must be");
    }

    @Test
    void reportsAsJson() throws IOException {
        HttpResponse<byte[]> response = wms.ask(MAP, "layers=edu:none", "exceptions=application/json");
        JsonNode exception =
                new ObjectMapper().readTree(response.body()).get("exceptions").get(0);
        assertThat(exception.get("code").asText()).isEqualTo("LayerNotDefined");
        assertThat(exception.get("locator").asText()).isEqualTo("layers");
        assertThat(exception.get("text").asText()).contains("edu:none");
    }

    @ParameterizedTest
    @CsvSource({
        "1.3.0, INIMAGE",
        "1.3.0, BLANK",
        "1.1.1, application/vnd.ogc.se_inimage",
        "1.1.1, application/vnd.ogc.se_blank"
    })
    void reportsAsAPicture(String version, String form) {
        BufferedImage image = wms.image(
                MAP, "version=" + version, "layers=edu:none", "width=300", "height=100", "exceptions=" + form);
        assertThat(image.getWidth()).isEqualTo(300);
        assertThat(image.getHeight()).isEqualTo(100);
        int inked = 0;
        for (int x = 0; x < 300; x++) {
            for (int y = 0; y < 100; y++) {
                inked += image.getRGB(x, y) != 0xFFFFFFFF ? 1 : 0;
            }
        }
        if (form.toLowerCase(Locale.ROOT).contains("blank")) {
            assertThat(inked).isZero();
        } else {
            assertThat(inked).isGreaterThan(300);
        }
    }

    @Test
    void refusesInTheLanguageOfTheRequest() {
        for (String language : List.of("language=zh-CN", "lang=zh")) {
            assertThat(TestServer.text(wms.ask(MAP, "layers=edu:none", language)))
                    .contains("code=\"LayerNotDefined\"", "没有图层“edu:none”；现有图层：edu:counties、edu:schools");
        }
        assertThat(TestServer.text(wms.ask(MAP, "styles=kernel-density", "env=kernel:x", "lang=zh")))
                .contains("locator=\"styles\"", "kernel 须为以下之一");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forceLabels:maybe | forceLabels must be one of on, off, got “maybe” | forceLabels 须为以下之一：on、off，现为“maybe”",
                "fontStyle:wild    | fontStyle must be one of normal, bold, italic   | fontStyle 须为以下之一",
                "fontSize:0        | fontSize in legend_options must be from 4 to 100, got “0” | fontSize 须在 4 与 100 之间",
                "fontSize:NaN      | fontSize in legend_options must be from 4 to 100, got “NaN” | fontSize 须在",
                "fontColor:red     | colours in legend_options must be 0xRRGGBB or #RRGGBB, got “red” | 颜色须为 0xRRGGBB",
                "bgColor:#1234567  | colours in legend_options must be 0xRRGGBB or #RRGGBB   | 颜色须为 0xRRGGBB",
                "dpi:100000        | from 20 to 1200 dots per inch                   | legend_options"
            })
    void refusesOptionsOfLegends(String options, String english, String chinese) {
        Map<String, String> legend = Map.of(
                "service", "WMS",
                "version", "1.3.0",
                "request", "GetLegendGraphic",
                "layer", "edu:schools",
                "legend_options", options);
        HttpResponse<byte[]> answer = wms.ask(legend);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestServer.text(answer)).contains("locator=\"legend_options\"", english);
        assertThat(TestServer.text(wms.ask(legend, "lang=zh"))).contains(chinese);
    }

    /** BLANK is the background alone, as a map without layers would be; only it and a missing one hide what happened. */
    @Test
    void blankHasTheBackgroundThatWasAskedFor() {
        BufferedImage red = wms.image(MAP, "layers=edu:none", "exceptions=BLANK", "bgcolor=0xFF0000");
        assertThat(red.getRGB(3, 3)).isEqualTo(0xFFFF0000);
        BufferedImage none =
                wms.image(MAP, "layers=edu:none", "exceptions=BLANK", "bgcolor=0xFF0000", "transparent=true");
        assertThat(none.getRGB(3, 3)).isZero();
        assertThat(wms.image(MAP, "layers=edu:none", "exceptions=BLANK", "bgcolor=mud")
                        .getRGB(3, 3))
                .isEqualTo(0xFFFFFFFF);
    }
}
