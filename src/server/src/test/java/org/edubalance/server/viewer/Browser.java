package org.edubalance.server.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
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
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The system's Chromium without a window, with a profile of its own, showing the viewer. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int NARROW = 500;

    private final ChromeDriver driver;
    private final Path downloads;

    private Browser(ChromeDriver driver, Path downloads) {
        this.driver = driver;
        this.downloads = downloads;
    }

    /** Opens the viewer in a window of the given size and waits until it has its layers and processes. */
    static Browser open(String address, int width, int height) {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            throw new IllegalStateException("needs " + CHROMIUM + " and " + DRIVER
                    + " (Debian: apt-get install chromium chromium-driver), or run without -Dclients=true");
        }
        try {
            Path downloads = Files.createTempDirectory("viewer-downloads");
            ChromeOptions options = new ChromeOptions();
            options.setBinary(CHROMIUM.toFile());
            options.addArguments(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--lang=en",
                    "--window-size=" + width + "," + height);
            options.setExperimentalOption(
                    "prefs",
                    Map.of(
                            "download.default_directory",
                            downloads.toString(),
                            // nobody is there to say yes to a second file
                            "profile.default_content_setting_values.automatic_downloads",
                            1));
            if (width < NARROW) {
                options.setExperimentalOption(
                        "mobileEmulation",
                        Map.of(
                                "deviceMetrics",
                                Map.of("width", width, "height", height, "pixelRatio", 2, "touch", true)));
            }
            LoggingPreferences logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            options.setCapability("goog:loggingPrefs", logs);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    .usingAnyFreePort()
                    .build();
            Browser browser = new Browser(new ChromeDriver(service, options), downloads);
            browser.driver.get(address);
            browser.until("the viewer is ready", "document.body.classList.contains('ready')");
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Evaluates a script's {@code return} value. */
    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Evaluates the body of an async function in the page. */
    Object asyncScript(String body) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + "(async () => {" + body
                + "})().then(done, error => done('failed: ' + error.stack));");
    }

    /** Drops files anywhere on the page, as if they came from the desktop: names and contents. */
    void drop(Map<String, byte[]> files) {
        List<List<String>> given = files.entrySet().stream()
                .map(file -> List.of(file.getKey(), Base64.getEncoder().encodeToString(file.getValue())))
                .toList();
        script(
                """
                const data = new DataTransfer();
                for (const [name, content] of arguments[0]) {
                  data.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name));
                }
                for (const type of ['dragenter', 'dragover', 'drop']) {
                  document.querySelector('header').dispatchEvent(
                      new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
                }""",
                given);
    }

    /** Moves a slider as a hand does: through all values up to one, then lets it go. */
    void slide(String id, int... values) {
        drag(id, values);
        script("document.getElementById(arguments[0]).dispatchEvent(new Event('change', {bubbles: true}))", id);
    }

    /** The same without letting it go. */
    void drag(String id, int... values) {
        for (int value : values) {
            script(
                    "const range = document.getElementById(arguments[0]); range.value = arguments[1];"
                            + "range.dispatchEvent(new Event('input', {bubbles: true}));",
                    id,
                    value);
        }
    }

    void reload() {
        driver.navigate().refresh();
        until("the viewer is ready", "document.body.classList.contains('ready')");
    }

    void go(String address) {
        driver.get("about:blank");
        driver.get(address);
        until("the viewer is ready", "document.body.classList.contains('ready')");
    }

    /** Waits until an expression is true. */
    void until(String what, String expression) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(what)
                .until(d -> Boolean.TRUE.equals(script("return Boolean(" + expression + ")")));
    }

    WebElement element(String id) {
        return driver.findElement(By.id(id));
    }

    void click(String id) {
        WebElement element = element(id);
        script("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    String text(String id) {
        return (String) script("return document.getElementById(arguments[0]).textContent.trim()", id);
    }

    void choose(String selectId, String value) {
        new Select(element(selectId)).selectByValue(value);
    }

    void type(String id, String text) {
        WebElement element = element(id);
        script("arguments[0].scrollIntoView({block: 'center'})", element);
        element.clear();
        element.sendKeys(text);
    }

    /** Presses keys where the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    String focused() {
        return (String) script("return document.activeElement.id");
    }

    /** Presses Tab until an element has the focus, as somebody without a mouse would. */
    void tabTo(String id) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < 120 && !focused().equals(id); i++) {
            press(Keys.TAB);
            passed.add(focused());
        }
        if (!focused().equals(id)) {
            throw new AssertionError("Tab never reaches " + id + ", only " + passed);
        }
    }

    /** The colours of the map's pixels by how many there are, once nothing is loading and the picture rests. */
    @SuppressWarnings("unchecked")
    Map<String, Long> mapColours() {
        until(
                "the map rests",
                """
                (() => {
                  const picture = [...document.querySelectorAll('#map canvas')].map(c => c.toDataURL()).join();
                  const same = picture === window.lastPicture && document.getElementById('map-loading').hidden;
                  window.lastPicture = picture;
                  return same;
                })()""");
        return (Map<String, Long>)
                script(
                        """
                const counts = {};
                for (const canvas of document.querySelectorAll('#map canvas')) {
                  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  for (let i = 0; i < data.length; i += 4) {
                    const colour = data[i] + ',' + data[i + 1] + ',' + data[i + 2] + ',' + data[i + 3];
                    counts[colour] = (counts[colour] ?? 0) + 1;
                  }
                }
                return counts;""");
    }

    /** The file that a download gave, once it is complete. */
    Path download(String ending) {
        return new WebDriverWait(driver, PATIENCE)
                .withMessage("a download ending in " + ending)
                .until(d -> {
                    try (Stream<Path> files = Files.list(downloads)) {
                        return files.filter(file -> file.toString().endsWith(ending))
                                .findFirst()
                                .orElse(null);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** What the page wrote to the console as a warning or an error, failed requests and policy violations included. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                // what the tests themselves do to the map's canvas
                .filter(line -> !line.contains("willReadFrequently"))
                .toList();
    }

    /** What axe-core finds that is serious or critical: the rule, and where. */
    Object axe(String axe) {
        script(axe);
        return asyncScript(
                """
                const {violations} = await axe.run(document, {resultTypes: ['violations']});
                return violations.filter(({impact}) => ['serious', 'critical'].includes(impact)).flatMap(({id, nodes}) =>
                    nodes.map(node => id + ': ' + node.html.slice(0, 160) + ' ' + node.failureSummary.slice(0, 200)));""");
    }

    /** Clicks on places of the map, in pixels from its upper left corner, the last one twice. */
    void clickOnMap(int... xy) {
        WebElement map = element("map");
        int width = map.getSize().getWidth();
        int height = map.getSize().getHeight();
        for (int i = 0; i < xy.length; i += 2) {
            Actions move = new Actions(driver).moveToElement(map, xy[i] - width / 2, xy[i + 1] - height / 2);
            (i + 2 < xy.length ? move.click() : move.doubleClick()).perform();
        }
    }

    /** Keeps a downloaded file where {@code -Dviewer.pictures=DIR} asks for pictures. */
    void keep(String name, Path file) throws IOException {
        String directory = System.getProperty("viewer.pictures");
        if (directory != null) {
            Files.createDirectories(Path.of(directory));
            Files.copy(file, Path.of(directory, name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Keeps a picture of the window where {@code -Dviewer.pictures=DIR} asks for it. */
    void picture(String name) {
        String directory = System.getProperty("viewer.pictures");
        if (directory != null) {
            try {
                Path file = Path.of(directory, name + ".png");
                Files.createDirectories(file.getParent());
                Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.list(downloads)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(downloads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
