package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.edubalance.io.table.Row.Kept;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * The rows that are called totals or means. One whose figures are the sums or means of rows above it, or below it up to the
 * next of its kind, is no row of the table.
 */
final class Totals {

    /** More are no totals: a word that happens to be in every row. */
    private static final int MOST = 1_000;

    private static final int MOST_SUMS = 2_000_000;

    private static final int FAR = 50;

    private final List<Candidate> candidates = new ArrayList<>();
    private List<RawColumn> columns;
    /** By column, the sum and count of the rows between one candidate and the next. */
    private double[][] sums;

    private int[][] counts;
    private double[] least;
    private double[] most;

    /** A row that may be one of totals, and how many rows of the table are above it. */
    private record Candidate(Kept row, TotalLabels.Kind kind, String label, int above) {}

    /** Columns whose sums and means say nothing. */
    private static final Pattern PLACES =
            Pattern.compile("(?i).*(经度|纬度|东经|北纬|longitude|latitude).*|lon|lat|lng|long|x|y");

    private final List<String> names;

    /** @param names what the columns are called */
    Totals(List<String> names) {
        this.names = names;
    }

    boolean isFull() {
        return candidates.size() >= MOST || (long) candidates.size() * names.size() >= MOST_SUMS;
    }

    void add(Kept row, TotalLabels.Kind kind, String label, int above) {
        candidates.add(new Candidate(row, kind, label, above));
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
        sum();
        List<Back> back = new ArrayList<>();
        List<Message> left = new ArrayList<>();
        List<Message> differing = new ArrayList<>();
        for (int k = 0; k < candidates.size(); k++) {
            Candidate candidate = candidates.get(k);
            Message told = Message.of("table.line", "text", candidate.label, "place", Place.line(candidate.row.line()));
            switch (verdict(k)) {
                case FITS -> left.add(told);
                case NO_ROW -> differing.add(told);
                default -> {
                    if (candidate.kind != TotalLabels.Kind.MAYBE) {
                        throw Refusal.of("table.total.unclear", "label", candidate.label)
                                .at(Place.line(candidate.row.line()));
                    }
                    back.add(new Back(candidate.row, candidate.above));
                }
            }
        }
        if (!left.isEmpty()) {
            notes.add(Message.of("table.note.total", "n", left.size(), "rows", left));
        }
        if (!differing.isEmpty()) {
            notes.warn(Message.of("table.note.differs", "n", differing.size(), "rows", differing));
        }
        return back;
    }

    private enum Verdict {
        FITS,
        NO_ROW,
        ROW
    }

    private Verdict verdict(int k) {
        Candidate candidate = candidates.get(k);
        int comparable = 0;
        int within = 0;
        int numbers = 0;
        int texts = 0;
        List<WrittenNumber> values = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            String cell = candidate.row.cell(c);
            WrittenNumber value = WrittenNumber.read(cell, '.');
            values.add(value);
            numbers += value == null ? 0 : 1;
            texts += value == null && !cell.isEmpty() && !MissingMarks.amongNumbers(cell) ? 1 : 0;
            if (value != null && least[c] <= most[c]) {
                comparable++;
                within += value.number() >= least[c] && value.number() <= most[c] ? 1 : 0;
            }
        }
        if (comparable > 0 && fits(k, values, comparable)) {
            return Verdict.FITS;
        }
        if (candidate.kind == TotalLabels.Kind.MEAN && within == comparable && texts <= 1) {
            return Verdict.FITS;
        }
        if (candidate.kind == TotalLabels.Kind.MAYBE) {
            return Verdict.ROW;
        }
        // a total has nothing but its name and figures; a school has a code, a county, a stage
        return numbers == 0 ? Verdict.FITS : texts <= 1 ? Verdict.NO_ROW : Verdict.ROW;
    }

    private boolean fits(int k, List<WrittenNumber> values, int comparable) {
        int segments = candidates.size() + 1;
        if (matches(k, values, comparable, 0, segments)) {
            return true;
        }
        for (int from = k; from >= Math.max(0, k - FAR); from--) {
            if (matches(k, values, comparable, from, k + 1)) {
                return true;
            }
        }
        for (int to = k + 2; to <= Math.min(segments, k + 2 + FAR); to++) {
            if (matches(k, values, comparable, k + 1, to)) {
                return true;
            }
        }
        return matches(k, values, comparable, 0, k + 1);
    }

    private boolean matches(int k, List<WrittenNumber> values, int comparable, int from, int to) {
        int asSum = 0;
        int asMean = 0;
        int rows = 0;
        for (int c = 0; c < columns.size(); c++) {
            WrittenNumber value = values.get(c);
            if (value == null || least[c] > most[c]) {
                continue;
            }
            double sum = 0;
            int count = 0;
            for (int s = from; s < to; s++) {
                sum += sums[c][s];
                count += counts[c][s];
            }
            if (count == 0) {
                continue;
            }
            rows = Math.max(rows, count);
            double rounding =
                    0.5000001 * Math.pow(10, -Math.max(0, value.value().scale()));
            boolean decimals = value.value().scale() > 0;
            asSum += near(value.number(), sum, decimals ? rounding : 0) ? 1 : 0;
            asMean += near(value.number(), sum / count, rounding) ? 1 : 0;
        }
        int found =
                switch (candidates.get(k).kind) {
                    case TOTAL -> asSum;
                    case MEAN -> asMean;
                    default -> Math.max(asSum, asMean);
                };
        boolean half = found >= 1 && 2 * found >= comparable;
        if (candidates.get(k).kind == TotalLabels.Kind.MAYBE) {
            // a row of the table may share its year, say, with the one above
            return half && (rows > 1 ? found > 1 || comparable == 1 : found == comparable);
        }
        return found >= 2 || half;
    }

    private static boolean near(double value, double expected, double rounding) {
        return expected != 0 && Math.abs(value - expected) <= Math.max(1e-9 * Math.abs(expected), rounding);
    }

    private void sum() {
        int segments = candidates.size() + 1;
        sums = new double[columns.size()][segments];
        counts = new int[columns.size()][segments];
        least = new double[columns.size()];
        most = new double[columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            RawColumn column = columns.get(c);
            least[c] = Double.POSITIVE_INFINITY;
            most[c] = Double.NEGATIVE_INFINITY;
            if (column.isText()
                    || c < names.size() && PLACES.matcher(names.get(c)).matches()) {
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
                    sums[c][segment] += value;
                    counts[c][segment]++;
                    least[c] = Math.min(least[c], value);
                    most[c] = Math.max(most[c], value);
                }
            }
        }
    }
}
