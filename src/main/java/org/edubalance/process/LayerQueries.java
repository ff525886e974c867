package org.edubalance.process;

import org.geotools.api.data.Query;
import org.geotools.api.filter.Filter;
import org.geotools.util.factory.Hints;

/**
 * Data queries of rendering transformations. A renderer prepares its query for drawing: it asks for the map's window
 * only, lets the store drop features that fall on an occupied pixel (SCREENMAP) and simplify geometries. Statistics need
 * every feature as it is, so each {@code invertQuery} here goes through this class.
 */
final class LayerQueries {

    private LayerQueries() {}

    /** The query with every feature and geometry as the store has them, within the same window. */
    static Query unsimplified(Query query) {
        Query result = new Query(query);
        Hints hints = query.getHints() == null ? new Hints() : new Hints(query.getHints());
        hints.remove(Hints.SCREENMAP);
        hints.remove(Hints.GEOMETRY_SIMPLIFICATION);
        hints.remove(Hints.GEOMETRY_GENERALIZATION);
        hints.put(Hints.GEOMETRY_DISTANCE, 0d);
        result.setHints(hints);
        return result;
    }

    /** The query for the whole layer: a result that must not change as the map is panned. */
    static Query wholeLayer(Query query) {
        Query result = unsimplified(query);
        result.setFilter(Filter.INCLUDE);
        return result;
    }
}
