package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.edubalance.messages.Language;
import org.edubalance.server.RawClient;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.TestServer;
import org.edubalance.server.ows.OwsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** One client that has maps drawn which take long, and others whose maps are drawn all the same. */
class DrawingTest {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @AfterEach
    void letThrough() throws InterruptedException {
        await(0);
        BrokenProcesses.GATE.drainPermits();
    }

    private static Drawing drawing(double share) {
        return new Drawing(
                new Binder(new MapConfigurationPropertySource(Map.of("limits.client-share", share)))
                        .bind("limits", ServerProperties.Limits.class)
                        .get(),
                Duration.ofMillis(20));
    }

    /** Runs something while a client has so many things drawn. */
    private static void whileDrawing(Drawing drawing, String client, int times, Runnable work) {
        if (times == 0) {
            work.run();
        } else {
            drawing.at(client, () -> {
                whileDrawing(drawing, client, times - 1, work);
                return null;
            });
        }
    }

    private static void assertRefused(Drawing drawing, String client, String english, String chinese) {
        OwsException refused = catchThrowableOfType(OwsException.class, () -> drawing.at(client, () -> "drawn"));
        assertThat(refused.code()).isEqualTo("ServerBusy");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.in(Language.EN)).isEqualTo(english);
        assertThat(refused.in(Language.ZH)).isEqualTo(chinese);
    }

    @Test
    void tellsWhoHasItsShareAndWhoFindsAllTaken() {
        Drawing drawing = drawing(0.5);
        whileDrawing(drawing, "one", PROCESSORS, () -> {
            assertRefused(
                    drawing,
                    "one",
                    "One client can have " + PROCESSORS + " drawn at a time: try again later",
                    "一个客户端最多可同时绘制" + PROCESSORS + "个地图或图例：请稍后再试");
            whileDrawing(
                    drawing,
                    "other",
                    PROCESSORS,
                    () -> assertRefused(
                            drawing,
                            "third",
                            "The server draws too many maps now; try again later",
                            "服务器正在绘制的地图过多，请稍后再试"));
        });
        assertThat(drawing.at("one", () -> "drawn")).isEqualTo("drawn");
    }

    @Test
    void takesTheShareThatIsSet() {
        Drawing all = drawing(1);
        whileDrawing(all, "one", 2 * PROCESSORS, () -> assertThatThrownBy(() -> all.at("other", () -> "drawn"))
                .hasMessageContaining("too many maps"));
        Drawing one = drawing(0.001);
        whileDrawing(one, "one", 1, () -> assertThatThrownBy(() -> one.at("one", () -> "drawn"))
                .hasMessage("One client can have 1 drawn at a time: try again later"));
    }

    @Test
    void leavesItsPlaceWhereDrawingFails() {
        Drawing drawing = drawing(0.001);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> drawing.at("one", () -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
        }
    }

    /** Maps, legends and what is at a pixel are drawn for others while one client's maps hold all that it can have. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void drawsForOthersWhileOneHoldsItsShare(@TempDir Path data) throws Exception {
        for (String layer : List.of("places.csv", "others.csv")) {
            Files.writeString(data.resolve(layer), "name,lon,lat\na,94,30\n");
        }
        Files.createDirectory(data.resolve("sld"));
        Files.writeString(
                data.resolve("sld/held.sld"),
                "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'"
                        + " xmlns:ogc='http://www.opengis.net/ogc'><NamedLayer><Name>edu:places</Name><UserStyle>"
                        + "<FeatureTypeStyle><Transformation><ogc:Function name='broken:Held'>"
                        + "<ogc:Function name='parameter'><ogc:Literal>data</ogc:Literal></ogc:Function>"
                        + "</ogc:Function></Transformation>"
                        + "<Rule><PointSymbolizer><Graphic><Mark/></Graphic></PointSymbolizer></Rule>"
                        + "</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>");
        try (TestServer server = new TestServer(Map.of("edubalance.data", data))) {
            List<CompletableFuture<String>> held = new ArrayList<>();
            try {
                for (int i = 0; i < PROCESSORS + 2; i++) {
                    held.add(CompletableFuture.supplyAsync(
                            () -> ask(server, "127.0.0.1", "GetMap", "edu:places"), task -> new Thread(task).start()));
                }
                await(PROCESSORS);
                for (String request : List.of("GetMap", "GetFeatureInfo", "GetLegendGraphic")) {
                    assertThat(ask(server, "127.0.0.2", request, "edu:others"))
                            .as(request)
                            .startsWith("HTTP/1.1 200");
                }
                assertThat(BrokenProcesses.WAITING).hasValue(PROCESSORS);
                assertThat(held).noneMatch(CompletableFuture::isDone);
            } finally {
                BrokenProcesses.GATE.release(held.size());
            }
            for (CompletableFuture<String> map : held) {
                assertThat(map.get()).startsWith("HTTP/1.1 200");
            }
        }
    }

    private static String ask(TestServer server, String client, String request, String layer) {
        try {
            return RawClient.ask(
                    client,
                    server.baseUrl(),
                    "GET /wms?service=WMS&version=1.3.0&request=" + request + "&layers=" + layer + "&layer=" + layer
                            + "&query_layers=" + layer + "&styles=&crs=CRS:84&bbox=93,29,95,31&width=40&height=40"
                            + "&i=20&j=20&format=image/png",
                    "Host: localhost\r\n",
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(int waiting) throws InterruptedException {
        for (int i = 0; i < 1000 && BrokenProcesses.WAITING.get() != waiting; i++) {
            Thread.sleep(20);
        }
        assertThat(BrokenProcesses.WAITING).hasValue(waiting);
    }
}
