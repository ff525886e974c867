package org.edubalance.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/** The JSON dialect of this package, and its refusals. */
final class Json {

    /**
     * NaN and Infinity are no JSON, but other tools write them for "no value"; they are read so. The caller's streams
     * stay open, since in a server they are not ours.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    /** A refusal of what stands where the parser is. */
    static Refusal refusal(JsonParser parser, String key, Object... facts) {
        return refusal(parser, Message.of(key, facts), null);
    }

    static Refusal refusal(JsonParser parser, Message reason, Throwable causeOrNull) {
        return refusal(parser.currentTokenLocation(), reason, causeOrNull);
    }

    /** A refusal of the member that the parser stands at, which must be something else. */
    static Refusal mustBe(JsonParser parser, String member, String accepted) {
        return refusal(
                parser, "format.geojson.must", "member", member, "accepted", Message.of("format.json." + accepted));
    }

    /** True if Jackson stopped at bytes that are no UTF-8, which it says in words only. */
    static boolean isNoUtf8(Throwable cause) {
        return cause instanceof JsonParseException e
                && String.valueOf(e.getOriginalMessage()).startsWith("Invalid UTF-8");
    }

    /** A refusal of what Jackson cannot read. */
    static Refusal refusal(JsonProcessingException e) {
        Message reason = Message.of(
                e instanceof JsonEOFException
                        ? "format.json.ended"
                        : e instanceof StreamConstraintsException ? "format.json.extreme" : "format.json.broken");
        return refusal(e.getLocation(), reason, e);
    }

    private static Refusal refusal(JsonLocation location, Message reason, Throwable causeOrNull) {
        return Refusal.because(
                causeOrNull,
                location == null || location.getLineNr() < 1
                        ? reason
                        : Message.of(
                                "format.json.at",
                                "reason",
                                reason,
                                "line",
                                location.getLineNr(),
                                "column",
                                location.getColumnNr()));
    }
}
