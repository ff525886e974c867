package org.edubalance.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;

/** Reads one GeoJSON text, member by member in whatever order they come. */
final class GeoJsonFeatureReader {

    private final JsonParser parser;
    private final ReadOptions options;
    private final FeatureTable table;
    private CoordinateReferenceSystem crs;

    GeoJsonFeatureReader(JsonParser parser, ReadOptions options) {
        this.parser = parser;
        this.options = options;
        this.table = new FeatureTable(options.name(), options.maxFeatures());
        this.crs = options.crs() != null ? options.crs() : DefaultGeographicCRS.WGS84;
    }

    SimpleFeatureCollection read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new FormatException(parser.currentToken() == null ? "no GeoJSON: it is empty" : "no GeoJSON object");
        }
        String type = null;
        boolean features = false;
        FeatureMembers feature = new FeatureMembers();
        while (nextMember()) {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case "type" -> type = text("type");
                case "crs" -> readCrs();
                case "features" -> {
                    readFeatures();
                    features = true;
                }
                default -> feature.take(member);
            }
        }
        if (parser.nextToken() != null) {
            throw Json.error(parser, "there is more after the GeoJSON object");
        }
        if (type == null) {
            throw new FormatException("no GeoJSON: the object has no type");
        }
        switch (type) {
            case "FeatureCollection" -> {
                if (!features) {
                    throw new FormatException("the FeatureCollection has no features");
                }
            }
            case "Feature" -> feature.add();
            default -> {
                feature.geometryMembers.type(type);
                table.add(null, feature.geometryMembers.geometry(parser), new Object[0]);
            }
        }
        return table.collection(crs);
    }

    private boolean nextMember() throws IOException {
        return parser.nextToken() != JsonToken.END_OBJECT;
    }

    private String text(String member) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw Json.error(parser, member + " must be a string");
        }
        return parser.getText();
    }

    private void readFeatures() throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw Json.error(parser, "features must be an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                throw Json.error(parser, "a feature must be an object");
            }
            FeatureMembers feature = new FeatureMembers();
            while (nextMember()) {
                String member = parser.currentName();
                parser.nextToken();
                if (!member.equals("type")) {
                    feature.take(member);
                } else if (!text("type").equals("Feature")) {
                    throw Json.error(parser, "features must be of type Feature, got '" + parser.getText() + "'");
                }
            }
            feature.add();
        }
    }

    private final class FeatureMembers {

        private String id;
        private Geometry geometry;
        private Object[] values = new Object[table.columnCount()];
        private final GeoJsonGeometries.Members geometryMembers = new GeoJsonGeometries.Members();

        void take(String member) throws IOException {
            switch (member) {
                case "id" -> {
                    if (parser.currentToken().isStructStart()) {
                        throw Json.error(parser, "an id must be a string or a number");
                    }
                    id = parser.hasToken(JsonToken.VALUE_NULL) ? null : parser.getText();
                }
                case "geometry" -> geometry = GeoJsonGeometries.read(parser);
                case "properties" -> readProperties();
                default -> {
                    if (!geometryMembers.take(member, parser)) {
                        parser.skipChildren();
                    }
                }
            }
        }

        private void readProperties() throws IOException {
            if (parser.hasToken(JsonToken.VALUE_NULL)) {
                return;
            }
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                throw Json.error(parser, "properties must be an object or null");
            }
            while (nextMember()) {
                int column = table.column(parser.currentName());
                parser.nextToken();
                if (column >= values.length) {
                    values = Arrays.copyOf(values, table.columnCount());
                }
                values[column] = value();
            }
        }

        void add() throws IOException {
            table.add(id, geometry, values);
        }
    }

    private Object value() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> real();
            default -> jsonText();
        };
    }

    private Object integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> parser.getIntValue();
            case LONG -> parser.getLongValue();
            default -> real();
        };
    }

    private Double real() throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value) && Character.isDigit(parser.getText().charAt(parser.getTextLength() - 1))) {
            throw Json.error(parser, "the number is too large");
        }
        return Double.isFinite(value) ? value : null;
    }

    private String jsonText() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    /** {@code "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32646"}}} or null. */
    private void readCrs() throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return;
        }
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            throw Json.error(parser, "crs must be an object or null");
        }
        String name = null;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING && "name".equals(parser.currentName())) {
                name = parser.getText();
            }
        }
        if (name == null) {
            throw Json.error(parser, "crs has no name");
        }
        try {
            crs = CrsNames.decode(name);
        } catch (IllegalArgumentException e) {
            throw Json.error(parser, e.getMessage());
        }
    }
}
