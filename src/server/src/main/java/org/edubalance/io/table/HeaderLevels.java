package org.edubalance.io.table;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * What the rows of a header call the columns whose names are put together of several: 在校生数 and 合计 for {@code 在校生数_合计}. Kept
 * with what was read.
 */
public final class HeaderLevels implements Serializable {

    /** Names as they stand. */
    public static final HeaderLevels NONE = new HeaderLevels(Map.of());

    private static final long serialVersionUID = 1L;

    private final HashMap<String, List<String>> levels;

    private HeaderLevels(Map<String, List<String>> levels) {
        this.levels = new HashMap<>(levels);
    }

    /** The levels of columns, in the same order as their names. */
    static HeaderLevels of(List<String> names, List<List<String>> levels) {
        Map<String, List<String>> put = new HashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            if (!levels.get(i).isEmpty() && !levels.get(i).equals(List.of(names.get(i)))) {
                put.put(names.get(i), List.copyOf(levels.get(i)));
            }
        }
        return put.isEmpty() ? NONE : new HeaderLevels(put);
    }

    /** Those of the table that features were read from; none where they were read from another format. */
    public static HeaderLevels of(SimpleFeatureType type) {
        return type.getUserData().get(HeaderLevels.class) instanceof HeaderLevels known ? known : NONE;
    }

    /** Keeps these with a type, through which {@link #of(SimpleFeatureType)} finds them. */
    public void attach(SimpleFeatureType type) {
        if (!levels.isEmpty()) {
            type.getUserData().put(HeaderLevels.class, this);
        }
    }

    /** The names of a column, its group's first; its one name where it has no other. */
    List<String> of(String column) {
        return levels.getOrDefault(column, List.of(column));
    }
}
