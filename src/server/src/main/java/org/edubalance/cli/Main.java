package org.edubalance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line: runs the processes on files, and starts the server. A subcommand is a class of its own, named
 * below. Exit codes: 0, 1 for a run that failed, 2 for a command line that is wrong.
 *
 * <p>The texts of the help are in {@code help_en.properties} and {@code help_zh.properties}, by command and option.
 */
@Command(name = "gs-edubalance", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
public final class Main implements Runnable {

    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    /** Those that need the processes at once, for which GeoTools looks while the command line is read. */
    private static final Set<String> OF_PROCESSES = Set.of("list", "describe", "run", "report");

    static {
        COMMANDS.put("list", ListCommand.class);
        COMMANDS.put("describe", DescribeCommand.class);
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("report", ReportCommand.class);
        COMMANDS.put("columns", ColumnsCommand.class);
        COMMANDS.put("publish", PublishCommand.class);
        COMMANDS.put("serve", ServeCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
    }

    @Option(
            names = Arguments.LANGUAGE,
            paramLabel = "en|zh",
            scope = ScopeType.INHERIT,
            converter = LanguageConverter.class)
    private Language language;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT)
    private boolean stackTrace;

    private Main() {}

    public static void main(String[] args) {
        setProperties();
        int code = execute(args);
        if (code != ServeCommand.RUNNING) {
            System.exit(code);
        }
    }

    static void setProperties() {
        // Longitude first, as in GeoServer; read once, when the first CRS is decoded.
        System.setProperty("org.geotools.referencing.forceXY", "true");
        System.setProperty("java.awt.headless", "true");
    }

    /** Runs a command line and gives its exit code. */
    static int execute(String... args) {
        return Arguments.language(args).use(() -> new Main().run(args));
    }

    private int run(String... args) {
        String command = Arguments.command(args);
        Runnable processes = OF_PROCESSES.contains(command) ? InstalledProcess.lookedForMeanwhile() : () -> {};
        // the one that is asked for, since to read the options of all takes longer than most of them do
        CommandLine commandLine = parser(COMMANDS.containsKey(command) ? Set.of(command) : COMMANDS.keySet());
        PrintWriter err = commandLine.getErr();
        int code;
        try {
            Arguments.check(args);
            processes.run();
            code = commandLine.execute(args);
        } catch (Refusal e) {
            code = tell(e, commandLine);
        } catch (OutOfMemoryError e) {
            err.println(Message.of("cli.error", "reason", Message.of("cli.memory")));
            code = CommandLine.ExitCode.SOFTWARE;
        } catch (Throwable e) {
            code = fault(e, err, args);
        }
        // a PrintStream keeps to itself that a disk is full; asked once, for whatever was written
        if (code == CommandLine.ExitCode.OK && (commandLine.getOut().checkError() || System.out.checkError())) {
            err.println(Message.of("cli.error", "reason", Message.of("cli.output.standard")));
            code = CommandLine.ExitCode.SOFTWARE;
        }
        err.flush();
        return code;
    }

    /** The parser with all commands, in the current language. */
    static CommandLine commandLine() {
        return new Main().parser(COMMANDS.keySet());
    }

    private CommandLine parser(Set<String> commands) {
        CommandLine commandLine = new CommandLine(this);
        commands.forEach(command -> commandLine.addSubcommand(command, COMMANDS.get(command)));
        // UTF-8 whatever the system's own encoding is: the results are files to others
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setResourceBundle(help(Language.current()));
        commandLine.setUsageHelpWidth(100);
        commandLine.setUsageHelpLongOptionsMaxWidth(36);
        // @FILE is the value of an option, never a file of further arguments
        commandLine.setExpandAtFiles(false);
        commandLine.setParameterExceptionHandler((e, args) -> tell(ParseErrors.refusal(e), e.getCommandLine()));
        commandLine.setExecutionExceptionHandler((e, command, result) -> failure(e, command, result));
        return commandLine;
    }

    /** The texts of the help. */
    static ResourceBundle help(Language language) {
        return ResourceBundle.getBundle("org.edubalance.cli.help_" + language.code());
    }

    @Override
    public void run() {
        throw UsageRefusal.general("cli.command");
    }

    private int failure(Exception e, CommandLine command, CommandLine.ParseResult result) {
        Refusal refusal = Refusal.in(e);
        if (refusal == null && e instanceof IOException io) {
            refusal = reason(io);
        }
        if (refusal != null) {
            return tell(refusal, command);
        }
        return fault(e, command.getErr(), result.originalArgs().toArray(String[]::new));
    }

    /** A file that the system refuses to open or write is no fault of the program. */
    private static Refusal reason(IOException e) {
        if (e instanceof FileSystemException file) {
            return Refusal.because(
                    e,
                    "cli.file",
                    "file",
                    String.valueOf(file.getFile()),
                    "reason",
                    file.getReason() == null ? file.getClass().getSimpleName() : file.getReason());
        }
        return Refusal.because(e, "cli.files", "reason", String.valueOf(e.getMessage()));
    }

    private int tell(Refusal refusal, CommandLine command) {
        PrintWriter err = command.getErr();
        err.println(Message.of("cli.error", "reason", refusal));
        boolean usage = refusal instanceof UsageRefusal;
        if (usage) {
            err.println(
                    Message.of("cli.help", "command", command.getCommandSpec().qualifiedName() + " --help"));
        }
        if (stackTrace) {
            refusal.printStackTrace(err);
        }
        return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    private int fault(Throwable fault, PrintWriter err, String... args) {
        new IncidentLog(err, args).tell(fault);
        if (stackTrace) {
            fault.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    static final class LanguageConverter implements ITypeConverter<Language> {

        @Override
        public Language convert(String code) {
            try {
                return Language.of(Arguments.LANGUAGE, code);
            } catch (Refusal e) {
                throw UsageRefusal.of(e);
            }
        }
    }

    static final class Version implements IVersionProvider {

        static List<String> lines() {
            String version = Main.class.getPackage().getImplementationVersion();
            return List.of(
                    "gs-edubalance " + (version == null ? "(not packaged)" : version),
                    "Java " + System.getProperty("java.version"));
        }

        @Override
        public String[] getVersion() {
            return lines().toArray(String[]::new);
        }
    }
}
