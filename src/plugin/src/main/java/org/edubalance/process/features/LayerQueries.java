package org.edubalance.process.features;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.geotools.api.data.Query;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.filter.visitor.DefaultFilterVisitor;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.factory.Hints;

/**
 * Data queries of rendering transformations. A renderer prepares its query for drawing: it asks for the map's window
 * only, lets the store drop features that fall on an occupied pixel (SCREENMAP) and simplify geometries. Statistics need
 * every feature as it is, so each {@code invertQuery} here goes through this class.
 */
public final class LayerQueries {

    private static final int POINTS_PER_EDGE = 50;

    /** The share of a window's size by which an edge may bend between two of those points. */
    private static final double BEND = 0.01;

    private LayerQueries() {}

    /** The query with every feature and geometry as the store has them, within the same window. */
    public static Query unsimplified(Query query) {
        Query result = new Query(query);
        Hints hints = query.getHints() == null ? new Hints() : new Hints(query.getHints());
        hints.remove(Hints.SCREENMAP);
        hints.remove(Hints.GEOMETRY_SIMPLIFICATION);
        hints.remove(Hints.GEOMETRY_GENERALIZATION);
        hints.put(Hints.GEOMETRY_DISTANCE, 0d);
        result.setHints(hints);
        return result;
    }

    /**
     * The query for the whole layer, for a result that must not change as the map is panned, with every attribute: those
     * that the style names are the result's and need not be in the layer.
     */
    public static Query wholeLayer(Query query) {
        Query result = unsimplified(query);
        result.setFilter(Filter.INCLUDE);
        result.setProperties(Query.ALL_PROPERTIES);
        return result;
    }

    /**
     * The query for a window and what lies around it, of the geometry and some attributes only. Where the layer's CRS
     * can't be told from the query, or the window passes the edge of the Earth's map, this is the whole layer, which is
     * slower but never wrong; and where the geometry's name can't be told, it is of every attribute. A renderer asks for
     * what the style's symbolizers name: for a raster symbolizer without a geometry that is no attribute and no window.
     *
     * @param query a renderer's query, whose filter is a bounding box in the layer's CRS
     * @param window the widened window in its own CRS
     * @param period the window's x after which the Earth repeats itself, or 0
     * @param attributes what is needed beside the geometry; empty if that is not known
     */
    public static Query widened(
            Query query, ReferencedEnvelope window, double period, Optional<Set<String>> attributes) {
        WindowVisitor visitor = new WindowVisitor(layerWindow(query, window, period));
        Query result = unsimplified(query);
        result.setFilter((Filter) query.getFilter().accept(visitor, null));
        if (attributes.isPresent() && !visitor.geometries.isEmpty()) {
            Set<String> names = new LinkedHashSet<>(visitor.geometries);
            names.addAll(attributes.get());
            result.setPropertyNames(names.toArray(new String[0]));
        } else {
            result.setProperties(Query.ALL_PROPERTIES);
        }
        return result;
    }

    /** The window in the CRS of the query's bounding box, null if it can't be had. */
    private static ReferencedEnvelope layerWindow(Query query, ReferencedEnvelope window, double period) {
        boolean finite = Double.isFinite(window.getWidth() + window.getHeight());
        boolean passesEdge = period > 0 && (window.getMinX() < -period / 2 || window.getMaxX() > period / 2);
        CrsVisitor found = new CrsVisitor();
        query.getFilter().accept(found, null);
        if (!finite || passesEdge || found.crs == null) {
            return null;
        }
        try {
            ReferencedEnvelope there = window.transform(found.crs, true, POINTS_PER_EDGE);
            // edges bend between the points at which they were transformed
            there.expandBy(there.getWidth() * BEND, there.getHeight() * BEND);
            return there;
        } catch (TransformException | FactoryException e) {
            return null;
        }
    }

    private static final class CrsVisitor extends DefaultFilterVisitor {
        private CoordinateReferenceSystem crs;

        @Override
        public Object visit(BBOX filter, Object data) {
            if (crs == null && filter.getBounds() != null) {
                crs = filter.getBounds().getCoordinateReferenceSystem();
            }
            return data;
        }
    }

    /** Widens bounding boxes to a window as well; without a window they go. */
    private static final class WindowVisitor extends DuplicatingFilterVisitor {
        private final ReferencedEnvelope window;
        private final Set<String> geometries = new LinkedHashSet<>();

        WindowVisitor(ReferencedEnvelope windowOrNull) {
            this.window = windowOrNull;
        }

        @Override
        public Object visit(BBOX filter, Object data) {
            if (filter.getExpression1() instanceof PropertyName name
                    && !name.getPropertyName().isEmpty()) {
                geometries.add(name.getPropertyName());
            }
            if (window == null) {
                return Filter.INCLUDE;
            }
            ReferencedEnvelope both = new ReferencedEnvelope(window);
            both.expandToInclude(new ReferencedEnvelope(filter.getBounds()));
            return getFactory(data).bbox(filter.getExpression1(), both);
        }
    }
}
