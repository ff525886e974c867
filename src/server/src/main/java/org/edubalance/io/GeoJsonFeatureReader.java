package org.edubalance.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;

/** Reads one GeoJSON text, or an answer of Amap, member by member in whatever order they come. */
final class GeoJsonFeatureReader {

    private final JsonParser parser;
    private final ReadOptions options;
    private final FeatureTable table;
    private CoordinateReferenceSystem crs;
    private boolean ofAmap;
    /** By column, the number of the last feature that has it. */
    private int[] lastFeature = new int[0];

    GeoJsonFeatureReader(JsonParser parser, ReadOptions options) {
        this.parser = parser;
        this.options = options;
        this.table = new FeatureTable(options);
        this.crs = options.crs() != null ? options.crs() : DefaultGeographicCRS.WGS84;
    }

    SimpleFeatureCollection read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.of(
                    parser.currentToken() == null
                            ? "format.geojson.empty"
                            : parser.hasToken(JsonToken.START_ARRAY) ? "format.geojson.rows" : "format.geojson.object");
        }
        boolean feature = readObject().equals("Feature");
        if (parser.nextToken() == null) {
            return collection();
        }
        if (!feature || options.tables().strict() || !parser.hasToken(JsonToken.START_OBJECT)) {
            throw Json.refusal(parser, "format.geojson.more");
        }
        options.say(Message.of("format.geojson.lines"));
        return readOn();
    }

    /** As {@link #read}, but of any number of objects. */
    SimpleFeatureCollection readSequence() throws IOException {
        return parser.nextToken() == null ? collection() : readOn();
    }

    private SimpleFeatureCollection readOn() throws IOException {
        do {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                throw Json.refusal(parser, "format.geojson.object");
            }
            readObject();
        } while (parser.nextToken() != null);
        return collection();
    }

    private SimpleFeatureCollection collection() {
        if (table.size() == 0) {
            // GeoJSON is about places, even where there are none
            table.declareGeometry(Geometry.class);
        }
        SimpleFeatureCollection features = table.collection(crs);
        return ofAmap && options.datum() == null
                ? ShiftedFeatures.toWgs84(features, WebMapDatum.GCJ02, options)
                : features;
    }

    /** Reads an object and gives its type, which is empty for an answer of Amap. */
    private String readObject() throws IOException {
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
                case "geometryType", "spatialReference" -> {
                    if (type == null) {
                        throw Json.refusal(parser, "format.geojson.esri");
                    }
                    parser.skipChildren();
                }
                case AmapPlaces.MEMBER -> ofAmap |= new AmapPlaces(parser, table).read(this::value);
                default -> feature.take(member);
            }
        }
        if (type == null && ofAmap) {
            options.say(Message.of("format.amap"));
            return "";
        }
        if (type == null) {
            throw Refusal.of("format.geojson.type");
        }
        switch (type) {
            case "FeatureCollection" -> {
                if (!features) {
                    throw Refusal.of("format.geojson.features");
                }
            }
            case "Feature" -> feature.add();
            case "Topology" -> throw Refusal.of("format.geojson.topojson");
            default -> {
                feature.geometryMembers.type(type);
                table.add(null, feature.geometryMembers.geometry(parser), new Object[0]);
            }
        }
        return type;
    }

    private boolean nextMember() throws IOException {
        return parser.nextToken() != JsonToken.END_OBJECT;
    }

    private String text(String member) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw Json.mustBe(parser, member, "text");
        }
        return parser.getText();
    }

    private void readFeatures() throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw Json.mustBe(parser, "features", "array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                throw Json.mustBe(parser, "features[]", "object");
            }
            FeatureMembers feature = new FeatureMembers();
            while (nextMember()) {
                String member = parser.currentName();
                parser.nextToken();
                if (member.equals("attributes") && !feature.typed) {
                    throw Json.refusal(parser, "format.geojson.esri");
                } else if (!member.equals("type")) {
                    feature.take(member);
                } else if (!text("type").equals("Feature")) {
                    throw Json.refusal(parser, "format.geojson.feature", "got", parser.getText());
                } else {
                    feature.typed = true;
                }
            }
            feature.add();
        }
    }

    private final class FeatureMembers {

        private String id;
        private boolean typed;
        private Geometry geometry;
        private final GeoJsonGeometries.Members geometryMembers = new GeoJsonGeometries.Members();

        void take(String member) throws IOException {
            switch (member) {
                case "id" -> {
                    if (parser.currentToken().isStructStart()) {
                        throw Json.mustBe(parser, "id", "scalar");
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
                throw Json.mustBe(parser, "properties", "nullable");
            }
            while (nextMember()) {
                int column = table.column(parser.currentName());
                if (isRepeated(column)) {
                    throw Json.refusal(parser, "format.geojson.twice", "key", parser.currentName())
                            .at(Place.feature(options.name() + "." + (table.size() + 1)));
                }
                parser.nextToken();
                table.set(column, value());
            }
        }

        void add() throws IOException {
            table.id(id);
            table.geometry(geometry);
            table.end();
        }
    }

    /** True if the feature has the property already, of which JSON says nothing and others take the first or the last. */
    private boolean isRepeated(int column) {
        if (column >= lastFeature.length) {
            lastFeature = Arrays.copyOf(lastFeature, 2 * column + 16);
        }
        boolean repeated = lastFeature[column] == table.size() + 1;
        lastFeature[column] = table.size() + 1;
        return repeated;
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
            // as text, since two keys of twenty digits may be the same double
            default -> parser.getText();
        };
    }

    private Double real() throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value) && Character.isDigit(parser.getText().charAt(parser.getTextLength() - 1))) {
            throw Json.refusal(parser, "format.json.number", "got", parser.getText());
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
            throw Json.mustBe(parser, "crs", "nullable");
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
            throw Json.refusal(parser, "format.geojson.crs");
        }
        try {
            crs = CrsNames.ofName(name);
        } catch (Refusal e) {
            throw Json.refusal(parser, e.reason(), e);
        }
    }
}
