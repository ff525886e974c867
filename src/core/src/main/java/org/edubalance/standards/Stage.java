package org.edubalance.standards;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/**
 * A stage of schooling. {@link #NATIONAL} are those of China: primary (years 1–6), junior secondary (7–9), senior
 * secondary (10–12); a standard may have stages of its own. Stages of one name are equal; they are in the order of
 * schooling.
 */
public final class Stage implements Comparable<Stage> {

    public static final Stage PRIMARY = new Stage(
            0,
            "PRIMARY",
            new Label("primary", "小学"),
            Set.of("primary school", "elementary", "elementary school", "小学", "小学部", "小学段", "小学阶段"));

    public static final Stage JUNIOR = new Stage(
            1,
            "JUNIOR",
            new Label("junior", "初中"),
            Set.of("junior secondary", "junior high", "junior high school", "初中", "初中部", "初中段", "初中阶段"));

    public static final Stage SENIOR = new Stage(
            2,
            "SENIOR",
            new Label("senior", "高中"),
            Set.of("senior secondary", "senior high", "senior high school", "高中", "高中部", "高中段", "高中阶段"));

    /** The stages that every standard knows. */
    public static final List<Stage> NATIONAL = List.of(PRIMARY, JUNIOR, SENIOR);

    private static final Comparator<Stage> ORDER =
            Comparator.<Stage>comparingInt(stage -> stage.place).thenComparing(stage -> stage.name);

    private final int place;
    private final String name;
    private final Label title;
    private final Set<String> synonyms;

    /**
     * A stage.
     *
     * @param place its place in the order of schooling
     * @param name what results call it
     * @param title what readers call it
     * @param synonyms what else data call it, in lower case with spaces for underscores and hyphens
     */
    private Stage(int place, String name, Label title, Set<String> synonyms) {
        this.place = place;
        this.name = name;
        this.title = title;
        this.synonyms = synonyms;
    }

    /**
     * A standard's own stage.
     *
     * @param place its place among the standard's stages
     * @param written how data write it, beside its name and title
     */
    static Stage own(int place, String name, Label title, Set<String> written) {
        Set<String> synonyms = new HashSet<>(List.of(folded(title.en()), folded(title.zh())));
        written.forEach(word -> synonyms.add(folded(word)));
        // texts say “{stage} schools”
        Label adjective = new Label(title.en().replaceFirst("(?i)\\s+schools?$", ""), title.zh());
        return new Stage(NATIONAL.size() + place, name, adjective, synonyms);
    }

    /** What results and requests call it. */
    public String name() {
        return name;
    }

    /** The stage's name for readers. */
    public Label title() {
        return title;
    }

    /**
     * The national stage that a value of a school's attribute means: {@code PRIMARY}, {@code JUNIOR} or {@code SENIOR} in
     * any case, a common English synonym, the Chinese term, or a type of school that teaches this stage only, such as 完小.
     *
     * @throws Refusal if it means none, listing what is accepted, or a type of school that has to be split into stages
     */
    public static Stage of(String value) {
        Stage named = named(NATIONAL, value);
        if (named != null) {
            return named;
        }
        SchoolType type = SchoolType.named(value);
        if (type == null) {
            throw Refusal.of("standards.stage.unknown", "got", value);
        }
        if (type.stages().size() > 1) {
            throw Refusal.of("standards.stage.several", "got", value);
        }
        return type.stages().iterator().next();
    }

    /** The stage among some that a value names; null where it names none. */
    static Stage named(Iterable<Stage> stages, String value) {
        if (value != null) {
            String key = folded(value);
            for (Stage stage : stages) {
                if (key.equals(folded(stage.name)) || stage.synonyms.contains(key)) {
                    return stage;
                }
            }
        }
        return null;
    }

    /** The column of what is counted at this stage alone, by its name over all: {@code pupils_primary}. */
    public String columnOf(String name) {
        return name + "_" + this.name.toLowerCase(Locale.ROOT);
    }

    private static String folded(String value) {
        return value.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }

    @Override
    public int compareTo(Stage other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stage stage && stage.name.equals(name) && stage.place == place;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name, as messages and tests show it. */
    @Override
    public String toString() {
        return name;
    }
}
