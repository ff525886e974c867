package org.edubalance.server.wms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.io.GeoJson;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.wms.InfoFormat.Found;
import org.geotools.data.simple.SimpleFeatureCollection;

/** What was found at a pixel as GeoJSON, each feature with the name of its layer, and the titles of computed columns. */
final class InfoJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InfoJson() {}

    static OwsResponse answer(List<Found> found, String mimeType) {
        try {
            ObjectNode result = JSON.createObjectNode();
            result.put("type", "FeatureCollection");
            ArrayNode features = result.putArray("features");
            Map<String, JsonNode> columns = new LinkedHashMap<>();
            for (Found layer : found) {
                for (SimpleFeatureCollection collection : layer.features()) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    GeoJson.write(collection, out);
                    JsonNode written = JSON.readTree(out.toByteArray());
                    written.path("columns")
                            .forEach(column -> columns.put(column.get("name").textValue(), column));
                    for (JsonNode feature : written.get("features")) {
                        ((ObjectNode) feature).put("layer", layer.layer());
                        if (written.has("crs") && !feature.get("geometry").isNull()) {
                            // of each, since layers of several CRSs may be asked at once
                            ((ObjectNode) feature).set("crs", written.get("crs"));
                        }
                        features.add(feature);
                    }
                }
            }
            result.put("numberReturned", features.size());
            if (!columns.isEmpty()) {
                result.putArray("columns").addAll(columns.values());
            }
            return OwsResponse.of(mimeType, JSON.writeValueAsBytes(result));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
