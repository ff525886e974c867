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
import java.util.Optional;
import org.edubalance.definitions.JsonPart;
import org.edubalance.definitions.Label;

/**
 * What the columns of tables of schools are called, in Chinese and English ({@code vocabulary.json}): which of them is the
 * one that standards, systems and the report know as {@code pupils}, and so on.
 */
public final class Vocabulary {

    private static final String RESOURCE = "/org/edubalance/io/vocabulary.json";

    /** The traditional characters of names, and in the same places their simplified ones, in which the names are. */
    private static final String TRADITIONAL = "專業樂鄉書於產儀體冊辦務動區單歷縣臺號圖場備學屬師幹總術數機構標碼積稱類級紙終絡編網職藝規計設識質資輔運鎮館別";

    private static final String SIMPLIFIED = "专业乐乡书于产仪体册办务动区单历县台号图场备学属师干总术数机构标码积称类级纸终络编网职艺规计设识质资辅运镇馆别";

    private static final Vocabulary SHIPPED = new Vocabulary();

    private final Map<String, Term> terms = new LinkedHashMap<>();
    private final Map<String, String> byName = new HashMap<>();

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
            names.forEach(each -> byName.putIfAbsent(each, name));
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
        return understand(columns, HeaderLevels.NONE);
    }

    /**
     * Which columns are understood, as term and column: by their whole name; else by the half of it in one language, where a
     * header has its names in two; else by the name of their group, where they are its total; else by their own name, where
     * no other column has it and the group does not make it mean less.
     */
    public Map<String, String> understand(List<String> columns, HeaderLevels levels) {
        return new Understanding(this, columns, levels).chosen();
    }

    /** The columns that might be meant by a term, where there are several, and which of them is understood as it. */
    public List<Rivals> rivals(List<String> columns, HeaderLevels levels) {
        return new Understanding(this, columns, levels).rivals();
    }

    /**
     * Columns for one term.
     *
     * @param chosenOrNull the one that is understood as it; null if none is
     * @param sameName true if all have the same name
     */
    public record Rivals(String term, String chosenOrNull, List<String> others, boolean sameName) {}

    /** The term that a name stands for, null for none. */
    String termOf(String name) {
        return byName.get(plain(name));
    }

    /** True if two lists name at least two columns the same, in whatever words. */
    boolean agree(List<String> names, List<String> others) {
        int same = 0;
        for (int i = 0; i < Math.min(names.size(), others.size()); i++) {
            String term = termOf(names.get(i));
            same += term != null && term.equals(termOf(others.get(i))) ? 1 : 0;
        }
        return same >= 2;
    }

    /** True if one of the names is known, but for those of one letter, which are values too: 镇, 乡. */
    boolean knowsAny(List<String> names) {
        return names.stream().anyMatch(name -> name.length() > 1 && termOf(name) != null);
    }

    /** A name without what people write in different ways: case, blanks, hyphens, full-width brackets, traditional characters. */
    static String plain(String name) {
        String plain = Blanks.compact(name).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            int traditional = c < 0x4E00 ? -1 : TRADITIONAL.indexOf(c);
            if (c != '_' && c != '-') {
                folded.append(traditional < 0 ? c : SIMPLIFIED.charAt(traditional));
            }
        }
        return folded.toString();
    }
}
