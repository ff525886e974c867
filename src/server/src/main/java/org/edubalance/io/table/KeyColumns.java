package org.edubalance.io.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.edubalance.io.table.Row.Kept;

/**
 * The columns that say which one a row is, as their names tell.
 *
 * @param id the position of the codes; negative where there are none
 * @param name the position of the names; negative where there are none
 * @param ofSchools true for a table of schools and their pupils
 * @param pivot true where the names are those of parts and of what they consist of, as in a pivot table
 */
record KeyColumns(int id, int name, boolean ofSchools, boolean pivot) {

    /** What spreadsheet programs call the first column of a pivot table. */
    private static final Set<String> PIVOTS = Set.of("行标签", "row labels");

    /** @param understood which column is what */
    static KeyColumns of(List<String> names, Map<String, String> understood) {
        boolean pivot = !names.isEmpty() && PIVOTS.contains(names.get(0).toLowerCase(Locale.ROOT));
        return new KeyColumns(
                names.indexOf(understood.get("id")),
                pivot ? 0 : names.indexOf(understood.get("name")),
                understood.keySet().containsAll(List.of("id", "name", "pupils")),
                pivot);
    }

    /** True where each row has to have a code or a name. */
    boolean are() {
        return id >= 0 || name >= 0;
    }

    /** True for a row whose code or name is blank, or says nothing. */
    boolean lacks(Row row) {
        return pivot || lacks(row, id) || lacks(row, name);
    }

    /** True for a row with neither. */
    boolean lacksAll(Row row) {
        return are() && (id < 0 || lacks(row, id)) && (name < 0 || lacks(row, name));
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
