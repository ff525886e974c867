package org.edubalance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.Csv;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.report.DataNotes;
import org.edubalance.report.Demand;
import org.edubalance.report.Report;
import org.edubalance.report.ReportData;
import org.edubalance.report.ReportFormat;
import org.edubalance.report.ReportOptions;
import org.geotools.api.data.Parameter;
import org.geotools.data.simple.SimpleFeatureCollection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the report on a region's schools. */
@Command(name = "report", mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    private static final String SCHOOLS = "--schools";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", descriptionKey = "file")
    private String file;

    @Option(names = SCHOOLS, paramLabel = "FILE")
    private String schools;

    @Option(names = "--regions", paramLabel = "FILE")
    private String regions;

    @Option(names = "--group-by", paramLabel = "ATTRIBUTE")
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

    @Option(names = "--unit-cost", paramLabel = "INDICATOR=NUMBER")
    private List<String> unitCosts = new ArrayList<>();

    @Option(names = "--county-figures", paramLabel = "FILE")
    private String countyFigures;

    @Option(names = "--survey", paramLabel = "FILE")
    private List<String> surveys = new ArrayList<>();

    @Option(names = "--survey-item", paramLabel = "DIMENSION/ATTRIBUTE")
    private List<String> surveyItems = new ArrayList<>();

    @Option(names = "--enrolment", paramLabel = "FILE")
    private String enrolment;

    @Option(names = "--births", paramLabel = "FILE")
    private String births;

    @Option(names = "--years", paramLabel = "FILE")
    private String years;

    @Option(names = "--demand", paramLabel = "FILE")
    private String demand;

    @Option(names = "--demand-population", paramLabel = "ATTRIBUTE")
    private String demandPopulation;

    @Option(names = "--capacity", paramLabel = "EXPRESSION")
    private String capacity;

    @Option(names = "--catchment", paramLabel = "METRES")
    private Double catchment;

    @Option(names = "--place", paramLabel = "TEXT")
    private String place;

    @Option(names = "--school-year", paramLabel = "TEXT")
    private String schoolYear;

    @Option(names = "--author", paramLabel = "TEXT")
    private String author;

    @Option(names = "--data-source", paramLabel = "TEXT")
    private String dataSource;

    @Option(names = "--date", paramLabel = "YYYY-MM-DD")
    private String date;

    @Option(names = "--synthetic")
    private boolean synthetic;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE")
    private List<Path> outputs;

    @Option(names = "--coordinates", paramLabel = "gcj02|bd09")
    private String coordinates;

    private ConsoleProgress progress;

    @Override
    public Integer call() throws IOException {
        QuietLogs.install();
        outputs.forEach(ReportCommand::checkOutput);
        takeSchools();
        LocalDate day = day();
        if (births != null && enrolment == null) {
            throw UsageRefusal.about("--births", "cli.report.births");
        }
        checkDemand();
        Map<String, SimpleFeatureCollection> answers = new LinkedHashMap<>();
        for (String survey : surveys) {
            answers.put(baseName(survey), features("--survey", survey));
        }
        SimpleFeatureCollection rows = features(SCHOOLS, schools);
        ColumnMapping columns = mapping(rows);
        ReportData data = new ReportData(
                columns.apply(rows),
                features("--regions", regions),
                features("--county-figures", countyFigures),
                answers,
                features("--enrolment", enrolment),
                features("--births", births),
                features("--years", years),
                demand());
        ReportOptions options = new ReportOptions(
                groupBy,
                regionKey,
                stage,
                population,
                (String) value("--system", String.class, system),
                (String) value("--standard", String.class, standard),
                mapping.stream().filter(entry -> !isMappingFile(entry)).toList(),
                unitCosts,
                surveyItems,
                new DataNotes(place, schoolYear, author, dataSource, day, synthetic, reading(data, columns)),
                Language.current());
        Report report = Report.of(data, options);
        PrintWriter out = spec.commandLine().getOut();
        for (Path output : outputs) {
            ReportFormat format = format(output);
            WholeFile.write(output, file -> format.write(report, file));
            out.println(output);
        }
        Path first = outputs.get(0);
        if (format(first).holdsTables()) {
            out.flush();
            return 0;
        }
        String name = first.getFileName().toString();
        String base = name.substring(0, name.lastIndexOf('.'));
        for (Map.Entry<String, SimpleFeatureCollection> table :
                report.titledTables().entrySet()) {
            Path file = first.resolveSibling(base + "-" + table.getKey() + ".csv");
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

    /** The schools may be given with the option's name before them or without. */
    private void takeSchools() {
        if (file == null && schools == null) {
            throw UsageRefusal.general("cli.option.missing", "options", List.of(SCHOOLS + " FILE"));
        }
        if (file != null && schools != null) {
            throw UsageRefusal.about(SCHOOLS, "cli.option.twice");
        }
        schools = file == null ? schools : file;
    }

    private SimpleFeatureCollection features(String option, String fileOrNull) throws IOException {
        return fileOrNull == null
                ? null
                : (SimpleFeatureCollection) value(option, SimpleFeatureCollection.class, fileOrNull);
    }

    private void checkDemand() {
        if (demand == null) {
            Map<String, Object> idle = new LinkedHashMap<>();
            idle.put("--demand-population", demandPopulation);
            idle.put("--capacity", capacity);
            idle.put("--catchment", catchment);
            idle.forEach((option, value) -> {
                if (value != null) {
                    throw UsageRefusal.about(option, "cli.report.demand");
                }
            });
        } else if (catchment == null || !(catchment > 0)) {
            throw UsageRefusal.about("--catchment", "report.catchment");
        }
    }

    private Demand demand() throws IOException {
        return demand == null ? null : new Demand(features("--demand", demand), demandPopulation, capacity, catchment);
    }

    /** What a survey is called: its file, without folder and ending. */
    private static String baseName(String file) {
        String name = file.substring(lastSlash(file) + 1);
        int point = name.lastIndexOf('.');
        return point <= 0 ? name : name.substring(0, point);
    }

    private LocalDate day() {
        try {
            return date == null ? LocalDate.now() : LocalDate.parse(date.strip());
        } catch (DateTimeException e) {
            throw UsageRefusal.about("--date", "cli.report.date", "got", date);
        }
    }

    private static ReportFormat format(Path output) {
        return ReportFormat.ofFileName(output.toString()).orElseThrow();
    }

    /** What mapping files take the schools' columns for, and the vocabulary those that they do not name. */
    private ColumnMapping mapping(SimpleFeatureCollection features) throws IOException {
        Map<String, ColumnMapping.Source> sources =
                new LinkedHashMap<>(ColumnMapping.proposed(features.getSchema()).sources());
        for (String entry : mapping) {
            if (isMappingFile(entry)) {
                sources.putAll(TableStyleOptions.mapping(Path.of(entry)).sources());
            }
        }
        ColumnMapping columns = new ColumnMapping(sources);
        if (!columns.isEmpty()) {
            progress().say(Message.of("cli.note", "input", SCHOOLS, "file", schools, "note", columns.told()));
        }
        return columns;
    }

    /** What was done to the files, which was told at once, is told again in the report, which is for others. */
    private static List<Localized> reading(ReportData data, ColumnMapping columns) {
        List<Localized> reading = new ArrayList<>(data.reading());
        if (!columns.isEmpty()) {
            String table = data.schools().getSchema().getTypeName();
            reading.add(Message.of("report.note.reading", "table", table, "note", columns.told()));
        }
        return reading;
    }

    private static boolean isMappingFile(String entry) {
        return entry.indexOf('=') < 0 && entry.endsWith(".json");
    }

    private static void checkOutput(Path output) {
        Path directory = output.toAbsolutePath().getParent();
        if (ReportFormat.ofFileName(output.toString()).isEmpty()
                || directory == null
                || !Files.isDirectory(directory)) {
            throw UsageRefusal.about(
                    "-o", "cli.report.output", "formats", ReportFormat.names(), "got", output.toString());
        }
    }

    private Object value(String option, Class<?> type, String text) throws IOException {
        try {
            return new InputValues(
                            null,
                            coordinates == null ? null : InputValues.datum(coordinates),
                            tables.style(),
                            progress()::say,
                            progress()::reading)
                    .read(new Parameter<>(option, type, option, ""), text);
        } finally {
            progress().end();
        }
    }

    private ConsoleProgress progress() {
        if (progress == null) {
            progress = new ConsoleProgress("", spec.commandLine().getErr(), System.console() != null, false);
        }
        return progress;
    }

    private static int lastSlash(String file) {
        return Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
    }
}
