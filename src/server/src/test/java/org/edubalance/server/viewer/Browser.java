package org.edubalance.server.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
            options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
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
                .toList();
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
