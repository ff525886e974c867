package org.edubalance.standards;

import java.util.Locale;
import java.util.Set;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/** A stage of schooling: primary (years 1–6), junior secondary (7–9), senior secondary (10–12). */
public enum Stage {
    PRIMARY(
            new Label("primary", "小学"),
            Set.of("primary school", "elementary", "elementary school", "小学", "小学部", "小学段", "小学阶段")),
    JUNIOR(
            new Label("junior", "初中"),
            Set.of("junior secondary", "junior high", "junior high school", "初中", "初中部", "初中段", "初中阶段")),
    SENIOR(
            new Label("senior", "高中"),
            Set.of("senior secondary", "senior high", "senior high school", "高中", "高中部", "高中段", "高中阶段"));

    private final Label title;
    private final Set<String> synonyms;

    Stage(Label title, Set<String> synonyms) {
        this.title = title;
        this.synonyms = synonyms;
    }

    /** The stage's name for readers. */
    public Label title() {
        return title;
    }

    /**
     * The stage that a value of a school's attribute means: {@code PRIMARY}, {@code JUNIOR} or {@code SENIOR} in any
     * case, a common English synonym, the Chinese term, or a type of school that teaches this stage only, such as 完小.
     *
     * @throws Refusal if it means none, listing what is accepted, or a type of school that has to be split into stages
     */
    public static Stage of(String value) {
        Stage named = named(value);
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

    /** The type of school that a value tells which {@link #of} takes for a stage; null where it tells just the stage. */
    public static String typeIn(String value) {
        return named(value) == null ? value : null;
    }

    private static Stage named(String value) {
        if (value != null) {
            String key =
                    value.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
            for (Stage stage : values()) {
                if (key.equals(stage.name().toLowerCase(Locale.ROOT)) || stage.synonyms.contains(key)) {
                    return stage;
                }
            }
        }
        return null;
    }
}
