package org.edubalance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Message;
import org.edubalance.scoring.IndicatorSystem;
import org.edubalance.scoring.SystemReader;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardReader;
import org.geotools.api.data.Parameter;
import org.geotools.data.simple.SimpleFeatureCollection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the columns of a file are understood as, and what is missing for a standard, a system and the report. */
@Command(name = "columns", mixinStandardHelpOptions = true)
final class ColumnsCommand implements Callable<Integer> {

    private static final String FILE = "FILE";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = FILE, descriptionKey = "columns.file")
    private String file;

    @Option(names = "--standard", defaultValue = "cn-2017-quality", paramLabel = "ID")
    private String standard;

    @Option(names = "--system", defaultValue = "nyingchi", paramLabel = "ID")
    private String system;

    @Option(names = "--mapping", paramLabel = "FILE.json")
    private Path mapping;

    @Option(names = "--save", paramLabel = "FILE.json")
    private Path save;

    @Option(names = "--crs", paramLabel = "EPSG:CODE")
    private String crs;

    @Mixin
    private TableStyleOptions tables = new TableStyleOptions();

    @Override
    public Integer call() throws IOException {
        QuietLogs.install();
        PrintWriter out = spec.commandLine().getOut();
        ConsoleProgress progress =
                new ConsoleProgress(file, spec.commandLine().getErr(), System.console() != null, false);
        InputValues reader = new InputValues(
                crs == null ? null : InputValues.crs("--crs", crs),
                null,
                tables.style(),
                note -> {},
                progress::reading);
        SimpleFeatureCollection features = (SimpleFeatureCollection)
                reader.read(new Parameter<>(FILE, SimpleFeatureCollection.class, FILE, ""), file);
        progress.end();
        Map<String, ColumnMapping.Source> sources =
                new LinkedHashMap<>(ColumnMapping.proposed(features.getSchema()).sources());
        if (mapping != null) {
            sources.putAll(TableStyleOptions.mapping(mapping).sources());
        }
        ColumnMapping understood = new ColumnMapping(sources);
        // before anything is said, which would stand before why it is refused
        Standard wanted = StandardReader.read((String) text(reader, "--standard", standard), null);
        IndicatorSystem indicators = SystemReader.read((String) text(reader, "--system", system));
        ColumnTable table = new ColumnTable(features, understood);
        table.print(out);
        Needs needs = new Needs(understood.apply(features));
        needs.standard(wanted, out);
        needs.system(indicators, out);
        needs.report(out);
        for (ReadingNotes.Note note : ReadingNotes.of(features).all()) {
            out.println(Message.of(note.warning() ? "columns.warning" : "columns.note", "text", note.text()));
        }
        needs.warnings().forEach(warning -> out.println(Message.of("columns.warning", "text", warning)));
        if (save != null) {
            understood.write(save);
            out.println(Message.of("columns.saved", "file", save.toString()));
        }
        out.flush();
        return 0;
    }

    private static Object text(InputValues reader, String option, String value) throws IOException {
        return reader.read(new Parameter<>(option, String.class, option, ""), value);
    }
}
