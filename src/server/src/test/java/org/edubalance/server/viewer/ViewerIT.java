package org.edubalance.server.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.report.analysis.Analysis;
import org.edubalance.report.analysis.RegionResult;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The viewer over the sample data in a real browser, used as people use it. */
@Tag("client")
@EnabledIfSystemProperty(
        named = "clients",
        matches = "true",
        disabledReason = "drives the system's Chromium; run with -Dclients=true where chromium and chromium-driver are")
class ViewerIT {

    private static TestServer server;

    private Browser browser;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private void open(int width, String query) {
        browser = Browser.open(server.baseUrl() + "/" + query, width, width < 500 ? 844 : 900);
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({
        "1440, en, Balance of school resources",
        "1440, zh, 教育资源均衡分析",
        "390, en, Balance of school resources",
        "390, zh, 教育资源均衡分析"
    })
    void showsTheReadyViews(int width, String language, String title) {
        open(width, "?lang=" + language);
        assertThat(browser.script("return document.title")).isEqualTo(title);
        assertThat(browser.script("return document.querySelector('h1').textContent"))
                .isEqualTo(title);
        Set<Map<String, Long>> pictures = new LinkedHashSet<>();
        for (String view : List.of("density", "scores", "balance")) {
            browser.script("document.querySelector('[name=view][value=" + view + "]').click()");
            Map<String, Long> colours = browser.mapColours();
            assertThat(colours).as("colours of %s", view).hasSizeGreaterThan(20);
            pictures.add(colours);
            browser.until(
                    "a legend of " + view,
                    "[...document.querySelectorAll('#legend img')].length > 0"
                            + " && [...document.querySelectorAll('#legend img')].every(i => i.complete && i.naturalWidth > 20)");
            browser.picture(width + "-" + language + "-" + view);
        }
        assertThat(pictures).as("each view draws another picture").hasSize(3);
        assertThat(browser.text("attribution")).contains(language.equals("zh") ? "合成" : "Synthetic");
        assertNothingSticksOut();
        assertThat(browser.text("alerts")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1440, en", "1440, zh", "390, en", "390, zh"})
    void runsProcessesThroughTheForm(int width, String language) throws IOException {
        open(width, "?tab=analyse&lang=" + language);

        chooseProcess("edu:EntropyWeights");
        browser.choose("in-data-0", "layer:edu:schools");
        browser.type("in-indicators-0", "1.0 * books / pupils");
        browser.script("document.querySelector('[data-input=indicators] button').click()");
        browser.type("in-indicators-1", "1.0 * teaching_area / pupils");
        run();
        assertThat(
                        browser.script(
                                "return [...document.querySelectorAll('#table tbody tr')].map(row => row.children[3].textContent)"))
                .asList()
                .hasSize(2);
        assertThat(((Number) browser.script(weights() + "return weights.reduce((a, b) => a + b)")).doubleValue())
                // shown with four digits
                .isBetween(0.999, 1.001);
        browser.until("a chart", "document.querySelector('#chart canvas')");
        browser.picture(width + "-" + language + "-weights");

        chooseProcess("edu:KernelDensity");
        Map<String, Long> before = browser.mapColours();
        browser.choose("in-data-0", "layer:edu:schools");
        browser.type("in-weight-0", "pupils");
        browser.type("in-radius-0", "20000");
        run();
        assertThat(browser.mapColours())
                .as("the density is on the map")
                .isNotEqualTo(before)
                .hasSizeGreaterThan(100);
        browser.picture(width + "-" + language + "-density-result");
        browser.script("document.querySelector('#downloads button').click()");
        byte[] file = Files.readAllBytes(browser.download(".tif"));
        assertThat(new String(file, 0, 2, StandardCharsets.US_ASCII)).isIn("II", "MM");

        chooseProcess("edu:EntropyScore");
        browser.click("example");
        run();
        assertThat(browser.script("return document.querySelectorAll('#legend .swatch').length"))
                .isEqualTo(5L);
        browser.script("document.querySelector('[data-sort=score]').click()");
        browser.script("document.querySelector('[data-sort=score]').click()");
        assertThat(browser.script("return document.querySelector('th[aria-sort]').getAttribute('aria-sort')"))
                .isEqualTo("descending");
        assertThat(browser.script("return document.querySelector('#table tbody tr').innerText.includes('1')"))
                .isEqualTo(true);
        browser.picture(width + "-" + language + "-scores-result");

        chooseProcess("edu:BalanceCoefficients");
        browser.click("example");
        run();
        browser.picture(width + "-" + language + "-balance-result");
        assertNothingSticksOut();
        assertThat(browser.text("failure")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private static String weights() {
        return "const names = [...document.querySelectorAll('#table thead [data-sort]')].map(th => th.dataset.sort);"
                + "const at = 1 + names.indexOf('weight');"
                + "const weights = [...document.querySelectorAll('#table tbody tr')]"
                + ".map(row => Number(row.children[at].textContent));";
    }

    /** Every process of ours has an example for the sample data, and the viewer shows what it gives. */
    @Test
    @SuppressWarnings("unchecked")
    void runsTheExampleOfEveryProcess() {
        open(1440, "?tab=analyse&lang=zh");
        List<String> ids = (List<String>)
                browser.script("return [...document.querySelectorAll('#process option')].map(option => option.value)"
                        + ".filter(id => id.startsWith('edu:'))");
        assertThat(ids).contains("edu:KernelDensity", "edu:EntropyScore", "edu:AssessRegions");
        for (String id : ids) {
            chooseProcess(id);
            assertThat((String) browser.script("return document.getElementById('process-title').textContent"))
                    .as("Chinese title of %s", id)
                    .matches(".*\\p{IsHan}.*");
            browser.click("example");
            run();
            assertThat(browser.script("return document.querySelectorAll('#table tbody tr, #table dd').length"))
                    .as("rows or facts of %s", id)
                    .isNotEqualTo(0L);
            browser.picture("example-" + id.substring(4));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** The verdict's view, its popup, the calculation beside and the report say the same of a county. */
    @ParameterizedTest
    @CsvSource({"en, PRIMARY, Primary, 0.5", "zh, JUNIOR, 初中, 0.45"})
    @SuppressWarnings("unchecked")
    void aCountyHasOneVerdict(String language, String stage, String stageName, String limit) throws IOException {
        open(1440, "?view=balance&lang=" + language);
        browser.until("the choice of a stage", "document.getElementById('view-stage')");
        browser.choose("view-stage", stage);
        assertThat(browser.text("view-help")).contains("cn-2017-quality", stageName, limit);
        browser.mapColours();
        browser.picture("one-verdict-" + language);
        browser.element("map").sendKeys(Keys.ENTER);
        browser.until("an answer about the place", "document.querySelector('#popup-body dl')");
        Map<String, String> popup = (Map<String, String>) browser.script(
                "return Object.fromEntries([...document.querySelectorAll('#popup-body dl:first-of-type dt')]"
                        + ".map(dt => [dt.dataset.name, dt.nextSibling.dataset.value]))");
        assertThat(popup).containsEntry("stage", stage).containsEntry("limit_each_cv", limit);
        browser.picture("one-verdict-popup-" + language);

        browser.click("view-compute");
        browser.until("the table", "document.querySelector('#table tbody tr')");
        List<Map<String, String>> rows = (List<Map<String, String>>)
                browser.script(
                        "const names = [...document.querySelectorAll('#table thead [data-sort]')].map(th => th.dataset.sort);"
                                + "return [...document.querySelectorAll('#table tbody tr')].map(row => Object.fromEntries("
                                + "names.map((name, i) => [name, row.children[i + 1].title || row.children[i + 1].textContent])))");
        Map<String, String> row = rows.stream()
                .filter(each -> each.get("group").equals(popup.get("group"))
                        && each.get("stage").equals(stage))
                .findFirst()
                .orElseThrow();
        assertThat(browser.script("return document.getElementById('result-stage').value"))
                .isEqualTo(stage);
        browser.picture("one-verdict-computed-" + language);
        Analysis report = OneTruthTest.report();
        RegionResult region = report.stages().stream()
                .flatMap(each -> each.regions().stream())
                .filter(each -> each.key().equals(popup.get("group"))
                        && each.stage().name().equals(stage))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(row.get("cv"))).isEqualTo(region.cv());
        assertThat(row).containsEntry("schools", String.valueOf(region.schools()));
        assertThat(popup).containsEntry("schools", String.valueOf(region.schools()));
        assertThat(Double.parseDouble(popup.get("cv"))).isCloseTo(region.cv(), within(1e-4));
        assertThat(popup.get("balanced")).isEqualTo(row.get("balanced")).isEqualTo(String.valueOf(region.balanced()));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void aSchoolHasOneScore() {
        open(1440, "?view=scores&lang=en");
        browser.until("the view", "document.getElementById('view-compute')");
        assertThat(browser.text("view-help")).contains("nyingchi");
        browser.click("view-compute");
        browser.until("the table", "document.querySelector('#table tbody tr')");
        Map<String, String> scores = (Map<String, String>)
                browser.script(
                        "const names = ['', ...[...document.querySelectorAll('#table thead [data-sort]')].map(th => th.dataset.sort)];"
                                + "return Object.fromEntries([...document.querySelectorAll('#table tbody tr')].map(row =>"
                                + "[row.children[names.indexOf('name')].textContent, row.children[names.indexOf('score')].title]))");
        assertThat(scores).hasSize(71);
        OneTruthTest.report().schools().forEach(school -> assertThat(Double.parseDouble(scores.get(school.name())))
                .as(school.name())
                .isEqualTo(school.score()));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void offersNoViewOfLayersThatTheServerLacks(@TempDir Path data) throws IOException {
        Files.copy(Path.of("sample-data/counties.geojson"), data.resolve("areas.geojson"));
        try (TestServer other = new TestServer(Map.of("edubalance.data", data.toString()))) {
            browser = Browser.open(other.baseUrl() + "/", 1440, 900);
            browser.until("its layer", "document.querySelector('#layers input')");
            assertThat(browser.element("views").isDisplayed()).isFalse();
            assertThat(browser.text("view-help")).isEmpty();
        }
    }

    /** A Gauss–Krüger zone, as county data comes in; OpenLayers knows none of them by itself. */
    @Test
    void drawsADensityInTheCrsOfItsLayer(@TempDir Path data) throws IOException {
        Files.writeString(
                data.resolve("zone.geojson"),
                "{\"type\":\"FeatureCollection\","
                        + "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4547\"}},"
                        + "\"features\":[{\"type\":\"Feature\",\"properties\":{\"pupils\":100},"
                        + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[500000,3300000]}},"
                        + "{\"type\":\"Feature\",\"properties\":{\"pupils\":300},"
                        + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[520000,3310000]}}]}");
        try (TestServer other = new TestServer(Map.of("edubalance.data", data.toString()))) {
            browser = Browser.open(other.baseUrl() + "/?tab=analyse", 1440, 900);
            chooseProcess("edu:KernelDensity");
            browser.choose("in-data-0", "layer:edu:zone");
            browser.type("in-weight-0", "pupils");
            browser.type("in-radius-0", "8000");
            Map<String, Long> before = browser.mapColours();
            run();
            assertThat(browser.text("table")).contains("EPSG:4547");
            assertThat(browser.mapColours())
                    .as("the density is on the map")
                    .isNotEqualTo(before)
                    .hasSizeGreaterThan(100);
            browser.picture("density-in-gauss-krueger");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void cancelsWhatRuns() {
        open(1440, "?tab=analyse");
        chooseProcess("edu:KernelDensity");
        browser.choose("in-data-0", "layer:edu:schools");
        browser.type("in-radius-0", "400000");
        browser.choose("in-kernel-0", "GAUSSIAN");
        browser.script("document.querySelector('#fields details').open = true");
        browser.choose("in-precision-0", "EXACT");
        browser.type("in-outputWidth-0", "4000");
        browser.type("in-outputHeight-0", "4000");
        browser.click("run");
        browser.until("it can be cancelled", "!document.getElementById('cancel').hidden");
        browser.until(
                "it is under way",
                "performance.getEntriesByType('resource')"
                        + ".some(entry => /request=GetExecutionStatus/i.test(entry.name))");
        browser.click("cancel");
        browser.until("it is cancelled", "document.getElementById('cancel').hidden");
        assertThat(browser.text("status")).isEqualTo("Cancelled.");
        assertThat(browser.text("failure")).isEmpty();
        assertThat(browser.element("results").isDisplayed()).isFalse();
        browser.until(
                "the server was told",
                "performance.getEntriesByType('resource')" + ".some(entry => /request=Dismiss/.test(entry.name))");
        assertThat(browser.focused()).isEqualTo("run");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysAtTheInputWhatIsWrongWithIt() {
        open(1440, "?tab=analyse");
        chooseProcess("edu:KernelDensity");
        browser.choose("in-data-0", "layer:edu:schools");
        browser.type("in-radius-0", "far");
        browser.click("run");
        assertThat(problemAt("radius")).isEqualTo("A number is needed, got “far”.");
        assertThat(browser.focused()).isEqualTo("in-radius-0");

        browser.type("in-radius-0", "-5");
        browser.click("run");
        browser.until("the server's refusal", "document.getElementById('failure').textContent !== ''");
        assertThat(browser.text("failure")).contains("radius", "-5");
        assertThat(browser.text("failure")).doesNotContain("Exception", "\tat ");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void worksFromTheKeyboardAlone() {
        open(1440, "?lang=en");
        browser.press(Keys.TAB);
        assertThat(browser.script("return document.activeElement.className")).isEqualTo("skip");
        assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");

        // A radio group: one Tab stop, arrow keys choose.
        while (!"radio".equals(browser.script("return document.activeElement.type"))) {
            browser.press(Keys.TAB);
        }
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.script("return document.querySelector('[name=view]:checked').value"))
                .isEqualTo("scores");

        browser.tabTo("tab-layers");
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.element("panel-analyse").isDisplayed()).isTrue();
        browser.tabTo("process-search");
        browser.press("weights");
        browser.tabTo("process");
        browser.press(Keys.HOME);
        browser.until("the form", "document.getElementById('process-id').textContent === 'edu:EntropyWeights'");
        browser.tabTo("in-indicators-0");
        browser.press("1.0 * books / pupils", Keys.ENTER);
        browser.until(
                "a result",
                "!document.getElementById('results').hidden || "
                        + "document.getElementById('failure').textContent !== ''");
        assertThat(browser.text("failure")).isEmpty();
        assertThat(browser.text("status")).contains("done");

        browser.press(Keys.chord(Keys.SHIFT, Keys.TAB));
        browser.tabTo("map");
        assertThat(browser.element("cross-hair").isDisplayed()).isTrue();
        browser.press(Keys.ENTER);
        browser.until(
                "an answer about the place",
                "document.querySelector('#popup-body').textContent !== ''"
                        + " && !document.querySelector('#popup-body').textContent.includes('Asking')");
        browser.press(Keys.ESCAPE);
        assertThat(browser.element("popup").isDisplayed()).isFalse();
        assertThat(browser.focused()).isEqualTo("map");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsNamesFromDataAsText() {
        open(1440, "?tab=analyse");
        chooseProcess("edu:EntropyScore");
        browser.choose("in-data-0", "text");
        browser.script(
                "const area = document.getElementById('in-data-0-text'); area.value = arguments[0];"
                        + "area.dispatchEvent(new Event('input')); area.dispatchEvent(new Event('change'));",
                """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "properties": {"name": "<img src=x onerror=document.title='pwned'>", "books": 1},
                   "geometry": {"type": "Point", "coordinates": [94.3, 29.6]}},
                  {"type": "Feature", "properties": {"name": "=1+1", "books": 2},
                   "geometry": {"type": "Point", "coordinates": [94.4, 29.7]}},
                  {"type": "Feature", "properties": {"name": "B", "books": 4},
                   "geometry": {"type": "Point", "coordinates": [94.5, 29.6]}}]}""");
        browser.type("in-indicators-0", "books");
        run();
        assertThat(browser.text("table")).contains("<img src=x onerror=document.title='pwned'>");
        browser.script("document.querySelector('#table td.mark button').click()");
        assertThat(browser.script("return document.title")).isEqualTo("Balance of school resources");
        assertThat(browser.script("return document.querySelectorAll('#results img, #popup img').length"))
                .isEqualTo(0L);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void computesInTheBrowserAsWritten() throws IOException {
        open(1440, "");
        Object failures = browser.asyncScript(new String(
                ViewerIT.class.getResourceAsStream("computations.js").readAllBytes(), StandardCharsets.UTF_8));
        assertThat(failures).isEqualTo(List.of());
        assertThat(browser.complaints()).isEmpty();
    }

    private void chooseProcess(String id) {
        browser.choose("process", id);
        browser.until("the form of " + id, "document.getElementById('process-id').textContent === '" + id + "'");
    }

    /** Runs the process of the form and waits for its result. */
    private void run() {
        browser.click("run");
        browser.until(
                "it ends",
                "document.getElementById('cancel').hidden"
                        + " && (document.getElementById('status').textContent !== ''"
                        + " || document.getElementById('failure').textContent !== '')");
        assertThat(browser.text("failure")).isEmpty();
        assertThat(browser.element("results").isDisplayed()).isTrue();
    }

    private String problemAt(String input) {
        return (String) browser.script(
                "return document.querySelector('[data-input=" + input + "] .problem:not([hidden])')?.textContent");
    }

    private void assertNothingSticksOut() {
        assertThat((Long) browser.script(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels beyond the window's right edge")
                .isLessThanOrEqualTo(0);
    }
}
