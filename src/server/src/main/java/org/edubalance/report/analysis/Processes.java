package org.edubalance.report.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.geotools.api.feature.type.Name;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;

/** Runs processes found through GeoTools one after the other, for as long as somebody waits for them. */
final class Processes {

    private static final String NAMESPACE = "edu";

    /** What a report calls the inputs of processes that it runs on its schools. */
    private static final Map<String, String> SCHOOLS =
            Map.of("data", "schools", "mask", "regions", "county", "countyFigures");

    private final Monitor monitor;
    private final int most;
    private final Set<String> warnings = new LinkedHashSet<>();
    private int run;

    /**
     * Runs up to so many processes.
     *
     * @param monitor is told of the progress, and ends the work by its own exception
     */
    Processes(Monitor monitor, int most) {
        this.monitor = monitor;
        this.most = most;
    }

    /** Runs a process on the schools, as {@link #run(Map, Class, String, Object...)}. */
    <T> T run(Class<T> type, String name, Object... inputs) {
        return run(SCHOOLS, type, name, inputs);
    }

    /**
     * Runs a process.
     *
     * @param called what the report calls inputs that are called otherwise in the process
     * @param inputs name, value, name, value, …; an input whose value is null is left out
     * @return its one result
     * @throws Refusal if the process refuses its inputs, with the report's name for the input
     */
    <T> T run(Map<String, String> called, Class<T> type, String name, Object... inputs) {
        Name processName = new NameImpl(NAMESPACE, name);
        Process process = Processors.createProcess(processName);
        if (process == null) {
            throw new IllegalStateException("there is no process " + NAMESPACE + ":" + name);
        }
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < inputs.length; i += 2) {
            if (inputs[i + 1] != null) {
                values.put((String) inputs[i], inputs[i + 1]);
            }
        }
        check();
        Listener listener = new Listener(monitor.part(share(run), share(run + 1)), warnings);
        run++;
        try {
            return type.cast(process.execute(values, listener).get("result"));
        } catch (RuntimeException e) {
            if (listener.stopped != null) {
                throw listener.stopped;
            }
            throw told(e, called);
        }
    }

    private double share(int run) {
        return Math.min(1, run / (double) most);
    }

    /** What the processes warned of, each once. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Ends the work, by the monitor's exception, if nobody waits for it any more. */
    void check() {
        monitor.check();
    }

    /**
     * A refusal with the report's names for inputs. What GeoTools says of a process's inputs comes as the message of a
     * {@link ProcessException} without a cause. All else is a fault.
     */
    private static RuntimeException told(RuntimeException thrown, Map<String, String> called) {
        Refusal refusal = Refusal.in(thrown);
        if (refusal != null) {
            return named(refusal, called);
        }
        return thrown instanceof ProcessException && thrown.getCause() == null
                ? Refusal.because(thrown, "report.process", "reason", (Localized) language -> thrown.getMessage())
                : thrown;
    }

    private static Refusal named(Refusal refusal, Map<String, String> called) {
        String input = refusal.input() == null ? null : called.get(refusal.input());
        if (input == null) {
            return refusal;
        }
        List<Object> facts = new ArrayList<>();
        refusal.reason().facts().forEach((name, fact) -> {
            if (!name.equals("input")) {
                facts.add(name);
                facts.add(fact);
            }
        });
        Refusal named = Refusal.because(refusal, refusal.reason().key(), facts.toArray())
                .about(input)
                .at(refusal.place());
        return refusal.kind() == Refusal.Kind.MISSING ? named.missing() : named;
    }

    /** A process's listener that asks and tells the report's monitor. */
    private static final class Listener extends NullProgressListener {

        private final Monitor monitor;
        private final Set<String> warnings;

        /** What the monitor ended the work by, null while it has not. */
        private volatile RuntimeException stopped;

        Listener(Monitor monitor, Set<String> warnings) {
            this.monitor = monitor;
            this.warnings = warnings;
        }

        @Override
        public void warningOccurred(String source, String location, String warning) {
            warnings.add(warning);
        }

        @Override
        public boolean isCanceled() {
            try {
                monitor.check();
                return false;
            } catch (RuntimeException e) {
                stopped = e;
                return true;
            }
        }

        @Override
        public void progress(float percent) {
            monitor.report(percent / 100.0);
        }
    }
}
