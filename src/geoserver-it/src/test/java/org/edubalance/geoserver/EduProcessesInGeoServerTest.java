package org.edubalance.geoserver;

import static org.custommonkey.xmlunit.XMLAssert.assertXpathEvaluatesTo;
import static org.custommonkey.xmlunit.XMLAssert.assertXpathExists;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.data.test.SystemTestData;
import org.geoserver.wps.WPSTestSupport;
import org.junit.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.w3c.dom.Document;

/** The plugin inside GeoServer: capabilities, descriptions, executions and rendering transformations. */
public class EduProcessesInGeoServerTest extends WPSTestSupport {

    private static final QName SCHOOLS = new QName("http://edubalance.org", "schools", "edu");

    private static final String STANDARD =
            "standard={\"id\":\"own\",\"stages\":[\"PRIMARY\"],\"indicators\":[{\"id\":\"books\","
                    + "\"expression\":\"books/pupils\",\"thresholds\":{\"PRIMARY\":5}}],\"rule\":{\"minMet\":1}}";

    /** Each process with the literal inputs of a small run over the schools. */
    private static final Map<String, List<String>> RUNS = Map.ofEntries(
            Map.entry("EntropyScore", List.of("indicators=books", "indicators=computers")),
            Map.entry("EntropyWeights", List.of("indicators=books", "indicators=computers")),
            Map.entry("BalanceCoefficients", List.of("indicators=books/pupils", "groupBy=county", "population=pupils")),
            Map.entry("InequalityMeasures", List.of("indicators=books/pupils", "groupBy=county", "population=pupils")),
            Map.entry("TheilDecomposition", List.of("indicators=books/pupils", "groupBy=county", "population=pupils")),
            Map.entry("AssessSchools", List.of("stage=PRIMARY", STANDARD)),
            Map.entry("AssessRegions", List.of("stage=PRIMARY", "groupBy=county", STANDARD)),
            Map.entry("SplitStages", List.of("schoolType='PRIMARY'", "pupilsPrimary=pupils", "shared=books")),
            Map.entry("SurveySample", List.of("characteristics=county")),
            Map.entry("SurveySatisfaction", List.of("items=computers", "scaleMax=100", "satisfiedAt=10")),
            Map.entry("SurveyReliability", List.of("items=books", "items=computers", "scaleMax=1000")),
            Map.entry("SpatialPattern", List.of("attribute=books", "k=2")),
            Map.entry("LocalMoran", List.of("attribute=books", "k=2")));

    private static final String INLINE = "<wps:Data><wps:ComplexData mimeType='application/json'><![CDATA["
            + "{\"type\":\"FeatureCollection\",\"features\":["
            + feature(94.36, 29.65, "Bayi", 45, 279, 12)
            + ","
            + feature(94.37, 29.66, "Bayi", 37, 137, 9)
            + ","
            + feature(93.25, 29.89, "Jinda", 55, 402, 14)
            + ","
            + feature(93.26, 29.88, "Jinda", 61, 388, 10)
            + "]}]]></wps:ComplexData></wps:Data>";

    private static final String REFERENCED =
            "<wps:Reference mimeType='text/xml; subtype=wfs-collection/1.0' xlink:href='http://geoserver/wfs' method='POST'>"
                    + "<wps:Body><wfs:GetFeature service='WFS' version='1.0.0'><wfs:Query typeName='edu:schools'/>"
                    + "</wfs:GetFeature></wps:Body></wps:Reference>";

    /** As docs/chaining.md has it: {@code application/json} would be taken for a text to parse. */
    private static final String BY_URL =
            "<wps:Reference mimeType='text/xml' xlink:href='http://geoserver/wfs?service=WFS"
                    + "&amp;version=1.0.0&amp;request=GetFeature&amp;typeName=edu:schools'/>";

    @Override
    protected void onSetUp(SystemTestData testData) throws Exception {
        super.onSetUp(testData);
        testData.addVectorLayer(
                SCHOOLS, Collections.emptyMap(), "schools.properties", EduProcessesInGeoServerTest.class, getCatalog());
        for (String style : List.of("kernel-density", "entropy-score", "balance-coefficients")) {
            StyleInfo info = getCatalog().getFactory().createStyle();
            info.setName(style);
            info.setFilename(style + ".sld");
            Path sld = Path.of(System.getProperty("edubalance.sld"), style + ".sld");
            getCatalog().getResourcePool().writeStyle(info, Files.newInputStream(sld));
            getCatalog().add(info);
        }
    }

    @Test
    public void capabilitiesListTheProcesses() throws Exception {
        Document capabilities = getAsDOM("wps?service=WPS&version=1.0.0&request=GetCapabilities");
        assertXpathExists("//wps:Process[ows:Identifier='edu:KernelDensity']", capabilities);
        for (String process : RUNS.keySet()) {
            assertXpathExists("//wps:Process[ows:Identifier='edu:" + process + "']", capabilities);
        }
    }

    @Test
    public void descriptionsAreValidAndListTheKernels() throws Exception {
        Document description =
                getAsDOM("wps?service=WPS&version=1.0.0&request=DescribeProcess&identifier=edu:KernelDensity");
        checkValidationErrors(description);
        assertXpathEvaluatesTo(
                "6", "count(//Input[ows:Identifier='kernel']//ows:AllowedValues/ows:Value)", description);
    }

    @Test
    public void everyTabularProcessRunsOnInlineAndReferencedInput() throws Exception {
        for (Map.Entry<String, List<String>> run : RUNS.entrySet()) {
            for (String data : List.of(INLINE, REFERENCED, BY_URL)) {
                String json = execute(run.getKey(), data, run.getValue(), "application/json");
                assertTrue(run.getKey() + " answered " + json, json.contains("\"FeatureCollection\""));
            }
        }
    }

    @Test
    public void densityComesAsAGeoTiff() throws Exception {
        byte[] tiff = executeRaw("KernelDensity", REFERENCED, List.of("radius=5000", "weight=pupils"), "image/tiff")
                .getContentAsByteArray();
        assertTrue("TIFF byte order mark", tiff[0] == 'I' && tiff[1] == 'I' || tiff[0] == 'M' && tiff[1] == 'M');
    }

    @Test
    public void aBadInputIsNamed() throws Exception {
        String answer = execute("KernelDensity", REFERENCED, List.of("radius=-5"), "image/tiff");
        assertTrue(answer, answer.contains("radius must be greater than 0"));
    }

    @Test
    public void stylesDrawAsRenderingTransformations() throws Exception {
        for (String style : List.of("kernel-density", "entropy-score", "balance-coefficients")) {
            BufferedImage map = getAsImage(
                    "wms?service=WMS&version=1.1.1&request=GetMap&layers=edu:schools&styles=" + style
                            + "&srs=EPSG:4326&bbox=93,29,95,30.5&width=200&height=150&format=image/png&transparent=true",
                    "image/png");
            assertEquals(200, map.getWidth());
            assertNotEquals(style + " draws nothing", 0, opaquePixels(map));
        }
    }

    private static int opaquePixels(BufferedImage image) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) >>> 24 == 0 ? 0 : 1;
            }
        }
        return count;
    }

    private String execute(String process, String data, List<String> literals, String mimeType) throws Exception {
        return executeRaw(process, data, literals, mimeType).getContentAsString();
    }

    private MockHttpServletResponse executeRaw(String process, String data, List<String> literals, String mimeType)
            throws Exception {
        String inputs = literals.stream()
                .map(literal -> literal.split("=", 2))
                .map(pair -> "<wps:Input><ows:Identifier>" + pair[0] + "</ows:Identifier><wps:Data><wps:LiteralData>"
                        + pair[1] + "</wps:LiteralData></wps:Data></wps:Input>")
                .collect(Collectors.joining());
        String request = "<wps:Execute version='1.0.0' service='WPS' xmlns:wps='http://www.opengis.net/wps/1.0.0'"
                + " xmlns:ows='http://www.opengis.net/ows/1.1' xmlns:wfs='http://www.opengis.net/wfs'"
                + " xmlns:xlink='http://www.w3.org/1999/xlink'><ows:Identifier>edu:" + process + "</ows:Identifier>"
                + "<wps:DataInputs><wps:Input><ows:Identifier>data</ows:Identifier>" + data + "</wps:Input>" + inputs
                + "</wps:DataInputs><wps:ResponseForm><wps:RawDataOutput mimeType='" + mimeType + "'>"
                + "<ows:Identifier>result</ows:Identifier></wps:RawDataOutput></wps:ResponseForm></wps:Execute>";
        return postAsServletResponse("wps", request);
    }

    private static String feature(double lon, double lat, String county, int pupils, int books, int computers) {
        return String.format(
                Locale.ROOT,
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%f,%f]},\"properties\":"
                        + "{\"county\":\"%s\",\"pupils\":%d,\"books\":%d,\"computers\":%d}}",
                lon,
                lat,
                county,
                pupils,
                books,
                computers);
    }
}
