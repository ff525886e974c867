package org.edubalance.cli;

import java.io.PrintWriter;
import org.geotools.api.data.Parameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes a process: its inputs and its result. */
@Command(
        name = "describe",
        description = "Describe a process: what it does, its inputs, its result.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Runnable {

    private static final int WIDTH = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROCESS", description = "The process, for example edu:KernelDensity.")
    private String process;

    @Override
    public void run() {
        QuietLogs.install();
        InstalledProcess found;
        try {
            found = InstalledProcess.find(process);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(found.qualifiedName() + ": " + found.title());
        print(out, found.description(), "");
        out.println();
        out.println("Inputs");
        for (Parameter<?> input : found.inputs().values()) {
            out.println("  " + input.key + "  (" + ValueType.of(input) + "; " + occurrence(input) + ")");
            print(out, String.valueOf(input.description), "      ");
        }
        out.println();
        out.println(found.results().size() == 1 ? "Result" : "Results");
        for (Parameter<?> result : found.results().values()) {
            out.println("  " + result.key + "  (" + ValueType.of(result) + ")");
            print(out, String.valueOf(result.description), "      ");
        }
        out.flush();
    }

    private static String occurrence(Parameter<?> input) {
        if (input.maxOccurs > 1) {
            String most = input.maxOccurs == Integer.MAX_VALUE ? "any number" : Integer.toString(input.maxOccurs);
            return input.minOccurs == 0
                    ? "repeatable, up to " + most
                    : "repeatable, " + input.minOccurs + " to " + most;
        }
        if (input.sample != null) {
            return "default " + input.sample;
        }
        return input.minOccurs == 0 ? "optional" : "required";
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
