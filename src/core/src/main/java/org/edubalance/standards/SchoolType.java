package org.edubalance.standards;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/**
 * A type of school by the stages that it teaches, with the weight of a pupil of each stage when the school's resources
 * are shared out between them: primary 1, junior 1.1, senior 1.32; in a complete secondary school junior 1, senior 1.2.
 */
public enum SchoolType {
    PRIMARY(
            "小学",
            Map.of(Stage.PRIMARY, 1d),
            "PRIMARY_SCHOOL",
            "ELEMENTARY_SCHOOL",
            "普通小学",
            "完全小学",
            "完小",
            "中心小学",
            "中心完小",
            "村小",
            "村小学"),
    TEACHING_POINT("教学点", Map.of(Stage.PRIMARY, 1d), "小学教学点"),
    JUNIOR("初中", Map.of(Stage.JUNIOR, 1d), "JUNIOR_HIGH_SCHOOL", "初级中学", "普通初中"),
    SENIOR("高中", Map.of(Stage.SENIOR, 1d), "SENIOR_HIGH_SCHOOL", "高级中学", "普通高中"),
    NINE_YEAR("九年一贯制", Map.of(Stage.PRIMARY, 1d, Stage.JUNIOR, 1.1), "NINE_YEAR_SCHOOL", "九年一贯制学校", "九年一贯", "九年制学校"),
    COMPLETE_SECONDARY("完全中学", Map.of(Stage.JUNIOR, 1d, Stage.SENIOR, 1.2), "COMPLETE_SECONDARY_SCHOOL", "完中"),
    TWELVE_YEAR(
            "十二年一贯制",
            Map.of(Stage.PRIMARY, 1d, Stage.JUNIOR, 1.1, Stage.SENIOR, 1.32),
            "TWELVE_YEAR_SCHOOL",
            "十二年一贯制学校",
            "十二年一贯",
            "十二年制学校");

    /** What else statistics list beside schools with stages. */
    private static final Set<String> OTHERS = Set.of(
            "KINDERGARTEN",
            "PRESCHOOL",
            "SPECIAL_SCHOOL",
            "SPECIAL_EDUCATION_SCHOOL",
            "VOCATIONAL_SCHOOL",
            "幼儿园",
            "特殊教育",
            "特殊教育学校",
            "特教学校",
            "盲人学校",
            "聋人学校",
            "培智学校",
            "中等职业学校",
            "职业高级中学",
            "职业高中",
            "职业中学",
            "中职",
            "中专",
            "技工学校",
            "专门学校",
            "工读学校",
            "成人小学",
            "成人中学");

    private final String chinese;
    private final Map<Stage, Double> weights;
    private final Set<String> synonyms;

    SchoolType(String chinese, Map<Stage, Double> weights, String... synonyms) {
        this.chinese = chinese;
        this.weights = new TreeMap<>(weights);
        this.synonyms = Set.of(synonyms);
    }

    /** The stages that such a school teaches, in ascending order. */
    public Set<Stage> stages() {
        return Collections.unmodifiableSet(weights.keySet());
    }

    /** The weight of one pupil of a stage; only of those that the school teaches. */
    double weight(Stage stage) {
        return weights.get(stage);
    }

    /**
     * The type that a value of a school's attribute means: a name of this enumeration in any case, with spaces or
     * hyphens for underscores, or a Chinese term.
     *
     * @throws Refusal if it means none, listing what is accepted
     */
    public static SchoolType of(String value) {
        SchoolType named = named(value);
        if (named != null) {
            return named;
        }
        List<Message> types = Arrays.stream(values())
                .map(type -> Message.of("standards.type", "name", type.name(), "chinese", type.chinese))
                .toList();
        throw Refusal.of("standards.type.unknown", "types", types, "got", value);
    }

    /** As {@link #of}, null if the value means no type. */
    public static SchoolType named(String value) {
        if (value == null) {
            return null;
        }
        String key = folded(value);
        return Arrays.stream(values())
                .filter(type -> key.equals(type.name()) || key.equals(type.chinese) || type.synonyms.contains(key))
                .findAny()
                .orElse(null);
    }

    /** Whether a value means a school of a kind that has no such stages: a kindergarten, a special or vocational school. */
    static boolean isOther(String value) {
        return value != null && OTHERS.contains(folded(value));
    }

    private static String folded(String value) {
        return value.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
