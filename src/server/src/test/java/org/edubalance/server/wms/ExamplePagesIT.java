package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The pages of {@code docs/examples} as they stand, in Chromium, from another origin than the server's: on the embedded
 * server and on one in the ways of a GeoServer, on ordinary screens and fine ones. The libraries come as npm has them, from
 * where the pages look for them.
 */
@Tag("client")
@EnabledIfSystemProperty(
        named = "clients",
        matches = "true",
        disabledReason = "drives the system's Chromium; run with -Dclients=true where chromium and chromium-driver are")
class ExamplePagesIT {

    private static final Path PAGES = Path.of("docs/examples").toAbsolutePath();
    private static final Path PACKAGES = Path.of("src/server/target/npm").toAbsolutePath();
    private static final Path PICTURES = Path.of("src/server/target/examples").toAbsolutePath();
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Bayi Town, where schools are. */
    private static final double LONGITUDE = 94.3585;

    private static final double LATITUDE = 29.6585;

    @TempDir
    private static Path scratch;

    private static TestServer server;
    private static OtherOrigin pages;
    private static OtherOrigin packages;
    private static OtherOrigin geoserver;

    private ChromeDriver driver;
    private Path downloads;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeThat(isThere("npm"))
                .as("npm, which brings the map libraries (Debian: apt-get install npm)")
                .isTrue();
        fetchPackages();
        pages = OtherOrigin.ofFiles(PAGES);
        packages = OtherOrigin.ofPublicFiles(PACKAGES, scratch);
        server = new TestServer(Map.of("edubalance.cors-origins", pages.address()));
        geoserver = OtherOrigin.likeGeoServer(server.baseUrl());
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        for (OtherOrigin origin : new OtherOrigin[] {pages, packages, geoserver}) {
            if (origin != null) {
                origin.close();
            }
        }
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void closeBrowser() {
        if (driver != null) {
            driver.quit();
        }
    }

    private static boolean isThere(String command) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** The packages that the pages name, each at the version that they name. */
    private static void fetchPackages() throws IOException, InterruptedException {
        Set<String> named = new TreeSet<>();
        for (String page : List.of("openlayers", "leaflet", "maplibre")) {
            Matcher address = Pattern.compile("https://unpkg\\.com/([^/]+@[^/]+)/")
                    .matcher(Files.readString(PAGES.resolve(page + ".html")));
            while (address.find()) {
                named.add(address.group(1));
            }
        }
        assertThat(named).hasSize(3);
        for (String name : named) {
            Path folder = PACKAGES.resolve(name);
            if (!Files.isDirectory(folder)) {
                Path packed = Files.createDirectories(scratch.resolve(name));
                Tool.run(packed, "npm", "pack", "--silent", name);
                Tool.run(packed, "sh", "-c", "tar xzf *.tgz");
                Files.createDirectories(PACKAGES);
                Tool.run(packed, "cp", "-r", "package", folder.toString());
            }
        }
    }

    private static String address(String host) {
        return host.equals("geoserver") ? geoserver.address() + "/geoserver/ows" : server.baseUrl() + "/ows";
    }

    private void open(String page, String host, int ratio) throws IOException {
        startBrowser(page + host, ratio);
        driver.get(pages.address() + "/" + page + ".html?server=" + TestServer.encode(address(host)));
    }

    private void startBrowser(String name, int ratio) throws IOException {
        downloads = Files.createDirectories(scratch.resolve("downloads-" + name + ratio));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-background-networking",
                "--lang=en",
                "--window-size=1000,700",
                "--force-device-scale-factor=" + ratio,
                // WebGL without a graphics card
                "--use-angle=swiftshader",
                "--enable-unsafe-swiftshader",
                "--host-resolver-rules=MAP unpkg.com 127.0.0.1:" + packages.port(),
                "--ignore-certificate-errors");
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
    }

    /** What pages run processes by: the module that lies beside them, in a page of another origin than the server's. */
    @ParameterizedTest
    @ValueSource(strings = {"embedded", "geoserver"})
    void runsProcesses(String host) throws IOException {
        startBrowser("module" + host, 1);
        driver.get(pages.address() + "/schools.css");
        String checks = new String(
                ExamplePagesIT.class.getResourceAsStream("module.js").readAllBytes(), StandardCharsets.UTF_8);
        Object failures = driver.executeAsyncScript(
                "const done = arguments[1]; (async function () {" + checks
                        + "})(arguments[0]).then(done, error => done('failed: ' + error.stack));",
                address(host));
        assertThat(failures).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "openlayers, embedded, 1",
        "openlayers, embedded, 2",
        "openlayers, geoserver, 1",
        "leaflet, embedded, 1",
        "leaflet, embedded, 2",
        "leaflet, geoserver, 1",
        "maplibre, embedded, 1",
        "maplibre, embedded, 2",
        "maplibre, geoserver, 1"
    })
    void worksAsItStands(String page, String host, int ratio) throws Exception {
        open(page, host, ratio);
        until("the density is drawn", () -> dense(screen()) > 400 * ratio * ratio);
        until("the schools are drawn", () -> blue(screen()) > 20);
        until(
                "the legend is drawn",
                () -> script("return document.getElementById('legend').naturalWidth") instanceof Long width
                        && width > 60);

        click(page);
        until("the place is told", () -> text("info").contains("Bayi"));
        assertThat(text("info")).contains("Pupils per km²: ", "pupils, ");
        double density = Double.parseDouble(text("info").replaceAll("(?s).*?km²: (\\S+).*", "$1"));
        // a pixel on the screen is almost a kilometre
        assertThat(density).isCloseTo(densityAtThePlace(), withinPercentage(5));

        picture(page + "-" + host + "-" + ratio);
        BufferedImage saved = export();
        WebElement map = driver.findElement(By.id("map"));
        assertThat(saved.getWidth()).isEqualTo(map.getSize().width * ratio);
        assertThat(saved.getHeight()).isEqualTo(map.getSize().height * ratio);
        assertThat(dense(saved)).as("of what was saved").isGreaterThan(400 * ratio * ratio);
        ImageIO.write(
                saved,
                "png",
                PICTURES.resolve(page + "-" + host + "-" + ratio + "-saved.png").toFile());

        keepsToItsLimits();
        assertThat(complaints()).isEmpty();
    }

    private void click(String page) {
        String at =
                switch (page) {
                    case "openlayers" -> "map.getPixelFromCoordinate(ol.proj.fromLonLat([x, y]))";
                    case "leaflet" -> "(p => [p.x, p.y])(map.latLngToContainerPoint([y, x]))";
                    default -> "(p => [p.x, p.y])(map.project([x, y]))";
                };
        List<?> pixel = (List<?>) script("const [x, y] = arguments; return " + at, LONGITUDE, LATITUDE);
        WebElement map = driver.findElement(By.id("map"));
        int x = (int) Math.round(((Number) pixel.get(0)).doubleValue() - map.getSize().width / 2.0);
        int y = (int) Math.round(((Number) pixel.get(1)).doubleValue() - map.getSize().height / 2.0);
        new Actions(driver).moveToElement(map, x, y).click().perform();
    }

    /** As the map's own GetFeatureInfo has it. */
    private static double densityAtThePlace() throws IOException {
        JsonNode answer = new ObjectMapper()
                .readTree(server.get(String.format(
                                Locale.ROOT,
                                "/wms?service=WMS&version=1.3.0&request=GetFeatureInfo&layers=edu:schools"
                                        + "&query_layers=edu:schools&styles=kernel-density&crs=CRS:84&bbox=%f,%f,%f,%f"
                                        + "&width=101&height=101&i=50&j=50&info_format=application/json"
                                        + "&env=precision:EXACT",
                                LONGITUDE - 0.001,
                                LATITUDE - 0.001,
                                LONGITUDE + 0.001,
                                LATITUDE + 0.001))
                        .body());
        return answer.at("/features/0/properties/density").asDouble();
    }

    private BufferedImage export() throws IOException {
        driver.findElement(By.id("export")).click();
        Path file = downloads.resolve("map.png");
        until("the map is saved", () -> Files.exists(file));
        return ImageIO.read(file.toFile());
    }

    /** A field that is empty or out of its range is said beside it, and asks the server for nothing. */
    private void keepsToItsLimits() {
        Object before = script("return document.getElementById('legend').srcset");
        WebElement radius = driver.findElement(By.name("radius"));
        for (String wrong : new String[] {"", "0", "101", "-5"}) {
            radius.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE, wrong, Keys.TAB);
            assertThat(script("return document.forms[0].checkValidity()"))
                    .as("radius " + wrong)
                    .isEqualTo(false);
            assertThat(script("return document.getElementById('legend').srcset"))
                    .isEqualTo(before);
        }
        radius.sendKeys(Keys.chord(Keys.CONTROL, "a"), "40", Keys.TAB);
        assertThat(script("return document.getElementById('legend').srcset").toString())
                .contains("radius%3A40000");
        until("the legend is drawn anew", () -> script("return document.getElementById('legend').complete")
                .equals(true));
        Object asked = script(
                "return performance.getEntriesByType('resource').map(entry => entry.name).filter(name => /Infinity|NaN/.test(name))");
        assertThat((List<?>) asked).isEmpty();
    }

    private List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("favicon.ico"))
                .toList();
    }

    private Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    private String text(String id) {
        return driver.findElement(By.id(id)).getText();
    }

    private BufferedImage screen() {
        try {
            return ImageIO.read(
                    new ByteArrayInputStream(driver.findElement(By.id("map")).getScreenshotAs(OutputType.BYTES)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void picture(String name) throws IOException {
        Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Pixels in the colours of high densities: orange to purple. */
    private static int dense(BufferedImage image) {
        int dense = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int red = rgb >> 16 & 0xFF;
                int green = rgb >> 8 & 0xFF;
                int blue = rgb & 0xFF;
                dense += red > green + 50 && red > blue + 20 ? 1 : 0;
            }
        }
        return dense;
    }

    /** Pixels in the colour of primary schools. */
    private static int blue(BufferedImage image) {
        int blue = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                blue += Math.abs((rgb >> 16 & 0xFF) - 0x21)
                                        + Math.abs((rgb >> 8 & 0xFF) - 0x66)
                                        + Math.abs((rgb & 0xFF) - 0xAC)
                                < 30
                        ? 1
                        : 0;
            }
        }
        return blue;
    }

    private void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + what + "; the page says “" + text("info")
                        + "”, the browser " + complaints());
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
