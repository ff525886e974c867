package org.edubalance.server.wps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.opengis.ows.v_1_1_0.BoundingBoxType;
import net.opengis.wps.v_1_0_0.ComplexDataType;
import net.opengis.wps.v_1_0_0.DataInputsType;
import net.opengis.wps.v_1_0_0.DataType;
import net.opengis.wps.v_1_0_0.DocumentOutputDefinitionType;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.InputReferenceType;
import net.opengis.wps.v_1_0_0.InputType;
import net.opengis.wps.v_1_0_0.LiteralDataType;
import net.opengis.wps.v_1_0_0.OutputDefinitionType;
import net.opengis.wps.v_1_0_0.ResponseDocumentType;
import net.opengis.wps.v_1_0_0.ResponseFormType;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.ProcessOffering;
import org.edubalance.server.execution.ValueKind;
import org.edubalance.server.ows.Kvp;
import org.geotools.api.data.Parameter;

/** Executions given as key–value pairs, turned into what the XML encoding says. */
final class KvpRequests {

    private static final Set<String> ATTRIBUTES = Set.of(
            "mimetype",
            "encoding",
            "schema",
            "datatype",
            "uom",
            "href",
            "xlink:href",
            "method",
            "asreference",
            "format");

    private static final Pattern ATTRIBUTE = Pattern.compile("@([A-Za-z:]+)=");

    private KvpRequests() {}

    static Execute execute(Kvp kvp, ProcessOffering process) {
        Execute execute = new Execute();
        execute.setIdentifier(Capabilities.code(process.identifier()));
        kvp.get("language").ifPresent(execute::setLanguage);
        DataInputsType inputs = new DataInputsType();
        for (Item item : items(kvp, "DataInputs")) {
            inputs.getInput().add(input(item, process.input(item.name())));
        }
        if (!inputs.getInput().isEmpty()) {
            execute.setDataInputs(inputs);
        }
        execute.setResponseForm(responseForm(kvp));
        return execute;
    }

    private static ResponseFormType responseForm(Kvp kvp) {
        List<Item> raw = items(kvp, "RawDataOutput");
        List<Item> document = items(kvp, "ResponseDocument");
        ResponseFormType form = new ResponseFormType();
        if (!raw.isEmpty()) {
            if (!document.isEmpty()) {
                throw Refusal.of("wps.raw-or-document").about("RawDataOutput");
            }
            if (raw.size() > 1) {
                throw Refusal.of("wps.raw.one", "got", raw.size()).about("RawDataOutput");
            }
            OutputDefinitionType output = new OutputDefinitionType();
            fill(output, raw.get(0));
            form.setRawDataOutput(output);
            return form;
        }
        ResponseDocumentType response = new ResponseDocumentType();
        response.setStoreExecuteResponse(kvp.flag("storeExecuteResponse", false));
        response.setStatus(kvp.flag("status", false));
        response.setLineage(kvp.flag("lineage", false));
        for (Item item : document) {
            DocumentOutputDefinitionType output = new DocumentOutputDefinitionType();
            fill(output, item);
            item.attribute("asreference").ifPresent(value -> output.setAsReference(flag(item.name(), value)));
            response.getOutput().add(output);
        }
        form.setResponseDocument(response);
        return form;
    }

    private static boolean flag(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.of("wps.as-reference", "got", value).about(name);
        };
    }

    private static void fill(OutputDefinitionType output, Item item) {
        output.setIdentifier(Capabilities.code(item.name()));
        item.attribute("mimetype").or(() -> item.attribute("format")).ifPresent(output::setMimeType);
        item.attribute("encoding").ifPresent(output::setEncoding);
        item.attribute("schema").ifPresent(output::setSchema);
        item.attribute("uom").ifPresent(output::setUom);
    }

    private static InputType input(Item item, Parameter<?> parameter) {
        InputType input = new InputType();
        input.setIdentifier(Capabilities.code(item.name()));
        Optional<String> href = item.attribute("xlink:href").or(() -> item.attribute("href"));
        if (href.isPresent()) {
            InputReferenceType reference = new InputReferenceType();
            reference.setHref(href.get());
            item.attribute("method").ifPresent(reference::setMethod);
            item.attribute("mimetype").or(() -> item.attribute("format")).ifPresent(reference::setMimeType);
            item.attribute("encoding").ifPresent(reference::setEncoding);
            input.setReference(reference);
            return input;
        }
        DataType data = new DataType();
        switch (ValueKind.ofInput(parameter.type)) {
            case LITERAL -> {
                LiteralDataType literal = new LiteralDataType();
                literal.setValue(item.value());
                item.attribute("datatype").ifPresent(literal::setDataType);
                item.attribute("uom").ifPresent(literal::setUom);
                data.setLiteralData(literal);
            }
            case BOUNDING_BOX -> data.setBoundingBoxData(boundingBox(item));
            case COMPLEX -> {
                ComplexDataType complex = new ComplexDataType();
                item.attribute("mimetype").or(() -> item.attribute("format")).ifPresent(complex::setMimeType);
                item.attribute("encoding").ifPresent(complex::setEncoding);
                complex.getContent().add(item.value());
                data.setComplexData(complex);
            }
        }
        input.setData(data);
        return input;
    }

    /** {@code minx,miny,maxx,maxy[,crs[,dimensions]]}. */
    private static BoundingBoxType boundingBox(Item item) {
        String[] parts = item.value().split(",");
        if (parts.length < 4 || parts.length > 6) {
            throw boxInvalid(item);
        }
        double[] numbers = new double[4];
        for (int i = 0; i < 4; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                throw boxInvalid(item);
            }
        }
        BoundingBoxType box = new BoundingBoxType();
        box.getLowerCorner().addAll(List.of(numbers[0], numbers[1]));
        box.getUpperCorner().addAll(List.of(numbers[2], numbers[3]));
        if (parts.length > 4) {
            box.setCrs(parts[4].strip());
        }
        return box;
    }

    private static Refusal boxInvalid(Item item) {
        return Refusal.of("wps.box", "got", item.value()).about(item.name());
    }

    /** One entry of a list such as DataInputs: {@code name=value@attribute=value@…}. */
    record Item(String name, String value, Map<String, String> attributes) {
        Optional<String> attribute(String key) {
            return Optional.ofNullable(attributes.get(key)).filter(value -> !value.isBlank());
        }
    }

    /**
     * The entries of a parameter, which semicolons separate. The standard has each value percent-encoded by itself; many
     * clients encode the whole list once. The first is taken where the list shows a plain equals sign or semicolon.
     */
    static List<Item> items(Kvp kvp, String key) {
        Optional<String> raw = kvp.getRaw(key);
        if (raw.isEmpty()) {
            return List.of();
        }
        boolean encodedByParts = raw.get().contains("=") || raw.get().contains(";");
        String list = encodedByParts ? raw.get() : Kvp.decode(raw.get(), key);
        List<Item> items = new ArrayList<>();
        for (String entry : list.split(";")) {
            if (!entry.isBlank()) {
                items.add(item(entry, key, encodedByParts));
            }
        }
        return items;
    }

    private static Item item(String entry, String key, boolean encoded) {
        List<String> names = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        Matcher matcher = ATTRIBUTE.matcher(entry);
        while (matcher.find()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            if (ATTRIBUTES.contains(name)) {
                names.add(name);
                starts.add(matcher.start());
                ends.add(matcher.end());
            }
        }
        String head = names.isEmpty() ? entry : entry.substring(0, starts.get(0));
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            int end = i + 1 < names.size() ? starts.get(i + 1) : entry.length();
            attributes.put(
                    names.get(i),
                    decoded(entry.substring(ends.get(i), end), key, encoded).strip());
        }
        int equals = head.indexOf('=');
        String name = decoded(equals < 0 ? head : head.substring(0, equals), key, encoded)
                .strip();
        String value = equals < 0 ? "" : decoded(head.substring(equals + 1), key, encoded);
        if (name.isEmpty()) {
            throw Refusal.of("wps.entry.name").about(key);
        }
        return new Item(name, value, attributes);
    }

    private static String decoded(String text, String key, boolean encoded) {
        return encoded ? Kvp.decode(text, key) : text;
    }
}
