package org.edubalance.spark;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.edubalance.messages.Incident;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What {@code spark-submit} runs: {@code Main JOB -i name=value … -o FOLDER}, the inputs named as those of the process that
 * the job stands for. Exit codes: 0, 1 for a run that failed, 2 for a command line that is wrong.
 */
@Command(name = "gs-edubalance-spark", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
public final class Main implements Callable<Integer> {

    private static final String LANGUAGE = "--lang";

    @Parameters(paramLabel = "JOB", descriptionKey = "job")
    private String job;

    @Option(names = "-i", paramLabel = "NAME=VALUE")
    private List<String> inputs = List.of();

    @Option(names = "-o", paramLabel = "FOLDER", required = true)
    private String output;

    @Option(names = "--overwrite")
    private boolean overwrite;

    @Option(names = "--crs", paramLabel = "EPSG:N")
    private String crs;

    @Option(names = "--table", paramLabel = "TABLE")
    private String table;

    @Option(names = "--sql", paramLabel = "SELECT")
    private String sql;

    @Option(names = "--user", paramLabel = "NAME")
    private String user;

    @Option(names = "--partition-column", paramLabel = "NAME")
    private String partitionColumn;

    @Option(names = "--partitions", paramLabel = "N")
    private Integer partitions;

    @Option(names = "--format", paramLabel = "parquet|geoparquet|csv")
    private String format = "parquet";

    @Option(names = LANGUAGE, paramLabel = "en|zh")
    private String language;

    @Option(names = "--stacktrace")
    private boolean stackTrace;

    private PrintWriter err;

    private Main() {}

    public static void main(String[] args) {
        int code = execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs a command line and gives its exit code. */
    static int execute(String... args) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Language language;
        try {
            language = language(args);
        } catch (Refusal e) {
            err.println(Message.of("spark.error", "reason", e));
            return CommandLine.ExitCode.USAGE;
        }
        return language.use(() -> {
            Main main = new Main();
            main.err = err;
            CommandLine commandLine = new CommandLine(main);
            commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            commandLine.setErr(err);
            commandLine.setResourceBundle(ResourceBundle.getBundle("org.edubalance.spark.help_" + language.code()));
            commandLine.setUsageHelpWidth(100);
            commandLine.setExpandAtFiles(false);
            commandLine.setParameterExceptionHandler((e, given) -> {
                err.println(Message.of("spark.error", "reason", Message.of("spark.usage", "reason", e.getMessage())));
                return CommandLine.ExitCode.USAGE;
            });
            return commandLine.execute(args);
        });
    }

    private static Language language(String... args) {
        int at = Arrays.asList(args).lastIndexOf(LANGUAGE);
        return at < 0 || at + 1 == args.length ? Language.of(Locale.getDefault()) : Language.of(LANGUAGE, args[at + 1]);
    }

    @Override
    public Integer call() {
        try {
            Inputs given = Inputs.of(inputs);
            Job chosen = Job.of(job);
            Tables.Format tables = Tables.Format.of(format);
            Source.Options source = new Source.Options(crs, table, sql, user, partitionColumn, partitions);
            try (SparkSession spark =
                    SparkSession.builder().appName("gs-edubalance " + job).getOrCreate()) {
                run(spark, chosen, given, source, output, overwrite, tables, this::note);
            }
            return CommandLine.ExitCode.OK;
        } catch (Throwable e) {
            return tell(e);
        }
    }

    /** Runs a job; its results are there when it is done, or nothing. */
    static void run(
            SparkSession spark,
            Job job,
            Inputs inputs,
            Source.Options source,
            String output,
            boolean overwrite,
            Tables.Format format,
            Consumer<Message> notes) {
        // divisions by zero have no value, as in ECQL; names are the columns', letter by letter
        spark.conf().set("spark.sql.ansi.enabled", "false");
        spark.conf().set("spark.sql.caseSensitive", "true");
        Output folder = Output.begin(spark, output, overwrite);
        try {
            job.run(new Run(spark, inputs, source, folder, format, Language.current(), notes));
            folder.commit();
        } finally {
            folder.discard();
        }
    }

    private void note(Message note) {
        err.println(note);
    }

    private int tell(Throwable e) {
        Refusal refusal = Refusal.in(e);
        if (refusal == null) {
            Incident incident = Incident.of(e, (line, fault) -> {
                err.println(line);
                fault.printStackTrace(err);
            });
            err.println(Message.of("spark.error", "reason", incident));
        } else {
            err.println(Message.of("spark.error", "reason", refusal));
            if (stackTrace) {
                refusal.printStackTrace(err);
            }
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"gs-edubalance " + (version == null ? "(not packaged)" : version)};
        }
    }
}
