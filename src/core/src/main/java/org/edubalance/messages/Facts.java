package org.edubalance.messages;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** The facts of a message, in their order. There are a few of each and millions of messages, so no hashing and no copies. */
final class Facts extends AbstractMap<String, Object> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String[] names;
    private final Object[] values;

    private Facts(String[] names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    static Facts of(Map<String, ?> facts) {
        if (facts instanceof Facts same) {
            return same;
        }
        String[] names = facts.keySet().toArray(String[]::new);
        Object[] values = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = facts.get(names[i]);
        }
        return new Facts(names, values);
    }

    /** @param facts name, value, name, value, … */
    static Facts ofPairs(Object... facts) {
        if (facts.length % 2 != 0) {
            throw new IllegalStateException("facts are name, value, name, value, …");
        }
        String[] names = new String[facts.length / 2];
        Object[] values = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = (String) facts[2 * i];
            values[i] = facts[2 * i + 1];
        }
        return new Facts(names, values);
    }

    private int indexOf(Object name) {
        int i = names.length - 1;
        while (i >= 0 && !names[i].equals(name)) {
            i--;
        }
        return i;
    }

    @Override
    public boolean containsKey(Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public Object get(Object name) {
        int index = indexOf(name);
        return index < 0 ? null : values[index];
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < names.length;
                    }

                    @Override
                    public Entry<String, Object> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        Entry<String, Object> fact = new SimpleImmutableEntry<>(names[next], values[next]);
                        next++;
                        return fact;
                    }
                };
            }
        };
    }
}
