package org.edubalance.cli;

import java.io.PrintWriter;
import org.edubalance.describe.ProcessDescriptions;
import org.edubalance.messages.Message;
import org.geotools.api.data.Parameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes a process: its inputs and its result. */
@Command(name = "describe", mixinStandardHelpOptions = true)
final class DescribeCommand implements Runnable {

    private static final int WIDTH = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROCESS", arity = "0..1", descriptionKey = "process")
    private String process;

    @Option(names = "--json")
    private boolean json;

    @Override
    public void run() {
        QuietLogs.install();
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(ProcessDescriptions.of(process == null ? "edu" : process)
                            .toPrettyString());
            return;
        }
        if (process == null) {
            throw UsageRefusal.general("cli.process.none");
        }
        InstalledProcess found = InstalledProcess.find(process);
        PrintWriter out = spec.commandLine().getOut();
        out.println(found.qualifiedName() + ": " + found.title());
        print(out, found.description(), "");
        out.println();
        out.println(Message.of("cli.describe.inputs"));
        for (Parameter<?> input : found.inputs().values()) {
            out.println("  " + input.key + "  (" + type(input) + "; " + occurrence(input) + ")");
            print(out, String.valueOf(input.description), "      ");
        }
        out.println();
        out.println(Message.of("cli.describe.results", "n", found.results().size()));
        for (Parameter<?> result : found.results().values()) {
            out.println("  " + result.key + "  (" + type(result) + ")");
            print(out, String.valueOf(result.description), "      ");
        }
        out.flush();
    }

    private static Message type(Parameter<?> parameter) {
        return Message.of("cli.describe.type", "type", ValueType.of(parameter));
    }

    private static Message occurrence(Parameter<?> input) {
        if (input.maxOccurs > 1) {
            Object most = input.maxOccurs == Integer.MAX_VALUE ? Message.of("cli.describe.any") : input.maxOccurs;
            return input.minOccurs == 0
                    ? Message.of("cli.describe.upTo", "most", most)
                    : Message.of("cli.describe.repeatable", "least", input.minOccurs, "most", most);
        }
        if (input.sample != null) {
            return Message.of("cli.describe.default", "value", input.sample);
        }
        return Message.of(input.minOccurs == 0 ? "cli.describe.optional" : "cli.describe.required");
    }

    /** Prints a text in lines of bounded width. */
    private static void print(PrintWriter out, String text, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > indent.length() && line.length() + word.length() >= WIDTH) {
                out.println(line.toString().stripTrailing());
                line.setLength(indent.length());
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }
}
