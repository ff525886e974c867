package org.edubalance.server.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.TestServer.text;
import static org.edubalance.server.wps.WpsRequests.SCHOOLS;
import static org.edubalance.server.wps.WpsRequests.complex;
import static org.edubalance.server.wps.WpsRequests.document;
import static org.edubalance.server.wps.WpsRequests.execute;
import static org.edubalance.server.wps.WpsRequests.input;
import static org.edubalance.server.wps.WpsRequests.post;
import static org.edubalance.server.wps.WpsRequests.raw;
import static org.edubalance.server.wps.WpsRequests.value;
import static org.edubalance.server.wps.WpsRequests.values;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.edubalance.io.Format;
import org.edubalance.io.ReadOptions;
import org.edubalance.io.ShapefileSamples;
import org.edubalance.io.WorkbookSamples;
import org.edubalance.server.TestServer;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.UriUtils;

/** Inputs in the formats of files that people have, over WPS and the OGC API, and what is said of them. */
class FileFormatsTest {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String ZIP = "application/zip";
    private static final String KML = "application/vnd.google-earth.kml+xml";
    private static final String KMZ = "application/vnd.google-earth.kmz";
    private static final String PLACEMARK = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
            + "<Placemark><name>A &amp; B</name><Point><coordinates>94,29</coordinates></Point></Placemark>%s</Document></kml>";

    private static final List<List<String>> TABLE = List.of(
            List.of("name", "county", "pupils"),
            List.of("A", "East", "10"),
            List.of("B", "East", "20"),
            List.of("C", "West", "30"),
            List.of("Total", "", "60"));
    private static final String TOTAL = "1 row of totals or means left out";

    @TempDir
    static Path directory;

    private static TestServer server;
    private static HttpServer host;
    private static final AtomicInteger FETCHED = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] book = workbook("East", "West");
        host.createContext("/", exchange -> {
            FETCHED.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", XLSX);
            exchange.sendResponseHeaders(200, book.length);
            try (var out = exchange.getResponseBody()) {
                out.write(book);
            }
        });
        host.start();
        server = new TestServer(Map.of(
                "edubalance.reference-hosts",
                "localhost:" + host.getAddress().getPort(),
                "edubalance.limits.unpacked-size",
                "1MB"));
    }

    @AfterAll
    static void stop() {
        server.close();
        host.stop(0);
    }

    private static byte[] workbook(String... sheets) throws IOException {
        WorkbookSamples samples = new WorkbookSamples();
        for (String sheet : sheets) {
            samples.sheet(sheet, TABLE);
        }
        return Files.readAllBytes(samples.write(directory.resolve("book.xlsx")));
    }

    private static byte[] shapefiles(String... names) throws IOException {
        ShapefileSamples.schools(directory, StandardCharsets.UTF_8);
        Object[] entries = new Object[6 * names.length];
        for (int i = 0; i < names.length; i++) {
            String[] endings = {".shp", ".dbf", ".prj"};
            for (int e = 0; e < 3; e++) {
                entries[6 * i + 2 * e] = names[i] + endings[e];
                entries[6 * i + 2 * e + 1] = directory.resolve("schools" + endings[e]);
            }
        }
        return Files.readAllBytes(
                ShapefileSamples.zip(directory.resolve("schools.zip"), StandardCharsets.UTF_8, entries));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        return Files.readAllBytes(
                ShapefileSamples.zip(directory.resolve("other.zip"), StandardCharsets.UTF_8, name, content));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String mimeType, byte[] content) {
        return input(
                "features",
                "<wps:Data><wps:ComplexData mimeType=\"" + mimeType.replace("\"", "&quot;") + "\" encoding=\"base64\">"
                        + Base64.getMimeEncoder().encodeToString(content) + "</wps:ComplexData></wps:Data>");
    }

    private static String count(String input) {
        HttpResponse<byte[]> response = post(server, execute("vec:Count", input, raw("result")));
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        return text(response);
    }

    private static void assertRefused(String input, String english, String chinese) {
        String request = execute("vec:Count", input, raw("result"));
        HttpResponse<byte[]> response = post(server, request);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(value(response.body(), "//ExceptionText")).isEqualTo(english);
        assertThat(value(response.body(), "//Exception/@locator")).isEqualTo("features");
        HttpResponse<byte[]> inChinese =
                post(server, request.replace("version=\"1.0.0\"", "version=\"1.0.0\" language=\"zh\""));
        assertThat(value(inChinese.body(), "//ExceptionText")).isEqualTo(chinese);
    }

    @Test
    void readsWhatPeopleHave() throws IOException {
        assertThat(count(base64(XLSX, workbook("Schools")))).isEqualTo("3");
        assertThat(count(base64(ZIP, shapefiles("schools")))).isEqualTo("3");
        assertThat(count(base64("application/x-zip-compressed", shapefiles("schools"))))
                .isEqualTo("3");
        assertThat(count(complex("features", KML, PLACEMARK.formatted("")))).isEqualTo("1");
        assertThat(count(input(
                        "features",
                        "<wps:Data><wps:ComplexData mimeType=\"" + KML + "\">\n  " + PLACEMARK.formatted("")
                                + "\n</wps:ComplexData></wps:Data>")))
                .as("as elements too, as other formats of XML are sent")
                .isEqualTo("1");
        assertThat(count(base64(KMZ, zip("doc.kml", utf8(PLACEMARK.formatted(""))))))
                .isEqualTo("1");
        SimpleFeatureCollection schools = Format.GEOJSON.read(
                SimpleFeatureCollection.class, new ByteArrayInputStream(utf8(SCHOOLS)), ReadOptions.named("schools"));
        ByteArrayOutputStream flat = new ByteArrayOutputStream();
        Format.FLATGEOBUF.write(schools, flat);
        assertThat(count(base64("application/flatgeobuf", flat.toByteArray()))).isEqualTo("3");
    }

    @Test
    void readsTheLayerThatIsNamed() throws IOException {
        byte[] two = shapefiles("east", "west");
        assertThat(count(base64(ZIP + "; layer=west", two))).isEqualTo("3");
        assertRefused(
                base64(ZIP, two),
                "features: there are several layers, east, west: name one of them in the media type, as in layer=east",
                "features：其中有多个图层：east、west。请在媒体类型中指明其中一个，例如 layer=east");
        assertThat(count(base64(XLSX + "; layer=\"East side\"", workbook("East side", "West side"))))
                .isEqualTo("3");
        String book = "http://localhost:" + host.getAddress().getPort() + "/book.xlsx";
        assertThat(count(WpsRequests.reference("features", book + "#West"))).isEqualTo("3");
    }

    @Test
    void tellsWhatReadingMadeOfATable() throws IOException {
        String book = base64(XLSX, workbook("Schools"));
        String request = execute("vec:Query", book, raw("result"));
        HttpResponse<byte[]> response = post(server, request);
        assertThat(response.headers().firstValue("Edubalance-Notes").orElse(""))
                .startsWith("features: ")
                .contains(TOTAL);
        byte[] inDocument =
                post(server, execute("vec:Query", book, document("", ""))).body();
        assertThat(value(inDocument, "//ProcessSucceeded"))
                .startsWith("The process succeeded. features: ")
                .contains(TOTAL);
        HttpResponse<byte[]> chinese =
                post(server, request.replace("version=\"1.0.0\"", "version=\"1.0.0\" language=\"zh\""));
        assertThat(UriUtils.decode(
                        chinese.headers().firstValue("Edubalance-Notes").orElse(""), StandardCharsets.UTF_8))
                .startsWith("features：")
                .contains("合计");
        HttpResponse<byte[]> api = server.post(
                "/ogc/processes/v1/processes/vec:Query/execution",
                "application/json",
                "{\"inputs\":{\"features\":{\"mediaType\":\"" + XLSX + "\",\"encoding\":\"base64\",\"value\":\""
                        + Base64.getEncoder().encodeToString(workbook("Schools")) + "\"}}}");
        assertThat(api.statusCode()).as(text(api)).isEqualTo(200);
        assertThat(api.headers().firstValue("Edubalance-Notes").orElse("")).contains(TOTAL);
    }

    @Test
    void describesTheFormats() {
        byte[] described = server.get("/wps?service=WPS&version=1.0.0&request=DescribeProcess&identifier=vec:Count")
                .body();
        assertThat(values(described, "//Input//Supported//MimeType"))
                .containsExactly(
                        "application/json",
                        "text/csv",
                        XLSX,
                        "application/vnd.ms-excel",
                        ZIP,
                        KML,
                        KMZ,
                        "application/flatgeobuf");
        assertThat(values(described, "//Input//Default//MimeType")).containsExactly("application/json");
        assertThat(text(server.get("/ogc/processes/v1/processes/vec:Count")))
                .contains("\"contentMediaType\":\"" + XLSX + "\"", "\"contentMediaType\":\"" + KMZ + "\"");
    }

    @Test
    void fetchesNothingThatAFileNames() throws IOException {
        int before = FETCHED.get();
        String url = "http://localhost:" + host.getAddress().getPort() + "/other.kml";
        assertRefused(
                complex(
                        "features",
                        KML,
                        PLACEMARK.formatted("<NetworkLink><Link><href>" + url + "</href></Link></NetworkLink>")),
                "features: the KML has a network link, to features that are elsewhere: save what it shows as a KML of its own",
                "features：KML 含有网络链接，其要素在别处：请将所显示的内容另存为单独的 KML");
        assertRefused(
                base64(
                        KML.replace("kml+xml", "kmz"),
                        zip("doc.kml", utf8("<!DOCTYPE kml [<!ENTITY x SYSTEM \"" + url + "\">]><kml>&x;</kml>"))),
                "features: the KML has a document type declaration, which is not read: remove it",
                "features：KML 含有文档类型声明，不予读取：请将其删除");
        assertThat(FETCHED).hasValue(before);
    }

    @Test
    void refusesWhatUnpacksToTooMuch() throws IOException {
        byte[] blanks = new byte[3 << 20];
        String english = "features: the files in the zip unpack to more than 1 MB, which is the limit";
        String chinese = "features：zip 中的文件解压后超过1 MB的上限";
        assertRefused(base64(ZIP, zip("schools.shp", blanks)), english, chinese);
        assertRefused(base64(KMZ, zip("doc.kml", blanks)), english, chinese);
        assertRefused(base64(XLSX, zip("xl/workbook.xml", blanks)), english, chinese);
        assertRefused(
                base64(ZIP, zip("inner.zip", zip("schools.shp", new byte[100]))),
                "features: the zip holds another archive and no shapefile: unpack it first",
                "features：zip 中只有另一个压缩包，没有 Shapefile：请先解压");
        assertThat(post(server, execute("vec:Count", base64("application/geopackage+sqlite3", blanks), raw("result")))
                        .statusCode())
                .isEqualTo(400);
    }
}
