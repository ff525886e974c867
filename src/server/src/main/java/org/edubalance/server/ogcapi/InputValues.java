package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.ComplexFormat;
import org.edubalance.server.execution.ComplexFormats;
import org.edubalance.server.execution.Given;
import org.edubalance.server.execution.Literals;
import org.edubalance.server.execution.ValueKind;
import org.geotools.api.data.Parameter;

/** Reads the values of one input: by themselves, in an object with their format, or as an address. */
final class InputValues {

    private static final List<String> LINK = List.of("href", "rel", "type", "hreflang", "title", "length");

    private static final Set<String> GEOJSON = Set.of(
            "FeatureCollection",
            "Feature",
            "GeometryCollection",
            "Point",
            "MultiPoint",
            "LineString",
            "MultiLineString",
            "Polygon",
            "MultiPolygon");

    private static final String JSON = "application/json";

    /** A whole number with a point, which JSON Schema takes for an integer. */
    private static final Pattern WHOLE = Pattern.compile("(-?\\d{1,18})\\.0{1,18}");

    private final Parameter<?> parameter;
    private final Body body;
    private final ValueKind kind;

    InputValues(Parameter<?> parameter, Body body) {
        this.parameter = parameter;
        this.body = body;
        kind = ValueKind.ofInput(parameter.type);
    }

    /** The value that the body stands at. */
    Given read() {
        return switch (body.token()) {
            case VALUE_NULL -> throw Refusal.of("wps.input.nothing").about(parameter.key);
            case START_OBJECT -> object();
            case START_ARRAY -> throw type();
            default ->
                switch (kind) {
                    case LITERAL -> new Given.Literal(literal());
                    case COMPLEX -> text(null, null, complexText());
                    case BOUNDING_BOX -> throw type();
                };
        };
    }

    /** What an object holds: each part is there or null. */
    private final class Parts {
        final FormatReader format = new FormatReader(body);
        final List<String> unread = new ArrayList<>();
        String href;
        String type;
        String crs;
        List<Double> box;
        String scalar;
        Given.Content content;
        Given nested;

        void read(String name) {
            switch (name) {
                case "href" -> href = body.token() == JsonToken.VALUE_STRING ? body.text() : skipped("");
                case "type" -> type = body.token() == JsonToken.VALUE_STRING ? body.text() : skipped(null);
                case "value" -> value();
                case "bbox", "crs" -> {
                    if (kind != ValueKind.BOUNDING_BOX) {
                        unread.add(name);
                        body.skip();
                    } else if (name.equals("bbox")) {
                        box = numbers();
                    } else {
                        crs = body.string(name);
                    }
                }
                default -> {
                    boolean formatted = FormatReader.MEMBERS.contains(name)
                            && (body.token() == JsonToken.VALUE_STRING || body.token() == JsonToken.START_OBJECT);
                    if (!formatted || !format.readMember(name)) {
                        unread.add(name);
                        body.skip();
                    }
                }
            }
        }

        private String skipped(String instead) {
            body.skip();
            return instead;
        }

        private void value() {
            switch (kind) {
                case LITERAL -> scalar = literal();
                case BOUNDING_BOX -> {
                    if (body.token() != JsonToken.START_OBJECT) {
                        throw type();
                    }
                    nested = object();
                }
                case COMPLEX -> {
                    if (body.token() == JsonToken.START_OBJECT || body.token() == JsonToken.START_ARRAY) {
                        int start = body.start();
                        body.skip();
                        content = body.from(start);
                    } else {
                        scalar = complexText();
                    }
                }
            }
        }
    }

    private Given object() {
        int start = body.start();
        Parts parts = new Parts();
        body.members(parts::read);
        if (kind == ValueKind.COMPLEX && parts.type != null && GEOJSON.contains(parts.type)) {
            return new Given.Complex(JSON, null, body.from(start));
        }
        if (parts.href != null) {
            refuseUnread(parts, LINK, !LINK.containsAll(parts.unread));
            String mimeType = parts.format.mediaType() == null ? parts.type : parts.format.mediaType();
            return new Given.Reference(parts.href, mimeType, parts.format.encoding(), false, null, List.of());
        }
        if (parts.nested != null || parts.scalar != null || parts.content != null) {
            refuseUnread(parts, FormatReader.MEMBERS, !parts.unread.isEmpty() || parts.type != null);
            if (parts.nested != null) {
                return parts.nested;
            }
            if (kind == ValueKind.LITERAL) {
                return new Given.Literal(parts.scalar);
            }
            return parts.content == null
                    ? text(parts.format.mediaType(), parts.format.encoding(), parts.scalar)
                    : new Given.Complex(
                            parts.format.mediaType() == null ? JSON : parts.format.mediaType(),
                            parts.format.encoding(),
                            parts.content);
        }
        if (kind == ValueKind.BOUNDING_BOX && parts.box != null) {
            refuseUnread(parts, List.of("bbox", "crs"), !parts.unread.isEmpty());
            int half = parts.box.size() / 2;
            return new Given.Box(
                    parts.box.subList(0, half),
                    parts.box.subList(half, parts.box.size()),
                    parts.crs == null ? OgcApi.CRS84 : parts.crs);
        }
        if (kind == ValueKind.COMPLEX) {
            // whatever JSON it is, its reader says what is wrong with it
            return new Given.Complex(JSON, null, body.from(start));
        }
        throw type();
    }

    private void refuseUnread(Parts parts, List<String> known, boolean refused) {
        if (refused) {
            List<String> unread = new ArrayList<>(parts.unread);
            unread.removeAll(known);
            String member = unread.isEmpty() ? "type" : unread.get(0);
            throw Refusal.of("ogcapi.member", "member", member, "known", known).about(parameter.key);
        }
    }

    /** A text in the format that it names, else in the first that is no JSON, as CSV, WKT or ECQL by themselves. */
    private Given text(String mediaType, String encoding, String text) {
        String format = mediaType;
        if (format == null && encoding == null && !text.stripLeading().startsWith("{")) {
            format = ComplexFormats.ofInput(parameter.type).stream()
                    .filter(candidate -> !candidate.binary())
                    .map(ComplexFormat::mimeType)
                    .filter(candidate -> !candidate.contains("json"))
                    .findFirst()
                    .orElse(null);
        }
        return new Given.Complex(format, encoding, Given.Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String complexText() {
        if (body.token() != JsonToken.VALUE_STRING) {
            throw type();
        }
        return body.text();
    }

    private List<Double> numbers() {
        if (body.token() != JsonToken.START_ARRAY) {
            throw body.mustBe("bbox", "box");
        }
        List<Double> numbers = new ArrayList<>();
        while (body.next() != JsonToken.END_ARRAY) {
            boolean number = body.token() == JsonToken.VALUE_NUMBER_FLOAT || body.token() == JsonToken.VALUE_NUMBER_INT;
            if (!number || numbers.size() >= 6) {
                throw body.mustBe("bbox", "box");
            }
            numbers.add(Double.valueOf(body.text()));
        }
        if (numbers.size() != 4 && numbers.size() != 6) {
            throw body.mustBe("bbox", "box");
        }
        return numbers;
    }

    /** A literal's text, if the JSON is of its type: the schema says number, and so a text is none. */
    private String literal() {
        Class<?> type = Literals.boxed(parameter.type);
        JsonToken token = body.token();
        boolean number = token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT;
        boolean flag = token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
        boolean fits = Number.class.isAssignableFrom(type)
                ? number
                : type == Boolean.class
                        ? flag
                        : type == Object.class && (number || flag) || token == JsonToken.VALUE_STRING;
        if (!fits) {
            throw type();
        }
        String text = body.text();
        boolean whole = number && Schemas.isWhole(type) && WHOLE.matcher(text).matches();
        return whole ? text.substring(0, text.indexOf('.')) : text;
    }

    private Refusal type() {
        Class<?> type = Literals.boxed(parameter.type);
        String accepted =
                switch (kind) {
                    case BOUNDING_BOX -> "box";
                    case COMPLEX -> "complex";
                    case LITERAL ->
                        Schemas.isWhole(type)
                                ? "whole"
                                : Number.class.isAssignableFrom(type)
                                        ? "number"
                                        : type == Boolean.class ? "flag" : "text";
                };
        boolean scalar = body.token().isScalarValue();
        return scalar
                ? Refusal.of(
                                "ogcapi.type.got",
                                "accepted",
                                Message.of("ogcapi.json." + accepted),
                                "got",
                                body.token() == JsonToken.VALUE_STRING ? "\"" + body.text() + "\"" : body.text())
                        .about(parameter.key)
                : Refusal.of("ogcapi.type.not", "accepted", Message.of("ogcapi.json." + accepted))
                        .about(parameter.key);
    }
}
