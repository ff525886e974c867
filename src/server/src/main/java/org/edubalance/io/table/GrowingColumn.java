package org.edubalance.io.table;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A column that is filled row by row, and has the narrowest type of Integer, Long, Double, and any one other class that
 * holds all its values; values of several others, or of others and numbers, are texts. Rows that are left out are null.
 */
public final class GrowingColumn {

    private static final int FIRST = 16;
    private static final int NO_INT = Integer.MIN_VALUE;
    private static final long NO_LONG = Long.MIN_VALUE;

    /** A power of two; texts that come again and again are kept once. */
    private static final int RECENT = 256;

    private final Class<?> declared;
    private int[] ints;
    private long[] longs;
    private double[] doubles;
    private Object[] objects;
    private Class<?> type;
    /** The rows of doubles that were whole numbers, for the case that they become texts. */
    private BitSet whole;

    private String[] recent;

    /** @param declaredOrNull the type of the column if it has no value */
    public GrowingColumn(Class<?> declaredOrNull) {
        declared = declaredOrNull;
    }

    /** Sets a value; null is none. */
    public void set(int row, Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof Integer number) {
            set(row, number.intValue());
        } else if (value instanceof Long number) {
            set(row, number.longValue());
        } else if (value instanceof Double number) {
            set(row, number.doubleValue());
        } else {
            setObject(row, value);
        }
    }

    public void set(int row, int value) {
        if (objects != null) {
            setObject(row, value);
        } else if (doubles != null) {
            whole.set(row);
            setDouble(row, value);
        } else if (longs != null || value == NO_INT) {
            setLong(row, value);
        } else {
            ints = room(ints, row);
            ints[row] = value;
        }
    }

    public void set(int row, long value) {
        if (objects != null || value == NO_LONG) {
            setObject(row, value);
        } else if (doubles != null) {
            whole.set(row);
            setDouble(row, value);
        } else {
            setLong(row, value);
        }
    }

    /** Sets a number; NaN is none. */
    public void set(int row, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (objects != null) {
            setObject(row, value);
            return;
        }
        if (doubles == null) {
            whole = new BitSet();
            for (int i = 0; i < length(); i++) {
                if (has(i)) {
                    whole.set(i);
                    setDouble(i, ints != null ? ints[i] : longs[i]);
                }
            }
            ints = null;
            longs = null;
        }
        setDouble(row, value);
    }

    private int length() {
        return ints != null ? ints.length : longs != null ? longs.length : doubles != null ? doubles.length : 0;
    }

    private boolean has(int row) {
        return ints != null ? ints[row] != NO_INT : longs != null ? longs[row] != NO_LONG : !Double.isNaN(doubles[row]);
    }

    private void setLong(int row, long value) {
        if (ints != null) {
            longs = new long[ints.length];
            for (int i = 0; i < ints.length; i++) {
                longs[i] = ints[i] == NO_INT ? NO_LONG : ints[i];
            }
            ints = null;
        }
        if (longs == null || row >= longs.length) {
            int length = longs == null ? 0 : longs.length;
            longs = longs == null ? new long[size(row, 0)] : Arrays.copyOf(longs, size(row, length));
            Arrays.fill(longs, length, longs.length, NO_LONG);
        }
        longs[row] = value;
    }

    private void setDouble(int row, double value) {
        if (doubles == null || row >= doubles.length) {
            int length = doubles == null ? 0 : doubles.length;
            doubles = doubles == null ? new double[size(row, 0)] : Arrays.copyOf(doubles, size(row, length));
            Arrays.fill(doubles, length, doubles.length, Double.NaN);
        }
        doubles[row] = value;
    }

    private static int[] room(int[] ints, int row) {
        int length = ints == null ? 0 : ints.length;
        if (row < length) {
            return ints;
        }
        int[] more = ints == null ? new int[size(row, 0)] : Arrays.copyOf(ints, size(row, length));
        Arrays.fill(more, length, more.length, NO_INT);
        return more;
    }

    private static int size(int row, int length) {
        return Math.max(Math.max(FIRST, row + 1), (int) Math.min(Integer.MAX_VALUE - 8, length * 3L / 2));
    }

    private void setObject(int row, Object value) {
        if (objects == null) {
            Object[] all = new Object[Math.max(FIRST, length())];
            for (int i = 0; i < length(); i++) {
                all[i] = has(i) ? text(i) : null;
            }
            type = length() > 0 ? String.class : value.getClass();
            objects = all;
            ints = null;
            longs = null;
            doubles = null;
            whole = null;
        } else if (type != value.getClass() && type != String.class) {
            for (int i = 0; i < objects.length; i++) {
                objects[i] = objects[i] == null ? null : objects[i].toString();
            }
            type = String.class;
        }
        if (row >= objects.length) {
            objects = Arrays.copyOf(objects, size(row, objects.length));
        }
        objects[row] = type == String.class ? kept(value.toString()) : value;
    }

    private String text(int row) {
        if (doubles != null) {
            return whole.get(row) ? Long.toString((long) doubles[row]) : Double.toString(doubles[row]);
        }
        return ints != null ? Integer.toString(ints[row]) : Long.toString(longs[row]);
    }

    private String kept(String text) {
        if (recent == null) {
            recent = new String[RECENT];
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & RECENT - 1;
        if (text.equals(recent[place])) {
            return recent[place];
        }
        recent[place] = text;
        return text;
    }

    /** The column with a number of rows; one without any value has the declared type, else that of texts. */
    public Column build(String name, int size) {
        if (ints != null) {
            int[] values = Arrays.copyOf(ints, size);
            Arrays.fill(values, Math.min(size, ints.length), size, NO_INT);
            return Column.ints(name, values);
        }
        if (longs != null) {
            long[] values = Arrays.copyOf(longs, size);
            Arrays.fill(values, Math.min(size, longs.length), size, NO_LONG);
            return Column.longs(name, values);
        }
        if (doubles != null) {
            double[] values = Arrays.copyOf(doubles, size);
            Arrays.fill(values, Math.min(size, doubles.length), size, Double.NaN);
            return Column.real(name, values, size);
        }
        if (objects != null) {
            return Column.objects(name, type, Arrays.copyOf(objects, size));
        }
        return Column.empty(name, declared == null ? String.class : declared, size);
    }
}
