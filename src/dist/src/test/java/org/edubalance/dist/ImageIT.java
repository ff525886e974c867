package org.edubalance.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.dist.Download.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program with a Java of its own, which {@code mvn -Pimage verify} makes: it needs none of the machine. */
@DisabledOnOs(
        value = {OS.WINDOWS, OS.MAC},
        disabledReason = "the image lies elsewhere; the release workflow starts it")
class ImageIT {

    @TempDir
    Path directory;

    @Test
    void startsWithoutAJavaOfTheMachine() throws Exception {
        Path program = Path.of("target/image/edu/bin/edu").toAbsolutePath();
        assumeTrue(Files.exists(program), "there is no image: mvn -Pimage verify makes one");
        Download here = new Download(directory, directory);
        Path density = directory.resolve("density.tif");
        for (List<String> line : List.of(
                List.of("doctor", "--port", "0", "--lang", "en"),
                List.of(
                        "run",
                        "edu:KernelDensity",
                        "-i",
                        "data=" + Path.of("sample-data/schools.geojson").toAbsolutePath(),
                        "-i",
                        "radius=10000",
                        "-o",
                        density.toString()))) {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(line);
            ProcessBuilder builder = here.within(command);
            builder.environment().put("JAVA_HOME", "/no/such/java");
            builder.environment().put("PATH", "");
            Run run = here.run(builder);
            assertThat(run.code()).as(run.text()).isZero();
        }
        assertThat(density).isNotEmptyFile();
    }
}
