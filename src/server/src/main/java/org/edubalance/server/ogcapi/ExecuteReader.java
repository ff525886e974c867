package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.Given;
import org.edubalance.server.execution.ProcessOffering;

/**
 * Reads the body of a request to execute a process. A member that has no meaning here is refused rather than overlooked:
 * a client that asks to be called back must not believe that it will be.
 */
final class ExecuteReader {

    private final ProcessOffering process;
    private final Body body;
    private final List<Given.Input> inputs = new ArrayList<>();
    private final Map<String, ExecuteBody.Output> outputs = new LinkedHashMap<>();
    private boolean document;

    private ExecuteReader(ProcessOffering process, Body body) {
        this.process = process;
        this.body = body;
    }

    /** @throws Refusal if it does not read, or an input or output is unknown or not of its kind */
    static ExecuteBody read(byte[] bytes, ProcessOffering process) {
        try (Body body = new Body(bytes)) {
            return new ExecuteReader(process, body).read();
        }
    }

    private ExecuteBody read() {
        if (body.next() != JsonToken.START_OBJECT) {
            throw Refusal.of("ogcapi.json.object");
        }
        body.members(name -> {
            switch (name) {
                case "inputs" -> inputs();
                case "outputs" -> outputs();
                case "response" -> response();
                default ->
                    throw Refusal.of(
                                    "ogcapi.member.body",
                                    "member",
                                    name,
                                    "known",
                                    List.of("inputs", "outputs", "response"))
                            .about(name);
            }
        });
        body.end();
        return new ExecuteBody(inputs, outputs, document);
    }

    private void response() {
        String asked = body.string("response");
        document = switch (asked) {
            case "document" -> true;
            case "raw" -> false;
            default ->
                throw Refusal.of("ogcapi.choice", "accepted", List.of("raw", "document"), "got", asked)
                        .about("response");
        };
    }

    private void inputs() {
        if (body.token() != JsonToken.START_OBJECT) {
            throw body.mustBe("inputs", "list");
        }
        body.members(name -> {
            InputValues values = new InputValues(process.input(name), body);
            if (body.token() == JsonToken.START_ARRAY) {
                while (body.next() != JsonToken.END_ARRAY) {
                    inputs.add(new Given.Input(name, values.read()));
                }
            } else {
                inputs.add(new Given.Input(name, values.read()));
            }
        });
    }

    private void outputs() {
        if (body.token() != JsonToken.START_OBJECT) {
            throw body.mustBe("outputs", "list");
        }
        body.members(name -> {
            process.output(name);
            if (body.token() != JsonToken.START_OBJECT) {
                throw body.mustBe(name, "list");
            }
            outputs.put(name, output(name));
        });
    }

    private ExecuteBody.Output output(String name) {
        FormatReader format = new FormatReader(body);
        String[] mode = {"value"};
        body.members(member -> {
            if (member.equals("transmissionMode")) {
                mode[0] = body.string(member);
            } else if (!member.equals("format") || !format.readMember(member)) {
                throw Refusal.of("ogcapi.member", "member", member, "known", List.of("format", "transmissionMode"))
                        .about(name);
            }
        });
        if (!mode[0].equals("value") && !mode[0].equals("reference")) {
            throw Refusal.of("ogcapi.choice", "accepted", List.of("value", "reference"), "got", mode[0])
                    .about("transmissionMode");
        }
        return new ExecuteBody.Output(format.mediaType(), format.encoding(), mode[0].equals("reference"));
    }
}
