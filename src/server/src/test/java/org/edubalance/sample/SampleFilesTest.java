package org.edubalance.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of {@code sample-data/} are what the generator makes. To make them again after a change of the generator:
 * {@code mvn test -Dtest=SampleFilesTest -Dsample.write=true}.
 */
class SampleFilesTest {

    private static final Path DIRECTORY = Path.of("sample-data");

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (Boolean.getBoolean("sample.write")) {
            for (Map.Entry<String, String> file : SampleFiles.generate().entrySet()) {
                Files.writeString(DIRECTORY.resolve(file.getKey()), file.getValue());
            }
        }
    }

    static Stream<String> names() {
        return SampleFiles.generate().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void committedFileIsWhatTheGeneratorMakes(String name) {
        assertThat(DIRECTORY.resolve(name))
                .hasBinaryContent(SampleFiles.generate().get(name).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readmeDescribesEveryColumn() throws IOException {
        String readme = Files.readString(DIRECTORY.resolve("README.md"));
        assertThat(readme).contains(SampleFiles.generate().keySet());
        assertThat(Schools.generate().get(0).values().keySet())
                .allSatisfy(column -> assertThat(readme).contains("`" + column + "`"));
    }
}
