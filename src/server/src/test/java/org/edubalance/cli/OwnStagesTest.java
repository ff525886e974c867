package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report on schools of another school system, by a standard with stages of its own. */
class OwnStagesTest {

    private static final String STANDARD =
            """
            {"id": "city", "title": "City standard", "stages": [
            {"id": "ES", "title": "elementary school", "is": ["elementary"]},
            {"id": "MS", "title": "middle school", "is": ["middle"]},
            {"id": "HS", "title": "high school", "is": ["high"]}],
            "indicators": [{"id": "books", "title": "books per pupil", "expression": "books / pupils",
            "thresholds": {"ES": 15, "MS": 20, "HS": 25}}],
            "rule": {"minMet": 1}, "cvLimit": {"on": "EACH", "ES": 0.5, "MS": 0.45, "HS": 0.4}}
            """;

    @TempDir
    Path directory;

    @Test
    void callsStagesAsTheStandardDoes() throws IOException {
        StringBuilder schools = new StringBuilder("name,county,stage,pupils,books\n");
        for (String stage : new String[] {"elementary", "middle", "HS"}) {
            for (int i = 1; i <= 4; i++) {
                schools.append(stage + " No. " + i + "," + (i < 3 ? "East" : "West") + "," + stage + "," + (100 + i)
                        + "," + (1000 + 700 * i) + "\n");
            }
        }
        Path data = Files.writeString(directory.resolve("schools.csv"), schools);
        Path standard = Files.writeString(directory.resolve("standard.json"), STANDARD);
        Path page = directory.resolve("report.html");
        Path book = directory.resolve("report.xlsx");
        assertThat(Main.execute(
                        "report",
                        "--schools",
                        data.toString(),
                        "--standard",
                        "@" + standard,
                        "--lang",
                        "en",
                        "-o",
                        page.toString(),
                        "-o",
                        book.toString()))
                .isZero();
        assertThat(Files.readString(page))
                .contains("elementary school", "middle school", "high school")
                .doesNotContain("primary", "junior", "senior");
        assertThat(directory.resolve("report-regions.csv"))
                .content(StandardCharsets.UTF_8)
                .contains("East,ES,2", "West,MS,2", "West,HS,2");
        assertThat(directory.resolve("report-theil-ms.csv")).exists();
        assertThat(book).isNotEmptyFile();
    }
}
