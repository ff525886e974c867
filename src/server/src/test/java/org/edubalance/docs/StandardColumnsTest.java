package org.edubalance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.edubalance.messages.Language;
import org.edubalance.standards.StandardColumn;
import org.edubalance.standards.StandardReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardColumnsTest {

    private static final String BEGIN = "<!-- columns -->\n";
    private static final String END = "<!-- /columns -->";

    /** Written anew with {@code mvn test -Dtest=StandardColumnsTest -Ddocs.update=true}. */
    @ParameterizedTest
    @CsvSource({"docs/standards.md,EN", "docs/standards.zh-CN.md,ZH"})
    void thePageNamesTheAttributesThatTheShippedStandardsNeed(Path file, Language language) throws IOException {
        String page = Files.readString(file);
        String current = page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                + table(language)
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, current);
        }
        assertThat(Files.readString(file)).isEqualTo(current);
    }

    private static String table(Language language) {
        Map<String, StandardColumn> columns = new LinkedHashMap<>();
        Map<String, TreeSet<String>> needed = new LinkedHashMap<>();
        for (String id : StandardReader.shipped()) {
            for (StandardColumn column : StandardReader.read(id, null).columns()) {
                columns.put(column.name(), column);
                needed.computeIfAbsent(column.name(), name -> new TreeSet<>()).add(id);
            }
        }
        boolean english = language == Language.EN;
        StringBuilder table = new StringBuilder(
                english
                        ? "| attribute | what | 说明 | unit | needed by |\n|---|---|---|---|---|\n"
                        : "| 属性 | 说明 | 单位 | 所需标准 |\n|---|---|---|---|\n");
        columns.forEach((name, column) -> table.append("| `")
                .append(name)
                .append("` | ")
                .append(english ? column.title().in(Language.EN) + " | " : "")
                .append(column.title().in(Language.ZH))
                .append(" | ")
                .append(column.unit() == null ? "" : column.unit().in(language))
                .append(" | ")
                .append(String.join(english ? ", " : "、", needed.get(name)))
                .append(" |\n"));
        return table.toString();
    }
}
