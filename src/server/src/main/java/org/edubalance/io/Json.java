package org.edubalance.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** The JSON dialect of this package, and its error messages. */
final class Json {

    /**
     * NaN and Infinity are no JSON, but other tools write them for "no value"; they are read so. The caller's streams
     * stay open, since in a server they are not ours.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    static FormatException error(JsonParser parser, String message) {
        return new FormatException(message + at(parser.currentTokenLocation()));
    }

    /** Jackson's own complaint, without its hints at Java settings. */
    static FormatException error(JsonProcessingException e) {
        String message = e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("unreadable")
                .replaceAll("\\[Source: [^;\\]]*; ?", "[");
        return new FormatException("not valid JSON: " + message + at(e.getLocation()), e);
    }

    private static String at(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
