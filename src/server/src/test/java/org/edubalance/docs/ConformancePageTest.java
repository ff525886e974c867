package org.edubalance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that the page of conformance names are there. */
class ConformancePageTest {

    private static final Path TESTS = Path.of("src/server/src/test/java/org/edubalance/server");

    /** {@code package.Class.method}, or a further method of the class named before. */
    private static final Pattern NAMED =
            Pattern.compile("`(?:([a-z]+\\.[A-Z]\\w+)(?:\\.([a-z]\\w+))?|([a-z]+[A-Z]\\w+))`");

    @Test
    void namesTestsThatThereAre() throws IOException {
        int checked = 0;
        for (String line : Files.readAllLines(Path.of("docs/conformance.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length < 3) {
                continue;
            }
            Matcher test = NAMED.matcher(cells[cells.length - 1]);
            String source = null;
            while (test.find()) {
                if (test.group(1) != null) {
                    Path file = TESTS.resolve(test.group(1).replace('.', '/') + ".java");
                    assertThat(file).isRegularFile();
                    source = Files.readString(file);
                }
                String method = test.group(2) == null ? test.group(3) : test.group(2);
                if (method != null) {
                    assertThat(source).as(line).contains("void " + method + "(");
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(60);
    }
}
