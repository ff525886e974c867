package org.edubalance.io.table;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.edubalance.io.table.Row.Kept;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * The rows that are called totals, means or other statistics, and those that may be some without being called so. One whose
 * figures are the sums or means of rows above it, or below it up to the next of its kind, is no row of the table.
 */
final class Totals {

    /** More are no totals: a word that happens to be in every row. */
    private static final int MOST = 1_000;

    private static final int MOST_SUMS = 2_000_000;

    private static final int FAR = 50;

    /** Each time, what was found before is left out of the sums: parts of parts, then the whole. */
    private static final int PASSES = 4;

    /** So many columns have to be sums where nothing says that a row is a total. */
    private static final int MANY = 3;

    /** So many digits must these sums have in all: fewer may be chance. */
    private static final double DIGITS = 6;

    /** How surely the figures of a row are those of others. */
    private enum Match {
        NONE,
        /** As it may be by chance. */
        FAINT,
        SURE
    }

    /** Columns whose sums and means say nothing. */
    private static final Pattern PLACES =
            Pattern.compile("(?i).*(经度|纬度|东经|北纬|longitude|latitude).*|lon|lat|lng|long|x|y");

    private final List<Candidate> candidates = new ArrayList<>();
    private final List<String> names;
    private final KeyColumns keys;
    private List<RawColumn> columns;
    private int labels;
    private double[] least;
    private double[] most;
    private boolean few;
    /** By column, the sum and count of the rows between one candidate and the next. */
    private double[][] rowSums;

    private int[][] rowCounts;

    /** By column, the sums and counts from the first row up to a candidate or to the rows below it, by turns. */
    private double[][] sums;

    private int[][] counts;

    /** A row that may be one of totals. */
    private static final class Candidate {

        private final Kept row;
        private final TotalLabels.Kind kind;
        private final int label;
        private final int above;
        private double[] values;
        private double[] roundings;
        /** How many digits each value has that say something: zeros at the end do not, nor those of another value. */
        private double[] digits;

        private int numbers;
        private int texts;
        private int comparable;
        private int within;
        private int larger;
        private Verdict verdict;

        Candidate(Kept row, TotalLabels.Kind kind, int label, int above) {
            this.row = row;
            this.kind = kind;
            this.label = label;
            this.above = above;
            verdict = kind == TotalLabels.Kind.NONE ? Verdict.ROW : null;
        }
    }

    private enum Verdict {
        /** Its figures are sums or means. */
        FITS,
        /** No row of the table, though its figures are no sums or means. */
        NO_ROW,
        /** What it says cannot be checked. */
        STATISTIC,
        /** One of the table. */
        ROW,
        /** One of the table, as nothing says that it is none but a word in it. */
        KEPT,
        /** A row that has no name and is larger than all others. */
        NAMELESS,
        UNCLEAR
    }

    /** @param names what the columns are called */
    Totals(List<String> names, KeyColumns keys) {
        this.names = names;
        this.keys = keys;
    }

    /** True if no more rows are taken that have a label, or that have none. */
    boolean isFull(boolean label) {
        int size = label ? labels : candidates.size() - labels;
        return size >= MOST || (long) size * names.size() >= MOST_SUMS;
    }

    /**
     * Adds a row.
     *
     * @param kind what its label says; none where nothing but its figures can tell
     * @param label the cell of the label; negative where there is none
     * @param above how many rows of the table are above it
     */
    void add(Kept row, TotalLabels.Kind kind, int label, int above) {
        candidates.add(new Candidate(row, kind, label, above));
        labels += label < 0 ? 0 : 1;
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** A row that is one of the table after all, and the rows above it. */
    record Back(Kept row, int above) {}

    /**
     * Decides on the candidates.
     *
     * @param read the columns of all other rows
     * @return those that are rows of the table
     * @throws Refusal if a row is called a total, but may be one of the table
     */
    List<Back> judge(List<RawColumn> read, ReadingNotes notes) {
        columns = read;
        sumRows();
        candidates.forEach(this::readFigures);
        candidates.forEach(this::countLarger);
        candidates.stream().filter(each -> each.verdict == Verdict.ROW).forEach(this::widen);
        candidates.forEach(this::compare);
        long rows = columns.isEmpty() ? 0 : columns.get(0).size();
        rows += candidates.size() - labels;
        // a table of statistics has nothing else
        few = rows == 0 || !keys.are() && labels > rows;
        judgeUnlabelled();
        boolean changed = true;
        for (int pass = 0; pass < PASSES && changed; pass++) {
            changed = false;
            cumulate();
            for (int k = 0; k < candidates.size(); k++) {
                Candidate candidate = candidates.get(k);
                if (candidate.kind != TotalLabels.Kind.NONE && candidate.verdict != Verdict.ROW) {
                    candidate.verdict = labelled(k);
                    changed |= candidate.verdict == Verdict.ROW;
                }
            }
        }
        // nearly the sum, say
        List<Candidate> nameless = candidates.stream()
                .filter(each -> each.verdict == Verdict.ROW && nameless(each))
                .toList();
        if (nameless.size() == 1
                && nameless.get(0).larger > 1
                && nameless.get(0).larger == nameless.get(0).comparable) {
            nameless.get(0).verdict = Verdict.NAMELESS;
        }
        return told(notes);
    }

    private List<Back> told(ReadingNotes notes) {
        List<Back> back = new ArrayList<>();
        List<Message> totals = new ArrayList<>();
        List<Message> sumsOnly = new ArrayList<>();
        List<Message> differing = new ArrayList<>();
        List<Message> statistics = new ArrayList<>();
        List<Message> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Place place = Place.line(candidate.row.line());
            boolean labelled = candidate.label >= 0;
            Message told = labelled
                    ? Message.of("table.line", "text", candidate.row.cell(candidate.label), "place", place)
                    : quoted(candidate.row);
            switch (candidate.verdict) {
                case FITS -> (labelled ? totals : sumsOnly).add(told);
                case NO_ROW -> differing.add(told);
                case STATISTIC -> statistics.add(told);
                case KEPT -> {
                    kept.add(told);
                    back.add(new Back(candidate.row, candidate.above));
                }
                case ROW -> back.add(new Back(candidate.row, candidate.above));
                case NAMELESS -> throw Refusal.of("table.total.nameless", "row", told);
                default ->
                    throw labelled
                            ? Refusal.of("table.total.unclear", "label", candidate.row.cell(candidate.label))
                                    .at(place)
                            : Refusal.of("table.total.sums", "row", quoted(candidate.row));
            }
        }
        tell(totals, "table.note.total", false, notes);
        tell(statistics, "table.note.statistics", false, notes);
        tell(sumsOnly, "table.note.sums", true, notes);
        tell(differing, "table.note.differs", true, notes);
        tell(kept, "table.note.kept", true, notes);
        return back;
    }

    private static void tell(List<Message> rows, String key, boolean warning, ReadingNotes notes) {
        if (!rows.isEmpty()) {
            Message note = Message.of(key, "n", rows.size(), "rows", rows);
            if (warning) {
                notes.warn(note);
            } else {
                notes.add(note);
            }
        }
    }

    /** What a row without a label says: its words, its figures where it has none. */
    private static Message quoted(Kept row) {
        List<String> words = List.of(row.cells()).stream()
                .filter(cell -> !cell.isEmpty() && WrittenNumber.read(cell, '.') == null)
                .toList();
        return words.isEmpty()
                ? HeaderSearch.quoted(row)
                : Message.of("table.line", "text", String.join(" ", words), "place", Place.line(row.line()));
    }

    private void readFigures(Candidate candidate) {
        candidate.values = new double[columns.size()];
        candidate.roundings = new double[columns.size()];
        candidate.digits = new double[columns.size()];
        Set<BigInteger> known = new HashSet<>();
        for (int c = 0; c < columns.size(); c++) {
            String cell = candidate.row.cell(c);
            WrittenNumber number = WrittenNumber.read(cell, '.');
            candidate.values[c] = number == null ? Double.NaN : number.number();
            if (number == null) {
                candidate.texts += cell.isEmpty() || MissingMarks.amongNumbers(cell) ? 0 : 1;
                continue;
            }
            candidate.numbers++;
            BigInteger figures = number.value().signum() == 0
                    ? BigInteger.ONE
                    : number.value().stripTrailingZeros().unscaledValue().abs();
            candidate.digits[c] = known.add(figures) ? Math.log10(figures.doubleValue()) : 0;
            int scale = Math.max(0, number.value().scale());
            candidate.roundings[c] = 0.5000001 * Math.pow(10, -scale);
        }
    }

    private void countLarger(Candidate candidate) {
        for (int c = 0; c < columns.size(); c++) {
            candidate.larger += least[c] <= most[c] && candidate.values[c] > most[c] ? 1 : 0;
        }
    }

    /** Takes the figures of a candidate for those of a row. */
    private void widen(Candidate candidate) {
        for (int c = 0; c < columns.size(); c++) {
            if (!Double.isNaN(candidate.values[c]) && isSummed(c)) {
                least[c] = Math.min(least[c], candidate.values[c]);
                most[c] = Math.max(most[c], candidate.values[c]);
            }
        }
    }

    private void compare(Candidate candidate) {
        for (int c = 0; c < columns.size(); c++) {
            double value = candidate.values[c];
            if (!Double.isNaN(value) && least[c] <= most[c]) {
                candidate.comparable++;
                candidate.within += value >= least[c] && value <= most[c] ? 1 : 0;
            }
        }
    }

    /** True for a column whose sums say something. */
    private boolean isSummed(int column) {
        return column != keys.id()
                && !columns.get(column).isText()
                && (column >= names.size() || !PLACES.matcher(names.get(column)).matches());
    }

    /** Finds those among the rows without a label that are sums; first of all rows, then of those that are left. */
    private void judgeUnlabelled() {
        boolean found = true;
        boolean any = false;
        for (int pass = 0; pass < PASSES && found; pass++) {
            found = false;
            cumulate();
            for (int k = 0; k < candidates.size(); k++) {
                Candidate candidate = candidates.get(k);
                if (candidate.kind != TotalLabels.Kind.NONE || candidate.verdict != Verdict.ROW) {
                    continue;
                }
                Match match = match(k, any ? 1 : keys.are() ? 2 : MANY);
                if (match == Match.SURE) {
                    boolean coded = keys.hasCode(candidate.row, -1);
                    candidate.verdict = !coded ? Verdict.FITS : keys.ofSchools() ? Verdict.UNCLEAR : Verdict.KEPT;
                    found = true;
                    any = true;
                } else if (match == Match.FAINT) {
                    candidate.verdict = Verdict.KEPT;
                }
            }
        }
    }

    private Verdict labelled(int k) {
        Candidate candidate = candidates.get(k);
        boolean coded = keys.hasCode(candidate.row, candidate.label);
        boolean named = keys.hasName(candidate.row, candidate.label);
        TotalLabels.Kind kind = candidate.kind;
        // a remark on the row that it is in
        boolean remark = candidate.label != keys.id()
                && candidate.label != keys.name()
                && candidate.label != candidate.row.first();
        if (kind == TotalLabels.Kind.MAYBE && remark && (coded || named)) {
            return Verdict.ROW;
        }
        if (kind != TotalLabels.Kind.STATISTIC && candidate.comparable > 0 && match(k, 1) == Match.SURE) {
            return Verdict.FITS;
        }
        if (few) {
            return kind == TotalLabels.Kind.MAYBE ? Verdict.ROW : Verdict.KEPT;
        }
        if (kind == TotalLabels.Kind.STATISTIC) {
            return coded || named ? Verdict.ROW : candidate.texts <= 1 ? Verdict.STATISTIC : unclear();
        }
        if (kind == TotalLabels.Kind.MEAN && candidate.within == candidate.comparable && candidate.texts <= 1) {
            return Verdict.FITS;
        }
        if (kind == TotalLabels.Kind.MAYBE && (coded || named)) {
            return Verdict.ROW;
        }
        if (coded) {
            return Verdict.UNCLEAR;
        }
        // a total has nothing but its name and figures; a school has a code, a county, a stage
        boolean alone = candidate.texts <= 1;
        if (alone && candidate.numbers == 0) {
            return Verdict.FITS;
        }
        if (kind == TotalLabels.Kind.MAYBE && !keys.are()) {
            return Verdict.KEPT;
        }
        return !alone ? Verdict.UNCLEAR : candidate.comparable == 0 ? Verdict.STATISTIC : Verdict.NO_ROW;
    }

    /** True for a row with nothing but figures in a table whose rows have names. */
    private boolean nameless(Candidate candidate) {
        return candidate.kind == TotalLabels.Kind.NONE
                && candidate.texts == 0
                && keys.name() >= 0
                && !keys.hasCode(candidate.row, -1);
    }

    /** Of a word in any column of a table without codes and names nobody knows what it means. */
    private Verdict unclear() {
        return keys.are() ? Verdict.UNCLEAR : Verdict.ROW;
    }

    /** Compares a candidate with all rows, with those above or below it up to another candidate, with all above it. */
    private Match match(int k, int leastRows) {
        int own = 2 * k + 1;
        Match best = match(k, 0, 2 * candidates.size() + 1, leastRows);
        int far = 0;
        for (int from = k; from > 0 && far < FAR && best != Match.SURE; from--) {
            if (k - from < FAR || isEnd(from - 1)) {
                best = better(best, match(k, 2 * from, own, leastRows));
                far += isEnd(from - 1) ? 1 : 0;
            }
        }
        far = 0;
        for (int to = k + 1; to <= candidates.size() && far < FAR && best != Match.SURE; to++) {
            if (to - k <= FAR || isEnd(to)) {
                best = better(best, match(k, own + 1, 2 * to + 1, leastRows));
                far += isEnd(to) ? 1 : 0;
            }
        }
        return best == Match.SURE ? best : better(best, match(k, 0, own, leastRows));
    }

    /** True where the rows of a part may end, at a candidate that looks like a total or below all rows. */
    private boolean isEnd(int k) {
        return k == candidates.size() || candidates.get(k).label >= 0 || candidates.get(k).verdict == Verdict.FITS;
    }

    private static Match better(Match one, Match other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Compares a candidate with the rows from one place between candidates, or at one, up to another. */
    private Match match(int k, int from, int to, int leastRows) {
        Candidate candidate = candidates.get(k);
        boolean itself = candidate.verdict == Verdict.ROW && from <= 2 * k + 1 && 2 * k + 1 < to;
        int asSum = 0;
        int asMean = 0;
        int neither = 0;
        int rows = 0;
        double digits = 0;
        for (int c = 0; c < columns.size(); c++) {
            double value = candidate.values[c];
            if (Double.isNaN(value) || least[c] > most[c]) {
                continue;
            }
            double sum = sums[c][to] - sums[c][from] - (itself ? value : 0);
            int count = counts[c][to] - counts[c][from] - (itself ? 1 : 0);
            if (count <= 0) {
                continue;
            }
            rows = Math.max(rows, count);
            double rounding = candidate.roundings[c];
            boolean isSum = near(value, sum, rounding < 0.5 ? rounding : 0);
            boolean isMean = near(value, sum / count, rounding);
            asSum += isSum ? 1 : 0;
            asMean += isMean ? 1 : 0;
            neither += isSum || isMean ? 0 : 1;
            digits += isSum ? candidate.digits[c] : 0;
        }
        int comparable = candidate.comparable;
        if (candidate.kind == TotalLabels.Kind.NONE) {
            boolean all = asSum > 0 && asSum == comparable;
            boolean sure = all && nameless(candidate) && 4 * digits >= DIGITS
                    || all && keys.pivot() && rows > 1 && 2 * digits >= DIGITS
                    || all && asSum >= 2 && (rows >= MANY || keys.pivot()) && digits > DIGITS
                    || asSum >= MANY && asSum >= 2 * neither && digits >= DIGITS;
            boolean faint = rows >= MANY && (all || asSum >= 2 && asSum >= 2 * neither) && 2 * digits >= DIGITS;
            return rows < leastRows ? Match.NONE : sure ? Match.SURE : faint ? Match.FAINT : Match.NONE;
        }
        int found =
                switch (candidate.kind) {
                    case TOTAL -> asSum;
                    case MEAN -> asMean;
                    default -> Math.max(asSum, asMean);
                };
        boolean half = found >= 1 && 2 * found >= comparable;
        // a row of the table may share its year, say, with the one above
        boolean fits = candidate.kind == TotalLabels.Kind.MAYBE
                ? half && (rows > 1 ? found > 1 || comparable == 1 : found == comparable)
                : found >= 2 || half;
        return fits ? Match.SURE : Match.NONE;
    }

    private static boolean near(double value, double expected, double rounding) {
        return expected != 0 && Math.abs(value - expected) <= Math.max(1e-9 * Math.abs(expected), rounding);
    }

    /** Adds up the rows between the candidates. */
    private void sumRows() {
        candidates.sort(Comparator.comparingInt(candidate -> candidate.above));
        int segments = candidates.size() + 1;
        rowSums = new double[columns.size()][segments];
        rowCounts = new int[columns.size()][segments];
        least = new double[columns.size()];
        most = new double[columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            RawColumn column = columns.get(c);
            least[c] = Double.POSITIVE_INFINITY;
            most[c] = Double.NEGATIVE_INFINITY;
            if (!isSummed(c)) {
                continue;
            }
            int segment = 0;
            int odd = 0;
            for (int row = 0; row < column.size(); row++) {
                while (segment < candidates.size() && candidates.get(segment).above <= row) {
                    segment++;
                }
                double value = column.plain(row);
                if (odd < column.odds() && column.oddRow(odd) == row) {
                    WrittenNumber written = WrittenNumber.read(column.odd(odd++), '.');
                    value = written == null ? Double.NaN : written.number();
                }
                if (!Double.isNaN(value)) {
                    rowSums[c][segment] += value;
                    rowCounts[c][segment]++;
                    least[c] = Math.min(least[c], value);
                    most[c] = Math.max(most[c], value);
                }
            }
        }
    }

    /** Adds up the rows from the first on, with the candidates that are rows of the table. */
    private void cumulate() {
        int places = 2 * candidates.size() + 2;
        sums = new double[columns.size()][places];
        counts = new int[columns.size()][places];
        for (int c = 0; c < columns.size(); c++) {
            for (int place = 0; place + 1 < places; place++) {
                double sum = rowSums[c][place / 2];
                int count = rowCounts[c][place / 2];
                if (place % 2 == 1) {
                    Candidate candidate = candidates.get(place / 2);
                    boolean isRow = candidate.verdict == Verdict.ROW && !Double.isNaN(candidate.values[c]);
                    sum = isRow ? candidate.values[c] : 0;
                    count = isRow ? 1 : 0;
                }
                sums[c][place + 1] = sums[c][place] + sum;
                counts[c][place + 1] = counts[c][place] + count;
            }
        }
    }

    /**
     * True if a row of the table may be the sum of the next ones: its figures are at least theirs.
     *
     * @param figures some of the others, which have no figure below zero
     */
    boolean mayBeSum(Row row, int count, Figures figures) {
        if (count < MANY) {
            return false;
        }
        int more = 0;
        int compared = 0;
        for (int c = 0; c < Math.min(row.size(), names.size()); c++) {
            if (c == keys.id() || PLACES.matcher(names.get(c)).matches()) {
                continue;
            }
            double others = 0;
            for (int i = 0; i < count; i++) {
                double other = figures.figure(c, i);
                others += Double.isNaN(other) ? 0 : other;
            }
            if (others > 0) {
                compared++;
                WrittenNumber number = WrittenNumber.read(row.text(c), '.');
                more += number != null && number.number() >= others * 0.999999 ? 1 : 0;
            }
        }
        return more >= 2 || more > 0 && more == compared;
    }

    /** Figures of rows; not a number where there is none. */
    interface Figures {
        double figure(int column, int row);
    }
}
