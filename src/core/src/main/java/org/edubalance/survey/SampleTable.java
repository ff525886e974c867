package org.edubalance.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The make-up of a sample by one characteristic, for example gender: how many respondents have each of its values. */
public final class SampleTable {

    /**
     * One value.
     *
     * @param value the value, null for the respondents who gave none
     * @param count the respondents
     * @param percent their share of those who gave a value, 0 to 100; NaN for those who did not
     */
    public record Row(String value, int count, double percent) {}

    private SampleTable() {}

    /**
     * Counts values. The percentages sum to 100 but for rounding in the last place; those who gave no value come in a
     * last row of their own, if there are any.
     *
     * @param values one per respondent, null where missing
     * @return the rows by value: numbers upwards, other texts alphabetically after them
     */
    public static List<Row> of(List<String> values) {
        Map<String, Integer> counts = new HashMap<>();
        int missing = 0;
        for (String value : values) {
            if (value == null) {
                missing++;
            } else {
                counts.merge(value, 1, Integer::sum);
            }
        }
        int answered = values.size() - missing;
        List<Row> rows = new ArrayList<>();
        counts.keySet().stream().map(Value::of).sorted().forEach(value -> {
            int count = counts.get(value.text);
            rows.add(new Row(value.text, count, 100.0 * count / answered));
        });
        if (missing > 0) {
            rows.add(new Row(null, missing, Double.NaN));
        }
        return rows;
    }

    /** A value with the number that it reads as; texts come after every number. */
    private record Value(String text, double number) implements Comparable<Value> {

        private static final Comparator<Value> ORDER =
                Comparator.comparingDouble(Value::number).thenComparing(Value::text);

        static Value of(String text) {
            try {
                return new Value(text, Double.parseDouble(text));
            } catch (NumberFormatException e) {
                return new Value(text, Double.POSITIVE_INFINITY);
            }
        }

        @Override
        public int compareTo(Value other) {
            return ORDER.compare(this, other);
        }
    }
}
