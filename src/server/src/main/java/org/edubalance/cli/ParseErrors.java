package org.edubalance.cli;

import java.net.URI;
import java.util.List;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the parser of the command line complains of, in the user's language. */
final class ParseErrors {

    private ParseErrors() {}

    static Refusal refusal(ParameterException e) {
        Refusal known = Refusal.in(e);
        if (known != null) {
            return known;
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (e instanceof MissingParameterException missing) {
            List<String> names =
                    missing.getMissing().stream().map(ParseErrors::form).toList();
            return UsageRefusal.general("cli.option.missing", "options", names);
        }
        if (e instanceof OverwrittenOptionException twice) {
            return UsageRefusal.about(name(twice.getOverwritten()), "cli.option.twice");
        }
        if (e.getArgSpec() != null && e.getValue() != null) {
            return UsageRefusal.about(
                    name(e.getArgSpec()), "cli.value", "accepted", accepted(e.getArgSpec()), "got", e.getValue());
        }
        // nothing else is known to occur; the parser's own words rather than none
        return UsageRefusal.general("cli.usage", "reason", e.getMessage());
    }

    private static Refusal unmatched(UnmatchedArgumentException e) {
        List<String> similar = e.getSuggestions();
        String got = String.join(" ", e.getUnmatched());
        return similar.isEmpty()
                ? UsageRefusal.general("cli.unmatched", "got", got)
                : UsageRefusal.general("cli.unmatched.similar", "got", got, "similar", similar);
    }

    private static Message accepted(ArgSpec argument) {
        Class<?> type = argument.type();
        if (type == int.class) {
            return Message.of("cli.accepted.integer");
        }
        return Message.of(type == URI.class ? "cli.accepted.address" : "cli.accepted.path");
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String form(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }
}
