package org.edubalance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.edubalance.messages.Incident;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;

/**
 * What becomes of a fault of the program: the whole of it goes to a file of its own in Java's temporary directory, which
 * only the user may read, and the user is told the id and the file.
 */
final class IncidentLog {

    private final PrintWriter err;
    private final List<String> commandLine;

    /**
     * @param err where the user is told
     * @param commandLine what was run, for the file; passwords are never on it
     */
    IncidentLog(PrintWriter err, String... commandLine) {
        this.err = err;
        this.commandLine = List.of(commandLine);
    }

    /** Tells of a fault, and writes it down. Where no file can be written, the whole of it goes to the user. */
    void tell(Throwable fault) {
        Incident incident = Incident.of(fault, (title, thrown) -> {});
        String whole = whole(incident);
        err.println(Message.of("cli.error", "reason", incident));
        try {
            Path file = Files.createTempFile("gs-edubalance-" + incident.id() + "-", ".log");
            Files.writeString(file, whole);
            // a path is never cut, as facts of a message are
            err.println(Message.of("cli.incident.file") + " " + file);
        } catch (IOException e) {
            err.println(whole);
        }
    }

    private String whole(Incident incident) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.println("incident " + incident.id() + ", " + Instant.now());
        lines.println(String.join(", ", Main.Version.lines()) + ", " + System.getProperty("os.name") + ", "
                + Language.current().code());
        lines.println(String.join(" ", commandLine));
        incident.getCause().printStackTrace(lines);
        return text.toString();
    }
}
