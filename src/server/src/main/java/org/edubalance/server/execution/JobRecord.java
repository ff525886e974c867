package org.edubalance.server.execution;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.edubalance.messages.Language;

/**
 * What is kept of a job beside its response document, from the moment it is accepted.
 *
 * @param protocol the name of the {@link Protocol} that it was asked for by
 * @param process the process's identifier
 * @param title the process's title in the job's language
 * @param version the process's version
 * @param started null where it did not start
 * @param ended null before the end
 * @param baseUrl the server's address as the client sees it
 * @param language of the response document
 * @param outputs the stored results; empty before the end
 */
public record JobRecord(
        UUID id,
        String protocol,
        String process,
        String title,
        String version,
        Instant created,
        Instant started,
        Instant ended,
        String baseUrl,
        Language language,
        Job.State state,
        List<StoredOutput> outputs) {

    /** A result as it is stored. */
    public record StoredOutput(String name, String mimeType, Path file) {}

    /** A job that was accepted. */
    static JobRecord accepted(UUID id, String protocol, ProcessOffering process, String baseUrl, Language language) {
        return new JobRecord(
                id,
                protocol,
                process.identifier(),
                process.title(),
                process.version(),
                Instant.now(),
                null,
                null,
                baseUrl,
                language,
                Job.State.ACCEPTED,
                List.of());
    }

    /** This job as it is now in the queue. */
    public JobRecord now(Job.State state, Instant started) {
        return new JobRecord(
                id, protocol, process, title, version, created, started, ended, baseUrl, language, state, outputs);
    }

    /** This job with the time of its end. */
    public JobRecord endedAt(Instant time) {
        return ended(state, time, outputs);
    }

    /** This job after its end. */
    JobRecord ended(Job.State end, Instant at, List<StoredOutput> stored) {
        return new JobRecord(
                id, protocol, process, title, version, created, started, at, baseUrl, language, end, stored);
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("protocol", protocol);
        properties.setProperty("process", process);
        properties.setProperty("title", title);
        properties.setProperty("version", version);
        properties.setProperty("created", created.toString());
        if (started != null) {
            properties.setProperty("started", started.toString());
        }
        if (ended != null) {
            properties.setProperty("ended", ended.toString());
        }
        properties.setProperty("baseUrl", baseUrl);
        properties.setProperty("language", language.code());
        properties.setProperty("state", state.name());
        for (StoredOutput output : outputs) {
            properties.setProperty("mimeType." + output.name(), output.mimeType());
            properties.setProperty(
                    "file." + output.name(), output.file().getFileName().toString());
        }
        return properties;
    }

    /**
     * The record that {@link #properties} wrote.
     *
     * @param directory of the results
     * @throws RuntimeException if it is none
     */
    static JobRecord of(UUID id, Properties properties, Path directory) {
        List<StoredOutput> outputs = new ArrayList<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith("file.")) {
                String name = key.substring("file.".length());
                outputs.add(new StoredOutput(
                        name,
                        properties.getProperty("mimeType." + name),
                        directory.resolve(properties.getProperty(key))));
            }
        }
        String process = properties.getProperty("process");
        return new JobRecord(
                id,
                Objects.requireNonNull(properties.getProperty("protocol")),
                process,
                properties.getProperty("title", process),
                properties.getProperty("version", "1.0.0"),
                Instant.parse(properties.getProperty("created")),
                time(properties, "started"),
                time(properties, "ended"),
                properties.getProperty("baseUrl"),
                Language.valueOf(properties.getProperty("language", "en").toUpperCase(Locale.ROOT)),
                Job.State.valueOf(properties.getProperty("state", "ACCEPTED")),
                List.copyOf(outputs));
    }

    private static Instant time(Properties properties, String key) {
        String time = properties.getProperty(key);
        return time == null ? null : Instant.parse(time);
    }
}
