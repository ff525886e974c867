package org.edubalance.report.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes elements of HTML and SVG. Texts and the values of attributes are escaped, numbers written with one decimal (whole
 * ones of type int without), and {@link #close} closes the element that was opened last, so that what comes out is well
 * formed whatever goes in.
 */
public final class Markup {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param attributes name, value, name, value, …; one whose value is null is left out
     */
    public Markup open(String tag, Object... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Ends the element that was begun last. */
    public Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing in it. */
    public Markup leaf(String tag, Object... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    /** An element with a text in it. */
    public Markup element(String tag, String text, Object... attributes) {
        return open(tag, attributes).text(text).close();
    }

    public Markup text(String text) {
        out.append(escape(text));
        return this;
    }

    /** Ends a line, for those who read the source. */
    public Markup line() {
        out.append('\n');
        return this;
    }

    /** A style sheet, in which browsers read no escapes. */
    Markup style(String css) {
        if (css.contains("</")) {
            throw new IllegalStateException("a style sheet must not end its element");
        }
        out.append("<style>\n").append(css).append("</style>");
        return this;
    }

    private void start(String tag, Object... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            if (value != null) {
                String text =
                        value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : value.toString();
                out.append(' ')
                        .append(attributes[i])
                        .append("=\"")
                        .append(escape(text))
                        .append('"');
            }
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** What was written so far. */
    @Override
    public String toString() {
        return out.toString();
    }
}
