package org.edubalance.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.WriteOptions;
import org.edubalance.messages.Refusal;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a process on files. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final int SECONDS_TO_STOP = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROCESS", descriptionKey = "process")
    private String process;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "NAME=VALUE")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "[NAME=]FILE")
    private List<String> outputs = new ArrayList<>();

    @Option(names = "--crs", paramLabel = "EPSG:CODE")
    private String crs;

    @Option(names = "--raw-cells")
    private boolean rawCells;

    @Option(names = "--coordinates", paramLabel = "gcj02|bd09")
    private String coordinates;

    @Option(names = "--overwrite")
    private boolean overwrite;

    @Option(names = "--mapping", paramLabel = "FILE.json")
    private Path mapping;

    @Mixin
    private TableStyleOptions tables = new TableStyleOptions();

    @Option(names = "--progress")
    private boolean everyStep;

    @Override
    public Integer call() throws IOException {
        QuietLogs.install();
        InstalledProcess installed = InstalledProcess.find(process);
        ResultFiles results = new ResultFiles(installed.results(), outputs, overwrite, new WriteOptions(rawCells));
        ConsoleProgress progress = new ConsoleProgress(
                process, spec.commandLine().getErr(), System.console() != null && !everyStep, everyStep);
        Map<String, Object> values;
        try {
            values = values(installed.inputs(), progress);
        } catch (IOException | RuntimeException e) {
            progress.end();
            throw e;
        }
        CountDownLatch done = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> cancel(progress, done));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            Map<String, Object> result = execute(installed.create(), values, progress);
            progress.end();
            if (progress.isCanceled()) {
                throw Refusal.of("cli.cancelled");
            }
            results.write(result, System.out, spec.commandLine().getErr());
            return 0;
        } finally {
            progress.end();
            done.countDown();
            removeHook(onInterrupt);
        }
    }

    private static Map<String, Object> execute(Process process, Map<String, Object> values, ProgressListener progress) {
        try {
            return process.execute(values, progress);
        } catch (ProcessException e) {
            // without a cause it is what a process of another library says itself
            if (e.getCause() == null && e.getMessage() != null) {
                throw Refusal.because(e, "cli.process.failed", "reason", e.getMessage());
            }
            throw e;
        }
    }

    /** Ctrl-C: asks the process to stop, and lets its files be tidied up before Java exits. */
    private static void cancel(ConsoleProgress progress, CountDownLatch done) {
        progress.setCanceled(true);
        try {
            done.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread onInterrupt) {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // Java is exiting already, by that very hook
        }
    }

    private Map<String, Object> values(Map<String, Parameter<?>> parameters, ConsoleProgress progress)
            throws IOException {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (String input : inputs) {
            int equals = input.indexOf('=');
            if (equals < 1) {
                throw UsageRefusal.about("-i", "cli.input.form", "got", input);
            }
            String name = input.substring(0, equals);
            if (!parameters.containsKey(name)) {
                throw UsageRefusal.general(
                        "cli.input.unknown", "process", process, "got", name, "inputs", parameters.keySet());
            }
            texts.computeIfAbsent(name, key -> new ArrayList<>()).add(input.substring(equals + 1));
        }
        List<String> missing = parameters.values().stream()
                .filter(parameter ->
                        parameter.minOccurs > 0 && parameter.sample == null && !texts.containsKey(parameter.key))
                .map(parameter -> parameter.key)
                .toList();
        if (!missing.isEmpty()) {
            throw UsageRefusal.general("cli.input.missing", "process", process, "n", missing.size(), "inputs", missing)
                    .missing();
        }
        InputValues reader = new InputValues(
                crs == null ? null : InputValues.crs("--crs", crs),
                coordinates == null ? null : InputValues.datum(coordinates),
                tables.style(),
                progress::say,
                progress::reading);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> input : texts.entrySet()) {
            values.put(input.getKey(), value(parameters.get(input.getKey()), input.getValue(), reader));
        }
        if (mapping != null) {
            map(parameters, values);
        }
        return values;
    }

    /** Gives the first input of features, which the process is about, the attributes that the mapping names. */
    private void map(Map<String, Parameter<?>> parameters, Map<String, Object> values) throws IOException {
        ColumnMapping columns = TableStyleOptions.mapping(mapping);
        for (String input : parameters.keySet()) {
            if (values.get(input) instanceof SimpleFeatureCollection features) {
                try {
                    values.put(input, columns.apply(features));
                } catch (Refusal e) {
                    throw e.about("--mapping");
                }
                return;
            }
        }
    }

    private static Object value(Parameter<?> parameter, List<String> texts, InputValues reader) throws IOException {
        if (texts.size() > parameter.maxOccurs) {
            throw parameter.maxOccurs == 1
                    ? UsageRefusal.about(parameter.key, "cli.input.once", "got", texts.size())
                    : UsageRefusal.about(
                            parameter.key, "cli.input.often", "most", parameter.maxOccurs, "got", texts.size());
        }
        if (parameter.maxOccurs == 1) {
            return reader.read(parameter, texts.get(0));
        }
        List<Object> list = new ArrayList<>();
        for (String text : texts) {
            list.add(reader.read(parameter, text));
        }
        return list;
    }
}
