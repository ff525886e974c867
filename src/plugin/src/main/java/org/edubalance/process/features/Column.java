package org.edubalance.process.features;

import java.util.function.Function;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;

/**
 * A column of a {@link ResultTable}. Its title and unit go with the results as user data of the attribute's descriptor,
 * texts under the keys {@value #TITLE}{@code en}, {@value #TITLE}{@code zh}, {@value #UNIT}{@code en} and
 * {@value #UNIT}{@code zh}, so that any host can show them without a class from here.
 *
 * @param name the attribute's name
 * @param type the values' class
 * @param title what readers call it, in both languages
 * @param unitOrNull the unit for readers
 * @param value the value for a row; null, NaN and infinite numbers mean that there is none
 */
public record Column<R>(
        String name, Class<?> type, Localized title, Localized unitOrNull, Function<? super R, ?> value) {

    /** The beginning of the keys of titles; a language's code follows. */
    public static final String TITLE = "edu.title.";

    /** The beginning of the keys of units; a language's code follows. */
    public static final String UNIT = "edu.unit.";

    /** A column with a title of its own. */
    public static <R> Column<R> of(String name, Class<?> type, Localized title, Function<? super R, ?> value) {
        return new Column<>(name, type, title, null, value);
    }

    /** A column without a unit, its title the text {@code column.<name>}. */
    public static <R> Column<R> of(String name, Class<?> type, Function<? super R, ?> value) {
        return of(name, type, Message.of("column." + name), value);
    }

    /** The same column with a unit. */
    public Column<R> in(Localized unit) {
        return new Column<>(name, type, title, unit, value);
    }

    /** The title that an attribute has in a language, its name where it has none. */
    public static String title(AttributeDescriptor attribute, Language language) {
        return attribute.getUserData().get(TITLE + language.code()) instanceof String title
                ? title
                : attribute.getLocalName();
    }

    /** The unit that an attribute has in a language, null where it has none. */
    public static String unit(AttributeDescriptor attribute, Language language) {
        return attribute.getUserData().get(UNIT + language.code()) instanceof String unit ? unit : null;
    }

    /** Adds the column to a type. */
    void addTo(SimpleFeatureTypeBuilder builder) {
        for (Language language : Language.values()) {
            builder.userData(TITLE + language.code(), title.in(language));
            if (unitOrNull != null) {
                builder.userData(UNIT + language.code(), unitOrNull.in(language));
            }
        }
        builder.add(name, type);
    }

    /**
     * The value as JSON and WFS can carry it: null in place of NaN and infinite numbers, and texts in the language of whoever
     * the thread works for.
     */
    Object valueOf(R row) {
        Object found = value.apply(row);
        if (found instanceof Localized text) {
            return text.in(Language.current());
        }
        return found instanceof Double d && !Double.isFinite(d) ? null : found;
    }
}
