package org.edubalance.cli;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.edubalance.io.TableStyle;
import org.edubalance.io.table.TableOptions.Decimal;
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

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw UsageRefusal.about("--encoding", "cli.encoding", "got", name);
        }
    }
}
