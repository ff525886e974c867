package org.edubalance.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.invoke.MethodType;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import org.geotools.api.coverage.grid.GridCoverage;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.InternationalString;
import org.geotools.feature.FeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;
import org.locationtech.jts.geom.Geometry;

/**
 * The processes of a namespace as one JSON document, made from what their factories say:
 *
 * <pre>
 * {"version": 1, "processes": [
 *   {"id": "edu:KernelDensity", "group": "where", "style": "kernel-density",
 *    "title": {"en": …, "zh": …}, "description": {"en": …, "zh": …},
 *    "inputs": [
 *      {"name": "radius", "title": {…}, "help": {…}, "type": "number", "min": 0, "max": 1, "unit": "m",
 *       "lowest": 0, "default": …, "choices": […], "of": "data", "form": "expression", "geometry": "any",
 *       "advanced": false}],
 *    "result": {"name": "result", "type": "coverage", "help": {…}}}]}
 * </pre>
 *
 * {@code min} and {@code max} count values, a {@code max} of 0 is no limit; what does not apply is left out. Types are
 * features, coverage, bbox, number, integer, boolean, choice, crs, geometry, filter, expression, date and text. What {@code
 * of}, {@code form}, {@code geometry}, {@code unit}, {@code advanced}, {@code group} and {@code style} mean is said where
 * processes declare them, as metadata of their parameters under the same names with {@code edu.} before.
 */
public final class ProcessDescriptions {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int VERSION = 1;

    private ProcessDescriptions() {}

    /** The document for all processes of a namespace, such as {@code edu}. */
    public static ObjectNode of(String namespace) {
        ObjectNode document = JSON.objectNode().put("version", VERSION);
        ArrayNode processes = document.putArray("processes");
        for (ProcessFactory factory : Processors.getProcessFactories()) {
            factory.getNames().stream()
                    .filter(name -> namespace.equals(name.getNamespaceURI()))
                    .sorted((a, b) -> a.getLocalPart().compareTo(b.getLocalPart()))
                    .forEach(name -> processes.add(process(factory, name)));
        }
        return document;
    }

    /** One process, as in the document. */
    public static ObjectNode process(ProcessFactory factory, Name name) {
        ObjectNode process = JSON.objectNode().put("id", name.getNamespaceURI() + ":" + name.getLocalPart());
        Map<String, Parameter<?>> results = factory.getResultInfo(name, Map.of());
        Parameter<?> result = results.values().iterator().next();
        putFact(process, result, "group");
        putFact(process, result, "style");
        process.set("title", text(factory.getTitle(name)));
        process.set("description", text(factory.getDescription(name)));
        ArrayNode inputs = process.putArray("inputs");
        factory.getParameterInfo(name).values().forEach(input -> inputs.add(input(input)));
        process.set("result", result(result));
        return process;
    }

    /** A result, as in the document. */
    public static ObjectNode result(Parameter<?> result) {
        ObjectNode node = JSON.objectNode().put("name", result.key).put("type", type(result.type));
        node.set("help", text(result.description));
        return node;
    }

    private static ObjectNode input(Parameter<?> input) {
        ObjectNode node = JSON.objectNode().put("name", input.key);
        node.set("title", text(input.title));
        node.set("help", text(input.description));
        node.put("type", type(input.type));
        node.put("min", input.minOccurs);
        node.put("max", input.maxOccurs == Integer.MAX_VALUE ? 0 : input.maxOccurs);
        if (input.type.isEnum()) {
            ArrayNode choices = node.putArray("choices");
            for (Object constant : input.type.getEnumConstants()) {
                choices.add(((Enum<?>) constant).name());
            }
        }
        if (input.sample != null) {
            node.set("default", value(input.sample));
        }
        putNumber(node, "lowest", input.metadata.get(Parameter.MIN));
        putNumber(node, "highest", input.metadata.get(Parameter.MAX));
        for (String fact : new String[] {"of", "form", "geometry", "unit"}) {
            putFact(node, input, fact);
        }
        node.put("advanced", "true".equals(input.metadata.get("edu.advanced")));
        return node;
    }

    private static void putFact(ObjectNode node, Parameter<?> parameter, String fact) {
        Object value = parameter.metadata == null ? null : parameter.metadata.get("edu." + fact);
        if (value != null) {
            node.put(fact, value.toString());
        }
    }

    private static void putNumber(ObjectNode node, String name, Object number) {
        if (number instanceof Number value) {
            node.put(name, value.doubleValue());
        }
    }

    private static JsonNode value(Object value) {
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        if (value instanceof Integer || value instanceof Long) {
            return JSON.numberNode(((Number) value).longValue());
        }
        if (value instanceof Number number) {
            return JSON.numberNode(number.doubleValue());
        }
        return JSON.textNode(value instanceof Enum<?> constant ? constant.name() : value.toString());
    }

    private static ObjectNode text(InternationalString text) {
        return JSON.objectNode().put("en", text.toString(Locale.ENGLISH)).put("zh", text.toString(Locale.CHINESE));
    }

    private static String type(Class<?> declared) {
        // the elements of a list may be declared as primitives
        Class<?> type = MethodType.methodType(declared).wrap().returnType();
        if (type.isEnum()) {
            return "choice";
        }
        if (FeatureCollection.class.isAssignableFrom(type)) {
            return "features";
        }
        if (GridCoverage.class.isAssignableFrom(type)) {
            return "coverage";
        }
        if (ReferencedEnvelope.class.isAssignableFrom(type)) {
            return "bbox";
        }
        if (Geometry.class.isAssignableFrom(type)) {
            return "geometry";
        }
        if (CoordinateReferenceSystem.class.isAssignableFrom(type)) {
            return "crs";
        }
        if (Filter.class.isAssignableFrom(type)) {
            return "filter";
        }
        if (Expression.class.isAssignableFrom(type)) {
            return "expression";
        }
        if (Date.class.isAssignableFrom(type)) {
            return "date";
        }
        if (type == Boolean.class) {
            return "boolean";
        }
        if (type == Integer.class || type == Long.class || type == Short.class) {
            return "integer";
        }
        return Number.class.isAssignableFrom(type) ? "number" : "text";
    }
}
