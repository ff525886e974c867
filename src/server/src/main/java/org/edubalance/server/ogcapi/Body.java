package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.Given;

/**
 * A JSON text, read token by token: values such as features are not built as a tree but kept as the bytes that they are.
 * What does not read is a {@link Refusal}.
 */
final class Body implements Closeable {

    private final byte[] bytes;
    private final JsonParser parser;

    Body(byte[] bytes) {
        this.bytes = bytes;
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                // UTF-16 or UTF-32, whose offsets are others
                throw Refusal.of("ogcapi.json.utf8");
            }
        }
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Math.max(1, bytes.length))
                        .build())
                .build();
        try {
            parser = factory.createParser(bytes);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** What is done with the members of an object, by name; the parser stands at the value. */
    @FunctionalInterface
    interface Member {
        void read(String name);
    }

    JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    JsonToken token() {
        return parser.currentToken();
    }

    /** The text of a scalar. */
    String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** Reads the object that the parser stands at, to its end; a name that comes twice is refused. */
    void members(Member member) {
        Set<String> names = new HashSet<>();
        while (next() == JsonToken.FIELD_NAME) {
            String name = text();
            if (!names.add(name)) {
                throw Refusal.of("ogcapi.json.twice", "member", name);
            }
            next();
            member.read(name);
        }
    }

    /** Where the value that the parser stands at begins. */
    int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The bytes from an offset to the end of the object or array that the parser stands at the end of. */
    Given.Content from(int start) {
        return new Given.Content(bytes, start, (int) parser.currentLocation().getByteOffset() - start);
    }

    /** Passes over the value that the parser stands at. */
    void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** The text that the parser stands at as the value of a member. */
    String string(String member) {
        if (token() != JsonToken.VALUE_STRING) {
            throw mustBe(member, "text");
        }
        return text();
    }

    /** A refusal of what the parser stands at. */
    Refusal mustBe(String member, String accepted) {
        return Refusal.of("ogcapi.json.must", "member", member, "accepted", Message.of("ogcapi.json." + accepted));
    }

    /** Refuses what comes after the value. */
    void end() {
        if (next() != null) {
            throw Refusal.of("ogcapi.json.more");
        }
    }

    private static RuntimeException refused(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return Refusal.because(e, "ogcapi.json.extreme");
        }
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            return Refusal.because(
                    e,
                    "ogcapi.json.malformed",
                    "line",
                    json.getLocation().getLineNr(),
                    "column",
                    json.getLocation().getColumnNr());
        }
        // a character that is none in UTF-8
        return e instanceof java.io.CharConversionException
                ? Refusal.because(e, "ogcapi.json.utf8")
                : new UncheckedIOException(e);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
