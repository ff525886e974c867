package org.edubalance.process;

import java.util.Map;
import java.util.function.Supplier;
import org.edubalance.messages.Refusal;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.RenderingProcess;

/**
 * A process that tells its host of refusals as hosts expect it: by a {@link ProcessException} whose message is the
 * refusal's, and whose cause is the refusal.
 */
class ToldProcess implements Process {

    private final Process process;

    private ToldProcess(Process process) {
        this.process = process;
    }

    /** A process that tells, and that is a rendering transformation if the given one is. */
    static Process of(Process process) {
        return process instanceof RenderingProcess rendering ? new Rendering(rendering) : new ToldProcess(process);
    }

    @Override
    public Map<String, Object> execute(Map<String, Object> input, ProgressListener monitor) {
        return told(() -> process.execute(input, monitor));
    }

    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProcessException e) {
            Refusal refusal = Refusal.in(e);
            if (refusal == null) {
                throw e;
            }
            throw new ProcessException(refusal.getMessage(), refusal);
        }
    }

    private static final class Rendering extends ToldProcess implements RenderingProcess {

        private final RenderingProcess process;

        Rendering(RenderingProcess process) {
            super(process);
            this.process = process;
        }

        @Override
        public Query invertQuery(Map<String, Object> input, Query targetQuery, GridGeometry targetGridGeometry) {
            return told(() -> process.invertQuery(input, targetQuery, targetGridGeometry));
        }

        @Override
        public GridGeometry invertGridGeometry(
                Map<String, Object> input, Query targetQuery, GridGeometry targetGridGeometry) {
            return told(() -> process.invertGridGeometry(input, targetQuery, targetGridGeometry));
        }
    }
}
