package org.edubalance.server.paint;

import java.io.IOException;
import java.security.InvalidParameterException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.LastingFeatures;
import org.edubalance.work.Monitor;
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

/**
 * Rendering transformations, in the way GeoServer's renderer runs them: the process is asked which features it needs for
 * the map's window ({@code invertQuery}), those are handed to it, and the coverage or features that it returns are drawn
 * instead.
 */
final class Transformation {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    /** How GeoTools refuses a parameter's value, in the words of a programmer. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "Could not convert the value (.*) into the expected type .* for parameter (\\w+)", Pattern.DOTALL);

    private Transformation() {}

    /**
     * Runs a transformation.
     *
     * @param function the process as a function
     * @param layer the layer, of which the process is handed only what its filter lets through, whatever it asks for
     * @param window the query for the features in the map's window
     * @param monitor asked by the process now and then whether to go on; its exception is thrown on
     * @return a coverage or features, or null where the process has nothing for this map
     * @throws Refusal if the process refuses what it is given
     */
    static Object apply(Expression function, MapLayer layer, Query window, MapView view, Monitor monitor) {
        checkInputs((ProcessFunction) function);
        try {
            Query query = window;
            if (function instanceof RenderingTransformation transformation) {
                GridGeometry2D grid =
                        new GridGeometry2D(new GridEnvelope2D(0, 0, view.width(), view.height()), view.area());
                Query inverted = FunctionCheck.ofRequest(() -> transformation.invertQuery(window, grid));
                query = inverted == null ? new Query(window.getTypeName(), Filter.INCLUDE) : inverted;
            }
            Query asking = known(query, layer.features().getSchema());
            SimpleFeatureCollection asked = LastingFeatures.isLasting(layer.filter())
                    ? new LayerWindow(layer, asking)
                    : DataUtilities.source(layer.drawn()).getFeatures(asking);
            return FunctionCheck.ofRequest(() -> stoppable(function, monitor).evaluate(asked));
        } catch (IOException | RuntimeException e) {
            monitor.check();
            throw refused((ProcessFunction) function, e);
        }
    }

    /** Refuses inputs that cannot be evaluated; those that fail later on are not the style's fault. */
    private static void checkInputs(ProcessFunction function) {
        for (Expression parameter : function.getParameters()) {
            for (Expression part : ((Function) parameter).getParameters()) {
                if (part instanceof ProcessFunction process) {
                    checkInputs(process);
                } else {
                    Ink.value(part, null, Object.class);
                }
            }
        }
    }

    /**
     * The same function whose process, and those that feed it, learn that they should stop. GeoTools' functions give
     * their process a listener that nobody can cancel.
     */
    private static Expression stoppable(Expression expression, Monitor monitor) {
        if (!(expression instanceof Function function)) {
            return expression;
        }
        List<Expression> parameters = function.getParameters().stream()
                .map(parameter -> stoppable(parameter, monitor))
                .toList();
        if (function instanceof ProcessFunction process) {
            Process run = Processors.createProcess(process.getProcessName());
            return new ProcessFunction(
                    process.getProcessName(),
                    parameters,
                    Processors.getParameterInfo(process.getProcessName()),
                    (inputs, listener) -> run.execute(inputs, new Stoppable(listener, monitor)),
                    process.getFallbackValue());
        }
        return function.getName().equals("parameter")
                ? FILTERS.function("parameter", parameters.toArray(Expression[]::new))
                : function;
    }

    private static final class Stoppable extends DelegateProgressListener {

        private final Monitor monitor;

        Stoppable(ProgressListener listener, Monitor monitor) {
            super(listener);
            this.monitor = monitor;
        }

        @Override
        public boolean isCanceled() {
            try {
                monitor.check();
                return false;
            } catch (CancellationException e) {
                // thrown on when the process has ended
                return true;
            }
        }
    }

    /** Asks for everything where a property is one that the layer has not: the process is to say so, and what there is. */
    private static Query known(Query query, SimpleFeatureType type) {
        String[] names = query.getPropertyNames();
        if (names == null || Arrays.stream(names).allMatch(name -> type.indexOf(name) >= 0)) {
            return query;
        }
        Query all = new Query(query);
        all.setPropertyNames(Query.ALL_NAMES);
        return all;
    }

    /**
     * The refusal by a process, which GeoTools wraps into other exceptions on its way.
     *
     * @throws RuntimeException the one given, if the process did not refuse but failed
     */
    private static Refusal refused(ProcessFunction function, Exception thrown) {
        String process = function.getName();
        Refusal refusal = Refusal.in(thrown);
        if (refusal != null) {
            return Refusal.because(refusal, "style.transformation.refused", "process", process, "reason", refusal);
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProcessException said && !isWrapped(said)) {
                return Refusal.because(
                        said, "style.transformation.refused", "process", process, "reason", said.getMessage());
            }
            if (cause instanceof InvalidParameterException) {
                return unreadable(function, cause);
            }
        }
        throw thrown instanceof RuntimeException fault ? fault : new IllegalStateException(thrown);
    }

    /** True for what GeoTools makes of a process's exception that was not meant for users. */
    private static boolean isWrapped(ProcessException e) {
        return e.getMessage() == null
                || e.getCause() != null && e.getMessage().equals(e.getCause().toString());
    }

    private static Refusal unreadable(ProcessFunction function, Throwable thrown) {
        Matcher unreadable = UNREADABLE.matcher(String.valueOf(thrown.getMessage()));
        if (!unreadable.matches()) {
            return Refusal.because(thrown, "style.transformation.inputs", "process", function.getName());
        }
        String name = unreadable.group(2);
        String got = unreadable.group(1);
        Class<?> type = Processors.getParameterInfo(function.getProcessName()).get(name).type;
        if (type.isEnum()) {
            List<String> choices =
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
            return Refusal.because(thrown, "style.choice", "what", name, "choices", choices, "got", got);
        }
        return Number.class.isAssignableFrom(type)
                ? Refusal.because(thrown, "style.number", "what", name, "got", got)
                : Refusal.because(
                        thrown,
                        "style.transformation.value",
                        "parameter",
                        name,
                        "process",
                        function.getName(),
                        "got",
                        got);
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
