package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.edubalance.server.ows.OwsResponse;

/**
 * Writes results: one by itself, several as parts of one answer, or a document of them. Files are copied as they are sent,
 * and are not held in memory.
 */
final class ResultWriter {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What could not be written to its end must not look as if it were whole. */
    private static final JsonFactory FACTORY = MAPPER.getFactory()
            .copy()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

    private final String resultsUrl;
    private final Runnable whenSent;

    /**
     * A writer.
     *
     * @param resultsUrl the address of the job's results
     * @param whenSent done once the answer was written, or could not be
     */
    ResultWriter(String resultsUrl, Runnable whenSent) {
        this.resultsUrl = resultsUrl;
        this.whenSent = whenSent;
    }

    OwsResponse write(Results results) {
        if (results.document()) {
            return response(200, "application/json", Map.of(), out -> document(results.items(), out));
        }
        if (results.items().stream().allMatch(Results.Item::reference)) {
            return response(204, null, Map.of("Link", links(results.items())), out -> {});
        }
        return results.items().size() == 1 ? one(results.items().get(0)) : parts(results.items());
    }

    /** One result by itself. */
    OwsResponse one(Results.Item item) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (item.file() != null) {
            headers.put("Content-Disposition", "attachment; filename=" + fileName(item));
            headers.put("Content-Length", Long.toString(size(item)));
        }
        return response(200, item.mimeType(), headers, out -> raw(item, out));
    }

    private OwsResponse parts(List<Results.Item> items) {
        String boundary = "part-" + UUID.randomUUID();
        return response(200, "multipart/related; boundary=\"" + boundary + "\"", Map.of(), out -> {
            for (Results.Item item : items) {
                StringBuilder head = new StringBuilder("--" + boundary + "\r\nContent-ID: <" + item.name() + ">\r\n");
                head.append("Content-Type: ").append(item.mimeType()).append("\r\n");
                if (item.reference()) {
                    head.append("Content-Location: ").append(url(item)).append("\r\n");
                }
                out.write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
                if (!item.reference()) {
                    raw(item, out);
                }
                out.write("\r\n".getBytes(StandardCharsets.UTF_8));
            }
            out.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        });
    }

    private void document(List<Results.Item> items, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            for (Results.Item item : items) {
                json.writeFieldName(item.name());
                if (item.reference()) {
                    json.writeStartObject();
                    json.writeStringField("href", url(item));
                    json.writeStringField("rel", "result");
                    json.writeStringField("type", item.mimeType());
                    json.writeEndObject();
                } else if (item.value() != null) {
                    MAPPER.writeTree(json, item.value());
                } else {
                    qualified(item, json, out);
                }
            }
            json.writeEndObject();
        }
    }

    private static void qualified(Results.Item item, JsonGenerator json, OutputStream out) throws IOException {
        json.writeStartObject();
        json.writeStringField("mediaType", item.mimeType());
        if (item.binary()) {
            json.writeStringField("encoding", "base64");
        }
        json.writeFieldName("value");
        if (item.binary()) {
            try (InputStream in = Files.newInputStream(item.file())) {
                json.writeBinary(in, (int) size(item));
            }
        } else if (item.mimeType().contains("json")) {
            json.writeRawValue("");
            json.flush();
            Files.copy(item.file(), out);
        } else {
            try (Reader in = Files.newBufferedReader(item.file(), StandardCharsets.UTF_8)) {
                json.writeString(in, -1);
            }
        }
        json.writeEndObject();
    }

    private static void raw(Results.Item item, OutputStream out) throws IOException {
        if (item.file() != null) {
            Files.copy(item.file(), out);
        } else {
            String text = item.value().isObject()
                    ? item.value().toString()
                    : item.value().asText();
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String links(List<Results.Item> items) {
        return items.stream()
                .map(item -> "<" + url(item) + ">; rel=\"" + OgcApi.REL_RESULTS + "\"; title=\"" + item.name()
                        + "\"; type=\"" + item.mimeType() + "\"")
                .collect(Collectors.joining(", "));
    }

    private String url(Results.Item item) {
        return resultsUrl + "/" + item.name();
    }

    private static String fileName(Results.Item item) {
        String stored = item.file().getFileName().toString();
        return item.name() + stored.substring(stored.lastIndexOf('.'));
    }

    private static long size(Results.Item item) {
        try {
            return Files.size(item.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OwsResponse response(int status, String type, Map<String, String> headers, OwsResponse.Body body) {
        return new OwsResponse(status, type, headers, out -> {
            try {
                body.writeTo(out);
            } finally {
                whenSent.run();
            }
        });
    }
}
