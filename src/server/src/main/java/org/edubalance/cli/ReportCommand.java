package org.edubalance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.Csv;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.report.Report;
import org.edubalance.report.ReportOptions;
import org.geotools.api.data.Parameter;
import org.geotools.data.simple.SimpleFeatureCollection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the report on a region's schools. */
@Command(name = "report", mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    private static final String HTML = ".html";

    @Spec
    private CommandSpec spec;

    @Option(names = "--schools", required = true, paramLabel = "FILE")
    private String schools;

    @Option(names = "--regions", required = true, paramLabel = "FILE")
    private String regions;

    @Option(names = "--group-by", required = true, paramLabel = "ATTRIBUTE")
    private String groupBy;

    @Option(names = "--region-key", paramLabel = "ATTRIBUTE")
    private String regionKey;

    @Option(names = "--stage", defaultValue = "stage", paramLabel = "STAGE")
    private String stage;

    @Option(names = "--population", defaultValue = "pupils", paramLabel = "ATTRIBUTE")
    private String population;

    @Option(names = "--system", defaultValue = "nyingchi", paramLabel = "ID")
    private String system;

    @Option(names = "--standard", defaultValue = "cn-2017-quality", paramLabel = "ID")
    private String standard;

    @Option(names = "--mapping", paramLabel = "INDICATOR=EXPRESSION")
    private List<String> mapping = new ArrayList<>();

    @Mixin
    private TableStyleOptions tables = new TableStyleOptions();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE.html")
    private Path output;

    @Option(names = "--coordinates", paramLabel = "gcj02|bd09")
    private String coordinates;

    @Override
    public Integer call() throws IOException {
        QuietLogs.install();
        checkOutput();
        SimpleFeatureCollection schoolFeatures =
                mapped((SimpleFeatureCollection) value("--schools", SimpleFeatureCollection.class, schools));
        SimpleFeatureCollection regionFeatures =
                (SimpleFeatureCollection) value("--regions", SimpleFeatureCollection.class, regions);
        ReportOptions options = new ReportOptions(
                groupBy,
                regionKey == null ? groupBy : regionKey,
                stage,
                population,
                (String) value("--system", String.class, system),
                (String) value("--standard", String.class, standard),
                mapping.stream().filter(entry -> !isMappingFile(entry)).toList(),
                Language.current());
        Report report = Report.of(schoolFeatures, regionFeatures, options);
        PrintWriter out = spec.commandLine().getOut();
        WholeFile.write(output, report.html());
        out.println(output);
        String name = output.getFileName().toString();
        for (Map.Entry<String, SimpleFeatureCollection> table :
                report.titledTables().entrySet()) {
            String base = name.substring(0, name.length() - HTML.length());
            Path file = output.resolveSibling(base + "-" + table.getKey() + ".csv");
            WholeFile.write(file, csv -> {
                // spreadsheets take a CSV without a byte order mark for one in the system's own encoding
                csv.write("\uFEFF".getBytes(StandardCharsets.UTF_8));
                Csv.write(table.getValue(), csv);
            });
            out.println(file);
        }
        out.flush();
        return 0;
    }

    /** The schools with the attributes that mapping files name, and those that the vocabulary finds besides. */
    private SimpleFeatureCollection mapped(SimpleFeatureCollection features) throws IOException {
        Map<String, ColumnMapping.Source> sources =
                new LinkedHashMap<>(ColumnMapping.proposed(features.getSchema()).sources());
        for (String entry : mapping) {
            if (isMappingFile(entry)) {
                sources.putAll(TableStyleOptions.mapping(Path.of(entry)).sources());
            }
        }
        ColumnMapping columns = new ColumnMapping(sources);
        if (!columns.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(Message.of("cli.note", "input", "--schools", "file", schools, "note", columns.told()));
        }
        return columns.apply(features);
    }

    private static boolean isMappingFile(String entry) {
        return entry.indexOf('=') < 0 && entry.endsWith(".json");
    }

    private void checkOutput() {
        Path directory = output.toAbsolutePath().getParent();
        if (!output.toString().endsWith(HTML) || directory == null || !Files.isDirectory(directory)) {
            throw UsageRefusal.about("-o", "cli.report.output", "got", output.toString());
        }
    }

    private Object value(String option, Class<?> type, String text) throws IOException {
        return new InputValues(
                        null,
                        coordinates == null ? null : InputValues.datum(coordinates),
                        tables.style(),
                        note -> spec.commandLine().getErr().println(note))
                .read(new Parameter<>(option, type, option, ""), text);
    }
}
