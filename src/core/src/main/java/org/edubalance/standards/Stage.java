package org.edubalance.standards;

import java.util.Locale;
import java.util.Set;
import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/** A stage of schooling: primary (years 1–6), junior secondary (7–9), senior secondary (10–12). */
public enum Stage {
    PRIMARY(new Label("primary", "小学"), Set.of("primary school", "elementary", "小学")),
    JUNIOR(new Label("junior", "初中"), Set.of("junior secondary", "junior high", "junior high school", "初中", "初级中学")),
    SENIOR(new Label("senior", "高中"), Set.of("senior secondary", "senior high", "senior high school", "高中", "高级中学"));

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
     * case, a common English synonym, or the Chinese term.
     *
     * @throws Refusal if it means none, listing what is accepted
     */
    public static Stage of(String value) {
        if (value != null) {
            String key = value.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
            for (Stage stage : values()) {
                if (key.equals(stage.name().toLowerCase(Locale.ROOT)) || stage.synonyms.contains(key)) {
                    return stage;
                }
            }
        }
        throw Refusal.of("standards.stage.unknown", "got", value);
    }
}
