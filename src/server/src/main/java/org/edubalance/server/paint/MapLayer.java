package org.edubalance.server.paint;

import org.geotools.api.filter.Filter;
import org.geotools.api.style.Style;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * A layer of a map.
 *
 * @param features the layer's features, whose type has a CRS
 * @param style how they are drawn
 * @param filter which of them are drawn
 */
public record MapLayer(SimpleFeatureCollection features, Style style, Filter filter) {}
