package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.describe.ProcessDescriptions;
import org.edubalance.messages.Language;
import org.edubalance.server.execution.ProcessCatalog;
import org.edubalance.server.execution.ProcessOffering;
import org.geotools.api.data.Parameter;
import org.springframework.stereotype.Component;

/** The processes and what they are, in the {@link Language#current} language. */
@Component
class ProcessDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What a description says of an input beside its schema, and of a process beside its inputs. */
    private static final List<String> INPUT_FACTS = List.of("unit", "form", "of", "geometry", "advanced");

    private static final List<String> PROCESS_FACTS = List.of("group", "style");

    private final ProcessCatalog processes;

    ProcessDocuments(ProcessCatalog processes) {
        this.processes = processes;
    }

    /** The processes, or one page of them. */
    ObjectNode list(ApiRequest request) {
        Paging paging = Paging.of(request.kvp(), 1000);
        List<ProcessOffering> all = new ArrayList<>(processes.all());
        ObjectNode document = JSON.objectNode();
        ArrayNode list = document.putArray("processes");
        paging.page(all).forEach(process -> list.add(summary(request, process)));
        Links links = Links.self(request, "/processes" + paging.query(request.kvp(), List.of()));
        paging.link(links, request.url("/processes"), all.size(), request.kvp(), List.of());
        document.set("links", links.json());
        return document;
    }

    private static ObjectNode summary(ApiRequest request, ProcessOffering process) {
        ObjectNode summary = JSON.objectNode()
                .put("id", process.identifier())
                .put("title", process.title())
                .put("description", process.description())
                .put("version", process.version());
        summary.putArray("jobControlOptions")
                .add("sync-execute")
                .add("async-execute")
                .add("dismiss");
        summary.putArray("outputTransmission").add("value").add("reference");
        summary.set("links", Links.self(request, below(process)).json());
        return summary;
    }

    private static String below(ProcessOffering process) {
        return "/processes/" + process.identifier();
    }

    /** A process with its inputs and outputs. */
    static ObjectNode description(ApiRequest request, ProcessOffering process) {
        JsonNode described = ProcessDescriptions.process(process.factory(), process.name());
        ObjectNode document = summary(request, process);
        document.set(
                "links",
                Links.self(request, below(process))
                        .add(request.url(below(process) + "/execution"), OgcApi.REL_EXECUTE, "application/json", null)
                        .json());
        putFacts(document, described, PROCESS_FACTS);
        ObjectNode inputs = document.putObject("inputs");
        for (JsonNode input : described.path("inputs")) {
            String name = input.path("name").asText();
            inputs.set(name, input(process, process.input(name), input));
        }
        ObjectNode outputs = document.putObject("outputs");
        for (Parameter<?> output : process.outputs().values()) {
            outputs.set(output.key, output(output));
        }
        return document;
    }

    private static ObjectNode input(ProcessOffering process, Parameter<?> parameter, JsonNode described) {
        ObjectNode input = JSON.objectNode();
        input.put("title", in(described.path("title"), parameter.key));
        input.put("description", in(described.path("help"), parameter.key));
        input.put("minOccurs", process.least(parameter));
        if (parameter.maxOccurs == Integer.MAX_VALUE) {
            input.put("maxOccurs", "unbounded");
        } else {
            input.put("maxOccurs", process.most(parameter));
        }
        putFacts(input, described, INPUT_FACTS);
        input.set("schema", Schemas.input(parameter, described));
        return input;
    }

    private static ObjectNode output(Parameter<?> parameter) {
        JsonNode described = ProcessDescriptions.result(parameter);
        ObjectNode output = JSON.objectNode();
        output.put("title", parameter.key);
        output.put("description", in(described.path("help"), parameter.key));
        output.set("schema", Schemas.output(parameter, described));
        return output;
    }

    private static void putFacts(ObjectNode to, JsonNode described, List<String> facts) {
        List<String> there = facts.stream().filter(described::has).toList();
        if (!there.isEmpty()) {
            ArrayNode parameters = to.putObject("additionalParameters").putArray("parameters");
            there.forEach(fact -> parameters
                    .addObject()
                    .put("name", fact)
                    .putArray("value")
                    .add(described.path(fact).asText()));
        }
    }

    private static String in(JsonNode texts, String fallback) {
        String text = texts.path(Language.current().code()).asText();
        return text.isBlank() ? fallback : text;
    }
}
