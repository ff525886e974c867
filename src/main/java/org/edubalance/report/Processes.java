package org.edubalance.report;

import java.util.HashMap;
import java.util.Map;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.NullProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;

/** Runs processes found through GeoTools. */
final class Processes {

    private static final String NAMESPACE = "edu";

    private Processes() {}

    /**
     * Runs a process.
     *
     * @param inputs name, value, name, value, …; an input whose value is null is left out
     * @return its one result
     */
    static <T> T run(Class<T> type, String name, Object... inputs) {
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
        ProgressListener listener = new NullProgressListener();
        return type.cast(process.execute(values, listener).get("result"));
    }
}
