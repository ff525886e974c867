package org.edubalance.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;

/** The numbers of rows of schools, and the groups that they are in. */
final class RowReader implements Serializable, Rejects.Check {

    private static final long serialVersionUID = 1L;

    /** The name under which the group is found. */
    static final String GROUP = "_group";

    /** The group of all rows together. */
    static final String ALL = "ALL";

    private static final String NUMBER = "_number_";

    private final int[] numbers;
    private final String[] names;
    /** Whether a number is a column's own, which has to be finite; an expression may be undefined. */
    private final boolean[] own;

    private final boolean notNegative;
    private final int group;
    private final String groupText;
    private final int malformed;
    private final int[] texts;
    private final String[] textNames;

    /**
     * The reader of rows that {@code asked} has evaluated.
     *
     * @param names of the numbers, in the order in which they were asked for by {@link #number}
     * @param expressions where the numbers come from
     * @param notNegative whether numbers below 0 are refused
     * @param groupText where the group comes from, null for none
     */
    RowReader(
            StructType schema,
            Expressions asked,
            List<String> names,
            List<String> expressions,
            boolean notNegative,
            String groupText) {
        numbers = new int[names.size()];
        own = new boolean[names.size()];
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = schema.fieldIndex(number(j));
            own[j] = asked.isColumn(expressions.get(j));
        }
        this.names = names.toArray(String[]::new);
        this.notNegative = notNegative;
        this.groupText = groupText;
        group = groupText == null ? -1 : schema.fieldIndex(GROUP);
        malformed = PointReader.malformed(schema);
        texts = asked.texts().stream().mapToInt(schema::fieldIndex).toArray();
        textNames = asked.texts().toArray(String[]::new);
    }

    /** The name under which a number is found. */
    static String number(int j) {
        return NUMBER + j;
    }

    @Override
    public Localized reason(Row row) {
        Localized unreadable = PointReader.unreadable(row, malformed, texts, textNames);
        if (unreadable != null) {
            return unreadable;
        }
        for (int j = 0; j < numbers.length; j++) {
            if (row.isNullAt(numbers[j])) {
                continue;
            }
            double value = row.getDouble(numbers[j]);
            if (own[j] && !Double.isFinite(value)) {
                return Message.of("spark.reason.number", "column", names[j], "got", value);
            }
            if (notNegative && value < 0 && Double.isFinite(value)) {
                return Message.of("spark.reason.negative", "name", names[j], "got", value);
            }
        }
        if (group >= 0) {
            String key = group(row);
            if (key == null || key.isBlank()) {
                return Message.of("spark.reason.group", "group", groupText);
            }
            if (key.equals(ALL)) {
                return Message.of("spark.reason.all", "group", groupText, "name", ALL);
            }
        }
        return null;
    }

    /** The numbers, NaN where there is none. */
    double[] numbers(Row row) {
        double[] values = new double[numbers.length];
        for (int j = 0; j < values.length; j++) {
            double value = row.isNullAt(numbers[j]) ? Double.NaN : row.getDouble(numbers[j]);
            values[j] = Double.isFinite(value) ? value : Double.NaN;
        }
        return values;
    }

    /** The row's group, {@link #ALL} without groups; null where it has none. */
    String group(Row row) {
        return group < 0 ? ALL : row.getString(group);
    }
}
