package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.edubalance.server.OgcSchemas;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Capabilities and exceptions validate against the OGC's schemas and DTDs. */
class WmsSchemaTest {

    private static TestServer server;
    private static WmsClient wms;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of(
                "edubalance.wms.contact-organization", "Education bureau",
                "edubalance.wms.contact-email", "maps@example.org",
                "edubalance.wms.fees", "none",
                "edubalance.wms.metadata-url", "https://catalogue.example.org/{layer}.xml"));
        wms = new WmsClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void capabilities130() throws Exception {
        byte[] document = wms.ask("service=WMS", "version=1.3.0", "request=GetCapabilities")
                .body();
        OgcSchemas.validate(document, "wms/1.3.0/capabilities_1_3_0.xsd");
        assertThat(new String(document, "UTF-8"))
                .contains("<Name>edu:schools</Name>", "<Name>school-stage</Name>", "<CRS>EPSG:32760</CRS>")
                .contains(server.baseUrl() + "/wms?")
                .contains("<Keyword>education</Keyword>", "<Fees>none</Fees>")
                .contains("<ContactOrganization>Education bureau</ContactOrganization>")
                .contains("<ContactElectronicMailAddress>maps@example.org</ContactElectronicMailAddress>")
                .contains("<Abstract>71 features; attributes: ", "<Keyword>Point</Keyword>")
                .contains("<MetadataURL type=\"ISO19115:2003\">", "https://catalogue.example.org/edu:schools.xml");
    }

    @Test
    void capabilitiesInChinese() {
        assertThat(TestServer.text(wms.ask("service=WMS", "version=1.3.0", "request=GetCapabilities", "language=zh")))
                .contains("<Title>教育资源均衡</Title>", "71 个要素；属性：");
    }

    @Test
    void exceptions130() throws Exception {
        byte[] document = wms.ask("service=WMS", "version=1.3.0", "request=Nonsense\u0001<>&")
                .body();
        OgcSchemas.validate(document, "wms/1.3.0/exceptions_1_3_0.xsd");
    }

    @Test
    void capabilities111() throws Exception {
        Document document = validAgainstDtd(
                wms.ask("service=WMS", "version=1.1.1", "request=GetCapabilities"),
                "ogc/wms/1.1.1/WMS_MS_Capabilities.dtd");
        assertThat(document.getElementsByTagName("Layer").getLength()).isGreaterThan(3);
        Element root = (Element) document.getElementsByTagName("Layer").item(0);
        Element first = (Element) root.getElementsByTagName("LatLonBoundingBox").item(0);
        assertThat(first.getParentNode()).isSameAs(root);
        assertThat(Double.parseDouble(first.getAttribute("minx"))).isBetween(91.0, 93.0);
        assertThat(document.getElementsByTagName("ContactOrganization").item(0).getTextContent())
                .isEqualTo("Education bureau");
        assertThat(document.getElementsByTagName("Keyword").getLength()).isGreaterThan(8);
        Element metadata =
                (Element) document.getElementsByTagName("MetadataURL").item(0);
        assertThat(metadata.getAttribute("type")).isEqualTo("TC211");
        assertThat(metadata.getElementsByTagName("Format").item(0).getTextContent())
                .isEqualTo("text/xml");
    }

    @Test
    void exceptions111() throws Exception {
        validAgainstDtd(
                wms.ask("service=WMS", "version=1.1.1", "request=Nonsense\u0001<>&"),
                "ogc/wms/1.1.1/WMS_exception_1_1_1.dtd");
    }

    private static Document validAgainstDtd(HttpResponse<byte[]> response, String dtd) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setValidating(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setEntityResolver((publicId, systemId) -> {
            assertThat(systemId).startsWith("http://schemas.opengis.net/wms/1.1.1/");
            return new InputSource(WmsSchemaTest.class.getClassLoader().getResourceAsStream(dtd));
        });
        builder.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException e) throws SAXException {
                throw e;
            }

            @Override
            public void error(SAXParseException e) throws SAXException {
                throw e;
            }

            @Override
            public void fatalError(SAXParseException e) throws SAXException {
                throw e;
            }
        });
        return builder.parse(new ByteArrayInputStream(response.body()));
    }
}
