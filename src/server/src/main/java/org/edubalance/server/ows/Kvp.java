package org.edubalance.server.ows;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.edubalance.messages.Refusal;

/**
 * The key–value pairs of an OGC request. Keys are found in any case. A key given twice with different values is refused,
 * because two readers of such a request may see two different requests. All that cannot be read is a {@link Refusal}.
 */
public final class Kvp {

    private static final int MOST_PARAMETERS = 1000;

    private static final String READ = Kvp.class.getName();

    private final Map<String, String> raw;

    /** A query that was read, and what came of it. */
    private record Read(String query, Kvp kvp) {}

    private Kvp(Map<String, String> raw) {
        this.raw = raw;
    }

    public static Kvp empty() {
        return new Kvp(Map.of());
    }

    /** The parameters of a request's URL, which are read once, however many ask for them. */
    public static Kvp of(HttpServletRequest http) {
        String query = http.getQueryString();
        if (query == null) {
            return empty();
        }
        if (http.getAttribute(READ) instanceof Read read && read.query.equals(query)) {
            return read.kvp;
        }
        Kvp kvp = parse(query);
        http.setAttribute(READ, new Read(query, kvp));
        return kvp;
    }

    /** Reads a URL's query or a form's body; null reads as empty. */
    public static Kvp parse(String query) {
        Map<String, String> raw = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (query == null || query.isEmpty()) {
            return new Kvp(raw);
        }
        String[] pairs = query.split("&");
        if (pairs.length > MOST_PARAMETERS) {
            throw Refusal.of("ows.parameters", "limit", MOST_PARAMETERS);
        }
        for (String pair : pairs) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals), null);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            String before = raw.putIfAbsent(key, value);
            if (before != null && !before.equals(value)) {
                throw Refusal.of("ows.twice").about(key);
            }
        }
        return new Kvp(raw);
    }

    /** These pairs and the other's; where both have a key, they must agree. */
    public Kvp and(Kvp other) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(raw);
        other.raw.forEach((key, value) -> {
            String before = all.putIfAbsent(key, value);
            if (before != null && !before.equals(value)) {
                throw Refusal.of("ows.twice").about(key);
            }
        });
        return new Kvp(all);
    }

    /** A parameter's value, decoded and without the blanks around it; a blank value counts as none. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(raw.get(key))
                .map(value -> decode(value, key).strip())
                .filter(value -> !value.isEmpty());
    }

    public String required(String key) {
        return get(key).orElseThrow(() -> OwsException.missing(key));
    }

    /** A parameter's value as it was sent, before decoding, for parameters with a syntax of their own inside. */
    public Optional<String> getRaw(String key) {
        return Optional.ofNullable(raw.get(key)).filter(value -> !value.isBlank());
    }

    /** A comma-separated list; empty where the parameter is missing. Empty entries stay, as {@code STYLES=,} needs. */
    public List<String> list(String key) {
        return get(key).map(value -> Arrays.asList(value.split(",", -1))).orElse(List.of());
    }

    /** A whole number. */
    public Optional<Integer> integer(String key) {
        return get(key).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw Refusal.of("ows.whole-number", "got", value).about(key);
            }
        });
    }

    /** {@code true} or {@code false} in any case. */
    public boolean flag(String key, boolean fallback) {
        return get(key).map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusal.of("ows.flag", "got", value).about(key);
                })
                .orElse(fallback);
    }

    public List<String> keys() {
        return new ArrayList<>(raw.keySet());
    }

    /**
     * Decodes percent signs and plus signs.
     *
     * @param key the parameter, for the refusal; null for a name
     * @throws Refusal if they are none
     */
    public static String decode(String text, String key) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw key == null
                    ? Refusal.because(e, "ows.percent.name")
                    : Refusal.because(e, "ows.percent").about(key);
        }
    }
}
