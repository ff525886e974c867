package org.edubalance.server.upload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.io.table.Vocabulary;
import org.edubalance.messages.Language;
import org.edubalance.server.layers.Layer;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Geometry;

/** What a browser is told of its layers, as JSON: for the list of layers and for the dialog on columns. */
final class LayerDocument {

    private static final int EXAMPLES = 3;
    private static final int LONGEST_EXAMPLE = 30;

    private LayerDocument() {}

    /** A layer or a grid, with the notes in a language. */
    static ObjectNode of(OwnFile own, Language language) {
        return own instanceof OwnGrid grid ? of(grid, language) : of((OwnLayer) own, language);
    }

    private static ObjectNode of(OwnGrid own, Language language) {
        OwnGrid.Facts facts = own.facts();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", own.id())
                .put("name", own.name())
                .put("title", own.title())
                .put("rows", 0)
                .putNull("geometry");
        ObjectNode grid = json.putObject("grid")
                .put("width", facts.width())
                .put("height", facts.height())
                .put("crs", facts.crs());
        if (Double.isNaN(facts.least())) {
            grid.putNull("minimum").putNull("maximum");
        } else {
            grid.put("minimum", facts.least()).put("maximum", facts.most());
        }
        bounds(json, facts.bounds());
        json.putArray("columns");
        json.putObject("mapping");
        notes(json, own.notes(), language);
        return json;
    }

    private static void bounds(ObjectNode json, ReferencedEnvelope box) {
        if (box == null || box.isEmpty()) {
            json.putNull("bounds");
        } else {
            json.putArray("bounds")
                    .add(box.getMinX())
                    .add(box.getMinY())
                    .add(box.getMaxX())
                    .add(box.getMaxY());
        }
    }

    private static void notes(ObjectNode json, ReadingNotes said, Language language) {
        ArrayNode notes = json.putArray("notes");
        for (ReadingNotes.Note note : said.all()) {
            notes.addObject()
                    .put("warning", note.warning())
                    .put("text", note.text().in(language));
        }
    }

    private static ObjectNode of(OwnLayer own, Language language) {
        Layer layer = own.layer();
        SimpleFeatureType type = own.read().getSchema();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", own.id())
                .put("name", layer.name())
                .put("title", own.title())
                .put("rows", own.read().size())
                .put("geometry", layer.isDrawable() ? geometry(layer.features()) : null);
        bounds(json, layer.geographicBounds());
        json.putObject("reading")
                .put("crs", own.reading().crs())
                .put("coordinates", own.reading().coordinates())
                .put("encoding", own.reading().encoding())
                .put("decimal", own.reading().decimal());
        json.set("columns", columns(own.read(), type));
        ObjectNode mapping = json.putObject("mapping");
        own.mapping().sources().forEach((name, source) -> mapping.set(name, source(source)));
        // what is called as standards call it is understood without a mapping
        for (Vocabulary.Term term : Vocabulary.shipped().terms()) {
            if (!mapping.has(term.name()) && type.indexOf(term.name()) >= 0) {
                mapping.set(term.name(), source(new ColumnMapping.Source(term.name(), 1)));
            }
        }
        notes(json, own.notes(), language);
        return json;
    }

    private static ObjectNode source(ColumnMapping.Source source) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("column", source.column())
                .put("times", source.times());
    }

    private static String geometry(SimpleFeatureCollection features) {
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                if (iterator.next().getDefaultGeometry() instanceof Geometry geometry) {
                    return geometry.getGeometryType();
                }
            }
        }
        return null;
    }

    private static ArrayNode columns(SimpleFeatureCollection features, SimpleFeatureType type) {
        List<AttributeDescriptor> attributes = type.getAttributeDescriptors().stream()
                .filter(attribute -> attribute != type.getGeometryDescriptor())
                .toList();
        List<Set<String>> examples = new ArrayList<>();
        attributes.forEach(attribute -> examples.add(new LinkedHashSet<>()));
        int[] missing = new int[attributes.size()];
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                for (int i = 0; i < missing.length; i++) {
                    Object value = feature.getAttribute(attributes.get(i).getLocalName());
                    if (value == null) {
                        missing[i]++;
                    } else if (examples.get(i).size() < EXAMPLES) {
                        examples.get(i).add(shortened(value.toString()));
                    }
                }
            }
        }
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < missing.length; i++) {
            ObjectNode column = columns.addObject()
                    .put("name", attributes.get(i).getLocalName())
                    .put(
                            "number",
                            Number.class.isAssignableFrom(
                                    attributes.get(i).getType().getBinding()))
                    .put("missing", missing[i]);
            examples.get(i).forEach(column.putArray("examples")::add);
        }
        return columns;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_EXAMPLE ? text.substring(0, LONGEST_EXAMPLE) + "…" : text;
    }
}
