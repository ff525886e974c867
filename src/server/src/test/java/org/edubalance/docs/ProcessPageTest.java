package org.edubalance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.edubalance.process.EduProcessFactory;
import org.geotools.api.feature.type.Name;
import org.junit.jupiter.api.Test;

class ProcessPageTest {

    private static final Path PAGE = Path.of("docs/processes.md");

    /** Written anew with {@code mvn test -Dtest='RequestDocumentsTest,ProcessPageTest' -Ddocs.update=true}. */
    @Test
    void thePageSaysWhatTheProcessesSay() throws IOException {
        String page = ProcessPage.write();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void noProcessIsLeftOut() {
        assertThat(new EduProcessFactory().getNames())
                .extracting(Name::getLocalPart)
                .containsExactlyInAnyOrderElementsOf(ProcessPage.processes());
    }
}
