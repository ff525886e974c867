package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A fault of the program, here of a process in a style: whole in the log, an id for the client. */
class WmsIncidentsTest {

    private static final Map<String, String> MAP = Map.of(
            "service", "WMS",
            "version", "1.3.0",
            "request", "GetMap",
            "layers", "edu:places",
            "styles", "failing",
            "crs", "CRS:84",
            "bbox", "93,29,95,31",
            "width", "400",
            "height", "200",
            "format", "image/png");

    private static final Pattern ID = Pattern.compile("internal error ([0-9a-f]{10}):");

    @TempDir
    private static Path data;

    private static TestServer server;
    private static WmsClient wms;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(data.resolve("places.csv"), "name,lon,lat\na,94,30\n");
        Files.createDirectory(data.resolve("sld"));
        Files.writeString(
                data.resolve("sld/failing.sld"),
                "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'"
                        + " xmlns:ogc='http://www.opengis.net/ogc'><NamedLayer><Name>edu:places</Name><UserStyle>"
                        + "<FeatureTypeStyle><Transformation><ogc:Function name='broken:Null'>"
                        + "<ogc:Function name='parameter'><ogc:Literal>data</ogc:Literal></ogc:Function>"
                        + "</ogc:Function></Transformation>"
                        + "<Rule><PointSymbolizer><Graphic><Mark/></Graphic></PointSymbolizer></Rule>"
                        + "</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>");
        server = new TestServer(Map.of("edubalance.data", data));
        wms = new WmsClient(server);
    }

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.edubalance.server");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void hearNoMore() {
        logger.detachAppender(log);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private void checkTold(HttpResponse<byte[]> response) {
        String text = TestServer.text(response);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(text).doesNotContain("NullPointerException").doesNotContain("org.edubalance");
        Matcher id = ID.matcher(text);
        assertThat(id.find()).as(text).isTrue();
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage()).isEqualTo("incident " + id.group(1));
        String whole = ThrowableProxyUtil.asString(log.list.get(0).getThrowableProxy());
        assertThat(whole).contains("NullPointerException", "BrokenProcesses$NullProcess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XML", "application/json"})
    void aMapTellsTheId(String form) {
        checkTold(wms.ask(MAP, "exceptions=" + form));
    }

    @Test
    void featureInfoTellsTheId() {
        checkTold(wms.ask(MAP, "request=GetFeatureInfo", "query_layers=edu:places", "i=1", "j=1"));
    }

    @Test
    void aPictureShowsTheId() {
        BufferedImage image = wms.image(MAP, "exceptions=INIMAGE");
        int inked = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                inked += image.getRGB(x, y) != 0xFFFFFFFF ? 1 : 0;
            }
        }
        assertThat(inked).isGreaterThan(300);
        assertThat(wms.image(MAP, "exceptions=BLANK").getRGB(5, 5)).isEqualTo(0xFFFFFFFF);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .allMatch(m -> m.startsWith("incident "));
    }
}
