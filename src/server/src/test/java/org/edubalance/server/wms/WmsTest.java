package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.server.TestServer;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;

/** GetMap, GetFeatureInfo and GetLegendGraphic over HTTP, on two points that are easy to find. */
class WmsTest {

    @TempDir
    private static Path data;

    private static TestServer server;
    private static WmsClient wms;

    /** Two degrees around 94° E 30° N, where point {@code low} lies; {@code high} lies half a degree to the north. */
    private static final Map<String, String> MAP = Map.of(
            "service", "WMS",
            "version", "1.3.0",
            "request", "GetMap",
            "layers", "edu:places",
            "crs", "CRS:84",
            "bbox", "93,29,95,31",
            "width", "200",
            "height", "200",
            "format", "image/png",
            "transparent", "true");

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(data.resolve("places.csv"), "name,value,lon,lat\nlow,1,94,30\nhigh,2,94,30.5\n");
        Files.writeString(data.resolve("swapped.csv"), "name,lon,lat\na,30.1,100.1\n");
        Files.writeString(data.resolve("one.csv"), "name,lon,lat\nonly,94,30\n");
        Files.writeString(
                data.resolve("odd.geojson"),
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"area m²\":5,"
                        + "\"rate (%)\":1,\"2020\":4,\"a/b\":3},"
                        + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[94,30]}}]}");
        Files.createDirectory(data.resolve("sld"));
        Files.writeString(data.resolve("sld/dot.sld"), sld("edu:places", "#ff0000", 10));
        Files.writeString(data.resolve("sld/big.sld"), sld("edu:places", "#0000ff", 20));
        server = new TestServer(Map.of("edubalance.data", data, "edubalance.limits.image-pixels", 1_000_000));
        wms = new WmsClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String sld(String layer, String color, int size) {
        return "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'"
                + " xmlns:ogc='http://www.opengis.net/ogc'><NamedLayer><Name>" + layer + "</Name><UserStyle>"
                + (size == 10 ? "<IsDefault>1</IsDefault>" : "")
                + "<FeatureTypeStyle><Rule><Title>A dot</Title><PointSymbolizer><Graphic><Mark>"
                + "<WellKnownName>square</WellKnownName><Fill><CssParameter name='fill'><ogc:Function name='env'>"
                + "<ogc:Literal>color</ogc:Literal><ogc:Literal>" + color
                + "</ogc:Literal></ogc:Function></CssParameter></Fill></Mark><Size>" + size
                + "</Size></Graphic></PointSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer>"
                + "</StyledLayerDescriptor>";
    }

    private static int painted(BufferedImage image, int color) {
        int painted = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                painted += image.getRGB(x, y) == color ? 1 : 0;
            }
        }
        return painted;
    }

    /** The middle of all pixels of a colour. */
    private static double[] middle(BufferedImage image, int color) {
        double[] middle = new double[2];
        int count = painted(image, color);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == color) {
                    middle[0] += (x + 0.5) / count;
                    middle[1] += (y + 0.5) / count;
                }
            }
        }
        return middle;
    }

    private static final int RED = 0xFFFF0000;
    private static final int BLUE = 0xFF0000FF;
    private static final int WHITE = 0xFFFFFFFF;

    @Test
    void drawsTheLayerInItsDefaultStyleOnNothing() {
        BufferedImage image = wms.image(MAP);
        assertThat(painted(image, RED)).isEqualTo(200);
        assertThat(image.getRGB(100, 100)).isEqualTo(RED);
        assertThat(image.getRGB(100, 50)).isEqualTo(RED);
        assertThat(image.getRGB(10, 10)).isZero();
    }

    /** The point low is at the middle of the map only if the axes are read in the right order. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.3.0 | CRS:84    | 93.5,29.8,94.5,30.2",
                "1.3.0 | EPSG:4326 | 29.8,93.5,30.2,94.5",
                "1.3.0 | epsg:4326 | 29.8,93.5,30.2,94.5",
                "1.3.0 | EPSG:4490 | 29.8,93.5,30.2,94.5",
                "1.3.0 | urn:ogc:def:crs:EPSG::4326 | 29.8,93.5,30.2,94.5",
                "1.3.0 | urn:x-ogc:def:crs:EPSG:6.11:4326 | 29.8,93.5,30.2,94.5",
                "1.3.0 | http://www.opengis.net/def/crs/EPSG/0/4326 | 29.8,93.5,30.2,94.5",
                "1.3.0 | http://www.opengis.net/gml/srs/epsg.xml#4326 | 29.8,93.5,30.2,94.5",
                "1.3.0 | urn:ogc:def:crs:OGC:1.3:CRS84 | 93.5,29.8,94.5,30.2",
                "1.3.0 | http://www.opengis.net/def/crs/OGC/1.3/CRS84 | 93.5,29.8,94.5,30.2",
                "1.3.0 | EPSG:900913 | 10364032.1,3463549.8,10564032.1,3543549.8",
                "1.3.0 | EPSG:102100 | 10364032.1,3463549.8,10564032.1,3543549.8",
                "1.1.1 | EPSG:900913 | 10364032.1,3463549.8,10564032.1,3543549.8",
                "1.1.1 | EPSG:4326 | 93.5,29.8,94.5,30.2",
                "1.1.1 | EPSG:4490 | 93.5,29.8,94.5,30.2"
            })
    void readsTheAxesInTheVersionsOrder(String version, String crs, String bbox) {
        String name = version.equals("1.1.1") ? "srs" : "crs";
        BufferedImage image = wms.image(MAP, "version=" + version, "crs=", name + "=" + crs, "bbox=" + bbox);
        assertThat(painted(image, RED)).isEqualTo(100);
        assertThat(image.getRGB(100, 100)).isEqualTo(RED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:3857", "EPSG:32646", "EPSG:32647", "EPSG:32746"})
    void drawsProjectedMapsEastFirstInBothVersions(String code) throws Exception {
        Coordinate low = JTS.transform(
                new Coordinate(94, 30),
                null,
                CRS.findMathTransform(DefaultGeographicCRS.WGS84, CRS.decode(code, true), true));
        String bbox = (low.x - 10000) + "," + (low.y - 5000) + "," + (low.x + 10000) + "," + (low.y + 5000);
        for (String version : List.of("1.3.0", "1.1.1")) {
            String name = version.equals("1.1.1") ? "srs" : "crs";
            BufferedImage image = wms.image(MAP, "version=" + version, "crs=", name + "=" + code, "bbox=" + bbox);
            double[] middle = middle(image, RED);
            assertThat(middle[0]).isCloseTo(100, within(1.0));
            assertThat(middle[1]).isCloseTo(100, within(1.0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:32601", "EPSG:32660", "EPSG:32701", "EPSG:32760"})
    void knowsAllUtmZones(String code) {
        assertThat(painted(wms.image(MAP, "crs=" + code, "bbox=400000,3300000,600000,3400000"), RED))
                .isZero();
    }

    @Test
    void drawsLayersInOrderEachInItsStyle() {
        BufferedImage image = wms.image(MAP, "layers=edu:places,edu:places", "styles=big,");
        assertThat(image.getRGB(100, 100)).isEqualTo(RED);
        assertThat(image.getRGB(92, 100)).isEqualTo(BLUE);
        assertThat(painted(image, BLUE)).isEqualTo(2 * (400 - 100));
    }

    @Test
    void fillsTheBackgroundUnlessTransparent() {
        assertThat(wms.image(MAP, "transparent=false").getRGB(10, 10)).isEqualTo(WHITE);
        assertThat(wms.image(MAP, "transparent=", "bgcolor=0x102030").getRGB(10, 10))
                .isEqualTo(0xFF102030);
    }

    @Test
    void writesJpegs() {
        HttpResponse<byte[]> response = wms.ask(MAP, "format=image/jpeg", "transparent=false");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        BufferedImage image = wms.image(MAP, "format=image/jpeg", "transparent=false");
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getRGB(10, 10)).isEqualTo(WHITE);
    }

    @Test
    void takesStylesFromTheRequest() {
        String blue = sld("edu:places", "#0000ff", 10);
        assertThat(painted(wms.image(MAP, "sld_body=" + blue), BLUE)).isEqualTo(200);
        assertThat(painted(wms.image(MAP, "layers=", "sld_body=" + blue), BLUE)).isEqualTo(200);
        String named = "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'><NamedLayer>"
                + "<Name>places</Name><NamedStyle><Name>big</Name></NamedStyle></NamedLayer></StyledLayerDescriptor>";
        assertThat(painted(wms.image(MAP, "layers=", "sld_body=" + named), BLUE))
                .isEqualTo(800);
    }

    @Test
    void takesDefaultForTheDefaultStyle() {
        assertThat(painted(wms.image(MAP, "layers=edu:places,edu:places", "styles=default,"), RED))
                .isEqualTo(200);
    }

    @Test
    void handsEnvValuesToTheStyle() {
        assertThat(painted(wms.image(MAP, "env=other:1;color:#0000ff"), BLUE)).isEqualTo(200);
    }

    @Test
    void filtersWithCql() {
        assertThat(painted(wms.image(MAP, "cql_filter=value > 1"), RED)).isEqualTo(100);
        assertThat(painted(wms.image(MAP, "cql_filter=name = 'none'"), RED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"area m²,5", "rate (%),1", "2020,4", "a/b,3"})
    void findsAttributesWhateverTheyAreCalled(String name, int value) {
        String filter = "<FeatureTypeStyle><Rule><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>" + name
                + "</ogc:PropertyName><ogc:Literal>VALUE</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>";
        String style = sld("edu:odd", "#ff0000", 10).replace("<FeatureTypeStyle><Rule>", filter);
        String[] body = {"layers=edu:odd", "sld_body=" + style.replace("VALUE", "" + value)};
        assertThat(painted(wms.image(MAP, body), RED)).isEqualTo(100);
        assertThat(painted(
                        wms.image(MAP, "layers=edu:odd", "sld_body=" + style.replace("VALUE", "" + (value + 1))), RED))
                .isZero();
        String plain = "sld_body=" + sld("edu:odd", "#ff0000", 10);
        String quoted = "cql_filter=\"" + name + "\" = ";
        assertThat(painted(wms.image(MAP, "layers=edu:odd", plain, quoted + value), RED))
                .isEqualTo(100);
        assertThat(painted(wms.image(MAP, "layers=edu:odd", plain, quoted + (value + 1)), RED))
                .isZero();
    }

    /** The bounds of a layer of one point are a box that a map can be asked for in. */
    @Test
    void drawsALayerOfOnePointInItsOwnBounds() {
        String capabilities = TestServer.text(wms.ask("service=WMS", "request=GetCapabilities", "version=1.1.1"));
        Matcher box = Pattern.compile("<Name>edu:one</Name>.*?<LatLonBoundingBox minx=\"([^\"]*)\" miny=\"([^\"]*)\""
                        + " maxx=\"([^\"]*)\" maxy=\"([^\"]*)\"")
                .matcher(capabilities);
        assertThat(box.find()).isTrue();
        String bbox = String.join(",", box.group(1), box.group(2), box.group(3), box.group(4));
        BufferedImage image =
                wms.image(MAP, "layers=edu:one", "bbox=" + bbox, "sld_body=" + sld("edu:one", "#ff0000", 10));
        assertThat(image.getRGB(100, 100)).isEqualTo(RED);
    }

    @Test
    void drawsALayerThatNoStyleIsMadeFor() {
        assertThat(wms.image(MAP, "layers=edu:one").getRGB(100, 100)).isEqualTo(0xFF3F6D8C);
    }

    /** One bad file costs the others nothing: it is left out, and the viewer is told. */
    @Test
    void tellsWhichFilesAreNotServed() throws IOException {
        JsonNode problems = new ObjectMapper().readTree(server.get("/problems").body());
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).get("file").asText()).isEqualTo("swapped.csv");
        assertThat(problems.get(0).get("reason").asText()).contains("they look swapped");
        assertThat(TestServer.text(server.get("/problems?lang=zh"))).contains("经度");
        assertThat(server.get("/problems?lang=xx").statusCode()).isEqualTo(400);
        assertThat(TestServer.text(wms.ask("service=WMS", "request=GetCapabilities", "version=1.3.0")))
                .contains("<Name>edu:places</Name>")
                .doesNotContain("swapped");
    }

    @Test
    void tellsTheFeaturesAtAPixel() throws IOException {
        Map<String, String> info = new HashMap<>(MAP);
        info.put("request", "GetFeatureInfo");
        info.put("query_layers", "edu:places");
        info.put("i", "103");
        info.put("j", "52");

        HttpResponse<byte[]> json = wms.ask(info, "info_format=application/json");
        JsonNode features = new ObjectMapper().readTree(json.body()).get("features");
        assertThat(features).hasSize(1);
        assertThat(features.get(0).at("/properties/name").asText()).isEqualTo("high");
        assertThat(features.get(0).at("/geometry/coordinates/1").asDouble()).isEqualTo(30.5);

        assertThat(TestServer.text(wms.ask(info)))
                .contains("name = high", "value = 2")
                .doesNotContain("low");
        assertThat(TestServer.text(wms.ask(info, "j=75"))).isEqualTo("Nothing was found\n");
        assertThat(TestServer.text(
                        wms.ask(info, "version=1.1.1", "crs=", "srs=EPSG:4326", "i=", "j=", "x=100", "y=100")))
                .contains("name = low");
        JsonNode both = new ObjectMapper()
                .readTree(wms.ask(info, "info_format=application/json", "j=75", "buffer=30", "feature_count=5")
                        .body());
        assertThat(both.get("numberReturned").asInt()).isEqualTo(2);
    }

    @Test
    void drawsLegends() {
        BufferedImage legend = wms.image(Map.of(
                "service",
                "WMS",
                "version",
                "1.3.0",
                "request",
                "GetLegendGraphic",
                "layer",
                "edu:places",
                "format",
                "image/png"));
        assertThat(painted(legend, RED)).isEqualTo(100);
        assertThat(legend.getWidth()).isGreaterThan(40);
    }

    @Test
    void goesOnBeyondTheEdgesOfTheEarth() throws IOException {
        String[] turned = {"bbox=453,29,455,31"};
        assertThat(wms.ask(MAP, turned).body()).isEqualTo(wms.ask(MAP).body());
        String[] info = {"request=GetFeatureInfo", "query_layers=edu:places", "i=100", "j=100", "bbox=453,29,455,31"};
        assertThat(TestServer.text(wms.ask(MAP, info))).contains("name = low");
    }

    /** What is next to a tile's edge is drawn in both tiles, labels too; a single image has none that are cut off. */
    @Test
    void cutsLabelsOffOnTilesAlone() {
        String label = sld("edu:places", "#ff0000", 10)
                .replaceAll(
                        "<PointSymbolizer>.*</PointSymbolizer>",
                        "<TextSymbolizer><Label>WWWWWWWW</Label>"
                                + "<Fill><CssParameter name='fill'>#ff0000</CssParameter></Fill></TextSymbolizer>");
        String[] left = {"bbox=93,29,94.1,30.1", "sld_body=" + label};
        assertThat(inked(wms.image(MAP, left))).isZero();
        String[] tile = {"bbox=93,29,94.1,30.1", "sld_body=" + label, "tiled=true"};
        assertThat(inked(wms.image(MAP, tile))).isGreaterThan(10);
    }

    private static int inked(BufferedImage image) {
        int inked = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                inked += image.getRGB(x, y) >>> 24 > 60 ? 1 : 0;
            }
        }
        return inked;
    }

    @Test
    void writesLegendsAsAskedFor() {
        Map<String, String> legend =
                Map.of("service", "WMS", "version", "1.3.0", "request", "GetLegendGraphic", "layer", "edu:places");
        BufferedImage plain = wms.image(legend);
        BufferedImage large =
                wms.image(legend, "legend_options=fontSize:24;fontColor:0x0000ff;fontStyle:bold;columns:2");
        assertThat(large.getWidth()).isGreaterThan(plain.getWidth());
        assertThat(painted(large, BLUE)).isGreaterThan(20);
        BufferedImage bare = wms.image(legend, "legend_options=forceLabels:off;bgColor:#102030");
        assertThat(bare.getWidth()).isLessThan(plain.getWidth());
        assertThat(painted(bare, RED)).isEqualTo(100);
        assertThat(bare.getRGB(0, 0)).isEqualTo(0xFF102030);
        assertThat(wms.image(legend, "legend_options=bgColor:#102030", "transparent=true")
                        .getRGB(0, 0))
                .isZero();
    }

    @Test
    void tellsTheFeaturesInEveryFormat() throws Exception {
        Map<String, String> info = new HashMap<>(MAP);
        info.putAll(Map.of("request", "GetFeatureInfo", "query_layers", "edu:places", "i", "100", "j", "100"));

        HttpResponse<byte[]> geojson = wms.ask(info, "info_format=application/geo+json");
        assertThat(geojson.headers().firstValue("Content-Type")).hasValue("application/geo+json");
        assertThat(new ObjectMapper()
                        .readTree(geojson.body())
                        .at("/features/0/properties/name")
                        .asText())
                .isEqualTo("low");

        HttpResponse<byte[]> html = wms.ask(info, "info_format=text/html");
        assertThat(html.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(TestServer.text(html)).contains("<th>name</th><td>low</td>");
        assertThat(TestServer.text(wms.ask(info, "info_format=text/html", "i=5", "lang=zh")))
                .contains("<html lang=\"zh\">", "未找到任何要素");

        for (String format : List.of("application/vnd.ogc.gml/3.1.1", "text/xml; subtype=gml/3.1.1")) {
            HttpResponse<byte[]> gml = wms.ask(info, "info_format=" + format);
            assertThat(gml.headers().firstValue("Content-Type")).hasValue(format + ";charset=UTF-8");
            assertThat(TestServer.text(gml))
                    .contains("<edu:places gml:id=\"places.", "<edu:name>low</edu:name>")
                    .contains("<gml:Point srsName=\"EPSG:4326\"><gml:pos>94.0 30.0</gml:pos></gml:Point>");
        }
    }

    @Test
    void givesTheVersionToClientsOfTheOldParameter() {
        assertThat(TestServer.text(wms.ask("service=WMS", "request=capabilities", "wmtver=1.0.0")))
                .contains("<WMT_MS_Capabilities version=\"1.1.1\">");
        assertThat(TestServer.text(wms.ask("service=WMS", "request=GetCapabilities", "wmtver=1.1.1", "version=1.3.0")))
                .contains("version=\"1.3.0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "1.1.1", "1.2.0"})
    void negotiatesTheVersionDown(String version) {
        assertThat(TestServer.text(wms.ask("service=WMS", "request=GetCapabilities", "version=" + version)))
                .contains("<WMT_MS_Capabilities version=\"1.1.1\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3.0", "1.4.0", "2.0.0", "x", ""})
    void negotiatesTheVersionUpToTheLatest(String version) {
        assertThat(TestServer.text(wms.ask("service=WMS", "request=GetCapabilities", "version=" + version)))
                .contains("WMS_Capabilities")
                .contains("version=\"1.3.0\"");
    }
}
