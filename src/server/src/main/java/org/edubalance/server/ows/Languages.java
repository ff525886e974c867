package org.edubalance.server.ows;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;

/** Which language a client wants its answer in. */
public final class Languages {

    private static final Pattern PARTS = Pattern.compile("[-_]");

    private Languages() {}

    /**
     * The language of a tag such as {@code en}, {@code zh-CN} or {@code zh_Hans}: its first part decides.
     *
     * @param input the parameter that gave it, for the refusal
     * @throws Refusal if it is neither English nor Chinese
     */
    public static Language of(String input, String tag) {
        String bare = PARTS.split(tag.strip(), 2)[0];
        for (Language language : Language.values()) {
            if (language.code().equalsIgnoreCase(bare)) {
                return language;
            }
        }
        return Language.of(input, tag);
    }

    /** The first language among those of {@code Accept-Language} that there is; the server's own where there is none. */
    public static Language accepted(HttpServletRequest http) {
        List<Locale> locales =
                http.getHeader("Accept-Language") == null ? List.of() : Collections.list(http.getLocales());
        for (Locale locale : locales) {
            for (Language language : Language.values()) {
                if (language.code().equals(locale.getLanguage())) {
                    return language;
                }
            }
        }
        return Language.of(Locale.getDefault());
    }
}
