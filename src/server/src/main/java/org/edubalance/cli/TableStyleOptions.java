package org.edubalance.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.TableStyle;
import org.edubalance.io.table.TableOptions.Decimal;
import org.edubalance.messages.Refusal;
import picocli.CommandLine.Option;

/** The options of every command that reads tables: how they are to be understood. */
final class TableStyleOptions {

    @Option(names = "--strict", descriptionKey = "strict")
    private boolean strict;

    @Option(names = "--decimal", descriptionKey = "decimal", paramLabel = "point|comma")
    private String decimal;

    @Option(names = "--encoding", descriptionKey = "encoding", paramLabel = "NAME")
    private String encoding;

    /**
     * What the options say.
     *
     * @throws UsageRefusal if there is no such mark or encoding
     */
    TableStyle style() {
        return new TableStyle(
                strict, decimal == null ? null : mark(decimal), encoding == null ? null : charset(encoding));
    }

    private static Decimal mark(String name) {
        return switch (name) {
            case "point" -> Decimal.POINT;
            case "comma" -> Decimal.COMMA;
            default -> throw UsageRefusal.about("--decimal", "cli.decimal", "got", name);
        };
    }

    /**
     * A mapping file.
     *
     * @throws Refusal if there is none, or it is no mapping
     */
    static ColumnMapping mapping(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw UsageRefusal.about("--mapping", "cli.input.file", "got", file.toString());
        }
        try {
            return ColumnMapping.read(file);
        } catch (Refusal e) {
            throw e.about("--mapping");
        }
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw UsageRefusal.about("--encoding", "cli.encoding", "got", name);
        }
    }
}
