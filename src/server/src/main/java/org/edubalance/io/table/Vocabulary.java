package org.edubalance.io.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.edubalance.definitions.JsonPart;
import org.edubalance.definitions.Label;

/**
 * What the columns of tables of schools are called, in Chinese and English ({@code vocabulary.json}): which of them is the
 * one that standards, systems and the report know as {@code pupils}, and so on.
 */
public final class Vocabulary {

    private static final String RESOURCE = "/org/edubalance/io/vocabulary.json";

    private static final Vocabulary SHIPPED = new Vocabulary();

    private final Map<String, Term> terms = new LinkedHashMap<>();

    /**
     * What a column may hold.
     *
     * @param name what standards and systems call it
     * @param title what it is, for readers
     * @param names what tables call it, the best first
     */
    public record Term(String name, Label title, List<String> names) {}

    private Vocabulary() {
        for (JsonPart term : json().items()) {
            String name = term.field("name").text();
            List<String> names = new ArrayList<>();
            names.add(plain(name));
            term.field("names").items().forEach(each -> names.add(plain(each.text())));
            JsonPart title = term.field("title");
            Label label = new Label(title.field("en").text(), title.field("zh").text());
            terms.put(name, new Term(name, label, names));
        }
    }

    private static JsonPart json() {
        try (InputStream in = Vocabulary.class.getResourceAsStream(RESOURCE)) {
            return JsonPart.parse("vocabulary", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Vocabulary shipped() {
        return SHIPPED;
    }

    /** All terms, in the order of the file. */
    public List<Term> terms() {
        return List.copyOf(terms.values());
    }

    /** The term of a name that standards and systems use. */
    public Optional<Term> term(String name) {
        return Optional.ofNullable(terms.get(name));
    }

    /**
     * Which columns are understood, as term and column. Of several columns for one term that with the better name is it; a
     * column is that of one term only.
     */
    public Map<String, String> understand(List<String> columns) {
        Map<String, String> byName = new HashMap<>();
        columns.forEach(column -> byName.putIfAbsent(plain(column), column));
        Map<String, String> understood = new LinkedHashMap<>();
        for (Term term : terms.values()) {
            term.names.stream()
                    .map(byName::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .filter(column -> !understood.containsValue(column))
                    .ifPresent(column -> understood.put(term.name, column));
        }
        return understood;
    }

    /** A name without what people write in different ways: case, blanks, hyphens, full-width brackets. */
    private static String plain(String name) {
        return Blanks.compact(name).toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
