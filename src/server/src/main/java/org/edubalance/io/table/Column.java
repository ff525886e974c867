package org.edubalance.io.table;

import java.util.Arrays;

/** A column of a table, all of whose values have one type, in one array. */
public final class Column {

    private static final int NO_INT = Integer.MIN_VALUE;
    static final long NO_LONG = Long.MIN_VALUE;

    private final String name;
    private final Class<?> type;
    private final int size;
    private final int[] ints;
    private final long[] longs;
    private final double[] doubles;
    private final Object[] objects;

    private Column(String name, Class<?> type, int size, int[] ints, long[] longs, double[] doubles, Object[] objects) {
        this.name = name;
        this.type = type;
        this.size = size;
        this.ints = ints;
        this.longs = longs;
        this.doubles = doubles;
        this.objects = objects;
    }

    /** Whole numbers; {@link #NO_LONG} where there is none. */
    static Column whole(String name, long[] values, int size) {
        int[] ints = new int[size];
        for (int i = 0; i < size; i++) {
            if (values[i] == NO_LONG) {
                ints[i] = NO_INT;
            } else if (values[i] > NO_INT && values[i] <= Integer.MAX_VALUE) {
                ints[i] = (int) values[i];
            } else {
                return new Column(name, Long.class, size, null, trimmed(values, size), null, null);
            }
        }
        return new Column(name, Integer.class, size, ints, null, null, null);
    }

    private static long[] trimmed(long[] values, int size) {
        return values.length == size ? values : Arrays.copyOf(values, size);
    }

    /** Whole numbers; the least Integer where there is none. */
    static Column ints(String name, int[] values) {
        return new Column(name, Integer.class, values.length, values, null, null, null);
    }

    /** Whole numbers; {@link #NO_LONG} where there is none. */
    static Column longs(String name, long[] values) {
        return new Column(name, Long.class, values.length, null, values, null, null);
    }

    /** Values of a class; null where there is none. */
    static Column objects(String name, Class<?> type, Object[] values) {
        return new Column(name, type, values.length, null, null, null, values);
    }

    /** No value at all, but a type. */
    static Column empty(String name, Class<?> type, int size) {
        if (type == Integer.class || type == Long.class || type == Double.class) {
            double[] values = new double[size];
            Arrays.fill(values, Double.NaN);
            return new Column(name, type, size, null, null, values, null);
        }
        return objects(name, type, new Object[size]);
    }

    /** Numbers; NaN where there is none. */
    static Column real(String name, double[] values, int size) {
        return new Column(
                name,
                Double.class,
                size,
                null,
                null,
                values.length == size ? values : Arrays.copyOf(values, size),
                null);
    }

    /** Texts; null where there is none. */
    static Column texts(String name, String[] values, int size) {
        return new Column(
                name,
                String.class,
                size,
                null,
                null,
                null,
                values.length == size ? values : Arrays.copyOf(values, size));
    }

    /** Truth values; null where there is none. */
    static Column flags(String name, Boolean[] values) {
        return new Column(name, Boolean.class, values.length, null, null, null, values);
    }

    /** These values in another order; only some of them, where the order is shorter. */
    Column select(int[] order) {
        int[] someInts =
                ints == null ? null : Arrays.stream(order).map(i -> ints[i]).toArray();
        long[] someLongs = longs == null
                ? null
                : Arrays.stream(order).mapToLong(i -> longs[i]).toArray();
        double[] someDoubles = doubles == null
                ? null
                : Arrays.stream(order).mapToDouble(i -> doubles[i]).toArray();
        Object[] someObjects = objects == null
                ? null
                : Arrays.stream(order).mapToObj(i -> objects[i]).toArray(n -> Arrays.copyOf(objects, n));
        return new Column(name, type, order.length, someInts, someLongs, someDoubles, someObjects);
    }

    /** The same values under another name. */
    public Column named(String other) {
        return new Column(other, type, size, ints, longs, doubles, objects);
    }

    public String name() {
        return name;
    }

    /** Integer, Long, Double, Boolean, String, or what else a format with types of its own has. */
    public Class<?> type() {
        return type;
    }

    public int size() {
        return size;
    }

    public boolean isNumber() {
        return objects == null;
    }

    /** The value of a row, null where it has none. */
    public Object value(int row) {
        if (ints != null) {
            return ints[row] == NO_INT ? null : (Object) ints[row];
        }
        if (doubles != null) {
            return Double.isNaN(doubles[row]) ? null : (Object) doubles[row];
        }
        if (longs != null) {
            return longs[row] == NO_LONG ? null : (Object) longs[row];
        }
        return objects[row];
    }

    /** The number of a row, NaN where it has none or its value is no number. */
    public double number(int row) {
        if (ints != null) {
            return ints[row] == NO_INT ? Double.NaN : ints[row];
        }
        if (doubles != null) {
            return doubles[row];
        }
        if (longs != null) {
            return longs[row] == NO_LONG ? Double.NaN : longs[row];
        }
        return objects[row] instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** True if a column of numbers has one of some whole numbers, given in ascending order. */
    boolean hasAny(long[] sought) {
        // nearly all others are told from these by their last six bits
        long lastBits = 0;
        for (long number : sought) {
            lastBits |= 1L << number;
        }
        for (int row = 0; row < size; row++) {
            long value = ints != null ? ints[row] : doubles != null ? (long) doubles[row] : longs[row];
            if ((lastBits >>> value & 1) != 0
                    && Arrays.binarySearch(sought, value) >= 0
                    && (doubles == null || doubles[row] == value)) {
                return true;
            }
        }
        return false;
    }

    /** How many rows have no value. */
    public int missing() {
        int missing = 0;
        for (int i = 0; i < size; i++) {
            missing += objects != null ? (objects[i] == null ? 1 : 0) : Double.isNaN(number(i)) ? 1 : 0;
        }
        return missing;
    }
}
