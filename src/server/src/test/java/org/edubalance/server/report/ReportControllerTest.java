package org.edubalance.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.server.RawClient;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.TestServer;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.collection.DecoratingSimpleFeatureCollection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;

class ReportControllerTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void reportsOnTheSampleDataInBothLanguages() {
        HttpResponse<byte[]> english = server.get("/report");
        assertThat(english.statusCode()).isEqualTo(200);
        assertThat(english.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(TestServer.text(english)).contains("<html lang=\"en\"", "Bomi");

        assertThat(TestServer.text(server.get("/report?lang=zh"))).contains("<html lang=\"zh", "波密县");
    }

    /** With the sample data's own figures of counties and pupils, and said to be synthetic. */
    @Test
    void givesTheReportAsADocumentOrWorkbook() {
        HttpResponse<byte[]> document = server.get("/report?format=docx&place=Nyingchi");
        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.headers().firstValue("Content-Type"))
                .contains("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(document.body()).startsWith('P', 'K');
        assertThat(server.get("/report?format=xlsx").body()).startsWith('P', 'K');
        assertThat(TestServer.text(server.get("/report")))
                .contains("The data are synthetic", "Enrolment and places ahead", "Government guarantee");
        assertThat(TestServer.text(server.get("/report?format=pdf")))
                .startsWith("format must be one of html, docx, xlsx, got “pdf”");
        assertThat(server.get("/report?place=" + "x".repeat(300)).statusCode()).isEqualTo(400);
    }

    /** The counties stand in for where people live. */
    @Test
    void tellsHowWellSchoolsCanBeReached() {
        String demand = "/report?demand=edu:counties&demandPopulation=area";
        assertThat(TestServer.text(server.get(demand + "&catchment=60000&capacity=teachers")))
                .contains("Reach of the schools", "what the schools offer them (teachers)", "Within 60 km");
        assertThat(TestServer.text(server.get(demand + "&lang=zh"))).startsWith("catchment 必须大于 0：学校的服务半径");
        assertThat(TestServer.text(server.get(demand + "&catchment=near&lang=en")))
                .startsWith("catchment must be a number of metres greater than 0, got “near”");
        assertThat(TestServer.text(server.get("/report?demand=edu:counties&catchment=9000&lang=en")))
                .startsWith("demandPopulation must say which column holds how many people live at a place");
    }

    @Test
    void speaksTheLanguageThatTheClientAccepts() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/report?groupBy=none"))
                .header("Accept-Language", "fr, zh-CN;q=0.9, en;q=0.8")
                .build();
        assertThat(TestServer.text(server.send(request))).startsWith("groupBy 必须是学校数据的属性，现为“none”");
    }

    /** A fault of the program, here of what a process reads: whole in the log, an id for the client. */
    @Test
    void aFaultIsToldByItsIdAndLoggedWhole() {
        Layer schools = server.bean(Catalogue.class).layer("edu:schools").orElseThrow();
        SimpleFeatureCollection faulty = new DecoratingSimpleFeatureCollection(schools.features()) {
            @Override
            public SimpleFeatureIterator features() {
                throw new NullPointerException("a bug");
            }
        };
        Catalogue catalogue = new Catalogue((Path) null) {
            @Override
            public Optional<Layer> layer(String name) {
                return Optional.of(new Layer(name, name, faulty, null, null, List.of()));
            }
        };
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("org.edubalance");
        log.start();
        logger.addAppender(log);
        try {
            ResponseEntity<byte[]> answer = new ReportController(catalogue, server.bean(ServerProperties.class))
                    .report(
                            "",
                            "counties",
                            "county",
                            null,
                            "stage",
                            "pupils",
                            "nyingchi",
                            "cn-2017-quality",
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "html",
                            "zh",
                            request());
            assertThat(answer.getStatusCode().value()).isEqualTo(500);
            Matcher told = Pattern.compile("内部错误([0-9a-f]{10})：详情见日志中的同一编号")
                    .matcher(new String(answer.getBody(), StandardCharsets.UTF_8));
            assertThat(told.matches()).as(told.toString()).isTrue();
            assertThat(log.list).hasSize(1);
            assertThat(log.list.get(0).getFormattedMessage()).isEqualTo("incident " + told.group(1));
            assertThat(ThrowableProxyUtil.asString(log.list.get(0).getThrowableProxy()))
                    .contains("NullPointerException: a bug", "org.edubalance.report.analysis.");
        } finally {
            logger.detachAppender(log);
        }
    }

    /** A request that says nothing but where it comes from. */
    private static HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ReportControllerTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> method.getName().equals("getRemoteAddr") ? "127.0.0.1" : null);
    }

    @Test
    void saysWhatReadersDidToTheTables(@TempDir Path data) throws IOException {
        Files.writeString(
                data.resolve("schools.csv"),
                """
                name,county,stage,pupils,teachers_qualified,teaching_area
                First,A,PRIMARY,"1,400",20,2000
                Second,A,PRIMARY,300,—,1500
                合计,,,1700,20,3500
                """);
        try (TestServer own = new TestServer(Map.of("edubalance.data", data.toString()))) {
            HttpResponse<byte[]> response = own.get("/report?schools=edu:schools&regions=&lang=en");
            assertThat(TestServer.text(response)).contains("schools: 1 row of totals or means left out");
        }
    }

    /** One client asks for many at a time, another for one after the other. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void makesReportsForOthersWhileOneClientAsksForMany() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Queue<String> ofOne = new ConcurrentLinkedQueue<>();
        List<Thread> asking = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                while (!ended.get()) {
                    ofOne.add(report("127.0.0.1"));
                }
            });
            asking.add(thread);
            thread.start();
        }
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(report("127.0.0.2")).startsWith("HTTP/1.1 200");
            }
        } finally {
            ended.set(true);
            for (Thread thread : asking) {
                thread.join();
            }
        }
        assertThat(ofOne)
                .anyMatch(answer -> answer.startsWith("HTTP/1.1 200"))
                .anyMatch(
                        answer -> answer.startsWith("HTTP/1.1 503") && answer.contains("Another report is being made"));
    }

    private static String report(String client) {
        try {
            return RawClient.ask(client, server.baseUrl(), "GET /report?lang=en", "Host: localhost\r\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void givesUpAReportThatTakesTooLong() {
        try (TestServer hasty = new TestServer(Map.of("edubalance.limits.run-time", "1ns"))) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<byte[]> response = hasty.get("/report");
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(TestServer.text(response))
                        .isEqualTo("The report took longer than the limit of 0 s and was given up");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lang=fr|lang must be en or zh, got “fr”",
                "schools=edu:none|schools must be one of edu:births, edu:counties",
                "schools=../../etc/passwd|schools must be one of",
                "standard=none|standard must be one of",
                "groupBy=none|groupBy must be an attribute of the schools, got “none”",
                "schools=edu:none&lang=zh|schools 必须是edu:births、edu:counties",
                "standard=none&lang=zh-CN|standard 必须是",
                "stage=if_then_else(strMatches(name,'(a*)*b'),'PRIMARY','JUNIOR')|the function “strMatches” is not"
                        + " allowed in requests"
            })
    void refusesWithTheParameter(String query, String message) {
        HttpResponse<byte[]> response = server.get("/report?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.text(response)).contains(message).doesNotContain("Exception", "\tat ");
    }
}
