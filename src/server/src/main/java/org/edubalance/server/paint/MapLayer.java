package org.edubalance.server.paint;

import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.style.Style;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/**
 * A layer of a map.
 *
 * @param features the layer's features, whose type has a CRS
 * @param style how they are drawn
 * @param filter which of them are drawn
 */
public record MapLayer(SimpleFeatureCollection features, Style style, Filter filter) {

    /**
     * The features that are drawn. The filter is asked about each, since GeoTools' collections write filters anew before
     * they use them and so lose what finds attributes by odd names.
     */
    SimpleFeatureCollection drawn() {
        if (filter == Filter.INCLUDE) {
            return features;
        }
        ListFeatureCollection drawn = new ListFeatureCollection(features.getSchema());
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                if (Ink.holds(filter, feature)) {
                    drawn.add(feature);
                }
            }
        }
        return drawn;
    }
}
