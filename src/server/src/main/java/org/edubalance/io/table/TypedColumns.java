package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;

/**
 * Columns of a format that has types of its own, understood as those of tables are: texts of numbers become numbers, marks
 * for no value none, and rows of totals are left out. Places in notes and refusals are lines, the first row's is 1.
 */
public final class TypedColumns {

    private static final TableOptions OPTIONS = new TableOptions(false, null, false, Long.MAX_VALUE);

    /** Names of what tells things apart, and stays the text that it is although all of it may be digits. */
    private static final Pattern CODES = Pattern.compile("(?i:.*(代码|编码|标识|编号|代号|号码|邮编|电话|手机|证号|学号|code|phone|postal"
            + "|uuid|guid).*|(.*[_\\s.-])?(id|no|nr|fid|gid|key|zip|tel|fax|mobile))|.*[a-z](Id|ID|No)");

    /** What is known and no amount. */
    private static final Set<String> NO_AMOUNTS = Set.of("id", "name", "county", "township", "stage", "school_type");

    private static final char LOST = '\uFFFD';

    private TypedColumns() {}

    /** True for a text that is a number in a column of numbers, or stands for none there. */
    public static boolean isNumber(String text) {
        String plain = Blanks.strip(text);
        return plain.isEmpty() || MissingMarks.amongNumbers(plain) || WrittenNumber.read(plain, '.') != null;
    }

    /**
     * The columns with those of texts typed anew.
     *
     * @param notes is told what had to be understood
     * @throws Refusal if the values of one can be read in two ways
     */
    public static List<Column> clean(List<Column> columns, ReadingNotes notes) {
        List<String> names = columns.stream().map(Column::name).toList();
        Map<String, String> understood = new HashMap<>(Vocabulary.shipped().understand(names));
        understood.keySet().removeAll(NO_AMOUNTS);
        Map<String, String> terms = new HashMap<>();
        understood.forEach((term, name) -> terms.put(name, term));
        Column[] cleaned = columns.toArray(Column[]::new);
        Remarks[] remarks = new Remarks[cleaned.length];
        int rows = cleaned.length == 0 ? 0 : cleaned[0].size();
        Workers.of(Monitor.NONE).each(cleaned.length, Math.max(1, rows), i -> {
            remarks[i] = new Remarks();
            cleaned[i] = clean(cleaned[i], terms.get(cleaned[i].name()), remarks[i]);
        });
        Remarks all = new Remarks();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < cleaned.length; i++) {
            all.add(remarks[i]);
            if (cleaned[i].isNumber() && !columns.get(i).isNumber()) {
                numbers.add(cleaned[i].name());
            }
        }
        if (!numbers.isEmpty()) {
            notes.add(Message.of("table.note.numbers", "columns", numbers));
        }
        all.tell(notes);
        tellLost(List.of(cleaned), notes);
        return List.of(cleaned);
    }

    /** Tells of letters that a program could not read, and wrote a mark for. */
    private static void tellLost(List<Column> columns, ReadingNotes notes) {
        int lost = 0;
        int first = Integer.MAX_VALUE;
        for (Column column : columns) {
            for (int row = 0; row < column.size() && column.type() == String.class; row++) {
                String text = (String) column.value(row);
                if (text != null && text.indexOf(LOST) >= 0) {
                    lost += (int) text.chars().filter(c -> c == LOST).count();
                    first = Math.min(first, row);
                }
            }
        }
        if (lost > 0) {
            notes.warn(Message.of("table.note.lost", "n", lost, "place", Place.line(first + 1)));
        }
    }

    private static Column clean(Column column, String termOrNull, Remarks remarks) {
        if (column.type() != String.class || CODES.matcher(column.name()).matches()) {
            return column;
        }
        RawColumn raw = new RawColumn();
        PlainNumber plain = new PlainNumber();
        int row = 0;
        while (row < column.size() && !raw.isText()) {
            add(raw, (String) column.value(row++), plain);
        }
        if (raw.isText() && isClean(column) || row == column.size() && raw.numbers() + raw.odds() == 0) {
            return column;
        }
        for (; row < column.size(); row++) {
            add(raw, (String) column.value(row), plain);
        }
        if (termOrNull == null && !raw.isText() && raw.odds() == 0 && isClean(column)) {
            // nothing but plain digits, which the file calls texts
            return column;
        }
        char decimal = new DecimalMarks(List.of(raw), List.of(column.name()), OPTIONS).of(0);
        Typing.Head head = new Typing.Head(column.name(), termOrNull, null, decimal);
        return new Typing(raw, head, false, null, at -> at + 1, remarks).column();
    }

    private static void add(RawColumn raw, String textOrNull, PlainNumber plain) {
        if (textOrNull == null) {
            raw.addNothing();
        } else {
            raw.add(textOrNull.toCharArray(), 0, textOrNull.length(), true, plain);
        }
    }

    /** True if no text has blanks around it, or stands for no value. */
    private static boolean isClean(Column column) {
        for (int row = 0; row < column.size(); row++) {
            String text = (String) column.value(row);
            if (text != null
                    && (text.isEmpty()
                            || Blanks.is(text.charAt(0))
                            || Blanks.is(text.charAt(text.length() - 1))
                            || MissingMarks.anywhere(text))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The rows that are none of totals or means, in order; null where all are.
     *
     * @param mayBe whether a row could be one, going by what is not in the columns
     * @param hasPlace whether a row has a place, as schools have: such a one is no total if its label is a doubtful one
     * @param notes is told which are left out
     * @throws Refusal if a row is called a total, but may be none
     */
    public static int[] withoutTotals(
            List<Column> columns, IntPredicate mayBe, IntPredicate hasPlace, ReadingNotes notes) {
        List<Column> texts =
                columns.stream().filter(column -> column.type() == String.class).toList();
        int rows = columns.isEmpty() ? 0 : columns.get(0).size();
        List<String> names = columns.stream().map(Column::name).toList();
        Totals totals =
                new Totals(names, KeyColumns.of(names, Vocabulary.shipped().understand(names)));
        boolean[] out = new boolean[rows];
        int left = 0;
        for (int row = 0; row < rows && !texts.isEmpty(); row++) {
            Column label = mayBe.test(row) ? label(texts, row) : null;
            TotalLabels.Kind kind = label == null ? TotalLabels.Kind.NONE : kind(label, row);
            boolean doubtful = kind == TotalLabels.Kind.NONE || kind == TotalLabels.Kind.MAYBE && hasPlace.test(row);
            if (!doubtful && !totals.isFull(true)) {
                totals.add(kept(columns, row), kind, columns.indexOf(label), row - left);
                out[row] = true;
                left++;
            }
        }
        if (totals.isEmpty()) {
            return null;
        }
        List<RawColumn> others = new ArrayList<>();
        for (Column column : columns) {
            RawColumn raw = new RawColumn();
            PlainNumber plain = new PlainNumber();
            for (int row = 0; row < rows; row++) {
                if (!out[row]) {
                    Object value = column.value(row);
                    add(raw, value == null ? null : value.toString(), plain);
                }
            }
            others.add(raw);
        }
        for (Totals.Back back : totals.judge(others, notes)) {
            out[back.row().line() - 1] = false;
        }
        int[] kept = new int[rows];
        int size = 0;
        for (int row = 0; row < rows; row++) {
            if (!out[row]) {
                kept[size++] = row;
            }
        }
        return size == rows ? null : Arrays.copyOf(kept, size);
    }

    /** The columns of only some rows, in this order. */
    public static List<Column> select(List<Column> columns, int[] rows) {
        return columns.stream().map(column -> column.select(rows)).toList();
    }

    /** The column in which a row has what may be the label of a total; null where there is none. */
    private static Column label(List<Column> texts, int row) {
        for (Column column : texts) {
            if (kind(column, row) != TotalLabels.Kind.NONE) {
                return column;
            }
        }
        return null;
    }

    private static TotalLabels.Kind kind(Column texts, int row) {
        String text = (String) texts.value(row);
        return text == null ? TotalLabels.Kind.NONE : TotalLabels.of(text.toCharArray(), 0, text.length());
    }

    private static Row.Kept kept(List<Column> columns, int row) {
        String[] cells = new String[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            Object value = columns.get(i).value(row);
            cells[i] = value == null ? "" : Blanks.strip(value.toString());
        }
        return new Row.Kept(row + 1, cells, cells);
    }
}
