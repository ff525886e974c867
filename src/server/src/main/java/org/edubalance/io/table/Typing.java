package org.edubalance.io.table;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;

/**
 * Gives a column its type: numbers where all that is not missing reads as one, truth values where all are true or false,
 * else texts as they are written.
 */
final class Typing {

    private final RawColumn raw;
    private final String name;
    private final Units.Unit unit;
    private final char decimal;
    private final boolean strict;
    private final IntUnaryOperator lines;
    private final Remarks remarks;
    private final Map<String, Integer> marks = new LinkedHashMap<>();
    private final Map<WrittenNumber.Way, Written> ways = new EnumMap<>(WrittenNumber.Way.class);

    /** How often numbers were written in a way, and the first of them. */
    private static final class Written {
        private int count;
        private String first;
        private BigDecimal value;
        private int row;
    }

    Typing(
            RawColumn raw,
            String name,
            Units.Unit unitOrNull,
            char decimal,
            boolean strict,
            IntUnaryOperator lines,
            Remarks remarks) {
        this.raw = raw;
        this.name = name;
        this.unit = unitOrNull;
        this.decimal = decimal;
        this.strict = strict;
        this.lines = lines;
        this.remarks = remarks;
    }

    Column column() {
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
            if (number == null && !isMissing(raw.odd(i))) {
                others++;
                firstOther = firstOther < 0 ? i : firstOther;
            }
        }
        if (others > 0) {
            if (!strict && found > 2 && found > 2 * others && !hasCodes()) {
                remarks.mixed(name, others, raw.odd(firstOther), lines.applyAsInt(raw.oddRow(firstOther)));
            }
            return null;
        }
        return found == 0 && raw.size() > 0 ? null : numbers;
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
        WrittenNumber number = WrittenNumber.read(text, decimal);
        return number != null && strict && !number.ways().isEmpty() ? null : number;
    }

    private boolean isMissing(String text) {
        return strict ? text.isBlank() : MissingMarks.amongNumbers(text);
    }

    private Column numbers(WrittenNumber[] odd) {
        boolean whole = raw.wholes() != null;
        for (WrittenNumber number : odd) {
            whole &= number == null || number.whole();
        }
        int factor = unit == null ? 0 : unit.exponent();
        if (decimal == ',' && raw.hasMaybePoint()) {
            regroup();
        }
        check(odd);
        int present = raw.numbers();
        for (int i = 0; i < odd.length; i++) {
            if (odd[i] == null) {
                marks.merge(raw.odd(i), 1, Integer::sum);
            } else {
                present++;
                count(odd[i], i);
            }
        }
        tell(present);
        Column column = whole && factor == 0 ? wholes(odd) : null;
        return column != null ? column : reals(odd, factor);
    }

    private void regroup() {
        String before = null;
        for (int i = 0; before == null && i < raw.size(); i++) {
            String text = raw.text(i);
            before = text != null && text.indexOf('.') > 0 ? text : null;
        }
        int first = raw.regroup();
        if (first >= 0) {
            Written written = new Written();
            written.count = 1;
            written.first = before;
            written.value = BigDecimal.valueOf(raw.plain(first));
            written.row = first;
            ways.put(WrittenNumber.Way.GROUPED, written);
        }
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
        ways.forEach((way, written) -> {
            if (way == WrittenNumber.Way.COMMA) {
                remarks.comma(name, written.first, written.value.doubleValue());
            } else {
                remarks.way(
                        way,
                        name,
                        written.count,
                        written.first,
                        written.value.doubleValue(),
                        lines.applyAsInt(written.row));
            }
        });
    }

    /** Refuses numbers that mean different things in one column. */
    private void check(WrittenNumber[] odd) {
        String kind = null;
        int first = -1;
        int percents = 0;
        for (int i = 0; i < odd.length; i++) {
            if (odd[i] == null) {
                continue;
            }
            percents += odd[i].ways().contains(WrittenNumber.Way.PERCENT) ? 1 : 0;
            if (odd[i].unit() != null) {
                if (kind != null && !kind.equals(odd[i].unit())) {
                    throw Refusal.of("table.units", "column", name, "first", raw.odd(first), "second", raw.odd(i))
                            .at(Place.line(lines.applyAsInt(raw.oddRow(i))));
                }
                kind = odd[i].unit();
                first = i;
            }
        }
        if (percents > 0) {
            checkShares(odd);
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
        return Column.whole(name, values, raw.size());
    }

    private Column reals(WrittenNumber[] odd, int factor) {
        double[] values = raw.reals();
        if (factor > 0) {
            boolean any = false;
            for (int i = 0; i < raw.size(); i++) {
                if (!Double.isNaN(values[i])) {
                    values[i] = BigDecimal.valueOf(values[i])
                            .scaleByPowerOfTen(factor)
                            .doubleValue();
                    any = true;
                }
            }
            if (any || odd.length > 0) {
                remarks.scaled(name, (long) Math.pow(10, factor));
            }
        }
        for (int i = 0; i < odd.length; i++) {
            if (odd[i] == null) {
                values[raw.oddRow(i)] = Double.NaN;
            } else {
                // a number that has a factor of its own needs none from the header
                boolean own = odd[i].ways().contains(WrittenNumber.Way.FACTOR);
                values[raw.oddRow(i)] = (own ? odd[i].value() : odd[i].value().scaleByPowerOfTen(factor)).doubleValue();
            }
        }
        return Column.real(name, values, raw.size());
    }

    private Column texts() {
        int stripped = raw.stripped();
        int firstStripped = raw.firstStripped();
        int size = raw.size();
        String[] values = raw.texts();
        int missing = 0;
        boolean flags = size > 0;
        for (int i = 0; i < size; i++) {
            String text = values[i];
            if (text != null && (strict ? text.isEmpty() : MissingMarks.anywhere(text))) {
                marks.merge(text, 1, Integer::sum);
                values[i] = null;
            } else if (text != null) {
                flags = flags && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
            } else {
                marks.merge("", 1, Integer::sum);
            }
            missing += values[i] == null ? 1 : 0;
        }
        if (!strict) {
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
}
