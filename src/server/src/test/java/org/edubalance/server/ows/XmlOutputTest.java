package org.edubalance.server.ows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlOutputTest {

    private static String written(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writer writer = new XmlOutput(out)) {
            writer.write(text);
            writer.write('|');
            writer.write(text.toCharArray());
            writer.write('|');
            for (char c : text.toCharArray()) {
                writer.write(c);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void letsTextThrough() throws IOException {
        String text = "林芝 \uD83C\uDFEB\t\r\n<é>";
        assertThat(written(text)).isEqualTo(text + "|" + text + "|" + text);
    }

    @Test
    void replacesWhatNoXmlDocumentMayHold() throws IOException {
        assertThat(written("a\0b\u000B\u001F\uFFFE\uFFFFc\uD83C"))
                .isEqualTo("a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFDc?|a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFDc?|"
                        + "a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFDc?");
    }
}
