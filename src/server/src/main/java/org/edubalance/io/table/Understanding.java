package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.io.table.Vocabulary.Rivals;
import org.edubalance.io.table.Vocabulary.Term;

/** Finds which columns of one table are what the vocabulary knows. */
final class Understanding {

    private static final Set<String> TOTALS = Set.of(
            "合计",
            "小计",
            "总计",
            "总数",
            "计",
            "共计",
            "总人数",
            "总量",
            "全部",
            "total",
            "sum",
            "all",
            "subtotal",
            "count",
            "number",
            "no.");

    /** Groups whose columns are no longer what their own names say: the part of a total, a mean, another year or plan. */
    private static final Pattern LESS =
            Pattern.compile(".*(男|女|生均|人均|师均|校均|平均|每|率|比|招生|招收|新生|毕业|寄宿|住校|残疾|随迁|留守|民族|外来|借读|转入|转出|增|减|缺|差"
                    + "|计划|预计|预测|规划|拟|需|应|标准|上年|去年|上学年|往年|历年|小学|初中|高中|中学|中职|幼儿|学前|年级|\\d{4}"
                    + "|male|boys|girls|per |mean|average|new|graduat|boarding|planned|target|required|standard|last|previous"
                    + "|primary|junior|senior|kindergarten|preschool|grade).*");

    /** Longer cells of a header are no names in two languages. */
    private static final int LONGEST = 200;

    private static final Pattern HAN_FIRST =
            Pattern.compile("([^A-Za-z]*\\p{IsHan}[^A-Za-z]*)([A-Za-z][^\\p{IsHan}]*)");

    private static final Pattern HAN_LAST = Pattern.compile("([A-Za-z][^\\p{IsHan}]*)(\\p{IsHan}[^A-Za-z]*)");

    /** What stands between the halves, and the brackets around one of them. */
    private static final Pattern EDGES = Pattern.compile("^[\\s/|,，、:：(（\\[_-]+|[\\s/|,，、:：()（）\\[\\]_-]+$");

    /** The ways to a name, the best first; a column's name is tried each way before that of another is the next. */
    private enum Way {
        WHOLE,
        ONE_LANGUAGE,
        TOTAL,
        OWN
    }

    private final Vocabulary vocabulary;
    private final HeaderLevels levels;
    private final Map<Way, Map<String, List<String>>> byName = new HashMap<>();
    private final Map<String, String> chosen = new LinkedHashMap<>();

    Understanding(Vocabulary vocabulary, List<String> columns, HeaderLevels levels) {
        this.vocabulary = vocabulary;
        this.levels = levels;
        for (Way way : Way.values()) {
            byName.put(way, new HashMap<>());
        }
        Map<String, String[]> halves = new LinkedHashMap<>();
        for (String column : columns) {
            String[] both = halves(column);
            if (both != null) {
                halves.put(column, both);
            }
        }
        boolean twoLanguages =
                halves.values().stream().filter(this::isTranslated).count() >= 2;
        halves.forEach((column, both) -> {
            if (twoLanguages || isTranslated(both)) {
                putHalves(both, column);
            }
        });
        for (String column : columns) {
            List<String> names = levels.of(column);
            put(Way.WHOLE, column, column);
            put(Way.WHOLE, String.join("", names), column);
            if (names.size() > 1) {
                putLevels(names, column);
            }
        }
        for (Way way : Way.values()) {
            choose(way);
        }
    }

    private void put(Way way, String name, String column) {
        List<String> known = byName.get(way).computeIfAbsent(Vocabulary.plain(name), key -> new ArrayList<>(1));
        if (!known.contains(column)) {
            known.add(column);
        }
    }

    /** The Chinese and the other half of a name such as 学校代码 School code; null if it has no two. */
    private static String[] halves(String name) {
        if (name.length() > LONGEST) {
            return null;
        }
        Matcher first = HAN_FIRST.matcher(name);
        Matcher last = HAN_LAST.matcher(name);
        String[] halves = first.matches()
                ? new String[] {first.group(1), first.group(2)}
                : last.matches() ? new String[] {last.group(2), last.group(1)} : null;
        if (halves != null) {
            for (int i = 0; i < 2; i++) {
                halves[i] = EDGES.matcher(halves[i]).replaceAll("");
            }
        }
        return halves;
    }

    /** True if both halves of a name say the same. */
    private boolean isTranslated(String[] halves) {
        return vocabulary.termOf(halves[0]) != null
                && vocabulary.termOf(halves[0]).equals(vocabulary.termOf(halves[1]));
    }

    private void putHalves(String[] halves, String column) {
        String chinese = vocabulary.termOf(halves[0]);
        String other = vocabulary.termOf(halves[1]);
        if (chinese == null || other == null || chinese.equals(other)) {
            put(Way.ONE_LANGUAGE, halves[0], column);
            put(Way.ONE_LANGUAGE, halves[1], column);
        }
    }

    private void putLevels(List<String> names, String column) {
        int from = 0;
        int to = names.size();
        while (to > from + 1 && isTotal(names.get(to - 1))) {
            to--;
        }
        while (from < to - 1 && isTotal(names.get(from))) {
            from++;
        }
        List<String> groups = names.subList(from, to - 1);
        String own = names.get(to - 1);
        boolean isLess = groups.stream().anyMatch(Understanding::isLess);
        if (from > 0 || to < names.size()) {
            put(Way.TOTAL, String.join("", names.subList(from, to)), column);
            if (!isLess) {
                put(Way.TOTAL, own, column);
            }
        } else if (!isLess || isTranslation(groups, own)) {
            put(Way.OWN, own, column);
        }
    }

    private boolean isTranslation(List<String> groups, String own) {
        String term = vocabulary.termOf(own);
        return term != null && groups.stream().anyMatch(group -> term.equals(vocabulary.termOf(group)));
    }

    /** True for a name that says no more than that it is the sum of others. */
    static boolean isTotal(String name) {
        return TOTALS.contains(Vocabulary.plain(name).replaceAll("[()]", ""));
    }

    private static boolean isLess(String group) {
        return LESS.matcher(group.toLowerCase(Locale.ROOT)).matches();
    }

    private void choose(Way way) {
        for (Term term : vocabulary.terms()) {
            if (chosen.containsKey(term.name())) {
                continue;
            }
            for (String name : term.names()) {
                List<String> found = byName.get(way).getOrDefault(name, List.of());
                // a name that several groups have is that of none
                boolean clear = found.size() == 1 || !found.isEmpty() && way == Way.WHOLE;
                if (clear && !chosen.containsValue(found.get(0))) {
                    chosen.put(term.name(), found.get(0));
                    break;
                }
            }
        }
    }

    Map<String, String> chosen() {
        Map<String, String> inOrder = new LinkedHashMap<>();
        for (Term term : vocabulary.terms()) {
            if (chosen.containsKey(term.name())) {
                inOrder.put(term.name(), chosen.get(term.name()));
            }
        }
        return inOrder;
    }

    List<Rivals> rivals() {
        List<Rivals> rivals = new ArrayList<>();
        for (Term term : vocabulary.terms()) {
            String taken = chosen.get(term.name());
            List<String> others = new ArrayList<>();
            for (Way way : Way.values()) {
                for (String name : term.names()) {
                    for (String column : byName.get(way).getOrDefault(name, List.of())) {
                        if (!chosen.containsValue(column) && !others.contains(column)) {
                            others.add(column);
                        }
                    }
                }
            }
            if (taken == null ? others.size() > 1 : !others.isEmpty()) {
                boolean same = taken != null
                        && others.stream().anyMatch(other -> levels.of(other).equals(levels.of(taken)));
                rivals.add(new Rivals(term.name(), taken, others, same));
            }
        }
        return rivals;
    }
}
