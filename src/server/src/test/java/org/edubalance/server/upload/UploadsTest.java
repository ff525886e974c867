package org.edubalance.server.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.edubalance.io.GeoTiff;
import org.edubalance.io.ReadOptions;
import org.edubalance.server.TestServer;
import org.geotools.api.geometry.Position;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.Position2D;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users' own files over HTTP: read, served to who knows their names, and to nobody else. */
class UploadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SCHOOLS =
            """
            学校名称,区县,学段,经度,纬度,在校生数,专任教师数,图书册数
            第一小学,东县,小学,94.36,29.65,640,40,12800
            第二小学,东县,小学,94.40,29.70,320,22,4800
            第三小学,西县,小学,94.90,29.50,150,14,4500
            第四小学,西县,小学,95.00,29.55,90,9,900
            """;

    @TempDir
    private static Path work;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of("edubalance.work", work.resolve("work").toString()));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        try (Stream<Path> left = Files.walk(work)) {
            assertThat(left.filter(path -> path.toString().contains("passing")).filter(Files::isRegularFile))
                    .as("files are gone with the server")
                    .isEmpty();
        }
    }

    private static HttpResponse<byte[]> send(
            TestServer to, String method, String path, String tokenOrNull, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.baseUrl() + "/uploads" + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.setHeader("Content-Type", "application/octet-stream");
        }
        if (tokenOrNull != null) {
            request.setHeader("Edubalance-Session", tokenOrNull);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return to.send(request.build());
    }

    private static JsonNode json(HttpResponse<byte[]> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static JsonNode upload(String name, byte[] content) throws IOException {
        return json(send(server, "POST", "?lang=en&name=" + TestServer.encode(name), null, content), 200);
    }

    private static byte[] gbk() {
        return SCHOOLS.getBytes(Charset.forName("GBK"));
    }

    @Test
    void aChineseTableBecomesALayerWithWhatItsColumnsMean() throws IOException {
        JsonNode answer = upload("学校.csv", gbk());
        assertThat(answer.get("session").textValue()).matches("[0-9a-f]{32}");
        JsonNode layer = answer.get("layers").get(0);
        assertThat(layer.get("title").textValue()).isEqualTo("学校");
        assertThat(layer.get("rows").intValue()).isEqualTo(4);
        assertThat(layer.get("geometry").textValue()).isEqualTo("Point");
        assertThat(layer.get("bounds").get(0).doubleValue()).isEqualTo(94.36);
        assertThat(layer.at("/mapping/pupils/column").textValue()).isEqualTo("在校生数");
        assertThat(layer.at("/mapping/county/column").textValue()).isEqualTo("区县");
        assertThat(layer.get("columns").findValuesAsText("name")).contains("学校名称", "图书册数");
        assertThat(layer.get("notes").findValuesAsText("text")).anyMatch(note -> note.contains("GB"));

        String chinese = TestServer.text(
                send(server, "GET", "?lang=zh", answer.get("session").textValue(), new byte[0]));
        assertThat(JSON.readTree(chinese).at("/layers/0/notes").findValuesAsText("text"))
                .anyMatch(note -> note.matches(".*\\p{IsHan}.*"));
    }

    @Test
    void allServicesFindItByItsNameAndNobodyIsToldOfIt() throws IOException {
        JsonNode answer = upload("schools.csv", gbk());
        String name = answer.at("/layers/0/name").textValue();
        assertThat(name).contains(answer.get("session").textValue());

        HttpResponse<byte[]> map =
                server.get("/wms?service=WMS&version=1.3.0&request=GetMap&crs=CRS:84&format=image/png"
                        + "&bbox=94,29,96,30&width=64&height=32&styles=kernel-density&layers="
                        + TestServer.encode(name));
        assertThat(map.headers().firstValue("Content-Type")).hasValue("image/png");
        HttpResponse<byte[]> density = server.get("/wps?service=WPS&version=1.0.0&request=Execute"
                + "&identifier=edu:InequalityMeasures&RawDataOutput=result@mimeType=text/csv&DataInputs="
                + TestServer.encode("data=@xlink:href=http://geoserver/wfs?service=WFS&request=GetFeature&typeName="
                        + name + ";indicators=books/pupils;groupBy=county"));
        assertThat(TestServer.text(density))
                .as("by the names that the columns have for standards")
                .contains("东县", "西县");
        for (String told : new String[] {
            "/wms?service=WMS&version=1.3.0&request=GetCapabilities",
            "/wms?service=WMS&version=1.3.0&request=GetMap&crs=CRS:84&format=image/png&bbox=94,29,96,30&width=9&height=9"
                    + "&styles=&layers=nothing",
            "/report?schools=nothing",
            "/problems",
            "/viewer.json"
        }) {
            assertThat(TestServer.text(server.get(told))).as(told).doesNotContain("own_");
        }
    }

    /** Nothing of the sample's counties and figures is mixed into it, and it is not called synthetic. */
    @Test
    void aReportIsMadeOfOnesOwnSchoolsAlone() throws IOException {
        byte[] schools = new String(Files.readAllBytes(Path.of("sample-data/schools.geojson")), StandardCharsets.UTF_8)
                .replace("Bayi Town No. 1 Primary School", "My own school")
                .getBytes(StandardCharsets.UTF_8);
        String name = upload("mine.geojson", schools).at("/layers/0/name").textValue();
        HttpResponse<byte[]> report = server.get("/report?lang=en&schools=" + TestServer.encode(name));
        assertThat(report.statusCode()).as(TestServer.text(report)).isEqualTo(200);
        assertThat(TestServer.text(report)).contains("My own school").doesNotContain("Synthetic", "synthetic", name);
        assertThat(TestServer.text(server.get("/report?lang=en"))).contains("ynthetic");
    }

    @Test
    void anotherBrowserGetsNothing() throws IOException {
        JsonNode answer = upload("schools.csv", gbk());
        String id = answer.at("/layers/0/id").textValue();
        String other = upload("other.csv", gbk()).get("session").textValue();
        for (String token : new String[] {
            null, "", "0".repeat(32), "../" + answer.get("session").textValue()
        }) {
            assertThat(json(send(server, "GET", "?lang=en", token, new byte[0]), 404)
                            .get("detail")
                            .textValue())
                    .startsWith("this browser has no files on the server");
        }
        json(send(server, "DELETE", "/" + TestServer.encode(id), other, new byte[0]), 404);
        assertThat(json(send(server, "GET", "", answer.get("session").textValue(), new byte[0]), 200)
                        .get("layers"))
                .hasSize(1);
    }

    @Test
    void aMappingIsChangedAndKept() throws IOException {
        JsonNode answer = upload("schools.csv", gbk());
        String token = answer.get("session").textValue();
        String path = "/" + TestServer.encode(answer.at("/layers/0/id").textValue()) + "/mapping?lang=en";
        byte[] other = "{\"columns\": {\"boarders\": \"在校生数\", \"books\": {\"column\": \"图书册数\", \"times\": 10}}}"
                .getBytes(StandardCharsets.UTF_8);
        JsonNode mapped = json(send(server, "PUT", path, token, other), 200);
        assertThat(mapped.get("mapping").has("pupils")).isFalse();
        assertThat(mapped.at("/mapping/books/times").doubleValue()).isEqualTo(10);
        assertThat(json(send(server, "GET", "", token, new byte[0]), 200)
                        .at("/layers/0/mapping/boarders/column")
                        .textValue())
                .isEqualTo("在校生数");
        for (String bad : new String[] {
            "",
            "[]",
            "{\"columns\": {\"books\": 5}}",
            "{\"columns\": {\"books\": \"nothing\"}}",
            "{\"columns\": {\"books\": {\"column\": \"学校名称\", \"times\": 2}}}"
        }) {
            assertThat(send(server, "PUT", path, token, bad.getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void aWorkbookHasALayerForEachSheetThatIsATable() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            for (String sheet : new String[] {"小学", "初中"}) {
                var rows = book.createSheet(sheet);
                List<List<Object>> cells = List.of(List.of("学校名称", "在校生数"), List.of("甲", 12), List.of("乙", 30));
                for (int r = 0; r < cells.size(); r++) {
                    var row = rows.createRow(r);
                    for (int c = 0; c < 2; c++) {
                        if (cells.get(r).get(c) instanceof Integer number) {
                            row.createCell(c).setCellValue(number);
                        } else {
                            row.createCell(c).setCellValue((String) cells.get(r).get(c));
                        }
                    }
                }
            }
            book.write(bytes);
        }
        JsonNode answer = upload("学校.xlsx", bytes.toByteArray());
        assertThat(answer.get("layers").findValuesAsText("title")).containsExactly("学校 · 小学", "学校 · 初中");
        assertThat(answer.at("/layers/0/bounds").isNull())
                .as("a table without places")
                .isTrue();
        String name = answer.at("/layers/0/name").textValue();
        HttpResponse<byte[]> map =
                server.get("/wms?service=WMS&version=1.3.0&request=GetMap&crs=CRS:84&format=image/png"
                        + "&bbox=94,29,96,30&width=9&height=9&styles=&layers=" + TestServer.encode(name));
        assertThat(TestServer.text(map)).contains("LayerNotDefined");
    }

    /** 4 × 3 cells with one that has no value. */
    private static byte[] people(ReferencedEnvelope place) throws IOException {
        float[][] people = {{0, 10, 20, 30}, {40, Float.NaN, 60, 70}, {80, 90, 100, 110}};
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        GeoTiff.write(new GridCoverageFactory().create("people", people, place), tiff);
        return tiff.toByteArray();
    }

    private static final ReferencedEnvelope PLACE =
            new ReferencedEnvelope(94.3, 94.7, 29.5, 29.8, DefaultGeographicCRS.WGS84);

    /** How many people live within 500 km of a school. */
    private static String reach(String grid) {
        String people = "http://geoserver/wcs?service=WCS&version=1.0.0&request=GetCoverage&coverage=" + grid;
        String schools = "http://geoserver/wfs?service=WFS&version=1.0.0&request=GetFeature&typeName=edu:schools";
        return "/wps?service=WPS&version=1.0.0&request=Execute&identifier=edu:ServiceCoverage"
                + "&RawDataOutput=result@mimeType=application/json&DataInputs="
                + TestServer.encode("populationGrid=@xlink:href=" + people + ";supply=@xlink:href=" + schools
                        + ";distances=500000");
    }

    @Test
    void aGridIsDrawnByItsBrowserAndAnInputOfProcesses() throws Exception {
        JsonNode answer = upload("人口.tif", people(PLACE));
        String token = answer.get("session").textValue();
        JsonNode layer = answer.at("/layers/0");
        assertThat(layer.get("title").textValue()).isEqualTo("人口");
        assertThat(layer.at("/grid/width").intValue()).isEqualTo(4);
        assertThat(layer.at("/grid/height").intValue()).isEqualTo(3);
        assertThat(layer.at("/grid/crs").textValue()).isEqualTo("EPSG:4326");
        assertThat(layer.at("/grid/minimum").doubleValue()).isZero();
        assertThat(layer.at("/grid/maximum").doubleValue()).isEqualTo(110);
        assertThat(layer.get("bounds").get(3).doubleValue()).isEqualTo(29.8);

        String path = "/" + TestServer.encode(layer.get("id").textValue());
        HttpResponse<byte[]> shown = send(server, "GET", path + "/grid", token, new byte[0]);
        assertThat(shown.statusCode()).isEqualTo(200);
        GridCoverage2D drawn = GeoTiff.read(new ByteArrayInputStream(shown.body()), ReadOptions.named("shown"));
        assertThat(drawn.getRenderedImage().getData().getSampleFloat(3, 2, 0)).isEqualTo(110);
        assertThat(drawn.getRenderedImage().getData().getSampleFloat(1, 1, 0)).isNaN();
        json(send(server, "GET", path + "/grid", null, new byte[0]), 404);
        json(send(server, "PUT", path + "/mapping", token, "{}".getBytes(StandardCharsets.UTF_8)), 404);

        String name = layer.get("name").textValue();
        HttpResponse<byte[]> covered = server.get(reach(name));
        assertThat(covered.statusCode()).as(TestServer.text(covered)).isEqualTo(200);
        assertThat(JSON.readTree(covered.body())
                        .at("/features/0/properties/demand")
                        .doubleValue())
                .as(TestServer.text(covered))
                .isEqualTo(610);

        json(send(server, "DELETE", path, token, new byte[0]), 200);
        assertThat(TestServer.text(server.get(reach(name)))).contains("populationGrid", "there is no grid");
    }

    @Test
    void aGridOfACrsWithoutACodeIsDrawnInDegrees() throws Exception {
        CoordinateReferenceSystem albers = CRS.parseWKT(
                """
                PROJCS["Albers_China", GEOGCS["WGS 84", DATUM["World Geodetic System 1984",
                SPHEROID["WGS 84", 6378137.0, 298.257223563]], PRIMEM["Greenwich", 0.0], UNIT["degree", 0.017453292519943295],
                AXIS["Longitude", EAST], AXIS["Latitude", NORTH]], PROJECTION["Albers_Conic_Equal_Area"],
                PARAMETER["central_meridian", 105.0], PARAMETER["latitude_of_origin", 0.0],
                PARAMETER["standard_parallel_1", 25.0], PARAMETER["standard_parallel_2", 47.0],
                PARAMETER["false_easting", 0.0], PARAMETER["false_northing", 0.0], UNIT["m", 1.0],
                AXIS["Easting", EAST], AXIS["Northing", NORTH]]""");
        JsonNode answer = upload("people.tif", people(PLACE.transform(albers, true)));
        JsonNode layer = answer.at("/layers/0");
        assertThat(layer.at("/grid/crs").isNull()).isTrue();
        HttpResponse<byte[]> shown = send(
                server,
                "GET",
                "/" + TestServer.encode(layer.get("id").textValue()) + "/grid",
                answer.get("session").textValue(),
                new byte[0]);
        GridCoverage2D drawn = GeoTiff.read(new ByteArrayInputStream(shown.body()), ReadOptions.named("shown"));
        assertThat(CRS.lookupEpsgCode(drawn.getCoordinateReferenceSystem2D(), true))
                .isEqualTo(4326);
        float[] at = new float[1];
        drawn.evaluate((Position) new Position2D(94.65, 29.55), at);
        assertThat(at[0]).isEqualTo(110);
    }

    @Test
    void gridsKeepToTheLimitsOfGrids() throws IOException {
        try (TestServer small = new TestServer(Map.of("edubalance.limits.grid-cells", 11))) {
            JsonNode english = json(send(small, "POST", "?lang=en&name=a.tif", null, people(PLACE)), 400);
            assertThat(english.get("detail").textValue()).contains("4", "3", "11");
            JsonNode chinese = json(send(small, "POST", "?lang=zh&name=a.tif", null, people(PLACE)), 400);
            assertThat(chinese.get("detail").textValue()).contains("11").doesNotContain("cells");
        }
    }

    /** As the command line: what the list lacks of the standard is left open and said; a list with none of it is refused. */
    @Test
    void aReportGoesOnWithoutColumnsOfTheStandard() throws IOException {
        String name = upload(
                        "schools.csv",
                        (SCHOOLS.replace("图书册数", "图书册数,高于规定学历教师数").replaceAll("(?m)(\\d+)$", "$1,9"))
                                .getBytes(StandardCharsets.UTF_8))
                .at("/layers/0/name")
                .textValue();
        HttpResponse<byte[]> report = server.get("/report?lang=en&schools=" + TestServer.encode(name));
        assertThat(report.statusCode()).as(TestServer.text(report)).isEqualTo(200);
        assertThat(TestServer.text(report)).contains("Not known for any school");
    }

    @Test
    void isReadAgainInAnotherWay() throws IOException {
        JsonNode answer = upload("schools.csv", gbk());
        String token = answer.get("session").textValue();
        String path = "/" + TestServer.encode(answer.at("/layers/0/id").textValue()) + "/reading?lang=en";
        JsonNode shifted = json(send(server, "PUT", path + "&coordinates=gcj02", token, new byte[0]), 200);
        assertThat(shifted.get("bounds").get(0).doubleValue()).isLessThan(94.36).isGreaterThan(94.35);
        assertThat(json(send(server, "PUT", path + "&crs=EPSG:999999", token, new byte[0]), 400)
                        .get("input")
                        .textValue())
                .isEqualTo("crs");
        assertThat(json(send(server, "PUT", path + "&encoding=nothing", token, new byte[0]), 400)
                        .get("detail")
                        .textValue())
                .contains("no encoding “nothing”");
    }

    @Test
    void filesAreForThisUserOfTheMachineAloneAndGoWhenTheyAreRemoved() throws IOException {
        JsonNode answer = upload("schools.csv", gbk());
        String token = answer.get("session").textValue();
        List<Path> kept;
        try (Stream<Path> files = Files.walk(work.resolve("work/passing"))) {
            kept = files.filter(Files::isRegularFile).toList();
        }
        assertThat(kept).isNotEmpty();
        for (Path file : kept) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
        String name = answer.at("/layers/0/name").textValue();
        json(
                send(
                        server,
                        "DELETE",
                        "/" + TestServer.encode(answer.at("/layers/0/id").textValue()),
                        token,
                        new byte[0]),
                200);
        try (Stream<Path> files = Files.walk(work.resolve("work/passing"))) {
            assertThat(files.filter(Files::isRegularFile).count()).isEqualTo(kept.size() - 1);
        }
        assertThat(server.get("/report?schools=" + TestServer.encode(name)).statusCode())
                .isEqualTo(400);
        json(send(server, "DELETE", "", token, new byte[0]), 200);
        json(send(server, "GET", "", token, new byte[0]), 404);
    }

    @Test
    void pagesOfOtherSitesMayNeitherBringNorRead() throws IOException {
        String token = upload("schools.csv", gbk()).get("session").textValue();
        Map<String, String[]> foreign = new HashMap<>();
        foreign.put("another origin", new String[] {"Origin", "https://evil.example"});
        foreign.put("another port", new String[] {"Origin", "http://localhost:1"});
        foreign.put("a page of no origin", new String[] {"Origin", "null"});
        foreign.put("another site", new String[] {"Sec-Fetch-Site", "cross-site"});
        foreign.put("another port of the site", new String[] {"Sec-Fetch-Site", "same-site"});
        foreign.forEach((what, header) -> {
            for (String method : new String[] {"POST", "GET", "DELETE"}) {
                byte[] body = method.equals("POST") ? gbk() : new byte[0];
                HttpResponse<byte[]> answer = send(server, method, "?name=a.csv", token, body, header);
                assertThat(answer.statusCode()).as(method + " from " + what).isEqualTo(403);
                assertThat(TestServer.text(answer)).doesNotContain(token);
            }
        });
        String own = server.baseUrl();
        for (String type :
                new String[] {"text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"}) {
            assertThat(send(server, "POST", "?name=a.csv", null, gbk(), "Origin", own, "Content-Type", type)
                            .statusCode())
                    .as("what a form can send: %s", type)
                    .isEqualTo(415);
        }
        assertThat(send(server, "POST", "?name=a.csv", null, gbk(), "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesThatMayUseTheServicesMayNotBringFiles() {
        try (TestServer open = new TestServer(Map.of("edubalance.cors-origins", "https://maps.example.org"))) {
            assertThat(send(open, "POST", "?name=a.csv", null, gbk(), "Origin", "https://maps.example.org")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whatIsNoFileOfAKnownKindIsRefusedInBothLanguages() throws IOException {
        for (String name : new String[] {"schools", "schools.exe", ".csv.", "a.png"}) {
            JsonNode english = json(send(server, "POST", "?lang=en&name=" + TestServer.encode(name), null, gbk()), 400);
            assertThat(english.get("detail").textValue()).contains("“" + name + "”", ".xlsx");
            assertThat(english.get("input").textValue()).isEqualTo("name");
            JsonNode chinese = json(send(server, "POST", "?lang=zh&name=" + TestServer.encode(name), null, gbk()), 400);
            assertThat(chinese.get("detail").textValue()).contains("不是这里能读取的格式");
        }
        for (String name : new String[] {"a.gpkg", "a.zip", "a.fgb", "a.kml", "a.geojson", "a.shp", "a.tif"}) {
            HttpResponse<byte[]> answer = send(server, "POST", "?name=" + name, null, "nonsense".getBytes());
            assertThat(answer.statusCode())
                    .as(name + ": " + TestServer.text(answer))
                    .isEqualTo(400);
            assertThat(TestServer.text(answer)).as(name).doesNotContain("incident", "internal error");
        }
        JsonNode path =
                json(send(server, "POST", "?name=" + TestServer.encode("../../etc/a\\b.csv"), null, gbk()), 200);
        assertThat(path.at("/layers/0/title").textValue()).isEqualTo("b");
    }

    @Test
    void limitsAreKept() throws IOException {
        try (TestServer small = new TestServer(Map.of(
                "edubalance.uploads.layers",
                1,
                "edubalance.uploads.session-size",
                "1KB",
                "edubalance.uploads.sessions",
                2,
                "edubalance.uploads.total-features",
                6))) {
            String token = json(send(small, "POST", "?name=a.csv", null, gbk()), 200)
                    .get("session")
                    .textValue();
            assertThat(json(send(small, "POST", "?name=b.csv&lang=en", token, gbk()), 413)
                            .get("detail")
                            .textValue())
                    .isEqualTo("a browser may have 1 layers, and with this file it would have 2");
            assertThat(json(send(small, "POST", "?name=b.csv&lang=en", token, new byte[2000]), 413)
                            .get("detail")
                            .textValue())
                    .contains("1024 bytes");
            assertThat(json(send(small, "POST", "?name=b.csv&lang=en", null, gbk()), 413)
                            .get("detail")
                            .textValue())
                    .contains("6 features");
            json(send(small, "POST", "?name=b.csv", null, "name,pupils\na,1\nb,2\n".getBytes()), 200);
            json(send(small, "POST", "?name=c.csv", null, gbk()), 503);
            json(send(small, "DELETE", "", token, new byte[0]), 200);
            json(send(small, "POST", "?name=c.csv", null, "name,pupils\na,1\n".getBytes()), 200);
        }
    }

    @Test
    void isOffWhereItIsSwitchedOff() throws IOException {
        try (TestServer off = new TestServer(Map.of("edubalance.uploads.enabled", false))) {
            json(send(off, "POST", "?name=a.csv", null, gbk()), 403);
            assertThat(JSON.readTree(off.get("/viewer.json").body())
                            .get("uploads")
                            .booleanValue())
                    .isFalse();
        }
        assertThat(JSON.readTree(server.get("/viewer.json").body())
                        .get("uploads")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void whatIsNotUsedForAWhileGoes() throws Exception {
        try (TestServer brief = new TestServer(Map.of("edubalance.uploads.keep", "1s"))) {
            String token = json(send(brief, "POST", "?name=a.csv", null, gbk()), 200)
                    .get("session")
                    .textValue();
            json(send(brief, "GET", "", token, new byte[0]), 200);
            Thread.sleep(1200);
            json(send(brief, "GET", "", token, new byte[0]), 404);
        }
    }
}
