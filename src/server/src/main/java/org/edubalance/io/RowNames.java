package org.edubalance.io;

import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.edubalance.messages.Language;

/** What a row is called, a school's name for example, so that a refusal can say which one it is about. */
final class RowNames {

    private RowNames() {}

    /**
     * The name of a row; null where it has none.
     *
     * @param indexOf the position of a column by its name, negative where there is none
     * @param value the row's value at a position
     */
    static String of(ToIntFunction<String> indexOf, IntFunction<?> value) {
        for (String attribute : Language.current().nameAttributes()) {
            int column = indexOf.applyAsInt(attribute);
            Object name = column < 0 ? null : value.apply(column);
            if (name != null && !name.toString().isBlank()) {
                return name.toString().strip();
            }
        }
        return null;
    }
}
