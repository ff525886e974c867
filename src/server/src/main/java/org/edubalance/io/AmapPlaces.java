package org.edubalance.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/**
 * The places in an answer of Amap's web service: {@code "pois": [{"name": "…", "location": "94.361,29.655"}]}. An empty
 * array is how it says that there is no value.
 */
final class AmapPlaces {

    static final String MEMBER = "pois";

    private static final String LOCATION = "location";

    private final JsonParser parser;
    private final FeatureTable table;
    private final GeometryFactory factory = new GeometryFactory();

    /** Reads the value that the parser stands on. */
    @FunctionalInterface
    interface Values {
        Object read() throws IOException;
    }

    AmapPlaces(JsonParser parser, FeatureTable table) {
        this.parser = parser;
        this.table = table;
    }

    /** Reads the member's value; false where it is none of places. */
    boolean read(Values values) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return false;
        }
        table.declareGeometry(Point.class);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                throw Json.mustBe(parser, MEMBER + "[]", "object");
            }
            readPlace(values);
        }
        return true;
    }

    private void readPlace(Values values) throws IOException {
        Point place = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            parser.nextToken();
            if (member.equals(LOCATION) && parser.hasToken(JsonToken.VALUE_STRING)) {
                place = place(parser.getText());
                continue;
            }
            Object value = values.read();
            table.set(table.column(member), "[]".equals(value) ? null : value);
        }
        table.geometry(place);
        table.end();
    }

    private Point place(String text) throws IOException {
        if (text.isBlank()) {
            return null;
        }
        String[] parts = text.split(",", -1);
        if (parts.length == 2 && PlainValues.isNumber(parts[0].strip()) && PlainValues.isNumber(parts[1].strip())) {
            return factory.createPoint(new CoordinateXY(
                    PlainValues.number(parts[0].strip()).doubleValue(),
                    PlainValues.number(parts[1].strip()).doubleValue()));
        }
        throw Json.refusal(parser, "format.amap.location", "got", text);
    }
}
