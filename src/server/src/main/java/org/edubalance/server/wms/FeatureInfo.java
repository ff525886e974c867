package org.edubalance.server.wms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.edubalance.io.GeoJson;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.paint.FeatureFinder;
import org.edubalance.server.wms.MapRequest.StyledLayer;
import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/** GetFeatureInfo. */
final class FeatureInfo {

    static final List<String> FORMATS = List.of("text/plain", "application/json");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 1000;
    private static final int WIDEST_BUFFER = 100;
    private static final int DEFAULT_BUFFER = 3;

    private final MapRequestReader maps;

    FeatureInfo(MapRequestReader maps) {
        this.maps = maps;
    }

    /** What was found in one layer. */
    private record Found(String layer, List<SimpleFeatureCollection> features) {}

    OwsResponse answer(Kvp kvp, BooleanSupplier cancelled) {
        MapRequest map = maps.read(kvp);
        String format = kvp.get("info_format").orElse(FORMATS.get(0));
        if (!FORMATS.contains(format)) {
            throw new OwsException(
                    "InvalidFormat",
                    "info_format",
                    "info_format must be " + String.join(" or ", FORMATS) + ", got " + Kvp.shown(format));
        }
        boolean latest = map.version() == WmsVersion.V1_3_0;
        int column = pixel(kvp, latest ? "i" : "x", map.view().width());
        int row = pixel(kvp, latest ? "j" : "y", map.view().height());
        int buffer = bounded(kvp, "buffer", DEFAULT_BUFFER, 0, WIDEST_BUFFER);
        int count = bounded(kvp, "feature_count", 1, 1, MOST);

        List<Found> found = new ArrayList<>();
        kvp.required("query_layers");
        for (String name : kvp.list("query_layers")) {
            StyledLayer layer = asked(map, name.strip());
            found.add(new Found(
                    layer.name(),
                    FeatureFinder.find(layer.layer(), map.view(), column, row, buffer, count, cancelled)));
        }
        return format.equals("application/json") ? json(found) : text(found);
    }

    private static int pixel(Kvp kvp, String key, int size) {
        kvp.required(key);
        int pixel = kvp.integer(key).orElseThrow();
        if (pixel < 0 || pixel >= size) {
            throw new OwsException("InvalidPoint", key, key + " must be from 0 to " + (size - 1) + ", got " + pixel);
        }
        return pixel;
    }

    private static int bounded(Kvp kvp, String key, int fallback, int min, int max) {
        int number = kvp.integer(key).orElse(fallback);
        if (number < min || number > max) {
            throw OwsException.invalid(key, key + " must be from " + min + " to " + max + ", got " + number);
        }
        return number;
    }

    private StyledLayer asked(MapRequest map, String name) {
        String known = maps.layer(name).name();
        return map.layers().stream()
                .filter(layer -> layer.name().equals(known))
                .findFirst()
                .orElseThrow(() -> new OwsException(
                        "LayerNotDefined",
                        "query_layers",
                        "query_layers names " + Kvp.shown(name) + ", which is not among the map's layers"));
    }

    private static OwsResponse json(List<Found> found) {
        try {
            ObjectNode result = JSON.createObjectNode();
            result.put("type", "FeatureCollection");
            ArrayNode features = result.putArray("features");
            for (Found layer : found) {
                for (SimpleFeatureCollection collection : layer.features()) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    GeoJson.write(collection, out);
                    for (JsonNode feature : JSON.readTree(out.toByteArray()).get("features")) {
                        ((ObjectNode) feature).put("layer", layer.layer());
                        features.add(feature);
                    }
                }
            }
            result.put("numberReturned", features.size());
            return OwsResponse.of("application/json", JSON.writeValueAsBytes(result));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OwsResponse text(List<Found> found) {
        StringBuilder text = new StringBuilder();
        for (Found layer : found) {
            for (SimpleFeatureCollection collection : layer.features()) {
                text.append("Results for layer ").append(layer.layer()).append(":\n");
                try (SimpleFeatureIterator features = collection.features()) {
                    while (features.hasNext()) {
                        append(text, features.next());
                    }
                }
            }
        }
        if (text.isEmpty()) {
            text.append("Nothing was found\n");
        }
        return OwsResponse.of("text/plain;charset=UTF-8", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder text, SimpleFeature feature) {
        text.append("--------------------------------------------\n");
        for (Property property : feature.getProperties()) {
            Object value = property.getValue();
            text.append(property.getName().getLocalPart()).append(" = ");
            text.append(value instanceof Geometry geometry ? "[" + geometry.getGeometryType() + "]" : value);
            text.append('\n');
        }
    }
}
