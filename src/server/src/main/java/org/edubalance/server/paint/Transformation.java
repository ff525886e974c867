package org.edubalance.server.paint;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.geotools.api.data.Parameter;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DelegateProgressListener;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.function.RenderingTransformation;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.geotools.process.function.ProcessFunction;
import org.geotools.process.function.ProcessFunctionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rendering transformations, in the way GeoServer's renderer runs them: the process is asked which features it needs for
 * the map's window ({@code invertQuery}), those are handed to it, and the coverage or features that it returns are drawn
 * instead.
 */
final class Transformation {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private static final Logger LOG = LoggerFactory.getLogger(Transformation.class);

    /** How GeoTools refuses a parameter's value, in the words of a programmer. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "Could not convert the value (.*) into the expected type .* for parameter (\\w+)", Pattern.DOTALL);

    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z][a-z0-9]*\\.){2,}[A-Z]\\w*");

    private Transformation() {}

    /**
     * Runs a transformation.
     *
     * @param function the process as a function
     * @param layer the layer, of which the process is handed only what its filter lets through, whatever it asks for
     * @param window the query for the features in the map's window
     * @param cancelled asked by the process now and then; true ends it
     * @return a coverage or features, or null where the process has nothing for this map
     * @throws CancellationException if it was cancelled
     */
    static Object apply(Expression function, MapLayer layer, Query window, MapView view, BooleanSupplier cancelled) {
        try {
            Query query = window;
            if (function instanceof RenderingTransformation transformation) {
                GridGeometry2D grid =
                        new GridGeometry2D(new GridEnvelope2D(0, 0, view.width(), view.height()), view.area());
                Query inverted = transformation.invertQuery(window, grid);
                query = inverted == null ? new Query(window.getTypeName(), Filter.INCLUDE) : inverted;
            }
            SimpleFeatureCollection features = layer.features().subCollection(layer.filter());
            return stoppable(function, cancelled)
                    .evaluate(DataUtilities.source(features).getFeatures(known(query, features.getSchema())));
        } catch (StyleException e) {
            throw e;
        } catch (Exception e) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException(name(function) + " was cancelled");
            }
            throw new StyleException(name(function) + ": " + reason((ProcessFunction) function, e), e);
        }
    }

    /**
     * The same function whose process, and those that feed it, learn that they should stop. GeoTools' functions give
     * their process a listener that nobody can cancel.
     */
    private static Expression stoppable(Expression expression, BooleanSupplier cancelled) {
        if (!(expression instanceof Function function)) {
            return expression;
        }
        List<Expression> parameters = function.getParameters().stream()
                .map(parameter -> stoppable(parameter, cancelled))
                .toList();
        if (function instanceof ProcessFunction process) {
            Process run = Processors.createProcess(process.getProcessName());
            return new ProcessFunction(
                    process.getProcessName(),
                    parameters,
                    Processors.getParameterInfo(process.getProcessName()),
                    (inputs, listener) -> run.execute(inputs, new Stoppable(listener, cancelled)),
                    process.getFallbackValue());
        }
        return function.getName().equals("parameter")
                ? FILTERS.function("parameter", parameters.toArray(Expression[]::new))
                : function;
    }

    private static final class Stoppable extends DelegateProgressListener {

        private final BooleanSupplier cancelled;

        Stoppable(ProgressListener listener, BooleanSupplier cancelled) {
            super(listener);
            this.cancelled = cancelled;
        }

        @Override
        public boolean isCanceled() {
            return cancelled.getAsBoolean();
        }
    }

    /** Leaves out properties that the layer has not: the process names them in its refusal, the layer would not. */
    private static Query known(Query query, SimpleFeatureType type) {
        if (query.getPropertyNames() == null) {
            return query;
        }
        Query known = new Query(query);
        known.setPropertyNames(Arrays.stream(query.getPropertyNames())
                .filter(name -> type.indexOf(name) >= 0)
                .toArray(String[]::new));
        return known;
    }

    private static String name(Expression function) {
        return ((Function) function).getName();
    }

    /** What the process said. GeoTools wraps it into other exceptions on its way. */
    private static String reason(ProcessFunction function, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProcessException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        String message = String.valueOf(thrown.getMessage());
        Matcher unreadable = UNREADABLE.matcher(message);
        if (unreadable.matches()) {
            Parameter<?> parameter =
                    Processors.getParameterInfo(function.getProcessName()).get(unreadable.group(2));
            return unreadable.group(2) + " must be " + accepted(parameter) + ", got '"
                    + Elements.shortened(unreadable.group(1)) + "'";
        }
        if (CLASS_NAME.matcher(message).find()) {
            LOG.error("{} failed in a style", function.getName(), thrown);
            return "it failed";
        }
        return Elements.shortened(message);
    }

    private static String accepted(Parameter<?> parameter) {
        if (parameter == null) {
            return "another value";
        }
        if (parameter.type.isEnum()) {
            return Arrays.stream(parameter.type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return Number.class.isAssignableFrom(parameter.type) ? "a number" : "another value";
    }

    /** The processes that can be called as functions, by {@code namespace:name}. */
    static final class Processes {

        private static final Set<String> NAMES = new ProcessFunctionFactory()
                .getFunctionNames().stream()
                        .map(function -> function.getFunctionName())
                        .filter(name -> name.getNamespaceURI() != null)
                        .map(name -> name.getNamespaceURI() + ":" + name.getLocalPart())
                        .collect(Collectors.toUnmodifiableSet());

        private Processes() {}

        static boolean has(String name) {
            return NAMES.contains(name);
        }
    }
}
