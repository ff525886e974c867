package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.io.Format;
import org.edubalance.io.ReadOptions;
import org.edubalance.messages.Language;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleProgressTest {

    private final StringWriter out = new StringWriter();

    private ConsoleProgress progress(boolean terminal, boolean everyStep) {
        return Language.EN.use(() -> new ConsoleProgress("edu:X", new PrintWriter(out), terminal, everyStep));
    }

    private static void aSecondLater() throws InterruptedException {
        Thread.sleep(1_050);
    }

    @Test
    void saysNothingWithinTheFirstSecond() {
        ConsoleProgress progress = progress(false, true);
        progress.reading("schools.csv", 50, 100);
        progress.progress(50);
        progress.end();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void tellsByLinesWhatIsReadThenWhatIsComputed() throws InterruptedException {
        ConsoleProgress progress = progress(false, true);
        aSecondLater();
        Language.EN.use(() -> progress.reading("schools.csv", 3, 10));
        Language.EN.use(() -> progress.reading("schools.csv", 4, 10));
        aSecondLater();
        progress.progress(0);
        progress.end();
        assertThat(out.toString().lines()).containsExactly("reading schools.csv 30 %", "edu:X 0 %");
    }

    @Test
    void keepsToOneLineOnATerminal() throws InterruptedException {
        ConsoleProgress progress = progress(true, false);
        aSecondLater();
        Language.EN.use(() -> progress.reading("a-long-name.csv", 10, 10));
        aSecondLater();
        progress.progress(7);
        progress.say("a note");
        assertThat(out.toString().replace(System.lineSeparator(), "\n"))
                .isEqualTo("\rreading a-long-name.csv 99 %\redu:X 7 %                   \na note\n");
    }

    @Test
    void everyReaderTellsHowFarItIs(@TempDir Path directory) throws IOException {
        StringBuilder csv = new StringBuilder("lon,lat,name,pupils\n");
        for (int i = 0; i < 40_000; i++) {
            csv.append("94.5,29.5,School ").append(i).append(',').append(i).append('\n');
        }
        Path table = Files.writeString(directory.resolve("schools.csv"), csv);
        SimpleFeatureCollection schools =
                Format.CSV.readFile(SimpleFeatureCollection.class, table, ReadOptions.named("schools"));
        for (Format format : List.of(
                Format.CSV,
                Format.GEOJSON,
                Format.GEOJSON_SEQUENCE,
                Format.GEOPACKAGE,
                Format.FLATGEOBUF,
                Format.XLSX)) {
            Path file = directory.resolve("copy" + format.ending());
            format.writeFile(schools, file);
            List<Double> shares = new ArrayList<>();
            ReadOptions options =
                    ReadOptions.named("copy").withProgress((read, size) -> shares.add((double) read / size));
            assertThat(format.readFile(SimpleFeatureCollection.class, file, options)
                            .size())
                    .isEqualTo(40_000);
            assertThat(shares).as(format.title()).hasSizeGreaterThan(2).allMatch(share -> share >= 0 && share <= 1.01);
        }
    }
}
