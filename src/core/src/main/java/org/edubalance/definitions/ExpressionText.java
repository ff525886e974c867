package org.edubalance.definitions;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an indicator's expression. ECQL takes names with other letters than A to Z in double quotes only; an
 * expression over columns such as {@code 图书册数 / 在校生数} should be written as one over {@code books / pupils}.
 */
public final class ExpressionText {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");

    private static final Pattern TOKEN = Pattern.compile("'[^']*'|\"[^\"]*\"|" + WORD);

    private ExpressionText() {}

    /**
     * The text with double quotes around the names that ECQL would not read: those of {@code attributes} that hold other
     * than ASCII characters, such as {@code 面积（平方米）}, the longest first, and any other word with such letters, so
     * that it is read as a name and can be told to be unknown. What stands in quotes stays as it is, and so does a text
     * in ASCII.
     */
    public static String quoteNames(String text, Collection<String> attributes) {
        if (isAscii(text)) {
            return text;
        }
        List<String> names = attributes.stream()
                .filter(name -> !isAscii(name) && name.indexOf('"') < 0)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        StringBuilder quoted = new StringBuilder();
        Matcher word = WORD.matcher(text);
        int at = 0;
        while (at < text.length()) {
            int start = at;
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                int end = text.indexOf(c, at + 1);
                at = end < 0 ? text.length() : end + 1;
                quoted.append(text, start, at);
                continue;
            }
            String name = nameAt(text, at, names);
            if (name == null && word.region(at, text.length()).lookingAt()) {
                name = word.group();
            }
            at += name == null ? 1 : name.length();
            if (name == null || isAscii(name)) {
                quoted.append(text, start, at);
            } else {
                quoted.append('"').append(name).append('"');
            }
        }
        return quoted.toString();
    }

    /** The text with another expression in place of a name, wherever it is a name: bare or in double quotes. */
    public static String replaceName(String text, String name, String expression) {
        return replaceNames(text, found -> found.equals(name) ? expression : found);
    }

    /**
     * The text with something else in place of names, bare or in double quotes; one that is given back as it is stays with
     * its quotes.
     */
    public static String replaceNames(String text, UnaryOperator<String> replacement) {
        return TOKEN.matcher(text).replaceAll(token -> {
            String found = token.group();
            boolean quoted = found.startsWith("\"");
            if (found.startsWith("'")) {
                return Matcher.quoteReplacement(found);
            }
            String name = quoted ? found.substring(1, found.length() - 1) : found;
            String other = replacement.apply(name);
            return Matcher.quoteReplacement(other.equals(name) ? found : other);
        });
    }

    /** The first of the names that the text has at a place where a word begins, null if none; it ends no word midway. */
    private static String nameAt(String text, int at, List<String> names) {
        for (String name : names) {
            int end = at + name.length();
            if (text.startsWith(name, at)
                    && !(end < text.length() && isWord(text.charAt(end)) && isWord(text.charAt(end - 1)))) {
                return name;
            }
        }
        return null;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
