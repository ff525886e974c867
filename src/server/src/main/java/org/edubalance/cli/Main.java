package org.edubalance.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.edubalance.cli.publish.PublishCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line: runs the processes on files, and starts the server. A subcommand is a class of its own, named
 * below. Exit codes: 0, 1 for a run that failed, 2 for a command line that is wrong.
 */
@Command(
        name = "gs-edubalance",
        description = "Density, scores and balance of educational resources.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            ListCommand.class,
            DescribeCommand.class,
            RunCommand.class,
            ReportCommand.class,
            PublishCommand.class,
            ServeCommand.class
        },
        footer = {
            "",
            "Start with: list, then describe edu:KernelDensity, then",
            "  run edu:KernelDensity -i data=schools.geojson -i weight=pupils -i radius=3000 -o density.tif"
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        // Longitude first, as in GeoServer; read once, when the first CRS is decoded.
        System.setProperty("org.geotools.referencing.forceXY", "true");
        System.setProperty("java.awt.headless", "true");
        int code = execute(args);
        if (code != ServeCommand.RUNNING) {
            System.exit(code);
        }
    }

    /** Runs a command line and gives its exit code. */
    static int execute(String... args) {
        CommandLine commandLine = new CommandLine(new Main());
        // UTF-8 whatever the system's own encoding is: the results are files to others
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setUsageHelpWidth(100);
        // @FILE is the value of an option, never a file of further arguments
        commandLine.setExpandAtFiles(false);
        commandLine.setParameterExceptionHandler((e, rest) -> usageError(e));
        commandLine.setExecutionExceptionHandler((e, command, result) -> failure(e, command));
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError e) {
            commandLine
                    .getErr()
                    .println("error: out of memory; give Java more with -Xmx, for example java -Xmx4g -jar …");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "give a command");
    }

    private static int usageError(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("error: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static int failure(Exception e, CommandLine command) {
        command.getErr().println("error: " + Failure.message(e));
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "gs-edubalance " + (version == null ? "(not packaged)" : version),
                "Java " + System.getProperty("java.version")
            };
        }
    }
}
