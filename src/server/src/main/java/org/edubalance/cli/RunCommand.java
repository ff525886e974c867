package org.edubalance.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.edubalance.io.CrsNames;
import org.geotools.api.data.Parameter;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a process on files. */
@Command(
        name = "run",
        description = "Run a process on files.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Features are read from .geojson, .csv and .gpkg files (FILE.gpkg#LAYER for a layer other than",
            "the first), coverages from .tif and .asc. A CSV in UTF-8 with columns lon and lat (or longitude",
            "and latitude, or 经度 and 纬度; or x and y with --crs) is points, one with a column wkt any",
            "geometries, any other rows without geometry. A bounding box is minx,miny,maxx,maxy,EPSG:code,",
            "x first.",
            "",
            "Example:",
            "  run edu:EntropyScore -i data=schools.geojson -i indicators=books_per_pupil=books/pupils \\",
            "      -i indicators=pupils/teachers:negative -o scores.geojson"
        })
final class RunCommand implements Callable<Integer> {

    private static final int SECONDS_TO_STOP = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROCESS", description = "The process, for example edu:KernelDensity.")
    private String process;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "NAME=VALUE",
            description = {
                "An input; repeat it for an input that takes several. Features and coverages are files, '-' is"
                        + " GeoJSON from standard input. @FILE is the text of a file."
            })
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "[NAME=]FILE",
            description = {
                "Where the result goes: .geojson, .csv or .gpkg for features, .tif, .asc or .png for a coverage."
                        + " Without it: to standard output as GeoJSON, CSV for rows, a summary of a coverage."
            })
    private List<String> outputs = new ArrayList<>();

    @Option(
            names = "--crs",
            paramLabel = "EPSG:CODE",
            description = "The CRS of files that name none: a CSV with columns x and y, an ArcGrid.")
    private String crs;

    @Override
    public Integer call() throws IOException {
        QuietLogs.install();
        InstalledProcess installed;
        ResultFiles results;
        Map<String, Object> values;
        try {
            installed = InstalledProcess.find(process);
            results = new ResultFiles(installed.results(), outputs);
            values = values(installed.inputs());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        ConsoleProgress progress =
                new ConsoleProgress(process, spec.commandLine().getErr(), System.console() != null);
        CountDownLatch done = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> cancel(progress, done));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            Map<String, Object> result = installed.create().execute(values, progress);
            progress.end();
            if (progress.isCanceled()) {
                throw new IOException("the process was cancelled");
            }
            results.write(result, System.out, spec.commandLine().getErr());
            return 0;
        } finally {
            progress.end();
            done.countDown();
            removeHook(onInterrupt);
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

    private Map<String, Object> values(Map<String, Parameter<?>> parameters) throws IOException {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (String input : inputs) {
            int equals = input.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("-i must be NAME=VALUE, got '" + input + "'");
            }
            String name = input.substring(0, equals);
            if (!parameters.containsKey(name)) {
                throw new IllegalArgumentException(process + " has no input '" + name + "'; its inputs are "
                        + String.join(", ", parameters.keySet()));
            }
            texts.computeIfAbsent(name, key -> new ArrayList<>()).add(input.substring(equals + 1));
        }
        List<String> missing = parameters.values().stream()
                .filter(parameter ->
                        parameter.minOccurs > 0 && parameter.sample == null && !texts.containsKey(parameter.key))
                .map(parameter -> parameter.key)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    process + " needs the input" + (missing.size() > 1 ? "s " : " ") + String.join(", ", missing));
        }
        InputValues reader = new InputValues(crs == null ? null : decode(crs));
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> input : texts.entrySet()) {
            values.put(input.getKey(), value(parameters.get(input.getKey()), input.getValue(), reader));
        }
        return values;
    }

    private static CoordinateReferenceSystem decode(String crs) {
        try {
            return CrsNames.decode(crs);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--crs: " + e.getMessage(), e);
        }
    }

    private static Object value(Parameter<?> parameter, List<String> texts, InputValues reader) throws IOException {
        if (texts.size() > parameter.maxOccurs) {
            throw new IllegalArgumentException(parameter.key + " may be given "
                    + (parameter.maxOccurs == 1 ? "once" : parameter.maxOccurs + " times") + ", got it "
                    + texts.size() + " times");
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
