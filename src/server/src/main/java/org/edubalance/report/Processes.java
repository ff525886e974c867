package org.edubalance.report;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.geotools.api.feature.type.Name;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;

/** Runs processes found through GeoTools, for as long as nobody wants them to stop. */
final class Processes {

    private static final String NAMESPACE = "edu";

    private final BooleanSupplier cancelled;

    /**
     * @param cancelled asked by the processes now and then; true ends them
     */
    Processes(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    /**
     * Runs a process.
     *
     * @param inputs name, value, name, value, …; an input whose value is null is left out
     * @return its one result
     * @throws CancellationException if it was cancelled
     */
    <T> T run(Class<T> type, String name, Object... inputs) {
        Name processName = new NameImpl(NAMESPACE, name);
        Process process = Processors.createProcess(processName);
        if (process == null) {
            throw new ProcessException("there is no process " + NAMESPACE + ":" + name);
        }
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < inputs.length; i += 2) {
            if (inputs[i + 1] != null) {
                values.put((String) inputs[i], inputs[i + 1]);
            }
        }
        check();
        try {
            return type.cast(process.execute(values, new Listener()).get("result"));
        } catch (ProcessException e) {
            check();
            throw e;
        }
    }

    private void check() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the report was cancelled");
        }
    }

    private final class Listener extends NullProgressListener {
        @Override
        public boolean isCanceled() {
            return cancelled.getAsBoolean();
        }
    }
}
