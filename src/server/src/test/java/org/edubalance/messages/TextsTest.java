package org.edubalance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the texts of all modules to the code that uses them, and both languages to each other. */
class TextsTest {

    private final Texts en = Texts.in(Language.EN);
    private final Texts zh = Texts.in(Language.ZH);

    @Test
    void everyTextIsThereInBothLanguages() {
        assertThat(zh.keys()).isEqualTo(en.keys()).hasSizeGreaterThan(20);
    }

    @Test
    void bothLanguagesUseTheSameFacts() {
        assertThat(en.keys()).allSatisfy(key -> {
            Set<String> slots = new TreeSet<>(en.slots(key));
            // what only chooses between singular and plural
            assertThat(slots).as(key).containsAll(zh.slots(key));
            assertThat(zh.slots(key)).as(key).containsAll(slots);
        });
    }

    @Test
    void noTextHasWhatGeoServerEscapesTwice() {
        for (Texts texts : List.of(en, zh)) {
            assertThat(texts.keys())
                    .allSatisfy(key -> assertThat(texts.text(key)).as(key).doesNotContainPattern("['<>&]"));
        }
    }

    @Test
    void chineseTextsAreChinese() {
        assertThat(zh.keys())
                .filteredOn(key -> en.text(key).replaceAll("\\{[^}]*}", "").matches(".*[a-z]{3}.*"))
                .allSatisfy(key -> assertThat(zh.text(key)).as(key).containsPattern("\\p{IsHan}"));
    }

    @Test
    void noKeyIsGivenTwice() throws IOException {
        for (Path file : files("properties")) {
            if (file.getFileName().toString().matches("messages_..\\.properties")) {
                List<String> keys = Files.readAllLines(file).stream()
                        .filter(line -> line.matches("[\\w.-]+ =.*"))
                        .map(line -> line.substring(0, line.indexOf(" =")))
                        .toList();
                assertThat(keys).as(file.toString()).doesNotHaveDuplicates();
                Properties read = new Properties();
                read.load(Files.newBufferedReader(file));
                assertThat(read.stringPropertyNames()).as(file.toString()).containsExactlyInAnyOrderElementsOf(keys);
            }
        }
    }

    @Test
    void everyTextIsUsed() throws IOException {
        String code = code();
        assertThat(en.keys()).filteredOn(key -> !isUsed(key, code)).isEmpty();
    }

    /** A key, or the beginning that the code puts an ending to: {@code "json.accepted." + kind}. */
    private static boolean isUsed(String key, String code) {
        if (code.contains("\"" + key + "\"")) {
            return true;
        }
        int point = key.lastIndexOf('.');
        if (point < 0) {
            return false;
        }
        String ending = key.substring(point + 1);
        boolean begun = code.contains("\"" + key.substring(0, point + 1) + "\" +")
                || code.contains("\"" + key.substring(0, point) + "\" +");
        // the ending is a text of the code's too, or a constant's name
        return begun
                && (code.contains("\"" + ending + "\"")
                        || code.contains("\"." + ending + "\"")
                        || code.matches("(?s).*\\b" + ending.toUpperCase(Locale.ROOT) + "\\b.*"));
    }

    /** Every fact that the code gives a text is in it: else users miss what was found out for them. */
    @Test
    void everyFactIsUsed() throws IOException {
        Matcher call = CALL.matcher(code());
        int checked = 0;
        while (call.find()) {
            String key = call.group(1);
            Set<String> slots = new HashSet<>(en.slots(key));
            List<String> names = factNames(call.group(2));
            for (String name : names == null ? List.<String>of() : names) {
                assertThat(slots).as(key + " has a slot for the fact").contains(name);
                checked++;
            }
            if (names != null && call.group().startsWith("Message")) {
                slots.removeAll(names);
                assertThat(slots).as(key + " has facts for every slot").isEmpty();
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    /** A call with its arguments up to where its brackets close, which the facts' names are among. */
    private static final Pattern CALL = Pattern.compile(
            "(?:Refusal|Message)\\.of\\(\\s*\"([\\w.-]*\\w)\"((?:[^()\";]|\"[^\"]*\"|\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))*)\\)");

    /** The names of the facts among a call's arguments: every other one; null where one of them is no plain text. */
    private static List<String> factNames(String arguments) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (char c : arguments.toCharArray()) {
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        List<String> names = new ArrayList<>();
        for (int i = 1; i < parts.size(); i += 2) {
            if (!parts.get(i).matches("\"\\w+\"")) {
                return null;
            }
            names.add(parts.get(i).substring(1, parts.get(i).length() - 1));
        }
        return names;
    }

    @Test
    void everyRefusalAndMessageHasAText() throws IOException {
        // before the key stands what the message is made from, and no key that is a variable
        Matcher call = Pattern.compile("(?:(?:Refusal|Message)\\.of\\(\\s*|Refusal\\.because\\(\\s*[\\w.]+,\\s*"
                        + "|OwsException\\.coded\\(\\s*[\\w.\"]+,\\s*[\\w.]+,\\s*)\"([\\w.-]*\\w)\"(?!\\s*\\+)")
                .matcher(code());
        Set<String> used = new HashSet<>();
        while (call.find()) {
            used.add(call.group(1));
        }
        assertThat(used).isNotEmpty();
        assertThat(en.keys()).containsAll(used);
    }

    /** The sources of all modules, joined where lines are broken. */
    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path file : files("java")) {
            code.append(Files.readString(file));
        }
        return code.toString();
    }

    private static List<Path> files(String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of("src"))) {
            modules.map(module -> module.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .forEach(main -> {
                        try (Stream<Path> files = Files.walk(main)) {
                            files.filter(file -> file.toString().endsWith("." + ending))
                                    .forEach(found::add);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return found;
    }
}
