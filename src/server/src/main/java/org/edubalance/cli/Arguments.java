package org.edubalance.cli;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;

/** What is to be known of a command line before it is parsed: its language, and whether it came as it was typed. */
final class Arguments {

    static final String LANGUAGE = "--lang";

    /** An argument, after an input's name, of which the shell left the quotes: {@code 'a=b/c'}. */
    private static final Pattern QUOTED = Pattern.compile("(?s)(?:'[\\w.]+=.*|[\\w.]+='[^']*=[^']*')");

    private Arguments() {}

    /** The language that is asked for, else that of the locale; also where the option's value is no language. */
    static Language language(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            Optional<String> code = Optional.empty();
            if (arguments[i].startsWith(LANGUAGE + "=")) {
                code = Optional.of(arguments[i].substring(LANGUAGE.length() + 1));
            } else if (arguments[i].equals(LANGUAGE) && i + 1 < arguments.length) {
                code = Optional.of(arguments[i + 1]);
            }
            if (code.isPresent()) {
                try {
                    return Language.of(LANGUAGE, code.get());
                } catch (Refusal e) {
                    // the parser will refuse it too, with the other options known
                    return Language.current();
                }
            }
        }
        return Language.current();
    }

    /** The first argument that is no option, nor the language's value; null where there is none. */
    static String command(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(LANGUAGE)) {
                i++;
            } else if (!arguments[i].startsWith("-")) {
                return arguments[i];
            }
        }
        return null;
    }

    /** Refuses arguments that the system or its shell changed on their way here. */
    static void check(String... arguments) {
        checkAs(System.getProperty("sun.jnu.encoding"), System.getProperty("os.name"), arguments);
    }

    /**
     * Refuses arguments that the system or its shell changed.
     *
     * @param encoding the encoding in which the system hands arguments over
     * @param system the name of the operating system
     * @throws Refusal if letters were lost, or quotes left
     */
    static void checkAs(String encoding, String system, String... arguments) {
        boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        boolean unicode =
                encoding == null || Charset.forName(encoding).newEncoder().canEncode('校');
        for (String argument : arguments) {
            // Java puts U+FFFD for each byte that the encoding does not know, Windows a question mark for each letter
            if (argument.indexOf('\uFFFD') >= 0 || (windows && !unicode && argument.contains("??"))) {
                throw UsageRefusal.general(
                        windows ? "cli.letters.windows" : "cli.letters", "got", argument, "encoding", encoding);
            }
            if (QUOTED.matcher(argument).matches()) {
                throw UsageRefusal.general("cli.quotes", "got", argument);
            }
        }
    }
}
