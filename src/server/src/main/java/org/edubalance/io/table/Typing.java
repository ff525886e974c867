package org.edubalance.io.table;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * Gives a column its type: numbers where all that is not missing reads as one, truth values where all are true or false,
 * else texts as they are written.
 */
final class Typing {

    /** Terms of the vocabulary that are no quantities. */
    private static final Set<String> NO_QUANTITIES =
            Set.of("id", "name", "county", "township", "stage", "year", "grade", "school_type");

    private static final Pattern QUANTITY = Pattern.compile("(?i).*(人数|生数|师数|班数|册数|台数|间数|总数|面积|count)$");

    /** Numbers that stand for a missing value in many tables, where no other number is near them. */
    private static final long[] SENTINELS = {-99_999, -9_999, -999, 9_999, 99_999, 999_999};

    /** A number that a program shortened: 5.42621E+11. */
    private static final Pattern SHORTENED = Pattern.compile("-?\\d(?:\\.(\\d+)[eE]\\+?|[eE]\\+)(\\d{1,3})");

    /** Above this, a double does not hold every whole number. */
    private static final double EXACT = 1L << 53;

    /** A whole number of more than 15 digits, from the sixteenth on zeros. */
    private static final Pattern LONG_ZEROS = Pattern.compile("[1-9]\\d{14}0+");

    /** Programs write numbers of fewer digits before the point in full. */
    private static final int LEAST_SHORTENED = 7;

    /** No two schools' equipment is this many powers of two apart, with nothing in between. */
    private static final int WIDEST_GAP = 10;

    private final RawColumn raw;
    private final Head head;
    private final String name;
    private final boolean strict;
    private final int[] order;
    private final IntUnaryOperator lines;
    private final Remarks remarks;
    private final Map<String, Integer> marks = new LinkedHashMap<>();
    private final Map<WrittenNumber.Way, Written> ways = new EnumMap<>(WrittenNumber.Way.class);
    private final BitSet dittos = new BitSet();
    private IntUnaryOperator above;
    private boolean toldMixed;
    private boolean toldDigits;

    /** How often numbers were written in a way, and the first of them. */
    private static final class Written {
        private int count;
        private String first;
        private BigDecimal value;
        private int row;
    }

    /**
     * What is known of a column before its values are.
     *
     * @param term what the vocabulary understands it as, null for nothing
     * @param unit the unit that the header gives, null without one
     * @param decimal its decimal mark
     */
    record Head(String name, String term, Units.Unit unit, char decimal) {

        private boolean isCode() {
            return "id".equals(term);
        }

        private boolean isQuantity() {
            return term != null && !NO_QUANTITIES.contains(term);
        }

        /** What a number without a unit of its own is multiplied by; null for nothing. */
        private Units.Unit scale() {
            return unit == null || unit.isPlain() ? null : unit;
        }
    }

    /** @param order the rows in the order of the file, null where they are in it */
    Typing(RawColumn raw, Head head, boolean strict, int[] order, IntUnaryOperator lines, Remarks remarks) {
        this.raw = raw;
        this.head = head;
        this.name = head.name();
        this.strict = strict;
        this.order = order;
        this.lines = lines;
        this.remarks = remarks;
    }

    Column column() {
        if (!strict && raw.wrapped() > 0) {
            remarks.wrapped(name, raw.wrapped(), lines.applyAsInt(raw.firstWrapped()));
        }
        if (!raw.isText()) {
            WrittenNumber[] numbers = numbers();
            if (numbers != null) {
                return numbers(numbers);
            }
        }
        return texts();
    }

    /** The odd cells as numbers, null where one is missing; null if one of them is neither. */
    private WrittenNumber[] numbers() {
        WrittenNumber[] numbers = new WrittenNumber[raw.odds()];
        int found = raw.numbers();
        int others = 0;
        int firstOther = -1;
        for (int i = 0; i < numbers.length; i++) {
            WrittenNumber number = number(raw.odd(i));
            numbers[i] = number;
            found += number == null ? 0 : 1;
            if (number != null || isMissing(raw.odd(i))) {
                continue;
            }
            if (isDitto(raw.odd(i))) {
                dittos.set(raw.oddRow(i));
            } else {
                others++;
                firstOther = firstOther < 0 ? i : firstOther;
            }
        }
        if (others > 0) {
            if (!strict && found > 2 && found > 2 * others && !hasCodes()) {
                remarks.mixed(name, others, raw.odd(firstOther), lines.applyAsInt(raw.oddRow(firstOther)));
                toldMixed = true;
            }
            return null;
        }
        return found == 0 && raw.size() > 0 && !head.isQuantity() ? null : numbers;
    }

    /** Codes are texts although all of them are digits: 007. */
    private boolean hasCodes() {
        for (int i = 0; i < raw.odds(); i++) {
            if (raw.odd(i).chars().allMatch(Character::isDigit)) {
                return true;
            }
        }
        return false;
    }

    private WrittenNumber number(String text) {
        WrittenNumber number = WrittenNumber.read(text, head.decimal());
        return number != null && strict && !number.ways().isEmpty() ? null : number;
    }

    private boolean isMissing(String text) {
        return strict ? text.isBlank() : MissingMarks.amongNumbers(text);
    }

    private boolean isDitto(String text) {
        return !strict && Dittos.is(text);
    }

    /** Finds the values that the marks for the one above stand for. */
    private void resolveDittos() {
        if (dittos.isEmpty()) {
            return;
        }
        int first = dittos.nextSetBit(0);
        above = Dittos.sources(dittos, raw.size(), order);
        if (above == null) {
            throw Refusal.of("table.ditto", "column", name, "got", raw.text(first))
                    .at(Place.line(lines.applyAsInt(first)));
        }
        String value = raw.text(above.applyAsInt(first));
        remarks.ditto(name, dittos.cardinality(), raw.text(first), value, lines.applyAsInt(first));
    }

    private Column numbers(WrittenNumber[] odd) {
        boolean whole = raw.wholes() != null;
        for (WrittenNumber number : odd) {
            whole &= number == null || number.whole();
        }
        if (!strict) {
            checkDigits();
            resolveDittos();
        }
        if (head.decimal() == ',' && raw.hasMaybePoint()) {
            regroup();
        }
        check(odd);
        int present = raw.numbers();
        for (int i = 0; i < odd.length; i++) {
            if (dittos.get(raw.oddRow(i))) {
                String value = raw.text(above.applyAsInt(raw.oddRow(i)));
                present += value != null && number(value) != null ? 1 : 0;
            } else if (odd[i] == null) {
                marks.merge(raw.odd(i), 1, Integer::sum);
            } else {
                present++;
                count(odd[i], i);
            }
        }
        tell(present);
        Column column = whole && head.scale() == null ? wholes(odd) : null;
        return column != null ? column : reals(odd);
    }

    private void regroup() {
        int first = raw.firstMaybePoint();
        if (first >= 0) {
            Written written = new Written();
            written.first = raw.text(first);
            written.count = raw.regroup();
            written.value = BigDecimal.valueOf(raw.plain(first));
            written.row = first;
            ways.put(WrittenNumber.Way.GROUPED, written);
        }
    }

    /** Refuses codes of which a program left no more than the first digits; warns of other numbers that are so long. */
    private void checkDigits() {
        if (head.isCode()) {
            checkZeros();
        }
        for (int i = 0; i < raw.odds(); i++) {
            checkDigits(raw.odd(i), raw.oddRow(i));
        }
        for (int i = 0; head.isCode() && raw.wholes() == null && i < raw.size(); i++) {
            if (raw.plain(i) >= 1e7) {
                checkDigits(raw.text(i), i);
            }
        }
    }

    /** Codes that end in zeros, all of them, where a spreadsheet program keeps no more digits. */
    private void checkZeros() {
        int row = 0;
        while (row < raw.size()
                && (raw.text(row) == null || LONG_ZEROS.matcher(raw.text(row)).matches())) {
            row++;
        }
        if (row == raw.size() && row > 1 && raw.text(0) != null) {
            remarks.digits(name, raw.text(0), lines.applyAsInt(0));
        }
    }

    private void checkDigits(String text, int row) {
        if (!isShortened(text)) {
            return;
        }
        if (head.isCode()) {
            throw Refusal.of("table.code.digits", "column", name, "got", text).at(Place.line(lines.applyAsInt(row)));
        }
        if (!toldDigits && Math.abs(Double.parseDouble(text)) > EXACT) {
            remarks.digits(name, text, lines.applyAsInt(row));
            toldDigits = true;
        }
    }

    private static boolean isShortened(String text) {
        if (text.length() < 5 || text.charAt(1) != '.' && text.charAt(1) != 'E' && text.charAt(1) != 'e') {
            return false;
        }
        Matcher shortened = SHORTENED.matcher(text);
        if (!shortened.matches()) {
            return false;
        }
        int exponent = Integer.parseInt(shortened.group(2));
        int shown = shortened.group(1) == null ? 0 : shortened.group(1).length();
        return exponent >= LEAST_SHORTENED && shown < exponent;
    }

    private void count(WrittenNumber number, int i) {
        for (WrittenNumber.Way way : number.ways()) {
            Written written = ways.computeIfAbsent(way, key -> new Written());
            if (written.count++ == 0) {
                written.first = raw.odd(i);
                written.value = number.value();
                written.row = raw.oddRow(i);
            }
        }
    }

    private void tell(int present) {
        int missing = raw.size() - present;
        if (strict) {
            return;
        }
        if (missing > 0) {
            int marked = marks.values().stream().mapToInt(Integer::intValue).sum();
            Map<String, Integer> all = new LinkedHashMap<>();
            if (missing > marked) {
                all.put("", missing - marked);
            }
            all.putAll(marks);
            remarks.missing(name, missing, all);
        }
        ways.forEach((way, written) -> remarks.way(
                way, name, written.count, written.first, written.value.doubleValue(), lines.applyAsInt(written.row)));
    }

    /** Refuses numbers that mean different things in one column. */
    private void check(WrittenNumber[] odd) {
        String kind = head.unit() == null ? null : head.unit().kind();
        String first = kind == null ? null : head.unit().text();
        String foreign = head.unit() != null && head.unit().isForeign() ? first : null;
        int percents = 0;
        int largest = -1;
        for (int i = 0; i < odd.length; i++) {
            if (odd[i] == null) {
                continue;
            }
            percents += odd[i].ways().contains(WrittenNumber.Way.PERCENT) ? 1 : 0;
            if (odd[i].unit() != null) {
                if (kind != null && !kind.equals(odd[i].unit())) {
                    throw Refusal.of("table.units", "column", name, "first", first, "second", raw.odd(i))
                            .at(Place.line(lines.applyAsInt(raw.oddRow(i))));
                }
                kind = odd[i].unit();
                first = raw.odd(i);
                foreign = foreign == null && Units.isForeign(kind) ? first : foreign;
            }
            boolean converted = odd[i].ways().contains(WrittenNumber.Way.FACTOR)
                    || odd[i].ways().contains(WrittenNumber.Way.AREA);
            if (converted && (largest < 0 || odd[i].number() > odd[largest].number())) {
                largest = i;
            }
        }
        if (percents > 0) {
            checkShares(odd);
        }
        if (largest >= 0 && head.scale() == null) {
            checkBare(raw.odd(largest), odd[largest].number());
        }
        if (foreign != null && !strict) {
            remarks.currency(name, foreign);
        }
    }

    /** 323.84万 beside 140.74: is the other one in 万 too, or is it 140? */
    private void checkBare(String written, double converted) {
        int most = -1;
        for (int i = 0; i < raw.size(); i++) {
            if (raw.plain(i) > 0 && (most < 0 || raw.plain(i) > raw.plain(most))) {
                most = i;
            }
        }
        if (most >= 0 && raw.plain(most) * 100 < converted) {
            throw Refusal.of("table.units.bare", "column", name, "first", written, "second", raw.text(most))
                    .at(Place.line(lines.applyAsInt(most)));
        }
    }

    /** 85 % beside 0.68: is that 68 %, or less than one? */
    private void checkShares(WrittenNumber[] odd) {
        double most = Double.NEGATIVE_INFINITY;
        int fraction = -1;
        double[] plain = raw.reals();
        for (int i = 0; i < raw.size(); i++) {
            if (!Double.isNaN(plain[i])) {
                most = Math.max(most, plain[i]);
                if (fraction < 0 && plain[i] > 0 && plain[i] < 1) {
                    fraction = i;
                }
            }
        }
        if (fraction >= 0 && most <= 1) {
            int percent = 0;
            while (odd[percent] == null || !odd[percent].ways().contains(WrittenNumber.Way.PERCENT)) {
                percent++;
            }
            throw Refusal.of("table.shares", "column", name, "percent", raw.odd(percent), "share", raw.text(fraction))
                    .at(Place.line(lines.applyAsInt(fraction)));
        }
    }

    /** Whole numbers; null if one is beyond a long. */
    private Column wholes(WrittenNumber[] odd) {
        long[] values = raw.wholes();
        for (int i = 0; i < odd.length; i++) {
            values[raw.oddRow(i)] =
                    odd[i] == null ? Column.NO_LONG : odd[i].value().longValueExact();
        }
        dittos.stream().forEach(row -> values[row] = values[above.applyAsInt(row)]);
        return checked(Column.whole(name, values, raw.size()));
    }

    private Column reals(WrittenNumber[] odd) {
        double[] values = raw.reals();
        Units.Unit scale = head.scale();
        if (scale != null) {
            boolean any = false;
            for (int i = 0; i < raw.size(); i++) {
                if (!Double.isNaN(values[i])) {
                    values[i] = scale.convert(BigDecimal.valueOf(values[i])).doubleValue();
                    any = true;
                }
            }
            if (any || odd.length > 0) {
                remarks.scaled(name, scale);
            }
        }
        for (int i = 0; i < odd.length; i++) {
            if (odd[i] == null) {
                values[raw.oddRow(i)] = Double.NaN;
            } else {
                // a number that says in what unit it is needs none from the header
                boolean own = scale == null || odd[i].sized();
                values[raw.oddRow(i)] = (own ? odd[i].value() : scale.convert(odd[i].value())).doubleValue();
            }
        }
        dittos.stream().forEach(row -> values[row] = values[above.applyAsInt(row)]);
        return checked(Column.real(name, values, raw.size()));
    }

    /** Warns of numbers that may not be what they seem. */
    private Column checked(Column column) {
        if (strict) {
            return column;
        }
        if (head.isQuantity() || QUANTITY.matcher(name).matches()) {
            checkSentinels(column);
        }
        boolean money = head.unit() != null && Units.MONEY.equals(head.unit().kind());
        if (money || "equipment_value".equals(head.term())) {
            checkSpread(column);
        }
        return column;
    }

    private void checkSentinels(Column column) {
        if (!column.hasAny(SENTINELS)) {
            return;
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int[] found = new int[SENTINELS.length];
        int[] first = new int[SENTINELS.length];
        for (int row = 0; row < column.size(); row++) {
            double value = column.number(row);
            int sentinel = sentinel(value);
            if (sentinel >= 0) {
                first[sentinel] = found[sentinel]++ == 0 ? row : first[sentinel];
            } else if (value != 0) {
                least = value < least ? value : least;
                most = value > most ? value : most;
            }
        }
        for (int i = 0; i < SENTINELS.length; i++) {
            double value = SENTINELS[i];
            boolean far = value < 0 ? least > 0 : value > 3 * most || 10 * value < least;
            if (found[i] > 0 && far && least <= most) {
                remarks.sentinel(name, found[i], SENTINELS[i], lines.applyAsInt(first[i]));
            }
        }
    }

    private static int sentinel(double value) {
        for (int i = 0; i < SENTINELS.length; i++) {
            if (value == SENTINELS[i]) {
                return i;
            }
        }
        return -1;
    }

    /** 52 beside 3238400: some of the amounts may be in 万元. */
    private void checkSpread(Column column) {
        int[] firsts = new int[Double.MAX_EXPONENT + 1];
        Arrays.fill(firsts, -1);
        for (int row = 0; row < column.size(); row++) {
            double value = column.number(row);
            if (value >= 1 && value <= Double.MAX_VALUE && firsts[Math.getExponent(value)] < 0) {
                firsts[Math.getExponent(value)] = row;
            }
        }
        int below = -1;
        for (int exponent = 0; exponent < firsts.length; exponent++) {
            if (firsts[exponent] < 0) {
                continue;
            }
            if (below >= 0 && exponent - below >= WIDEST_GAP) {
                int low = firsts[below];
                int high = firsts[exponent];
                remarks.spread(
                        name, column.value(low), lines.applyAsInt(low), column.value(high), lines.applyAsInt(high));
                return;
            }
            below = exponent;
        }
    }

    private Column texts() {
        int stripped = raw.stripped();
        int firstStripped = raw.firstStripped();
        int size = raw.size();
        String[] values = raw.texts();
        dittos.clear();
        boolean flags = raw.mayHaveMarks() && findMarks(values, size);
        resolveDittos();
        dittos.stream().forEach(row -> values[row] = values[above.applyAsInt(row)]);
        int missing = 0;
        for (int i = 0; i < size; i++) {
            missing += values[i] == null ? 1 : 0;
        }
        if (!raw.mayHaveMarks()) {
            marks.put("", missing);
        }
        if (!strict) {
            checkTexts(values);
            if (missing > 0 && missing < size) {
                remarks.missing(name, missing, marks);
            }
            if (stripped > 0) {
                remarks.stripped(name, stripped, lines.applyAsInt(firstStripped));
            }
        }
        if (flags && missing < size) {
            Boolean[] truths = new Boolean[size];
            for (int i = 0; i < size; i++) {
                truths[i] = values[i] == null ? null : Boolean.valueOf(values[i]);
            }
            return Column.flags(name, truths);
        }
        return Column.texts(name, values, size);
    }

    /** True if a text that begins so, and is so long, may be a mark, or a truth value. */
    static boolean mayBeMark(char first, int length) {
        return MissingMarks.mayBegin(first, length)
                || Dittos.mayBegin(first, length)
                || length <= "false".length() && (first == 't' || first == 'T' || first == 'f' || first == 'F');
    }

    /**
     * Takes the marks for no value away, and finds those for the value above.
     *
     * @return true if all other texts are true or false
     */
    private boolean findMarks(String[] values, int size) {
        boolean flags = true;
        for (int i = 0; i < size; i++) {
            String text = values[i];
            if (text == null) {
                marks.merge("", 1, Integer::sum);
            } else if (strict ? text.isEmpty() : MissingMarks.anywhere(text)) {
                marks.merge(text, 1, Integer::sum);
                values[i] = null;
            } else if (isDitto(text)) {
                dittos.set(i);
            } else {
                flags = flags && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
            }
        }
        return flags;
    }

    /** Codes that were shortened; words where numbers are expected. */
    private void checkTexts(String[] values) {
        if (head.isCode()) {
            checkZeros();
        }
        for (int i = 0; head.isCode() && i < raw.size(); i++) {
            if (values[i] != null) {
                checkDigits(values[i], i);
            }
        }
        if (!head.isQuantity() || toldMixed) {
            return;
        }
        int words = 0;
        int first = -1;
        for (int i = 0; i < raw.size(); i++) {
            if (values[i] != null && number(values[i]) == null && !isMissing(values[i])) {
                words++;
                first = first < 0 ? i : first;
            }
        }
        if (words > 0) {
            remarks.words(name, words, values[first], lines.applyAsInt(first));
        }
    }
}
