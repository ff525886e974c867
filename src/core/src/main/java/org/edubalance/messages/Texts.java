package org.edubalance.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All texts for users in one language, from every {@code org/edubalance/messages_<language>.properties} (UTF-8) on the
 * classpath: each module brings those that it speaks of.
 *
 * <p>A text has slots for the facts of its message:
 *
 * <ul>
 *   <li><code>{name}</code>: the fact of that name;
 *   <li><code>{“name”}</code>: the same in quotation marks if it is a text, for what a user wrote: {@code got “abc”} and
 *       {@code got 5};
 *   <li><code>{n|school|schools}</code>: the first word if the fact is 1, else the second.
 * </ul>
 *
 * <p>Numbers are written the same on every machine, with a point and without grouping. Long texts from users are cut.
 * Texts hold no apostrophe, ampersand or angle bracket: GeoServer escapes messages twice.
 */
public final class Texts {

    /** As long as a user's own text may be in a message. */
    static final int LONGEST_FACT = 100;

    private static final int LONGEST_LIST = 2_000;

    private static final Pattern SLOT = Pattern.compile("\\{(“)?(\\w+)”?(?:\\|([^|{}]*)\\|([^|{}]*))?}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** Those of the languages that were spoken. */
    private static final Map<Language, Texts> ALL = new ConcurrentHashMap<>();

    private final Language language;
    private final Properties texts = new Properties();

    /** The texts that were shown, taken apart once. */
    private final Map<String, Parts> parts = new ConcurrentHashMap<>();

    private Texts(Language language) {
        this.language = language;
        String file = "org/edubalance/messages_" + language.code() + ".properties";
        try {
            for (URL url : Collections.list(Texts.class.getClassLoader().getResources(file))) {
                try (InputStream in = url.openStream();
                        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                    texts.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of a language. */
    public static Texts in(Language language) {
        Texts known = ALL.get(language);
        // which locks even for what is there
        return known != null ? known : ALL.computeIfAbsent(language, Texts::new);
    }

    /** The keys that there is a text for, in order. */
    public Set<String> keys() {
        return new TreeSet<>(texts.stringPropertyNames());
    }

    /** The names of a text's slots, in order. */
    public Set<String> slots(String key) {
        return SLOT.matcher(text(key))
                .results()
                .map(slot -> slot.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The text of a key as it is written, its slots open. */
    public String text(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("no text " + key + " in " + language);
        }
        return text;
    }

    /**
     * A slot of a text and what stands before it.
     *
     * @param one with {@code more} the words to choose from, null where the fact itself is shown
     */
    private record Slot(String before, boolean quoted, String name, String one, String more) {}

    /** A text taken apart. */
    private record Parts(List<Slot> slots, String end) {

        static Parts of(String text) {
            List<Slot> slots = new ArrayList<>();
            Matcher slot = SLOT.matcher(text);
            int end = 0;
            while (slot.find()) {
                String before = text.substring(end, slot.start());
                slots.add(new Slot(before, slot.group(1) != null, slot.group(2), slot.group(3), slot.group(4)));
                end = slot.end();
            }
            return new Parts(slots, text.substring(end));
        }
    }

    /** Appends the text of a key with its slots filled; no message in another is made a text of its own. */
    void fill(StringBuilder filled, String key, Map<String, ?> facts) {
        Parts known = parts.get(key);
        if (known == null) {
            known = Parts.of(text(key));
            parts.put(key, known);
        }
        for (Slot slot : known.slots) {
            filled.append(slot.before);
            fill(filled, key, slot, facts);
        }
        filled.append(known.end);
    }

    private void fill(StringBuilder filled, String key, Slot slot, Map<String, ?> facts) {
        Object fact = facts.get(slot.name);
        if (fact == null && !facts.containsKey(slot.name)) {
            throw new IllegalStateException("the message " + key + " has no fact " + slot.name);
        }
        if (slot.one != null) {
            filled.append(fact instanceof Number n && n.doubleValue() == 1 ? slot.one : slot.more);
        } else if (slot.quoted && fact instanceof CharSequence) {
            filled.append('“');
            show(filled, fact);
            filled.append('”');
        } else {
            show(filled, fact);
        }
    }

    private void show(StringBuilder shown, Object fact) {
        if (fact == null) {
            shown.append(text("nothing"));
        } else if (fact instanceof Localized text) {
            text.addTo(shown, language);
        } else if (fact instanceof Collection<?> several) {
            int start = shown.length();
            String before = "";
            for (Object each : several) {
                shown.append(before);
                show(shown, each);
                before = text("separator");
            }
            cut(shown, start, LONGEST_LIST);
        } else if (fact instanceof Number number) {
            shown.append(number(number));
        } else {
            int start = shown.length();
            String text = String.valueOf(fact);
            shown.append(isPlain(text) ? text : CONTROL.matcher(text).replaceAll(" "));
            cut(shown, start, LONGEST_FACT);
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Cuts what was appended since a start. */
    private static void cut(StringBuilder text, int start, int longest) {
        if (text.length() - start > longest) {
            int end = start + longest;
            text.setLength(Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
            text.append('…');
        }
    }

    /** A number as messages show it: whole ones without a decimal point, others with as many digits as tell them apart. */
    public static String number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : number.toString();
        }
        return number.toString();
    }
}
