package org.edubalance.process.features;

import java.util.Optional;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.filter.visitor.DefaultFilterVisitor;

/**
 * What a map asks for of a layer whose features never change, so that a process may keep what it has read of them for the
 * next map. A host hands it out only where it holds the features itself and the {@link #filter} is lasting too.
 */
public interface LastingFeatures extends SimpleFeatureCollection {

    /** The layer's features, the same object for each map as long as there is the layer. To be kept weakly only. */
    SimpleFeatureCollection layer();

    /** Which of them the map is of, wherever they are. */
    Filter filter();

    /** The layer's features that the filter lets through, wherever they are, with all their attributes. */
    SimpleFeatureCollection everywhere();

    /** What an input's features are a part of, if that lasts. */
    static Optional<LastingFeatures> in(SimpleFeatureCollection input) {
        SimpleFeatureCollection given = input instanceof CheckedFeatures checked ? checked.unchecked() : input;
        return given instanceof LastingFeatures lasting ? Optional.of(lasting) : Optional.empty();
    }

    /** Whether a filter lets the same features through at each time; a function may ask for the time or for the map. */
    static boolean isLasting(Filter filter) {
        FunctionFinder functions = new FunctionFinder();
        filter.accept(functions, null);
        return !functions.found;
    }

    /** Whether an expression has the same value of a feature at each time. */
    static boolean isLasting(Expression expression) {
        FunctionFinder functions = new FunctionFinder();
        expression.accept(functions, null);
        return !functions.found;
    }

    /** Whether there is a function. */
    final class FunctionFinder extends DefaultFilterVisitor {
        private boolean found;

        private FunctionFinder() {}

        @Override
        public Object visit(Function expression, Object data) {
            found = true;
            return data;
        }
    }
}
