package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.core.JsonToken;
import java.util.List;
import org.edubalance.messages.Refusal;

/** The members that say of a value what format it is in, by themselves or in an object {@code format}. */
final class FormatReader {

    static final List<String> MEMBERS = List.of("mediaType", "encoding", "schema", "format");

    private final Body body;
    private String mediaType;
    private String encoding;

    FormatReader(Body body) {
        this.body = body;
    }

    /** Reads a member, if it is one of a format's. */
    boolean readMember(String name) {
        switch (name) {
            case "mediaType" -> mediaType = body.string(name);
            case "encoding" -> encoding = body.string(name);
            // says how a value is written, which the media type does too
            case "schema" -> body.skip();
            case "format" -> {
                if (body.token() != JsonToken.START_OBJECT) {
                    throw body.mustBe(name, "list");
                }
                body.members(member -> {
                    if (member.equals("format") || !readMember(member)) {
                        throw Refusal.of("ogcapi.member", "member", member, "known", MEMBERS.subList(0, 3))
                                .about("format");
                    }
                });
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Null where none is given. */
    String mediaType() {
        return mediaType;
    }

    /** Null where none is given. */
    String encoding() {
        return encoding;
    }
}
