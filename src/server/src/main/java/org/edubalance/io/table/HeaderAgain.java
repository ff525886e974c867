package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.edubalance.io.table.Row.Kept;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * Finds the header again among the rows of the table, where pages or files were joined, or in another language below itself;
 * and that of another table.
 */
final class HeaderAgain {

    /** Names that are known, so that it can be no row of a table. */
    private static final int ENOUGH = 3;

    /** So many rows without numbers are looked at; a table that has more is one of texts. */
    private static final int MOST_LOOKED_AT = 500;

    private static final int TOLD = 3;

    private final List<Kept> head;
    private final List<Boolean> numbersOnly = new ArrayList<>();
    private final List<String> names;
    private final Map<String, String> understood;
    private final List<RawColumn> columns;
    /** What the cells of the header begin with. */
    private final String letters;

    private int lookedAt;
    private boolean again;

    /**
     * @param head the rows down to the first one of the table
     * @param names what the columns are called
     * @param understood which column is what
     * @param columns what was read so far, which grows
     */
    HeaderAgain(List<Kept> head, List<String> names, Map<String, String> understood, List<RawColumn> columns) {
        this.head = List.copyOf(head);
        this.columns = columns;
        this.names = names;
        this.understood = understood;
        letters = head.stream()
                .flatMap(row -> Stream.of(row.cells()))
                .filter(cell -> !cell.isEmpty())
                .map(cell -> cell.substring(0, 1))
                .distinct()
                .collect(Collectors.joining());
        for (Kept row : head) {
            boolean words = false;
            for (String cell : row.cells()) {
                words |= !cell.isEmpty() && WrittenNumber.read(cell, '.') == null && !MissingMarks.anywhere(cell);
            }
            numbersOnly.add(!words);
        }
    }

    /** True for a row that begins as the header does. */
    boolean mayRepeat(Row row) {
        boolean may = letters.indexOf(row.firstLetter()) >= 0;
        again &= may;
        return may;
    }

    /** True for a row of the header again. */
    boolean repeats(Row row) {
        again = isRepeated(row);
        return again;
    }

    /**
     * True for a row that has the names of the columns in another language.
     *
     * @param apart true if it does not follow the row above at once
     * @throws Refusal if it is the header of another table
     */
    boolean translates(Row row, boolean apart) {
        again = !row.hasDigits() && row.filled() > 1 && namesAgain(row, apart ? ENOUGH - 1 : ENOUGH);
        return again;
    }

    /** What a row says first, and where it is. */
    Message quoted(Row row) {
        List<String> cells = filled(row.keep());
        String text = String.join(" ", cells.subList(0, Math.min(TOLD, cells.size())));
        return Message.of(
                "table.line", "text", cells.size() > TOLD ? text + " …" : text, "place", Place.line(row.line()));
    }

    private static List<String> filled(Kept row) {
        return List.of(row.cells()).stream().filter(cell -> !cell.isEmpty()).toList();
    }

    private boolean isRepeated(Row row) {
        int first = row.first();
        for (int i = 0; i < head.size(); i++) {
            Kept above = head.get(i);
            // numbers for the columns are no row of the header by themselves
            if (row.is(first, above.cell(first)) && names.size() > 1 && (again || !numbersOnly.get(i))) {
                int equal = 0;
                int used = 0;
                boolean numbers = false;
                for (int c = 0; c < Math.max(row.size(), above.cells().length); c++) {
                    String cell = above.cell(c);
                    boolean blank = c >= row.size() || row.isBlank(c);
                    equal += !blank && row.is(c, cell) ? 1 : 0;
                    used += blank && cell.isEmpty() ? 0 : 1;
                    numbers |= WrittenNumber.read(cell, '.') != null;
                }
                if (equal == used || !numbers && 3 * equal >= 2 * used) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean namesAgain(Row row, int enough) {
        if (lookedAt >= MOST_LOOKED_AT) {
            return false;
        }
        lookedAt++;
        Kept kept = row.keep();
        if (filled(kept).stream().anyMatch(cell -> WrittenNumber.read(cell, '.') != null)) {
            return false;
        }
        List<String> cells = List.of(kept.cells());
        Map<String, String> found = Vocabulary.shipped().understand(cells);
        boolean known = found.size() >= enough && 2 * found.size() >= kept.filled();
        if (known && found.size() >= ENOUGH && agrees(found, cells)) {
            return true;
        }
        if (known || wordsAmongNumbers(kept) >= enough) {
            List<String> told = filled(kept).stream().limit(TOLD).toList();
            throw Refusal.of("table.second", "names", told).at(Place.line(row.line()));
        }
        return false;
    }

    /** True if what is known of names is known of the columns that they stand in, where anything is. */
    private boolean agrees(Map<String, String> found, List<String> cells) {
        int same = 0;
        for (Map.Entry<String, String> term : found.entrySet()) {
            int here = cells.indexOf(term.getValue());
            String column = understood.get(term.getKey());
            if (column != null && names.indexOf(column) != here
                    || column == null && here < names.size() && understood.containsValue(names.get(here))) {
                return false;
            }
            same += column == null ? 0 : 1;
        }
        return same >= ENOUGH;
    }

    /** How many words, each another one, stand in columns of numbers. */
    private int wordsAmongNumbers(Kept row) {
        Set<String> words = new HashSet<>();
        for (int c = 0; c < columns.size(); c++) {
            RawColumn column = columns.get(c);
            if (!row.cell(c).isEmpty()
                    && !MissingMarks.amongNumbers(row.cell(c))
                    && !column.isText()
                    && column.numbers() > 0) {
                words.add(row.cell(c));
            }
        }
        return words.size();
    }
}
