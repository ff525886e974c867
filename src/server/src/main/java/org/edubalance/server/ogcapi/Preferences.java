package org.edubalance.server.ogcapi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;

/**
 * What a client would like (RFC 7240). Of {@code respond-async} and {@code wait} account is taken; any other preference,
 * or one that does not read, counts as not given, unless {@code handling=strict} asks for it to be refused.
 */
final class Preferences {

    private static final Pattern PREFERENCE =
            Pattern.compile("\\s*([!#$%&'*+.^_`|~\\w-]+)\\s*(?:=\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s,;\"]*))?"
                    + "\\s*(?:;[^,]*)?\\s*(?:,|$)");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final int LONGEST = 1000;

    private final Map<String, String> given = new LinkedHashMap<>();
    private final boolean async;
    private final Duration wait;

    private Preferences(String text) {
        boolean unreadable = text.length() > LONGEST;
        Matcher preference = PREFERENCE.matcher(unreadable ? "" : text);
        int at = 0;
        while (!unreadable
                && at < text.length()
                && preference.region(at, text.length()).lookingAt()) {
            // the first of a name counts
            given.putIfAbsent(preference.group(1).toLowerCase(Locale.ROOT), unquoted(preference.group(2)));
            at = preference.end();
        }
        boolean strict = "strict".equalsIgnoreCase(given.getOrDefault("handling", ""));
        async = given.containsKey("respond-async") && given.get("respond-async").isEmpty();
        String seconds = given.getOrDefault("wait", "");
        wait = SECONDS.matcher(seconds).matches() ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
        if (strict) {
            refuse(at < text.length());
        }
    }

    /** @param headers of the name {@code Prefer} */
    static Preferences of(Enumeration<String> headers) {
        return new Preferences(String.join(",", Collections.list(headers)));
    }

    private static String unquoted(String value) {
        if (value == null) {
            return "";
        }
        return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    private void refuse(boolean unreadable) {
        given.forEach((name, value) -> {
            boolean met =
                    switch (name) {
                        case "handling" -> true;
                        case "respond-async" -> async;
                        case "wait" -> wait != null;
                        default -> false;
                    };
            if (!met) {
                throw Refusal.of("ogcapi.prefer", "got", value.isEmpty() ? name : name + "=" + value)
                        .about("Prefer");
            }
        });
        if (unreadable) {
            throw Refusal.of("ogcapi.prefer.unreadable").about("Prefer");
        }
    }

    /** True if the answer is to come at once, with the address of a job. */
    boolean async() {
        return async;
    }

    /** How long the client waits for a result before it takes the address of a job instead; empty for no limit. */
    Optional<Duration> patience() {
        if (wait != null) {
            return Optional.of(wait);
        }
        return async ? Optional.of(Duration.ZERO) : Optional.empty();
    }

    /**
     * The header that tells which preferences were met; null where none was.
     *
     * @param job true if the answer is the address of a job
     */
    String applied(boolean job) {
        List<String> applied = new ArrayList<>();
        if (async && job) {
            applied.add("respond-async");
        }
        if (wait != null) {
            applied.add("wait=" + wait.toSeconds());
        }
        if (given.containsKey("handling") && given.get("handling").equalsIgnoreCase("strict")) {
            applied.add("handling=strict");
        }
        return applied.isEmpty() ? null : String.join(", ", applied);
    }
}
