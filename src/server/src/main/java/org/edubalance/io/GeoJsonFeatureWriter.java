package org.edubalance.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.edubalance.messages.Language;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/** Writes one FeatureCollection. */
final class GeoJsonFeatureWriter {

    private final JsonGenerator json;
    private final GeoJson.Nulls nulls;

    GeoJsonFeatureWriter(JsonGenerator json, GeoJson.Nulls nulls) {
        this.json = json;
        this.nulls = nulls;
        json.setPrettyPrinter(new FeaturePerLine());
    }

    /** Puts each feature on a line of its own, so that files can be compared and searched by line. */
    private static final class FeaturePerLine extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1L;
        private static final int FEATURES_DEPTH = 2;

        @Override
        public void beforeArrayValues(JsonGenerator generator) throws IOException {
            newLine(generator);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(',');
            newLine(generator);
        }

        private static void newLine(JsonGenerator generator) throws IOException {
            if (generator.getOutputContext().getNestingDepth() == FEATURES_DEPTH) {
                generator.writeRaw('\n');
            }
        }
    }

    void write(SimpleFeatureCollection features) throws IOException {
        GeometryDescriptor geometry = features.getSchema().getGeometryDescriptor();
        CoordinateReferenceSystem crs = geometry == null ? null : geometry.getCoordinateReferenceSystem();
        Integer code = crs == null ? null : CrsNames.epsgCode(crs);
        ToLonLat toLonLat = crs != null && (code == null || code == 4326) ? ToLonLat.from(crs) : null;
        int decimals = Decimals.of(toLonLat != null ? null : crs);

        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        if (crs != null && toLonLat == null) {
            writeCrs(code);
        }
        if (nulls == GeoJson.Nulls.WRITE) {
            writeColumns(features.getSchema());
        }
        json.writeArrayFieldStart("features");
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                write(iterator.next(), toLonLat, decimals);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Writes each feature as a text of its own, on WGS 84. */
    void writeSequence(SimpleFeatureCollection features) throws IOException {
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        CoordinateReferenceSystem crs = features.getSchema().getCoordinateReferenceSystem();
        ToLonLat toLonLat = crs == null ? null : ToLonLat.from(crs);
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                write(iterator.next(), toLonLat, Decimals.of(null));
            }
        }
        json.writeRaw('\n');
    }

    private void writeCrs(int code) throws IOException {
        json.writeObjectFieldStart("crs");
        json.writeStringField("type", "name");
        json.writeObjectFieldStart("properties");
        json.writeStringField("name", "urn:ogc:def:crs:EPSG::" + code);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What columns are called for readers, and their units, where something is known of one. */
    private void writeColumns(SimpleFeatureType type) throws IOException {
        List<AttributeDescriptor> titled = type.getAttributeDescriptors().stream()
                .filter(descriptor -> ColumnTexts.title(descriptor, Language.EN) != null)
                .toList();
        if (titled.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("columns");
        for (AttributeDescriptor descriptor : titled) {
            json.writeStartObject();
            json.writeStringField("name", descriptor.getLocalName());
            writeTexts("title", descriptor, ColumnTexts::title);
            if (ColumnTexts.unit(descriptor, Language.EN) != null) {
                writeTexts("unit", descriptor, ColumnTexts::unit);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTexts(
            String member, AttributeDescriptor descriptor, BiFunction<AttributeDescriptor, Language, String> text)
            throws IOException {
        json.writeObjectFieldStart(member);
        for (Language language : Language.values()) {
            json.writeStringField(language.code(), text.apply(descriptor, language));
        }
        json.writeEndObject();
    }

    private void write(SimpleFeature feature, ToLonLat toLonLat, int decimals) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeStringField("id", feature.getID());
        json.writeFieldName("geometry");
        Geometry geometry = (Geometry) feature.getDefaultGeometry();
        GeoJsonGeometries.write(
                geometry == null || toLonLat == null ? geometry : toLonLat.apply(geometry), json, decimals);
        json.writeObjectFieldStart("properties");
        GeometryDescriptor geometryDescriptor = feature.getFeatureType().getGeometryDescriptor();
        for (AttributeDescriptor descriptor : feature.getFeatureType().getAttributeDescriptors()) {
            if (descriptor != geometryDescriptor) {
                writeProperty(descriptor.getLocalName(), feature.getAttribute(descriptor.getName()), decimals);
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeProperty(String name, Object value, int decimals) throws IOException {
        if (nulls == GeoJson.Nulls.OMIT
                && (value == null || value instanceof Number n && !Double.isFinite(n.doubleValue()))) {
            return;
        }
        json.writeFieldName(name);
        writeValue(value, decimals);
    }

    private void writeValue(Object value, int decimals) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (value instanceof Float f && Float.isFinite(f)) {
            json.writeNumber(f);
        } else if (value instanceof Number number) {
            if (Double.isFinite(number.doubleValue())) {
                json.writeNumber(number.doubleValue());
            } else {
                json.writeNull();
            }
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Geometry geometry) {
            GeoJsonGeometries.write(geometry, json, decimals);
        } else if (value instanceof Date date) {
            json.writeString(text(date));
        } else if (value instanceof Collection<?> collection) {
            json.writeStartArray();
            for (Object item : collection) {
                writeValue(item, decimals);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                writeValue(entry.getValue(), decimals);
            }
            json.writeEndObject();
        } else if (value.getClass().isArray()) {
            json.writeStartArray();
            for (int i = 0; i < Array.getLength(value); i++) {
                writeValue(Array.get(value, i), decimals);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    /** ISO 8601; a date or time of SQL as what it is, anything else as an instant in UTC. */
    static String text(Date date) {
        return date instanceof java.sql.Date || date instanceof java.sql.Time
                ? date.toString()
                : Instant.ofEpochMilli(date.getTime()).toString();
    }
}
