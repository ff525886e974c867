package org.edubalance.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Language;
import org.edubalance.standards.Stage;

/** The report's sentences and headings in one language, from {@code texts_en.properties} or {@code texts_zh.properties}. */
final class Texts {

    private static final Pattern SLOT = Pattern.compile("\\{(\\d)}");

    private final Language language;
    private final Properties texts = new Properties();

    Texts(Language language) {
        this.language = language;
        String file = "texts_" + language.name().toLowerCase(Locale.ROOT) + ".properties";
        try (InputStream in = Texts.class.getResourceAsStream(file);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Language language() {
        return language;
    }

    /** The text of a key, its slots {0}, {1}, … filled. */
    String get(String key, Object... values) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text " + key + " in " + language);
        }
        return SLOT.matcher(text)
                .replaceAll(slot -> Matcher.quoteReplacement(values[Integer.parseInt(slot.group(1))].toString()));
    }

    String stage(Stage stage) {
        return stage.title().in(language);
    }

    /** A number with so many decimals; a dash where there is none. */
    static String number(double value, int decimals) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }
}
