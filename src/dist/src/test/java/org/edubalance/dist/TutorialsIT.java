package org.edubalance.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.edubalance.dist.Download.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the tutorials, read from their pages and run in the folder of the download, as their readers do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are a shell's")
class TutorialsIT {

    private static final Path PAGES = Path.of("docs/tutorials");
    private static final Pattern BLOCK = Pattern.compile("(?s)```(sh|python)\n(.*?)```");
    private static final Pattern FILE = Pattern.compile("-o (\\S+)");
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]+]\\(([^)]+)\\)");

    @TempDir
    static Path directory;

    private static Download download;

    @BeforeAll
    static void unpack() throws IOException {
        download = Download.unpack(directory);
    }

    private static List<String> blocks(String page, String language) throws IOException {
        return BLOCK.matcher(Files.readString(PAGES.resolve(page)))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    @Test
    void thePlannerGetsAReportAndPlans() throws Exception {
        assertThat(run("planner.md", "http://localhost:8080/")).isEqualTo(7);
        assertThat(Files.readString(download.home().resolve("report.html"))).contains("<html lang=\"en\">");
    }

    @Test
    void theDeveloperGetsMapsAndChains() throws Exception {
        try (Download.Server server = download.serve()) {
            assertThat(run("web-developer.md", server.address())).isEqualTo(6);
        }
        assertThat(ImageIO.read(download.home().resolve("map.png").toFile()).getWidth())
                .isEqualTo(850);
        assertThat(Files.readString(download.home().resolve("chained.json"))).contains("\"cv_score\"");
        assertThat(Files.readString(download.home().resolve("scores.json"))).contains("\"score\"");
        assertThat(Files.readString(download.home().resolve("balance.json"))).contains("\"cv_score\"", "Bayi");
    }

    /** Runs each command, and looks for the files that they write; the server is up already. */
    private static int run(String page, String address) throws Exception {
        int run = 0;
        for (String block : blocks(page, "sh")) {
            if (block.startsWith("bin/edu serve")) {
                continue;
            }
            Run got = download.run(
                    download.within(List.of("sh", "-ec", block.replace("http://localhost:8080/", address))));
            assertThat(got.code()).as(block + got.text()).isZero();
            Matcher file = FILE.matcher(block);
            while (file.find()) {
                assertThat(download.home().resolve(file.group(1))).as(block).isNotEmptyFile();
            }
            run++;
        }
        return run;
    }

    /** The pages of the analyst are run by QGIS, in the tests of the plugin. */
    @ParameterizedTest
    @ValueSource(strings = {"analyst", "planner", "web-developer"})
    void bothLanguagesHaveTheSameCommandsAndTheirPictures(String page) throws IOException {
        for (String language : List.of("sh", "python")) {
            assertThat(blocks(page + ".zh-CN.md", language)).isEqualTo(blocks(page + ".md", language));
        }
        for (String name : List.of(page + ".md", page + ".zh-CN.md")) {
            List<String> pictures = PICTURE.matcher(Files.readString(PAGES.resolve(name)))
                    .results()
                    .map(picture -> picture.group(1))
                    .toList();
            assertThat(pictures).as(name).isNotEmpty().allSatisfy(picture -> assertThat(PAGES.resolve(picture))
                    .isRegularFile());
        }
    }
}
