package org.edubalance.server.wms;

import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.text.Text;

/**
 * A process with a fault, as styles can name it. A service of the test classpath, because the functions for styles are
 * found once.
 */
public class BrokenProcesses extends AnnotatedBeanProcessFactory {

    public BrokenProcesses() {
        super(Text.text("Processes with faults"), "broken", NullProcess.class);
    }

    @DescribeProcess(title = "Null", description = "Throws NullPointerException")
    public static class NullProcess {
        @DescribeResult(name = "result", description = "nothing, ever")
        public SimpleFeatureCollection execute(
                @DescribeParameter(name = "data", description = "data") SimpleFeatureCollection data) {
            throw new NullPointerException("Cannot invoke \"java.util.List.size()\"");
        }
    }
}
