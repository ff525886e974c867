package org.edubalance.server.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The viewer's page as it is served, without a browser: all of it is there, and all of it comes from this server. */
class ViewerPageTest {

    private static final Pattern ATTRIBUTE = Pattern.compile("\\s(?:src|href)=\"([^\"#]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .* from '([^']+)';");

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
    void findsEveryScriptStyleAndPictureOnItsOwnServer() {
        Deque<URI> toRead = new ArrayDeque<>(Set.of(URI.create("/index.html")));
        Set<String> read = new TreeSet<>();
        while (!toRead.isEmpty()) {
            URI address = toRead.pop();
            assertThat(address.isAbsolute())
                    .as("%s is an outside address", address)
                    .isFalse();
            if (!read.add(address.getPath())) {
                continue;
            }
            HttpResponse<byte[]> response = server.get(address.getPath());
            assertThat(response.statusCode()).as(address.getPath()).isEqualTo(200);
            // The libraries are single files: what they mention is none of the page's.
            if (!address.getPath().startsWith("/webjars/")) {
                Pattern references = address.getPath().endsWith(".html") ? ATTRIBUTE : IMPORT;
                Matcher matcher = references.matcher(TestServer.text(response));
                while (matcher.find()) {
                    toRead.push(address.resolve(matcher.group(1)));
                }
            }
        }
        assertThat(read)
                .contains("/js/main.js", "/js/edubalance/edubalance.js", "/js/i18n.js", "/viewer.css", "/icon.svg")
                .anyMatch(path -> path.matches("/webjars/ol/.*/ol.js"))
                .anyMatch(path -> path.matches("/webjars/echarts/.*/echarts.min.js"));
    }

    @Test
    void tellsTheMapWhatACrsIs() {
        HttpResponse<byte[]> known = server.get("/crs/4547");
        assertThat(known.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(TestServer.text(known))
                .startsWith("PROJCS[\"CGCS2000 / 3-degree Gauss-Kruger CM 114E\"")
                .contains("PARAMETER[\"central_meridian\", 114.0]");
        assertThat(server.get("/crs/999999").statusCode()).isEqualTo(404);
        assertThat(server.get("/crs/x").statusCode()).isEqualTo(404);
    }

    /** The viewer shows it in the map's corner, like any client of the WMS. */
    @Test
    void tellsThatTheSampleDataAreSynthetic() {
        for (String version : new String[] {"1.1.1", "1.3.0"}) {
            assertThat(TestServer.text(server.get("/wms?service=WMS&version=" + version + "&request=GetCapabilities")))
                    .containsPattern("Attribution>\\s*<(\\w+:)?Title>Synthetic sample data");
        }
    }

    @Test
    void isWhatTheRootShows() {
        HttpResponse<byte[]> root = server.get("/");
        assertThat(root.statusCode()).isEqualTo(200);
        assertThat(root.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(root.body()).isEqualTo(server.get("/index.html").body());
    }

    /** Otherwise a browser mixes the scripts of two versions after an update of the server. */
    @Test
    void hasBrowsersAskWhetherAScriptIsNewer() {
        for (String path : new String[] {"/js/main.js", "/js/charts.js", "/viewer.css", "/index.html"}) {
            assertThat(server.get(path).headers().firstValue("Cache-Control"))
                    .as(path)
                    .hasValue("no-cache");
        }
    }

    @Test
    void allowsNoScriptOrStyleInsideThePage() {
        String page = TestServer.text(server.get("/"));
        assertThat(page)
                .containsPattern("Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src"
                        + " 'self';")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContain("<style", "style=\"", "javascript:")
                .doesNotContainPattern("\\son\\w+=\"");
    }
}
