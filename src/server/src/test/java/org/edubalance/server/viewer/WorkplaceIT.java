package org.edubalance.server.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Percentage;
import org.edubalance.io.GeoTiff;
import org.edubalance.server.TestServer;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The viewer as a place to work: data of one's own, exploring, sharing, long runs; in a real browser. */
@Tag("client")
@EnabledIfSystemProperty(
        named = "clients",
        matches = "true",
        disabledReason = "drives the system's Chromium; run with -Dclients=true where chromium and chromium-driver are")
class WorkplaceIT {

    /** The pictures of the density that came, in their order. */
    private static final String DENSITIES =
            """
            performance.getEntriesByType('resource').filter(e => /ENV=radius%3A/.test(e.name)).map(e => {
              const asked = new URL(e.name).searchParams;
              return {radius: Number(/\\d+/.exec(asked.get('ENV'))[0]), width: Number(asked.get('WIDTH')),
                      begun: e.startTime, ended: e.responseEnd};
            })""";

    private static TestServer server;

    private Browser browser;

    @BeforeAll
    static void start() {
        Map<String, Object> settings = new LinkedHashMap<>();
        // a map of this very server, by another of its names
        settings.put("edubalance.viewer.base-maps[0].title", "Grey / 灰色");
        settings.put("edubalance.viewer.base-maps[0].type", "wms");
        settings.put("edubalance.viewer.base-maps[0].url", "http://127.0.0.1:9/wms");
        settings.put("edubalance.viewer.base-maps[0].layer", "world");
        settings.put("edubalance.viewer.base-maps[0].attribution", "© Nobody / © 无人");
        server = new TestServer(settings);
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

    /** Twelve schools of two counties, as an office in China may have them: in GBK, with a title above and a total below. */
    private static byte[] schools() {
        StringBuilder csv = new StringBuilder("某市学校基本情况表,,,,,,,\n学校名称,区县,学段,经度,纬度,在校生数,专任教师数,图书册数\n");
        int pupils = 0;
        for (int i = 0; i < 12; i++) {
            csv.append(String.format(
                    "第%d学校,%s,%s,%.3f,%.3f,%d,%d,%d%n",
                    i + 1,
                    i < 6 ? "东县" : "西县",
                    i % 3 == 2 ? "初中" : "小学",
                    94.3 + 0.07 * i,
                    29.6 + 0.03 * (i % 4),
                    120 + 60 * i,
                    10 + 4 * i,
                    2000 + 1500 * i));
            pupils += 120 + 60 * i;
        }
        return csv.append("合计,,,,,").append(pupils).append(",,\n").toString().getBytes(Charset.forName("GBK"));
    }

    private static Map<String, byte[]> file(String name, byte[] content) {
        return Map.of(name, content);
    }

    private void untilColumns() {
        browser.until("the dialog on columns", "document.getElementById('columns-dialog').open");
    }

    @ParameterizedTest
    @CsvSource({"en, hardly anybody uses", "zh, 罕用字"})
    void asksForTheEncodingOfAFileThatIsHardlyChinese(String language, String reason) throws IOException {
        open(1440, "?lang=" + language);
        browser.drop(file(
                "schulen.txt", "Schule\tSchüler\nGrundschule Köln\t120\n".getBytes(Charset.forName("windows-1252"))));
        browser.until("the dialog on the encoding", "document.getElementById('encoding-dialog')?.open ?? false");
        browser.picture("own-encoding-" + language);
        assertThat(browser.script("return document.getElementById('encoding-dialog').textContent")
                        .toString())
                .contains("schulen.txt", reason);
        browser.script("document.querySelector('#encoding-dialog button.primary').click()");
        untilColumns();
        assertThat(browser.script("return document.getElementById('columns-dialog').textContent")
                        .toString())
                .contains("Schüler", "Grundschule Köln");
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1440, en", "390, zh"})
    void worksWithAFileOfOnesOwn(int width, String language) throws IOException {
        open(width, "?lang=" + language);
        browser.drop(file("学校.csv", schools()));
        untilColumns();
        browser.picture("own-columns-" + width + "-" + language);
        assertThat(
                        browser.script(
                                "return Object.fromEntries([...document.querySelectorAll('[data-column]')].map(s => [s.dataset.column, s.value]))"))
                .isEqualTo(new TreeMap<>(Map.of(
                        "学校名称",
                        "name",
                        "区县",
                        "county",
                        "学段",
                        "stage",
                        "在校生数",
                        "pupils",
                        "专任教师数",
                        "teachers",
                        "图书册数",
                        "books")));
        assertThat(browser.text("columns-dialog")).contains(language.equals("zh") ? "读取说明" : "How it was read");

        // a column is taken for something else, and that is kept
        browser.script("document.querySelector('[data-times=\"图书册数\"]').value = '2'");
        browser.script("document.getElementById('columns-save').click()");
        browser.until("it is saved", "!document.getElementById('columns-dialog').open");
        browser.script("document.querySelector('[data-own=columns]').click()");
        assertThat(browser.script("return document.querySelector('[data-times=\"图书册数\"]').value"))
                .isEqualTo("2");
        browser.script("document.getElementById('columns-dialog').close()");

        Map<String, Long> density = browser.mapColours();
        assertThat(density).as("its density").hasSizeGreaterThan(50);
        browser.picture("own-density-" + width + "-" + language);
        assertThat((String) browser.script("return location.href")).doesNotContain("own_");

        // in every form
        browser.script("document.getElementById('tab-analyse').click()");
        chooseProcess("edu:InequalityMeasures");
        String layer = (String) browser.script(
                "return [...document.querySelectorAll('#in-data-0 option')].find(o => o.value.includes('own_')).value");
        browser.choose("in-data-0", layer);
        browser.type("in-indicators-0", "books/pupils");
        browser.type("in-groupBy-0", "county");
        run();
        assertThat(browser.text("table")).contains("东县", "西县");
        browser.picture("own-result-" + width + "-" + language);

        // a reload, and it is still there
        browser.reload();
        browser.until("the layer", "document.querySelector('[data-own=columns]')");
        assertThat(browser.script("return document.getElementById('view-schools').selectedOptions[0].text"))
                .isEqualTo("学校");

        // the report on it
        browser.script("document.getElementById('report').click()");
        browser.choose("report-format", "xlsx");
        String address = (String) browser.script("return document.getElementById('report-make').getAttribute('href')");
        assertThat(address)
                .contains("schools=own_", "groupBy=county", "stage=stage", "format=xlsx", "lang=" + language);
        browser.picture("own-report-" + width + "-" + language);
        browser.script("document.getElementById('report-dialog').close()");

        browser.script("document.querySelector('[data-own=remove]').click()");
        browser.until("it is gone", "!document.querySelector('[data-own=columns]')");
        assertThat(browser.mapColours()).as("the sample again").hasSizeGreaterThan(20);
        assertNothingSticksOut();
        assertThat(browser.text("alerts")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    /** Whatever comes: several at once, a table without places, a shapefile in parts, what cannot be read. */
    @Test
    void takesFilesOfAllKindsAndSaysWhatItCouldNotRead() throws IOException {
        open(1440, "?lang=zh");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("无位置.csv", "学校名称,在校生数\n甲,100\n乙,200\n".getBytes(StandardCharsets.UTF_8));
        files.put("区域.geojson", Files.readAllBytes(Path.of("sample-data/counties.geojson")));
        files.put(
                "x<img src=x onerror=alert(1)>.csv",
                "name,lon,lat\na,94,29\nb,95,30\n".getBytes(StandardCharsets.UTF_8));
        files.put("坏.gpkg", "no database".getBytes(StandardCharsets.UTF_8));
        files.put("说明.docx", "nothing".getBytes(StandardCharsets.UTF_8));
        browser.drop(files);
        untilColumns();
        browser.script("document.getElementById('columns-dialog').close()");
        assertThat(browser.script("return document.querySelectorAll('#layers .own').length"))
                .isEqualTo(3L);
        assertThat(browser.script("return document.querySelectorAll('.alert').length"))
                .as("one box")
                .isEqualTo(1L);
        assertThat(browser.text("alerts")).contains("坏.gpkg", "说明.docx").doesNotContain("internal", "Exception");
        assertThat(browser.text("layers")).contains("无位置", "无位置：可用于处理和报告", "x<img src=x onerror=alert(1)>");
        browser.picture("own-all-kinds");
        assertThat(browser.complaints().stream().filter(line -> !line.contains("400")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1440, zh", "390, en"})
    @SuppressWarnings("unchecked")
    void explores(int width, String language) {
        open(width, "?lang=" + language);
        Map<String, Long> before = browser.mapColours();

        // the density follows the radius while it is dragged, and kernel and weight
        browser.until("the slider", "document.getElementById('view-radius')");
        browser.script("performance.clearResourceTimings()");
        browser.drag("view-radius", 22);
        browser.until("a picture before the hand lets go", DENSITIES + ".length === 1");
        Map<String, Long> coarse = browser.mapColours();
        assertThat(coarse).isNotEqualTo(before);
        browser.drag("view-radius", 25, 30, 35, 38);
        browser.slide("view-radius", 40);
        Map<String, Long> wide = browser.mapColours();
        assertThat(wide).isNotEqualTo(coarse);
        List<Map<String, Object>> densities = (List<Map<String, Object>>) browser.script("return " + DENSITIES);
        long across = (Long) browser.script("return document.getElementById('map').clientWidth");
        assertThat(densities.get(0)).containsEntry("radius", 22_000L);
        assertThat((Long) densities.get(0).get("width"))
                .as("every second pixel while it is dragged")
                .isBetween(across / 2, across / 2 + 2);
        assertThat(densities.get(densities.size() - 1)).containsEntry("radius", 40_000L);
        assertThat((Long) densities.get(densities.size() - 1).get("width"))
                .as("all of them at its end")
                .isBetween(across, across + 2);
        for (int i = 1; i < densities.size(); i++) {
            assertThat(((Number) densities.get(i).get("begun")).doubleValue())
                    .as("one at a time")
                    .isGreaterThanOrEqualTo(((Number) densities.get(i - 1).get("ended")).doubleValue());
        }
        browser.choose("view-kernel", "UNIFORM");
        assertThat(browser.mapColours()).isNotEqualTo(wide);
        browser.until("attributes to weigh by", "document.querySelectorAll('#view-weight option').length > 3");
        browser.choose("view-weight", "books");
        String weight =
                (String) browser.script("return document.getElementById('view-weight').selectedOptions[0].text");
        assertThat((String) browser.script("return document.querySelector('#legend figcaption').textContent"))
                .contains(weight);
        browser.picture("explore-density-" + width + "-" + language);

        // a filter before the density is computed
        browser.choose("layer-edu_schools-filter", "county");
        browser.until("counties", "document.querySelectorAll('#layer-edu_schools-value option').length > 5");
        Map<String, Long> all = browser.mapColours();
        browser.choose("layer-edu_schools-value", "Bayi");
        assertThat(browser.mapColours()).isNotEqualTo(all);

        // search
        browser.script("document.getElementById('tools').open = true");
        browser.type("search-text", language.equals("zh") ? "八一镇第一" : "bayi town no. 1");
        browser.press(Keys.ENTER);
        browser.until("what was found", "document.querySelector('#found button')");
        browser.picture("explore-search-" + width + "-" + language);
        browser.script("document.querySelector('#found button').click()");
        browser.until("it is shown", "document.querySelector('#popup-body dl')");
        browser.press(Keys.ESCAPE);

        // filters between table, chart and map
        browser.script("document.querySelector('[name=view][value=scores]').click()");
        browser.click("view-compute");
        browser.until("the table", "document.querySelector('#table tbody tr')");
        Map<String, Long> unfiltered = browser.mapColours();
        browser.script(
                "const s = document.querySelector('[data-facet=county]'); s.value = 'Bayi'; s.dispatchEvent(new Event('change'))");
        assertThat((Long) browser.script("return document.querySelectorAll('#table tbody tr').length"))
                .isBetween(5L, 70L);
        assertThat(browser.mapColours()).isNotEqualTo(unfiltered);
        assertThat((String) browser.script("return document.querySelector('#table tbody').innerText"))
                .contains(language.equals("zh") ? "巴宜" : "Bayi");
        browser.script("document.querySelector('[data-facet=county]').value = '';"
                + "document.querySelector('[data-facet=county]').dispatchEvent(new Event('change'))");
        browser.script("document.getElementById('result-window').click()");
        assertThat((Long) browser.script("return document.querySelectorAll('#table tbody tr').length"))
                .isGreaterThan(0L);
        browser.script("document.getElementById('result-window').click()");

        // what columns are called, in the table and in the choices of the chart
        String score = language.equals("zh") ? "得分" : "Score";
        assertThat((String) browser.script("return document.querySelector('#table thead').innerText"))
                .contains(score);
        assertThat(
                        browser.script(
                                "return [...document.querySelector('#chart [data-choice=\"chart.value\"]').options].map(o => o.text)"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(score)
                .doesNotContain("score");

        // classes, method and ramp
        browser.script("document.getElementById('result-style').open = true");
        browser.script(
                "const s = document.getElementById('style-column'); s.value = 'pupils'; s.dispatchEvent(new Event('change'))");
        browser.script(
                "const s = document.getElementById('style-count'); s.value = '3'; s.dispatchEvent(new Event('change'))");
        browser.script(
                "const s = document.getElementById('style-method'); s.value = 'NATURAL_BREAKS'; s.dispatchEvent(new Event('change'))");
        browser.script(
                "const s = document.getElementById('style-ramp'); s.value = 'orange'; s.dispatchEvent(new Event('change'))");
        assertThat(browser.script("return document.querySelectorAll('#legend .swatch').length"))
                .isEqualTo(3L);
        browser.picture("explore-style-" + width + "-" + language);

        // comparing by a swipe
        Map<String, Long> whole = browser.mapColours();
        browser.script(
                "const s = document.getElementById('swipe'); s.value = 'result'; s.dispatchEvent(new Event('change'))");
        browser.slide("swipe-at", 50, 5);
        assertThat(browser.mapColours()).isNotEqualTo(whole);
        browser.picture("explore-swipe-" + width + "-" + language);
        assertNothingSticksOut();
        assertThat(browser.text("alerts")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    /** The style computes the levels of all schools; those of one level are drawn. */
    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1440, en", "390, zh"})
    void filtersTheScoresOnTheMapByLevelAndMore(int width, String language) {
        open(width, "?view=scores&lang=" + language);
        Map<String, Long> all = browser.mapColours();
        browser.until("attributes", "document.querySelectorAll('#layer-edu_schools-filter option').length > 3");
        browser.choose("layer-edu_schools-filter", "level");
        browser.until("levels", "document.querySelectorAll('#layer-edu_schools-value option').length === 7");
        browser.choose("layer-edu_schools-value", "5");
        Map<String, Long> fifth = browser.mapColours();
        assertThat(fifth).isNotEqualTo(all);
        browser.picture("level-" + width + "-" + language);

        browser.until("one more", "document.querySelectorAll('#layer-edu_schools-1-filter option').length > 3");
        browser.choose("layer-edu_schools-1-filter", "county");
        browser.until("counties", "document.querySelectorAll('#layer-edu_schools-1-value option').length > 5");
        browser.choose("layer-edu_schools-1-value", "Bayi");
        Map<String, Long> there = browser.mapColours();
        assertThat(there).isNotEqualTo(fifth);
        String asked = (String) browser.script(
                "return performance.getEntriesByType('resource').filter(e => /ENV=level/.test(e.name)).at(-1).name");
        assertThat(asked)
                .contains("ENV=level%3A5")
                .containsPattern("CQL_FILTER=[^&]*county")
                .doesNotContain("%22level%22");
        browser.reload();
        browser.until("the filter", "document.getElementById('layer-edu_schools-1-value')?.value === 'Bayi'");
        browser.mapColours();
        assertThat(browser.script(
                        "return performance.getEntriesByType('resource').some(e => /ENV=level%3A5/.test(e.name))"))
                .isEqualTo(true);
        assertNothingSticksOut();
        assertThat(browser.complaints()).isEmpty();
    }

    /** People per cell, one cell without. */
    private static byte[] people() throws IOException {
        float[][] people = {{0, 10, 20, 30, 40}, {Float.NaN, 50, 60, 70, 80}, {90, 100, 110, 120, 130}};
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        GeoTiff.write(
                new GridCoverageFactory()
                        .create(
                                "people",
                                people,
                                new ReferencedEnvelope(94, 95, 29.3, 29.9, DefaultGeographicCRS.WGS84)),
                tiff);
        return tiff.toByteArray();
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1440, en", "390, zh"})
    void worksWithAGridOfOnesOwn(int width, String language) throws IOException {
        open(width, "?view=scores&lang=" + language);
        browser.mapColours();
        browser.drop(file("人口.tif", people()));
        browser.until(
                "its legend",
                "document.querySelector('#legend figcaption')?.closest('#legend').textContent.includes('≥')");
        // the darkest of its colours, and none where there is no value
        assertThat(browser.mapColours()).containsKey("6,60,60,255");
        assertThat(browser.text("legend-body")).contains("人口");
        browser.picture("own-grid-" + width + "-" + language);
        browser.script("document.getElementById('map').focus()");
        browser.press(Keys.ENTER);
        browser.until(
                "its value", "[...document.querySelectorAll('#popup-body dd')].some(dd => dd.dataset.value === '60')");
        browser.picture("own-grid-value-" + width + "-" + language);
        browser.press(Keys.ESCAPE);
        assertThat(browser.script("return document.getElementById('view-schools')"))
                .as("a grid is no schools")
                .isNull();

        browser.script("document.getElementById('tab-analyse').click()");
        chooseProcess("edu:ServiceCoverage");
        browser.choose("in-supply-0", "layer:edu:schools");
        browser.type("in-distances-0", "500000");
        browser.script("document.querySelector('#fields details').open = true");
        String grid = (String)
                browser.script(
                        "return [...document.querySelectorAll('#in-populationGrid-0 option')].find(o => o.value.startsWith('grid:')).value");
        browser.choose("in-populationGrid-0", grid);
        run();
        assertThat((String) browser.script(
                        "return [...document.querySelectorAll('#table td')].map(td => td.title).join(' ')"))
                .contains("910");

        browser.reload();
        browser.until("it is still there", "document.querySelector('[data-own=remove]')");
        browser.script("document.querySelector('[data-own=remove]').click()");
        browser.until("it is gone", "!document.querySelector('[data-own=remove]')");
        assertNothingSticksOut();
        assertThat(browser.text("alerts")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void measuresOnTheGround() {
        open(1440, "?lang=en");
        browser.mapColours();
        browser.script("document.getElementById('tools').open = true");
        browser.choose("measure", "LineString");
        browser.clickOnMap(300, 300, 700, 300);
        browser.until("a length", "/^[\\d,.]+ km$/.test(document.getElementById('measured').textContent)");
        browser.picture("measure");
        double km = Double.parseDouble(browser.text("measured").replaceAll("[^\\d.]", ""));
        double perPixel = ((Number) browser.script(
                        "const line = document.querySelector('.ol-scale-line-inner'); const [n, unit] = line.textContent.split(' ');"
                                + "return n * (unit === 'km' ? 1 : 0.001) / line.offsetWidth"))
                .doubleValue();
        assertThat(km / (400 * perPixel)).isBetween(0.93, 1.07);
        browser.press(Keys.ESCAPE);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void sharesAViewByItsAddressAndARunAcrossAReload() {
        open(1440, "?lang=zh&view=scores");
        browser.click("view-compute");
        browser.until("the table", "document.querySelector('#table tbody tr')");
        browser.script(
                "const s = document.querySelector('[data-facet=county]'); s.value = 'Bayi'; s.dispatchEvent(new Event('change'))");
        browser.script("document.getElementById('tab-layers').click()");
        Map<String, Long> colours = browser.mapColours();
        Object rows = browser.script("return document.querySelectorAll('#table tbody tr').length");
        String address = (String) browser.script("return location.href");
        assertThat(address).contains("view=scores", "lang=zh", "job=", "filters=", "at=");
        browser.picture("share-before");

        try (Browser other = Browser.open(address, 1440, 900)) {
            other.until("the result", "document.querySelector('#table tbody tr')");
            assertThat(other.script("return document.querySelectorAll('#table tbody tr').length"))
                    .isEqualTo(rows);
            assertThat(other.script("return document.querySelector('[data-facet=county]').value"))
                    .isEqualTo("Bayi");
            assertSameMap(other.mapColours(), colours);
            other.picture("share-after");
            assertThat(other.complaints()).isEmpty();
        }

        browser.reload();
        browser.script("document.getElementById('tab-jobs').click()");
        assertThat(browser.script("return document.querySelector('#jobs [data-state]').dataset.state"))
                .isEqualTo("done");
        browser.picture("jobs");

        // an address that says something else than a run's id is not asked for anything
        browser.go(server.baseUrl() + "/?job="
                + TestServer.encode("{\"run\": {\"title\": \"x\", \"id\": \"y\"}, \"id\": \"a&request=Execute\"}"));
        assertThat(
                        browser.script(
                                "return performance.getEntriesByType('resource').filter(e => /GetExecutionStatus|request=Execute/.test(e.name)).length"))
                .isEqualTo(0L);
        assertThat(browser.complaints()).isEmpty();
    }

    /** The place in an address is rounded, so that edges may lie a part of a pixel off; what is filled is the same. */
    private static void assertSameMap(Map<String, Long> colours, Map<String, Long> expected) {
        expected.forEach((colour, pixels) -> {
            if (pixels > 300) {
                assertThat(colours.getOrDefault(colour, 0L)).as(colour).isCloseTo(pixels, Percentage.withPercentage(5));
            }
        });
        assertThat(expected.values()).filteredOn(pixels -> pixels > 300).hasSizeGreaterThan(2);
    }

    @Test
    void goesOnWithARunThatAReloadInterrupted() {
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
        browser.until(
                "the server said where its state is",
                "JSON.parse(sessionStorage.getItem('edubalance-jobs') ?? '[]')[0]?.statusUrl");
        browser.reload();
        browser.script("document.getElementById('tab-jobs').click()");
        browser.until("it goes on", "document.querySelector('#jobs [data-state=running] [id^=job-cancel]')");
        browser.picture("jobs-running");
        browser.script("document.querySelector('[id^=job-cancel]').click()");
        browser.until("it is cancelled", "document.querySelector('#jobs [data-state=cancelled]')");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en", "zh"})
    void savesMapsAndTables(String language) throws IOException {
        open(1440, "?view=scores&lang=" + language);
        browser.click("view-compute");
        browser.until("the table", "document.querySelector('#table tbody tr')");
        browser.mapColours();
        browser.script("document.getElementById('export-map').click()");
        BufferedImage map = ImageIO.read(browser.download(".png").toFile());
        assertThat(map.getWidth()).isGreaterThan(1000);
        assertThat(map.getHeight()).isGreaterThan(400);
        browser.keep("export-" + language + ".png", browser.download(".png"));
        browser.script(
                "[...document.querySelectorAll('#downloads button')].find(b => b.textContent === 'Excel').click()");
        byte[] book = Files.readAllBytes(browser.download(".xlsx"));
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(book))) {
            var sheet = read.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(71);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo(language.equals("zh") ? "中文名称" : "Name");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsGapsAndTheirPriorities() {
        open(1440, "?lang=zh");
        browser.script("document.querySelector('[name=view][value=gaps]').click()");
        browser.until("the table", "document.querySelector('#table tbody tr')");
        assertThat((Long) browser.script("return document.querySelectorAll('#legend .swatch').length"))
                .isGreaterThan(2L);
        browser.mapColours();
        browser.picture("gaps");
        assertThat(browser.complaints()).isEmpty();
    }

    /** The policy of the page lets pictures in from the hosts of base maps, and nothing from elsewhere. */
    @Test
    void laysABaseMapUnderAndAsksNobodyElse() {
        open(1440, "?lang=zh");
        browser.script("document.getElementById('tools').open = true");
        browser.choose("base-map", "Grey / 灰色");
        browser.until("its attribution", "document.getElementById('attribution').textContent.includes('© 无人')");
        browser.until(
                "its tiles are asked for",
                "performance.getEntriesByType('resource').some(e => e.name.startsWith('http://127.0.0.1:9/wms'))");
        assertThat((String) browser.script("return location.href")).contains("base_map=");
        assertThat(browser.asyncScript("return fetch('https://elsewhere.example/').then(() => 'let', () => 'refused')"))
                .isEqualTo("refused");
        var page = server.send(
                HttpRequest.newBuilder(URI.create(server.baseUrl() + "/")).build());
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("img-src 'self' data: blob: http://localhost:* http://127.0.0.1:* http://127.0.0.1:9;")
                .contains("connect-src 'self' http://localhost:* http://127.0.0.1:*;");
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1440, en", "390, zh"})
    @SuppressWarnings("unchecked")
    void keepsNobodyOut(int width, String language) throws IOException {
        String axe = Axe.script();
        open(width, "?view=scores&lang=" + language);
        browser.drop(file("学校.csv", schools()));
        untilColumns();
        List<String> found = (List<String>) browser.axe(axe);
        assertThat(found).as("with the dialog on columns").isEmpty();
        browser.script("document.getElementById('columns-dialog').close()");
        browser.script("document.querySelector('[data-own=remove]').click()");
        browser.until("it is gone", "!document.querySelector('[data-own=columns]')");
        browser.script("document.getElementById('tools').open = true");
        browser.script("document.getElementById('server').open = true");
        assertThat((List<String>) browser.axe(axe)).as("the layers").isEmpty();
        browser.script("document.getElementById('server').open = false; document.getElementById('tools').open = false");
        browser.click("view-compute");
        browser.until("the table", "document.querySelector('#table tbody tr')");
        browser.script("document.getElementById('result-style').open = true");
        assertThat((List<String>) browser.axe(axe)).as("a form and a result").isEmpty();
        browser.script(
                "document.getElementById('result-style').open = false; document.getElementById('tab-jobs').click()");
        assertThat((List<String>) browser.axe(axe)).as("the runs").isEmpty();
        browser.script("document.getElementById('report').click()");
        assertThat((List<String>) browser.axe(axe))
                .as("the dialog for a report")
                .isEmpty();
    }

    private void chooseProcess(String id) {
        browser.choose("process", id);
        browser.until("the form of " + id, "document.getElementById('process-id').textContent === '" + id + "'");
    }

    private void run() {
        browser.click("run");
        browser.until(
                "it ends",
                "document.getElementById('cancel').hidden"
                        + " && (document.getElementById('status').textContent !== ''"
                        + " || document.getElementById('failure').textContent !== '')");
        assertThat(browser.text("failure")).isEmpty();
    }

    private void assertNothingSticksOut() {
        assertThat((Long) browser.script(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels beyond the window's right edge")
                .isLessThanOrEqualTo(0);
    }
}
