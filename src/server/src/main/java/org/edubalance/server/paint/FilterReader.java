package org.edubalance.server.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.SingleEvaluation;
import org.edubalance.server.paint.Transformation.Processes;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.identity.FeatureId;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads filters and expressions of OGC Filter Encoding 1.0.0 into GeoTools' model. */
public final class FilterReader {

    private static final FilterFactory FILTERS = SingleEvaluation.FILTERS;

    private final FunctionPolicy policy;

    public FilterReader(FunctionPolicy policy) {
        this.policy = policy;
    }

    /** Reads an {@code ogc:Filter}. */
    public Filter filter(Element filter) {
        List<Element> children = Elements.children(filter);
        if (!children.isEmpty() && children.stream().allMatch(child -> isOgc(child, "FeatureId"))) {
            return FILTERS.id(children.stream()
                    .map(child -> FILTERS.featureId(child.getAttribute("fid")))
                    .toArray(FeatureId[]::new));
        }
        return condition(Elements.onlyChild(filter), filter);
    }

    private Filter condition(Element element, Element parent) {
        if (!Elements.OGC.equals(element.getNamespaceURI())) {
            throw Elements.unknown(element, parent);
        }
        return switch (element.getLocalName()) {
            case "And" -> FILTERS.and(conditions(element));
            case "Or" -> FILTERS.or(conditions(element));
            case "Not" -> FILTERS.not(condition(Elements.onlyChild(element), element));
            case "PropertyIsEqualTo" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.equal(pair.get(0), pair.get(1), matchCase(element));
            }
            case "PropertyIsNotEqualTo" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.notEqual(pair.get(0), pair.get(1), matchCase(element));
            }
            case "PropertyIsLessThan" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.less(pair.get(0), pair.get(1));
            }
            case "PropertyIsLessThanOrEqualTo" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.lessOrEqual(pair.get(0), pair.get(1));
            }
            case "PropertyIsGreaterThan" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.greater(pair.get(0), pair.get(1));
            }
            case "PropertyIsGreaterThanOrEqualTo" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.greaterOrEqual(pair.get(0), pair.get(1));
            }
            case "PropertyIsBetween" -> between(element);
            case "PropertyIsNull" -> FILTERS.isNull(expression(Elements.onlyChild(element), element));
            case "PropertyIsLike" -> like(element);
            default -> throw Elements.unknown(element, parent);
        };
    }

    private List<Filter> conditions(Element element) {
        List<Filter> conditions = new ArrayList<>();
        for (Element child : Elements.children(element)) {
            conditions.add(condition(child, element));
        }
        if (conditions.size() < 2) {
            throw Refusal.of("style.filter.conditions", "element", Elements.name(element));
        }
        return conditions;
    }

    private static boolean matchCase(Element comparison) {
        Elements.checkAttributes(comparison, Set.of("matchCase"));
        return !"false".equals(comparison.getAttribute("matchCase"));
    }

    private List<Expression> pair(Element comparison) {
        List<Expression> expressions = expressions(comparison);
        if (expressions.size() != 2) {
            throw Refusal.of("style.filter.pair", "element", Elements.name(comparison), "got", expressions.size());
        }
        return expressions;
    }

    private Filter between(Element element) {
        List<Element> children = Elements.children(element);
        if (children.size() != 3
                || !isOgc(children.get(1), "LowerBoundary")
                || !isOgc(children.get(2), "UpperBoundary")) {
            throw Refusal.of("style.filter.between", "element", Elements.name(element));
        }
        return FILTERS.between(
                expression(children.get(0), element),
                expression(Elements.onlyChild(children.get(1)), element),
                expression(Elements.onlyChild(children.get(2)), element));
    }

    private Filter like(Element element) {
        Elements.checkAttributes(element, Set.of("wildCard", "singleChar", "escape"));
        List<Element> children = Elements.children(element);
        if (children.size() != 2 || !isOgc(children.get(1), "Literal")) {
            throw Refusal.of("style.filter.like", "element", Elements.name(element));
        }
        String escape = element.hasAttribute("escape") ? element.getAttribute("escape") : "\\";
        String wildCard = element.hasAttribute("wildCard") ? element.getAttribute("wildCard") : "*";
        String singleChar = element.hasAttribute("singleChar") ? element.getAttribute("singleChar") : "?";
        if (escape.length() != 1 || wildCard.length() != 1 || singleChar.length() != 1) {
            throw Refusal.of("style.filter.characters", "element", Elements.name(element));
        }
        return FILTERS.like(
                expression(children.get(0), element), Elements.text(children.get(1)), wildCard, singleChar, escape);
    }

    private List<Expression> expressions(Element parent) {
        List<Expression> expressions = new ArrayList<>();
        for (Element child : Elements.children(parent)) {
            expressions.add(expression(child, parent));
        }
        return expressions;
    }

    Expression expression(Element element, Element parent) {
        if (!Elements.OGC.equals(element.getNamespaceURI())) {
            throw Elements.unknown(element, parent);
        }
        return switch (element.getLocalName()) {
            case "Literal" -> FILTERS.literal(Elements.text(element));
            case "PropertyName" -> FILTERS.property(Elements.text(element));
            case "Add" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.add(pair.get(0), pair.get(1));
            }
            case "Sub" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.subtract(pair.get(0), pair.get(1));
            }
            case "Mul" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.multiply(pair.get(0), pair.get(1));
            }
            case "Div" -> {
                List<Expression> pair = pair(element);
                yield FILTERS.divide(pair.get(0), pair.get(1));
            }
            case "Function" -> function(element);
            default -> throw Elements.unknown(element, parent);
        };
    }

    private Expression function(Element element) {
        String name = functionName(element);
        if (Processes.has(name)) {
            throw Refusal.of("style.function.process", "process", name);
        }
        return function(name, expressions(element));
    }

    private static String functionName(Element element) {
        Elements.checkAttributes(element, Set.of("name"));
        String name = element.getAttribute("name");
        if (name.isBlank()) {
            throw Refusal.of("style.attribute.lacks", "element", Elements.name(element), "attribute", "name");
        }
        return name;
    }

    private Expression function(String name, List<Expression> arguments) {
        if (!policy.allows(name) && !Processes.has(name)) {
            throw Refusal.of("style.function.notAllowed", "function", name);
        }
        try {
            Function function = FILTERS.function(name, arguments.toArray(Expression[]::new));
            if (function != null) {
                return function;
            }
        } catch (RuntimeException e) {
            throw Refusal.because(e, "style.function.arguments", "function", name, "count", arguments.size());
        }
        throw Refusal.of("style.function.unknown", "function", name);
    }

    /**
     * Reads the function of a {@code Transformation}, GeoServer's extension: a process whose arguments are functions
     * named {@code parameter}, the value of one of which may be a further process.
     */
    Expression transformation(Element transformation) {
        Element element = Elements.onlyChild(transformation);
        if (!isOgc(element, "Function")) {
            throw Elements.unknown(element, transformation);
        }
        return process(element);
    }

    private Expression process(Element element) {
        String name = functionName(element);
        if (!Processes.has(name)) {
            throw Refusal.of("style.transformation.none", "got", name);
        }
        if (!policy.allowsTransformation(name)) {
            throw Refusal.of("style.transformation.notAllowed", "process", name);
        }
        List<Expression> arguments = new ArrayList<>();
        for (Element child : Elements.children(element)) {
            if (!isOgc(child, "Function") || !"parameter".equals(child.getAttribute("name"))) {
                throw Refusal.of("style.transformation.parameters", "process", name);
            }
            List<Expression> values = new ArrayList<>();
            for (Element value : Elements.children(child)) {
                boolean chained = isOgc(value, "Function") && Processes.has(value.getAttribute("name"));
                Expression argument = chained ? process(value) : expression(value, child);
                if (!chained) {
                    new FunctionCheck(policy).checkParameter(argument);
                }
                values.add(argument);
            }
            checkParameter(name, child, values);
            arguments.add(function("parameter", values));
        }
        return function(name, arguments);
    }

    /** A request's own style may not ask for a larger or finer coverage than the map that it is for. */
    private void checkParameter(String process, Element parameter, List<Expression> values) {
        String name = values.isEmpty() ? "" : String.valueOf(values.get(0));
        boolean side = name.equals("outputWidth") || name.equals("outputHeight");
        String env = name.equals("outputWidth") ? "env([wms_width])" : "env([wms_height])";
        boolean ofMap = side && values.size() == 2 && values.get(1).toString().equals(env);
        if (policy == FunctionPolicy.REQUEST
                && (side && !ofMap || name.equals("cellSize") || name.equals("radii") || values.size() > 200)) {
            throw side
                    ? Refusal.of(
                            "style.transformation.size",
                            "parameter",
                            name,
                            "process",
                            process,
                            "env",
                            env.substring(5, env.length() - 2))
                    : Refusal.of("style.transformation.parameter", "parameter", name, "process", process);
        }
    }

    /** Refuses a filter or expression that was read by other means, for example from ECQL, and calls what it may not. */
    void check(Expression expression) {
        expression.accept(new FunctionCheck(policy), null);
    }

    /**
     * A value of mixed content: text, expressions, or both one after the other.
     *
     * @return the expression, null if the element is empty
     */
    Expression value(Element element) {
        List<Expression> parts = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                parts.add(expression(child, element));
            } else if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                boolean cdata = node.getNodeType() == Node.CDATA_SECTION_NODE;
                String text = node.getTextContent();
                // Line breaks and indents only lay the document out; a blank wanted in a label is written as CDATA.
                String kept = cdata ? text : text.strip();
                if (!kept.isEmpty()) {
                    parts.add(FILTERS.literal(kept));
                }
            }
        }
        return switch (parts.size()) {
            case 0 -> null;
            case 1 -> parts.get(0);
            default -> FILTERS.function("Concatenate", parts.toArray(Expression[]::new));
        };
    }

    /** As {@link #value}, of an element that must not be empty. */
    Expression required(Element element) {
        Expression value = value(element);
        if (value == null) {
            throw Refusal.of("style.empty", "element", Elements.name(element));
        }
        return value;
    }

    private static boolean isOgc(Element element, String localName) {
        return Elements.OGC.equals(element.getNamespaceURI()) && localName.equals(element.getLocalName());
    }
}
