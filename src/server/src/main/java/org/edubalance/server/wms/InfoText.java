package org.edubalance.server.wms;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.edubalance.messages.Message;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.wms.InfoFormat.Found;
import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/** What was found at a pixel as plain text, an attribute a line. */
final class InfoText {

    private InfoText() {}

    static OwsResponse answer(List<Found> found) {
        StringBuilder text = new StringBuilder();
        for (Found layer : found) {
            for (SimpleFeatureCollection collection : layer.features()) {
                text.append(Message.of("wms.info.layer", "layer", layer.layer()))
                        .append(":\n");
                try (SimpleFeatureIterator features = collection.features()) {
                    while (features.hasNext()) {
                        append(text, features.next());
                    }
                }
            }
        }
        if (text.isEmpty()) {
            text.append(Message.of("wms.info.nothing")).append('\n');
        }
        return OwsResponse.of("text/plain;charset=UTF-8", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder text, SimpleFeature feature) {
        text.append("--------------------------------------------\n");
        for (Property property : feature.getProperties()) {
            text.append(property.getName().getLocalPart())
                    .append(" = ")
                    .append(shown(property.getValue()))
                    .append('\n');
        }
    }

    /** A value as text; of a geometry only its kind. */
    static String shown(Object value) {
        return value instanceof Geometry geometry ? "[" + geometry.getGeometryType() + "]" : String.valueOf(value);
    }
}
