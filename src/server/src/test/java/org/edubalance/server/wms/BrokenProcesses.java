package org.edubalance.server.wms;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.text.Text;

/**
 * A process with a fault and one that takes its time, as styles can name them. A service of the test classpath, because the functions for styles are
 * found once.
 */
public class BrokenProcesses extends AnnotatedBeanProcessFactory {

    public BrokenProcesses() {
        super(Text.text("Processes with faults"), "broken", NullProcess.class, HeldProcess.class);
    }

    @DescribeProcess(title = "Null", description = "Throws NullPointerException")
    public static class NullProcess {
        @DescribeResult(name = "result", description = "nothing, ever")
        public SimpleFeatureCollection execute(
                @DescribeParameter(name = "data", description = "data") SimpleFeatureCollection data) {
            throw new NullPointerException("Cannot invoke \"java.util.List.size()\"");
        }
    }

    /** How many maps wait in the process that is held. */
    static final AtomicInteger WAITING = new AtomicInteger();

    /** What it waits for; each permit lets one map through. */
    static final Semaphore GATE = new Semaphore(0);

    @DescribeProcess(title = "Held", description = "Waits until a test lets it through")
    public static class HeldProcess {
        @DescribeResult(name = "result", description = "its input")
        public SimpleFeatureCollection execute(
                @DescribeParameter(name = "data", description = "data") SimpleFeatureCollection data) {
            WAITING.incrementAndGet();
            try {
                GATE.acquireUninterruptibly();
                return data;
            } finally {
                WAITING.decrementAndGet();
            }
        }
    }
}
