package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module that lies beside the example pages, so that they run as they stand wherever they are served from. */
class ExampleModuleTest {

    private static final Path SOURCE = Path.of("src/server/src/main/resources/static/js/edubalance");
    private static final Path COPY = Path.of("docs/examples/edubalance");

    @Test
    void isTheOneThatTheServerHas() throws IOException {
        List<String> names = scripts(SOURCE);
        assertThat(names).contains("edubalance.js");
        assertThat(scripts(COPY)).isEqualTo(names);
        for (String name : names) {
            assertThat(COPY.resolve(name))
                    .as("cp %s/%s %s", SOURCE, name, COPY)
                    .hasSameTextualContentAs(SOURCE.resolve(name));
        }
    }

    private static List<String> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".js"))
                    .sorted()
                    .toList();
        }
    }
}
