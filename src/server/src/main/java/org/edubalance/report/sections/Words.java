package org.edubalance.report.sections;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.standards.Stage;

/**
 * The texts of a report in its language.
 *
 * @param language the language
 */
record Words(Language language) {

    /**
     * A text of the bundles.
     *
     * @param facts what fills its slots: name, value, name, value, …
     */
    String text(String key, Object... facts) {
        return Message.of(key, facts).in(language);
    }

    /** A text that comes with the data or a definition; empty where there is none. */
    String of(Localized textOrNull) {
        return textOrNull == null ? "" : textOrNull.in(language);
    }

    /** A day. */
    String date(LocalDate date) {
        return language == Language.ZH
                ? date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日"
                : date.format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH));
    }

    /** A text about a stage, its first letter upper case. */
    String heading(String key, Stage stage) {
        String text = text(key, "stage", stage.title());
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Names in a row. */
    static Localized names(Collection<? extends Localized> names) {
        return joined(names, "separator");
    }

    /** Titles in a row, which may hold commas of their own. */
    static Localized titles(Collection<? extends Localized> titles) {
        return joined(titles, "report.separator");
    }

    private static Localized joined(Collection<? extends Localized> texts, String separator) {
        return language -> texts.stream()
                .map(text -> text.in(language))
                .collect(Collectors.joining(Message.of(separator).in(language)));
    }
}
