package org.edubalance.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.edubalance.work.Monitor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an administrator can set, as {@code edubalance.*} properties ({@code application.properties}, system properties,
 * or the environment as {@code EDUBALANCE_LIMITS_FEATURES}).
 *
 * @param data directory with the layers; none means the sample data that comes with the server
 * @param mapping file that says which columns of the layers are what standards and systems know by names of their own;
 *     none by default
 * @param work directory for results and job states; none means a temporary one that goes with the server
 * @param baseUrl the server's address as clients see it, where a proxy changes it; none means the request's own
 * @param referenceHosts further hosts that inputs may be read from, each {@code host} or {@code host:port}; none by
 *     default
 * @param corsOrigins origins of web pages, each {@code scheme://host[:port]}, that may use the server from a browser; none
 *     by default
 * @param limits bounds that keep one client from taking the server down
 */
@ConfigurationProperties("edubalance")
public record ServerProperties(
        Path data,
        Path mapping,
        Path work,
        String baseUrl,
        @DefaultValue List<String> referenceHosts,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue Limits limits) {

    /**
     * Bounds on what a request may ask for. A request beyond one is refused with an OGC exception that names it.
     *
     * @param requestSize size of a request's body
     * @param requestTime time for a request's body to arrive
     * @param clientConnections connections that one client, by its address, can have at a time
     * @param heldSize size of all bodies that are held at a time, of requests that are answered and jobs that wait or run;
     *     none means an eighth of the memory
     * @param clientShare how much of the held size, of the queue and of the places for maps and reports one client, by
     *     its address, can have, up to 1 for all
     * @param unpackedSize size that a zip in a request unpacks to, such as a workbook or shapefiles
     * @param referenceSize size of an input read by reference
     * @param referenceTime time for reading an input by reference
     * @param xmlDepth nesting of elements in a request document
     * @param xmlElements number of elements in a request document
     * @param xmlAttributes number of attributes and namespace declarations of an element in a request document
     * @param inlineSize size of a result inside a response document; raw output and stored results may be larger
     * @param features number of features in one input or result
     * @param gridCells number of cells of a coverage, as input or output
     * @param imagePixels number of pixels of a map or legend image
     * @param runningJobs processes that run at a time; further ones wait
     * @param queuedJobs processes that wait at a time; further ones are refused
     * @param runTime time that a process, a map or a report may take before it is cancelled
     * @param resultTime time that stored results and job states are kept
     * @param storedSize size of all stored results; beyond it the oldest are dropped
     * @param storedJobs number of ended executions that are remembered; beyond it the oldest are forgotten
     * @param chainDepth nesting of executions that feed one another
     */
    public record Limits(
            @DefaultValue("50MB") DataSize requestSize,
            @DefaultValue("60s") Duration requestTime,
            @DefaultValue("256") int clientConnections,
            DataSize heldSize,
            @DefaultValue("0.5") double clientShare,
            @DefaultValue("200MB") DataSize unpackedSize,
            @DefaultValue("50MB") DataSize referenceSize,
            @DefaultValue("30s") Duration referenceTime,
            @DefaultValue("100") int xmlDepth,
            @DefaultValue("200000") int xmlElements,
            @DefaultValue("100") int xmlAttributes,
            @DefaultValue("50MB") DataSize inlineSize,
            @DefaultValue("1000000") int features,
            @DefaultValue("25000000") long gridCells,
            @DefaultValue("16000000") long imagePixels,
            @DefaultValue("2") int runningJobs,
            @DefaultValue("100") int queuedJobs,
            @DefaultValue("5m") Duration runTime,
            @DefaultValue("1h") Duration resultTime,
            @DefaultValue("1GB") DataSize storedSize,
            @DefaultValue("10000") int storedJobs,
            @DefaultValue("5") int chainDepth) {

        public Limits {
            positive("request-size", requestSize.toBytes());
            positive("request-time", requestTime.toNanos());
            positive("client-connections", clientConnections);
            heldSize = heldSize == null ? DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 8) : heldSize;
            positive("held-size", heldSize.toBytes());
            if (!(clientShare > 0 && clientShare <= 1)) {
                throw new IllegalArgumentException("edubalance.limits.client-share must be above 0 and at most 1");
            }
            positive("unpacked-size", unpackedSize.toBytes());
            positive("reference-size", referenceSize.toBytes());
            positive("reference-time", referenceTime.toNanos());
            positive("xml-depth", xmlDepth);
            positive("xml-elements", xmlElements);
            positive("xml-attributes", xmlAttributes);
            positive("inline-size", inlineSize.toBytes());
            positive("features", features);
            positive("grid-cells", gridCells);
            positive("image-pixels", imagePixels);
            positive("running-jobs", runningJobs);
            positive("queued-jobs", queuedJobs);
            positive("run-time", runTime.toNanos());
            positive("result-time", resultTime.toNanos());
            positive("stored-size", storedSize.toBytes());
            positive("stored-jobs", storedJobs);
            positive("chain-depth", chainDepth);
        }

        /** How much one client can have of so much that is there for all, at least 1. */
        public long shareOf(long all) {
            return Math.max(1, (long) (all * clientShare));
        }

        /** Ends work by a {@link CancellationException} when the run time, counted from now, is over. */
        public Monitor withinRunTime() {
            long end = System.nanoTime() + runTime.toNanos();
            return new Monitor() {
                @Override
                public void check() {
                    if (System.nanoTime() - end > 0) {
                        throw new CancellationException("out of time");
                    }
                }

                @Override
                public void report(double share) {
                    // the client waits for the whole
                }
            };
        }

        /** The run time as messages give it, for example {@code 300.0 s}. */
        public String runTimeText() {
            return runTime.toMillis() / 1000.0 + " s";
        }

        private static void positive(String name, long value) {
            if (value < 1) {
                throw new IllegalArgumentException("edubalance.limits." + name + " must be above 0");
            }
        }
    }
}
