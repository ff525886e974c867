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
import org.junit.jupiter.api.Test;

class StandardColumnsTest {

    private static final Path PAGE = Path.of("docs/standards.md");
    private static final String BEGIN = "<!-- columns -->\n";
    private static final String END = "<!-- /columns -->";

    /** Written anew with {@code mvn test -Dtest=StandardColumnsTest -Ddocs.update=true}. */
    @Test
    void thePageNamesTheAttributesThatTheShippedStandardsNeed() throws IOException {
        String page = Files.readString(PAGE);
        String current =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, current);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(current);
    }

    private static String table() {
        Map<String, StandardColumn> columns = new LinkedHashMap<>();
        Map<String, TreeSet<String>> needed = new LinkedHashMap<>();
        for (String id : StandardReader.shipped()) {
            for (StandardColumn column : StandardReader.read(id, null).columns()) {
                columns.put(column.name(), column);
                needed.computeIfAbsent(column.name(), name -> new TreeSet<>()).add(id);
            }
        }
        StringBuilder table =
                new StringBuilder("| attribute | what | 说明 | unit | needed by |\n|---|---|---|---|---|\n");
        columns.forEach((name, column) -> table.append("| `")
                .append(name)
                .append("` | ")
                .append(column.title().in(Language.EN))
                .append(" | ")
                .append(column.title().in(Language.ZH))
                .append(" | ")
                .append(column.unit() == null ? "" : column.unit().in(Language.EN))
                .append(" | ")
                .append(String.join(", ", needed.get(name)))
                .append(" |\n"));
        return table.toString();
    }
}
