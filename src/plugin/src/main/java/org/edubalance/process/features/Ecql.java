package org.edubalance.process.features;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterVisitor;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.ExpressionVisitor;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;

/**
 * Reads ECQL that came with a request. GeoTools' parser takes {@code \}{@code u0061} for a letter anywhere, so that a
 * name could be spelt past whoever looks at the text, and throws an Error at one that is broken; neither comes from a
 * user who means well, so such escapes are refused.
 */
public final class Ecql {

    private static final Pattern ESCAPE = Pattern.compile("\\\\+u");

    private static final ThreadLocal<FilterVisitor> CHECK = new ThreadLocal<>();

    private Ecql() {}

    /**
     * Does something with a visitor that is shown all that this thread reads meanwhile, as it was parsed. A host that runs
     * processes for strangers has it refuse what they may not call: only here is it known what of a process's inputs is
     * ECQL, and what it says.
     *
     * @param check throws a {@link Refusal} for what it does not accept
     */
    public static <T, V extends FilterVisitor & ExpressionVisitor> T checkedBy(V check, Supplier<T> work) {
        FilterVisitor before = CHECK.get();
        CHECK.set(check);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CHECK.remove();
            } else {
                CHECK.set(before);
            }
        }
    }

    /**
     * An expression.
     *
     * @param input what the text was given as, for refusals
     * @throws Refusal if the text is no expression
     */
    public static Expression expression(String input, String text) {
        return read(input, input, text, "ecql.expression", given -> ECQL.toExpression(given, SingleEvaluation.FILTERS));
    }

    /**
     * A filter.
     *
     * @param input what the text was given as, for refusals
     * @throws Refusal if the text is no filter
     */
    public static Filter filter(String input, String text) {
        return read(input, input, text, "ecql.filter", given -> ECQL.toFilter(given, SingleEvaluation.FILTERS));
    }

    /**
     * Filters, separated by semicolons, as {@code CQL_FILTER} holds them.
     *
     * @param input what the text was given as, for refusals
     * @throws Refusal if the text is no list of filters
     */
    public static List<Filter> filters(String input, String text) {
        return read(input, input, text, "ecql.filter", given -> ECQL.toFilterList(given, SingleEvaluation.FILTERS));
    }

    private interface Parser<T> {
        T parse(String text) throws CQLException;
    }

    /**
     * An expression where an attribute might have been given as well, for a part of an input.
     *
     * @param given the text as the user gave it
     * @param text the same with its names quoted
     */
    static Expression attribute(String input, Object subject, String given, String text) {
        return read(
                input,
                subject,
                given,
                "attribute.expected",
                ignored -> ECQL.toExpression(text, SingleEvaluation.FILTERS));
    }

    private static <T> T read(String input, Object subject, String text, String key, Parser<T> parser) {
        if (ESCAPE.matcher(text).find()) {
            throw Refusal.of("ecql.escape", "subject", subject, "got", text).about(input);
        }
        T parsed = parsed(input, subject, text, key, parser);
        try {
            check(parsed);
        } catch (Refusal e) {
            throw e.about(input);
        }
        return parsed;
    }

    private static void check(Object parsed) {
        FilterVisitor check = CHECK.get();
        if (check == null) {
            return;
        }
        if (parsed instanceof Filter filter) {
            filter.accept(check, null);
        } else if (parsed instanceof Expression expression) {
            expression.accept((ExpressionVisitor) check, null);
        } else {
            ((List<?>) parsed).forEach(Ecql::check);
        }
    }

    private static <T> T parsed(String input, Object subject, String text, String key, Parser<T> parser) {
        try {
            return parser.parse(text);
        } catch (CQLException | RuntimeException e) {
            throw Refusal.because(e, key, "subject", subject, "got", text).about(input);
        } catch (StackOverflowError e) {
            throw tooDeep(e, input, subject, text);
        }
    }

    static Refusal tooDeep(StackOverflowError overflow, String input, Object subject, String text) {
        return Refusal.because(overflow, "ecql.deep", "subject", subject, "got", text)
                .about(input);
    }
}
