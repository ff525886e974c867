package org.edubalance.server.paint;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Ecql;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.filter.FunctionFinder;
import org.geotools.filter.visitor.DefaultFilterVisitor;

/** Refuses filters and expressions that call a function which their sender may not call. */
public final class FunctionCheck extends DefaultFilterVisitor {

    /** A call in ECQL, where a name may stand in quotes. Looks at each word once, however long the text. */
    private static final Pattern CALL = Pattern.compile("(?<!\\w)(\\w++)[\"\\s]*+\\(");

    /** A character's escape in JSON or ECQL, which takes any number of the letter, or in one of them within the other. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\++u++([0-9A-Fa-f]{4})");

    /** What nobody has to escape, and what is an escape again. */
    private static final Pattern HIDDEN = Pattern.compile("[A-Za-z0-9_\\\\]");

    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\.");

    /** What makes one text of others, which only then may be a call. */
    private static final Set<String> BUILDS_TEXT =
            Set.of("concatenate", "strconcat", "strsubstring", "strsubstringstart", "numberformat");

    private final FunctionPolicy policy;

    public FunctionCheck(FunctionPolicy policy) {
        this.policy = policy;
    }

    /**
     * Runs a process for a request: of the expressions and filters that it reads from its inputs, those are refused that
     * call what requests may not call, however they are spelt.
     */
    public static <T> T ofRequest(Supplier<T> work) {
        return Ecql.checkedBy(new FunctionCheck(FunctionPolicy.REQUEST), work);
    }

    @Override
    public Object visit(Function function, Object data) {
        String name = function.getName();
        if (!policy.allows(name) || Transformation.Processes.has(name)) {
            throw notAllowed(name);
        }
        return super.visit(function, data);
    }

    /**
     * Refuses a text for a process that would call such a function if the process reads it as ECQL, alone or within JSON:
     * which inputs are read so, processes do not declare.
     */
    public void checkText(String text) {
        String plain = text;
        boolean hidden = false;
        for (Matcher escape = ESCAPE.matcher(plain); escape.find(); escape = ESCAPE.matcher(plain)) {
            hidden |= ESCAPE.matcher(plain).results().anyMatch(found -> HIDDEN.matcher(decoded(found))
                    .matches());
            plain = escape.replaceAll(found -> Matcher.quoteReplacement(decoded(found)));
        }
        Matcher calls = CALL.matcher(JSON_ESCAPE.matcher(plain).replaceAll(" "));
        while (calls.find()) {
            String name = calls.group(1);
            if (!policy.allows(name) && Known.has(name)) {
                throw notAllowed(name);
            }
        }
        if (hidden) {
            throw Refusal.of("style.escape");
        }
    }

    private static String decoded(MatchResult escape) {
        return Character.toString((char) Integer.parseInt(escape.group(1), 16));
    }

    /** As {@link #checkText} for the value of a process's parameter in a style, which must not put such a text together. */
    void checkParameter(Expression value) {
        value.accept(
                new DefaultFilterVisitor() {
                    @Override
                    public Object visit(Function function, Object data) {
                        if (policy == FunctionPolicy.REQUEST
                                && BUILDS_TEXT.contains(function.getName().toLowerCase(Locale.ROOT))) {
                            throw notAllowed(function.getName());
                        }
                        return super.visit(function, data);
                    }

                    @Override
                    public Object visit(Literal literal, Object data) {
                        checkText(String.valueOf(literal.getValue()));
                        return data;
                    }
                },
                null);
    }

    private static Refusal notAllowed(String name) {
        return Refusal.of("style.function.notAllowed", "function", name);
    }

    /** The functions that there are, in the ways in which GeoTools finds them by name. */
    private static final class Known {

        private static final String PREFIX = "filterfunction_";
        private static final String SUFFIX = "function";

        private static final Set<String> NAMES = new FunctionFinder(null)
                .getAllFunctionDescriptions().stream()
                        .map(function -> bare(function.getFunctionName().getLocalPart()))
                        .collect(Collectors.toUnmodifiableSet());

        static boolean has(String name) {
            return NAMES.contains(bare(name));
        }

        private static String bare(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            String rest = lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
            return rest.endsWith(SUFFIX) && rest.length() > SUFFIX.length()
                    ? rest.substring(0, rest.length() - SUFFIX.length())
                    : rest;
        }
    }
}
