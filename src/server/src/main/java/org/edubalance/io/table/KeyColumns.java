package org.edubalance.io.table;

import java.util.List;
import java.util.Map;
import org.edubalance.io.table.Row.Kept;

/**
 * The columns that say which one a row is, as their names tell.
 *
 * @param id the position of the codes; negative where there are none
 * @param name the position of the names; negative where there are none
 * @param ofSchools true for a table of schools and their pupils
 */
record KeyColumns(int id, int name, boolean ofSchools) {

    static KeyColumns of(List<String> names) {
        Map<String, String> understood = Vocabulary.shipped().understand(names);
        return new KeyColumns(
                names.indexOf(understood.get("id")),
                names.indexOf(understood.get("name")),
                understood.keySet().containsAll(List.of("id", "name", "pupils")));
    }

    /** True where each row has to have a code or a name. */
    boolean are() {
        return id >= 0 || name >= 0;
    }

    /** True for a row whose code or name is blank. */
    boolean lacks(Row row) {
        return lacks(row, id) || lacks(row, name);
    }

    private static boolean lacks(Row row, int column) {
        return column >= 0 && (column >= row.size() || row.isBlank(column));
    }

    /** True for a row with a code of its own, which is not what stands in one of its cells. */
    boolean hasCode(Kept row, int cell) {
        return id >= 0 && id != cell && !row.cell(id).isEmpty() && !MissingMarks.amongNumbers(row.cell(id));
    }

    /** True for a row with a name of its own, which is not what stands in one of its cells. */
    boolean hasName(Kept row, int cell) {
        return name >= 0 && name != cell && !row.cell(name).isEmpty() && !MissingMarks.amongNumbers(row.cell(name));
    }
}
