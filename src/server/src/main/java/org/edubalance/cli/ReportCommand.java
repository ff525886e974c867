package org.edubalance.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.edubalance.io.Csv;
import org.edubalance.messages.Language;
import org.edubalance.report.Report;
import org.edubalance.report.ReportOptions;
import org.geotools.api.data.Parameter;
import org.geotools.data.simple.SimpleFeatureCollection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the report on a region's schools. */
@Command(
        name = "report",
        description =
                "Write a report on how fairly a region's schools are equipped: one HTML file, and the same data as"
                        + " CSV files next to it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footer = {
            "",
            "Example:",
            "  report --schools schools.geojson --regions counties.geojson --group-by county -o report.html"
        })
final class ReportCommand implements Callable<Integer> {

    private static final String HTML = ".html";

    @Spec
    private CommandSpec spec;

    @Option(names = "--schools", required = true, paramLabel = "FILE", description = "The schools, as points.")
    private String schools;

    @Option(names = "--regions", required = true, paramLabel = "FILE", description = "The regions, as polygons.")
    private String regions;

    @Option(
            names = "--group-by",
            required = true,
            paramLabel = "ATTRIBUTE",
            description = "The schools' attribute with the key of their region.")
    private String groupBy;

    @Option(
            names = "--region-key",
            paramLabel = "ATTRIBUTE",
            description = "The regions' attribute with that key; by default of the same name.")
    private String regionKey;

    @Option(
            names = "--stage",
            defaultValue = "stage",
            paramLabel = "STAGE",
            description = "The schools' attribute with their stage, or PRIMARY or JUNIOR for all.")
    private String stage;

    @Option(
            names = "--population",
            defaultValue = "pupils",
            paramLabel = "ATTRIBUTE",
            description = "The schools' attribute with their pupils.")
    private String population;

    @Option(
            names = "--system",
            defaultValue = "nyingchi",
            paramLabel = "ID",
            description = "Indicator system of the scores: an id, or @FILE with its JSON.")
    private String system;

    @Option(
            names = "--standard",
            defaultValue = "cn-2017-quality",
            paramLabel = "ID",
            description = "Standard to hold the schools against: an id, or @FILE with its JSON.")
    private String standard;

    @Option(
            names = "--mapping",
            paramLabel = "INDICATOR=EXPRESSION",
            showDefaultValue = Visibility.NEVER,
            description = "Where an indicator of the standard comes from in these data; may be repeated.")
    private List<String> mapping = new ArrayList<>();

    @Option(
            names = "--lang",
            defaultValue = "en",
            paramLabel = "LANGUAGE",
            description = "Language of the report: en or zh.")
    private String language;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE.html",
            description = "Where the report goes; the tables go to FILE-<table>.csv.")
    private Path output;

    @Override
    public Integer call() throws IOException {
        QuietLogs.install();
        SimpleFeatureCollection schoolFeatures;
        SimpleFeatureCollection regionFeatures;
        ReportOptions options;
        try {
            checkOutput();
            schoolFeatures = (SimpleFeatureCollection) value("--schools", SimpleFeatureCollection.class, schools);
            regionFeatures = (SimpleFeatureCollection) value("--regions", SimpleFeatureCollection.class, regions);
            options = new ReportOptions(
                    groupBy,
                    regionKey == null ? groupBy : regionKey,
                    stage,
                    population,
                    (String) value("--system", String.class, system),
                    (String) value("--standard", String.class, standard),
                    mapping,
                    Language.of("--lang", language));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        Report report = Report.of(schoolFeatures, regionFeatures, options);
        PrintWriter out = spec.commandLine().getOut();
        Files.writeString(output, report.html());
        out.println(output);
        String name = output.getFileName().toString();
        for (Map.Entry<String, SimpleFeatureCollection> table :
                report.titledTables().entrySet()) {
            String base = name.substring(0, name.length() - HTML.length());
            Path file = output.resolveSibling(base + "-" + table.getKey() + ".csv");
            try (OutputStream csv = Files.newOutputStream(file)) {
                // spreadsheets take a CSV without a byte order mark for one in the system's own encoding
                csv.write("\uFEFF".getBytes(StandardCharsets.UTF_8));
                Csv.write(table.getValue(), csv);
            }
            out.println(file);
        }
        out.flush();
        return 0;
    }

    private void checkOutput() {
        Path directory = output.toAbsolutePath().getParent();
        if (!output.toString().endsWith(HTML) || directory == null || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    "-o must be a file ending in .html in a directory that exists, got '" + output + "'");
        }
    }

    private static Object value(String option, Class<?> type, String text) throws IOException {
        return new InputValues(null).read(new Parameter<>(option, type, option, ""), text);
    }
}
