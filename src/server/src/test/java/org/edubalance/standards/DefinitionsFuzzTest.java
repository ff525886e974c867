package org.edubalance.standards;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.scoring.SystemReader;

/**
 * Any standard and any indicator system that somebody writes is read, or refused in both languages. In an ordinary build
 * the kept inputs run; the profile {@code fuzz} lets Jazzer look for more.
 */
class DefinitionsFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void standard(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        readOrRefused(() -> StandardReader.read(text, "pupils", null));
        readOrRefused(() -> StandardReader.read("cn-2017-quality", text, List.of(text)));
    }

    @FuzzTest(maxDuration = "5m")
    void system(byte[] bytes) {
        readOrRefused(() -> SystemReader.read(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static void readOrRefused(Supplier<?> reading) {
        try {
            reading.get();
        } catch (Refusal e) {
            for (Language language : Language.values()) {
                assertThat(e.in(language)).isNotBlank();
            }
        }
    }
}
