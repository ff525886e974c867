package org.edubalance.process;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.edubalance.messages.Incident;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.RenderingProcess;
import org.geotools.util.logging.Logging;

/**
 * A process that tells its host what users may read: a refusal or an incident by a {@link ProcessException} with its text,
 * whose cause it is. What is thrown and is no refusal, no cancellation and nothing of the host's own is a fault of the
 * program: it is logged whole under the incident's id.
 */
class ToldProcess implements Process {

    private static final Logger LOGGER = Logging.getLogger(ToldProcess.class);

    private final Process process;
    final GivenInputs inputs;

    private ToldProcess(Process process, GivenInputs inputs) {
        this.process = process;
        this.inputs = inputs;
    }

    /**
     * A process that tells, and that is a rendering transformation if the given one is.
     *
     * @param inputs the inputs that it has
     */
    static Process of(Process process, GivenInputs inputs) {
        return process instanceof RenderingProcess rendering
                ? new Rendering(rendering, inputs)
                : new ToldProcess(process, inputs);
    }

    @Override
    public Map<String, Object> execute(Map<String, Object> input, ProgressListener monitor) {
        if (monitor == null) {
            return told(() -> process.execute(inputs.checked(input), null));
        }
        HostListener host = new HostListener(monitor);
        try {
            return process.execute(inputs.checked(input), host);
        } catch (RuntimeException | Error e) {
            RuntimeException own = ownOrTold(e, host);
            monitor.exceptionOccurred(own);
            throw own;
        }
    }

    /** What the host threw itself, else what it is told. */
    private static RuntimeException ownOrTold(Throwable failure, HostListener host) {
        RuntimeException own = host.thrownIn(failure);
        if (own == null && isCancellation(failure)) {
            own = askWhy(host);
        }
        return own == null ? told(failure) : own;
    }

    /** What a host throws of itself when a cancelled process reports to it, null if nothing. */
    private static RuntimeException askWhy(HostListener host) {
        try {
            host.progress(host.getProgress());
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static boolean isCancellation(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CancellationException) {
                return true;
            }
        }
        return false;
    }

    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            throw told(e);
        }
    }

    private static ProcessException told(Throwable failure) {
        Refusal refusal = Refusal.in(failure);
        if (refusal != null) {
            return new ProcessException(refusal.getMessage(), refusal);
        }
        if (isCancellation(failure)) {
            return failure instanceof ProcessException e
                    ? e
                    : new ProcessException(Message.of("progress.cancelled").toString(), failure);
        }
        Incident incident = Incident.of(failure, (line, fault) -> LOGGER.log(Level.SEVERE, line, fault));
        return new ProcessException(incident.getMessage(), incident);
    }

    private static final class Rendering extends ToldProcess implements RenderingProcess {

        private final RenderingProcess process;

        Rendering(RenderingProcess process, GivenInputs inputs) {
            super(process, inputs);
            this.process = process;
        }

        @Override
        public Query invertQuery(Map<String, Object> input, Query targetQuery, GridGeometry targetGridGeometry) {
            return told(() -> process.invertQuery(inputs.converted(input), targetQuery, targetGridGeometry));
        }

        @Override
        public GridGeometry invertGridGeometry(
                Map<String, Object> input, Query targetQuery, GridGeometry targetGridGeometry) {
            return told(() -> process.invertGridGeometry(inputs.converted(input), targetQuery, targetGridGeometry));
        }
    }
}
