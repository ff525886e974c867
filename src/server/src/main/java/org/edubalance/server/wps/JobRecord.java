package org.edubalance.server.wps;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.edubalance.messages.Language;

/**
 * What is kept of a job beside its response document, from the moment it is accepted.
 *
 * @param process the process's identifier
 * @param title the process's title in the job's language
 * @param version the process's version
 * @param baseUrl the server's address as the client sees it
 * @param language of the response document
 * @param outputs the stored results; empty before the end
 */
record JobRecord(
        UUID id,
        String process,
        String title,
        String version,
        Instant created,
        String baseUrl,
        Language language,
        Job.State state,
        List<StoredOutput> outputs) {

    /** A result as it is stored. */
    record StoredOutput(String name, String mimeType, Path file) {}

    /** A job that was accepted. */
    static JobRecord accepted(UUID id, ProcessOffering process, String baseUrl, Language language) {
        return new JobRecord(
                id,
                process.identifier(),
                process.title(),
                process.version(),
                Instant.now(),
                baseUrl,
                language,
                Job.State.ACCEPTED,
                List.of());
    }

    /** This job after its end. */
    JobRecord ended(Job.State end, List<StoredOutput> stored) {
        return new JobRecord(id, process, title, version, created, baseUrl, language, end, stored);
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("process", process);
        properties.setProperty("title", title);
        properties.setProperty("version", version);
        properties.setProperty("created", created.toString());
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
                process,
                properties.getProperty("title", process),
                properties.getProperty("version", "1.0.0"),
                Instant.parse(properties.getProperty("created")),
                properties.getProperty("baseUrl"),
                Language.valueOf(properties.getProperty("language", "en").toUpperCase(Locale.ROOT)),
                Job.State.valueOf(properties.getProperty("state", "ACCEPTED")),
                List.copyOf(outputs));
    }
}
