package org.edubalance.io;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.edubalance.io.table.Column;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Message;

/** Finds regions that may be one under two names, each of which would be judged by itself: 巴宜区, 巴宜 and 林芝市巴宜区. */
final class RegionNames {

    /** More names are those of other things than counties. */
    private static final int MOST = 10_000;

    /** Longer texts are no names. */
    private static final int LONGEST = 64;

    private static final int TOLD = 10;

    /** A power of two. */
    private static final int RECENT = 256;

    /** What a name may have more than another one at its end. */
    private static final Pattern KIND =
            Pattern.compile("(?i)(自治)?[县区市旗州]|新区|特区|林区|\\s+(district|county|city|region|prefecture|municipality)");

    /** What it may have more at its beginning: the region that it is in. */
    private static final Pattern AROUND = Pattern.compile("(?i).*[省市州盟区县旗]|.*(province|city|prefecture|county),?\\s+");

    private RegionNames() {}

    /**
     * Warns of such names.
     *
     * @param county the column that is understood as that of counties; null if none is
     */
    static void check(List<Column> columns, String county, ReadingNotes notes) {
        Column column = columns.stream()
                .filter(each -> each.name().equals(county) && each.type() == String.class)
                .findFirst()
                .orElse(null);
        if (column == null) {
            return;
        }
        Set<String> names = names(column);
        List<Message> pairs = new ArrayList<>();
        for (String name : names) {
            String other = other(name, names);
            if (other != null && pairs.size() < TOLD) {
                pairs.add(Message.of("table.regions", "first", other, "second", name));
            }
        }
        if (!pairs.isEmpty()) {
            notes.warn(Message.of("table.note.regions", "column", county, "pairs", pairs));
        }
    }

    /** All names, but for long ones; none where there are too many. */
    private static Set<String> names(Column column) {
        Set<String> names = new LinkedHashSet<>();
        // nearly all rows have the very text that one shortly before them has
        Object[] recent = new Object[RECENT];
        for (int row = 0; row < column.size(); row++) {
            Object name = column.value(row);
            int slot = Objects.hashCode(name) & RECENT - 1;
            if (name != null && name != recent[slot] && ((String) name).length() <= LONGEST) {
                names.add((String) name);
                if (names.size() > MOST) {
                    return Set.of();
                }
            }
            recent[slot] = name;
        }
        return names;
    }

    /** A shorter name for what may be the same; null if there is none. */
    private static String other(String name, Set<String> names) {
        for (int i = 1; i < name.length(); i++) {
            String end = name.substring(i);
            if (i < name.length() - 1
                    && names.contains(end)
                    && AROUND.matcher(name.substring(0, i)).matches()) {
                return end;
            }
            String beginning = name.substring(0, i);
            if (i > 1 && names.contains(beginning) && KIND.matcher(end).matches()) {
                return beginning;
            }
        }
        return null;
    }
}
