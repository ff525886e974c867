package org.edubalance.server.paint;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which functions a style or filter may call. The server's own styles may call any. One that comes with a request may
 * call only functions whose cost does not depend on their arguments' values: {@code buffer} with a billion segments or a
 * regular expression made to backtrack would stop the server. What a process reads as an expression may come from a
 * request by way of {@code env}, so that it is always held to the second.
 */
public enum FunctionPolicy {
    /** Styles from the server's own files: any function, any process. */
    SERVER(name -> true),
    /** Styles and filters from requests: functions known to be cheap, and the processes of {@code edu}. */
    REQUEST(name -> Cheap.NAMES.contains(name.toLowerCase(Locale.ROOT)));

    private final Predicate<String> allowed;

    FunctionPolicy(Predicate<String> allowed) {
        this.allowed = allowed;
    }

    boolean allows(String function) {
        return allowed.test(function);
    }

    /** True if the process, as {@code namespace:name}, may be used as a rendering transformation. */
    boolean allowsTransformation(String process) {
        return this == SERVER || process.startsWith("edu:");
    }

    private static final class Cheap {
        static final Set<String> NAMES = Set.of(
                "env",
                "parameter",
                "interpolate",
                "categorize",
                "recode",
                "if_then_else",
                "concatenate",
                "strconcat",
                "strtouppercase",
                "strtolowercase",
                "strtrim",
                "strsubstring",
                "strsubstringstart",
                "strlength",
                "strstartswith",
                "strendswith",
                "numberformat",
                "parsedouble",
                "parseint",
                "abs",
                "ceil",
                "floor",
                "rint",
                "round",
                "rounddouble",
                "sqrt",
                "exp",
                "log",
                "pow",
                "min",
                "max",
                "between",
                "in",
                "isnull",
                "not",
                "and",
                "or",
                "equalto",
                "notequalto",
                "lessthan",
                "greaterthan",
                "greaterequalthan",
                "lessequalthan",
                "area",
                "geomlength",
                "centroid",
                "interiorpoint",
                "dimension",
                "geometrytype",
                "isempty",
                "geometry");
    }
}
