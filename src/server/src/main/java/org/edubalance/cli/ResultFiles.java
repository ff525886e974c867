package org.edubalance.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.io.DensityNote;
import org.edubalance.io.Format;
import org.edubalance.io.PostgisTarget;
import org.edubalance.io.WriteOptions;
import org.edubalance.io.postgis.PostgisAddress;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.DataUtilities;
import org.geotools.feature.FeatureCollection;

/** Where the results of a run go: to files by their ending, to tables of databases, or to standard output. */
final class ResultFiles {

    private final String main;
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final WriteOptions options;
    private final Map<String, PostgisTarget> tables = new LinkedHashMap<>();

    /**
     * Checks what was asked for before the process runs, so that no long run ends with nowhere to put its result.
     *
     * @param results the process's results
     * @param outputs each {@code FILE}, or {@code NAME=FILE} with the name of a result
     * @param overwrite true to replace a table that is there
     * @param options how texts are written
     * @throws Refusal if a file's ending does not suit its result, its directory does not exist, or a table cannot be made
     */
    ResultFiles(Map<String, Parameter<?>> results, List<String> outputs, boolean overwrite, WriteOptions options) {
        this.options = options;
        main = results.containsKey("result")
                ? "result"
                : results.keySet().iterator().next();
        for (String output : outputs) {
            int equals = output.indexOf('=');
            String name =
                    equals > 0 && results.containsKey(output.substring(0, equals)) ? output.substring(0, equals) : main;
            String where = name.equals(main) && !output.startsWith(main + "=") ? output : output.substring(equals + 1);
            if (files.containsKey(name) || tables.containsKey(name)) {
                throw UsageRefusal.about("-o", "cli.output.twice", "result", name);
            }
            if (PostgisAddress.isMeant(where)
                    && FeatureCollection.class.isAssignableFrom(
                            results.get(name).getType())) {
                tables.put(name, table(where, overwrite));
            } else {
                Path file = path(where);
                check(results.get(name).getType(), file);
                files.put(name, file);
            }
        }
    }

    private static PostgisTarget table(String address, boolean overwrite) {
        PostgisAddress table = InputValues.postgis("-o", address);
        try {
            return new PostgisTarget(table, overwrite);
        } catch (Refusal e) {
            throw Refusal.because(e, "cli.postgis", "reason", e).about("-o");
        }
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw UsageRefusal.about("-o", "cli.output.directory", "got", name);
        }
    }

    private static void check(Class<?> type, Path file) {
        List<Format> formats = Format.writing(type);
        if (!formats.isEmpty()
                && Format.ofFileName(file.toString()).filter(formats::contains).isEmpty()) {
            throw UsageRefusal.about(
                    "-o",
                    "cli.output.ending",
                    "endings",
                    formats.stream()
                            .flatMap(format -> format.endings().stream())
                            .toList(),
                    "got",
                    file.toString());
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
            throw UsageRefusal.about("-o", "cli.output.directory", "got", file.toString());
        }
    }

    @SuppressWarnings("unchecked")
    void write(Map<String, Object> results, OutputStream out, PrintWriter err) throws IOException {
        if (results == null || results.get(main) == null) {
            throw new IllegalStateException("the process gave no result");
        }
        for (Map.Entry<String, Object> result : results.entrySet()) {
            Path file = files.get(result.getKey());
            PostgisTarget table = tables.get(result.getKey());
            if (table != null) {
                table.write(
                        DataUtilities.simple((FeatureCollection<SimpleFeatureType, SimpleFeature>) result.getValue()));
            } else if (file != null) {
                writeFile(result.getValue(), file);
                if (result.getValue() instanceof GridCoverage2D coverage) {
                    DensityNote.of(coverage).ifPresent(err::println);
                }
            } else if (result.getKey().equals(main)) {
                ResultText.print(result.getValue(), out, options);
            } else {
                err.println(Message.of("cli.output.further", "result", result.getKey()));
            }
        }
        err.flush();
    }

    private void writeFile(Object value, Path file) throws IOException {
        Format format = Format.ofFileName(file.toString())
                .filter(found -> found.writes(value.getClass()))
                .orElse(null);
        if (format != null) {
            format.writeFile(value, file, options);
        } else {
            WholeFile.write(file, ResultText.literal(value) + "\n");
        }
    }
}
