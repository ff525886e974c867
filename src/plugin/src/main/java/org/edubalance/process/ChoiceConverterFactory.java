package org.edubalance.process;

import java.util.Locale;
import org.geotools.util.Converter;
import org.geotools.util.ConverterFactory;
import org.geotools.util.factory.Hints;

/**
 * Converts texts to the choices of the processes' inputs whatever their case, {@code gaussian} to {@code GAUSSIAN}.
 * GeoTools' own converter, which styles and GeoServer's WPS use, knows the exact names only. Other types than the
 * processes' own are left to others.
 */
public final class ChoiceConverterFactory implements ConverterFactory {

    private static final String OWN = "org.edubalance.";

    @Override
    public Converter createConverter(Class<?> source, Class<?> target, Hints hints) {
        return source == String.class && target.isEnum() && target.getName().startsWith(OWN)
                ? ChoiceConverterFactory::convert
                : null;
    }

    /** The constant of that name, null where there is none. */
    private static <T> T convert(Object source, Class<T> target) {
        String name = ((String) source).strip().toUpperCase(Locale.ROOT);
        for (T choice : target.getEnumConstants()) {
            if (((Enum<?>) choice).name().equals(name)) {
                return choice;
            }
        }
        return null;
    }
}
