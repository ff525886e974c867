package org.edubalance.server.wps;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.edubalance.server.TestServer;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Request documents for tests, and readers for the answers. */
final class WpsRequests {

    static final String SCHOOLS =
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Point","coordinates":[94.1,29.2]},"properties":{"pupils":10,"books":100,"county":"A"}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[94.3,29.4]},"properties":{"pupils":20,"books":150,"county":"A"}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[94.5,29.1]},"properties":{"pupils":30,"books":400,"county":"B"}}]}""";

    private static final String NAMESPACES =
            "xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\""
                    + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:wfs=\"http://www.opengis.net/wfs\""
                    + " xmlns:ogc=\"http://www.opengis.net/ogc\"";

    private WpsRequests() {}

    static String execute(String process, String inputs, String responseForm) {
        return "<wps:Execute service=\"WPS\" version=\"1.0.0\" " + NAMESPACES + "><ows:Identifier>" + process
                + "</ows:Identifier><wps:DataInputs>" + inputs + "</wps:DataInputs>" + responseForm + "</wps:Execute>";
    }

    static String input(String name, String content) {
        return "<wps:Input><ows:Identifier>" + name + "</ows:Identifier>" + content + "</wps:Input>";
    }

    static String literal(String name, Object value) {
        return input(name, "<wps:Data><wps:LiteralData>" + value + "</wps:LiteralData></wps:Data>");
    }

    static String complex(String name, String mimeType, String text) {
        return input(
                name,
                "<wps:Data><wps:ComplexData mimeType=\"" + mimeType + "\"><![CDATA[" + text
                        + "]]></wps:ComplexData></wps:Data>");
    }

    static String box(String name, String crs, String lower, String upper) {
        return input(
                name,
                "<wps:Data><wps:BoundingBoxData" + (crs == null ? "" : " crs=\"" + crs + "\"") + "><ows:LowerCorner>"
                        + lower + "</ows:LowerCorner><ows:UpperCorner>" + upper
                        + "</ows:UpperCorner></wps:BoundingBoxData></wps:Data>");
    }

    static String reference(String name, String href) {
        return input(name, "<wps:Reference xlink:href=\"" + href.replace("&", "&amp;") + "\"/>");
    }

    static String reference(String name, String href, String body) {
        return input(
                name,
                "<wps:Reference xlink:href=\"" + href.replace("&", "&amp;") + "\" method=\"POST\"><wps:Body>" + body
                        + "</wps:Body></wps:Reference>");
    }

    static String raw(String output) {
        return "<wps:ResponseForm><wps:RawDataOutput><ows:Identifier>" + output
                + "</ows:Identifier></wps:RawDataOutput></wps:ResponseForm>";
    }

    static String raw(String output, String mimeType) {
        return "<wps:ResponseForm><wps:RawDataOutput mimeType=\"" + mimeType + "\"><ows:Identifier>" + output
                + "</ows:Identifier></wps:RawDataOutput></wps:ResponseForm>";
    }

    static String document(String attributes, String outputs) {
        return "<wps:ResponseForm><wps:ResponseDocument " + attributes + ">" + outputs
                + "</wps:ResponseDocument></wps:ResponseForm>";
    }

    static String output(String name, String attributes) {
        return "<wps:Output " + attributes + "><ows:Identifier>" + name + "</ows:Identifier></wps:Output>";
    }

    static HttpResponse<byte[]> post(TestServer server, String document) {
        return server.post("/wps", "text/xml", document);
    }

    /** The texts of the nodes at a path, with {@code local-name} written as a plain name. */
    static List<String> values(byte[] document, String path) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document parsed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
            String xpath = path.replaceAll("//([A-Za-z]+)", "//*[local-name()='$1']")
                    .replaceAll("(?<!/)/([A-Z][A-Za-z]+)", "/*[local-name()='$1']");
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(xpath, parsed, XPathConstants.NODESET);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                values.add(nodes.item(i).getTextContent());
            }
            return values;
        } catch (Exception e) {
            throw new AssertionError("no XML:\n" + new String(document, StandardCharsets.UTF_8), e);
        }
    }

    static String value(byte[] document, String path) {
        List<String> values = values(document, path);
        return values.size() == 1 ? values.get(0) : values.toString();
    }
}
