package org.edubalance.server.wps;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import net.opengis.wps.v_1_0_0.Execute;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Lease;
import org.edubalance.server.ows.OwsException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution: what was asked, how far it is, and what came of it. */
final class Job {

    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    enum State {
        ACCEPTED,
        STARTED,
        SUCCEEDED,
        FAILED
    }

    /** A result: in a file where its output has a format, else the literal or bounding box itself. */
    record Result(OutputRequest output, Path file, Object value) {}

    private final JobRecord about;
    private final ProcessOffering process;
    private final Execute request;
    private final List<OutputRequest> outputs;
    private final boolean kept;
    private final Path directory;
    private final long maxInline;
    private final Lease lease;
    private final JobProgress progress = new JobProgress();
    private final CountDownLatch ended = new CountDownLatch(1);

    private State state = State.ACCEPTED;
    private OwsException failure;
    private OwsException stopReason;
    private List<Result> results = List.of();
    private Thread runner;
    private boolean givenUp;

    /**
     * @param kept true if the response is stored beyond the request
     * @param directory for the results
     * @param maxInline size in bytes of a result inside the response document
     * @param lease the room that the inputs take
     */
    Job(
            JobRecord about,
            ProcessOffering process,
            Execute request,
            List<OutputRequest> outputs,
            boolean kept,
            Path directory,
            long maxInline,
            Lease lease) {
        this.about = about;
        this.process = process;
        this.request = request;
        this.outputs = outputs;
        this.kept = kept;
        this.directory = directory;
        this.maxInline = maxInline;
        this.lease = lease;
    }

    UUID id() {
        return about.id();
    }

    /** The job as it was accepted. */
    JobRecord about() {
        return about;
    }

    ProcessOffering process() {
        return process;
    }

    Execute request() {
        return request;
    }

    boolean isKept() {
        return kept;
    }

    Path directory() {
        return directory;
    }

    JobProgress progress() {
        return progress;
    }

    synchronized State state() {
        return state;
    }

    synchronized OwsException failure() {
        return failure;
    }

    synchronized List<Result> results() {
        return results;
    }

    /** Runs the process and writes its results, in the thread that calls and in the language of the request. */
    void run(ProcessRunner processes) {
        synchronized (this) {
            if (state != State.ACCEPTED) {
                return;
            }
            if (stopReason != null) {
                fail(stopReason);
                return;
            }
            state = State.STARTED;
            runner = Thread.currentThread();
        }
        // Errors too, from a parser for example: a job always ends.
        try {
            succeed(about.language().use(() -> results(processes)));
        } catch (JobProgress.CancelledException e) {
            fail(stopReason());
        } catch (Throwable e) {
            fail(progress.isCanceled() ? stopReason() : OwsException.of(e, this::log));
        } finally {
            synchronized (this) {
                runner = null;
                // An interruption that came as the job ended must not reach the next one in this thread.
                Thread.interrupted();
            }
        }
    }

    private void log(String message, Throwable fault) {
        LOG.error("{}: {}", process.identifier(), message, fault);
    }

    private List<Result> results(ProcessRunner processes) {
        Map<String, Object> values =
                processes.run(process, request.getDataInputs(), new Execution(progress, about.baseUrl(), 0));
        List<Result> written = new ArrayList<>();
        for (OutputRequest output : outputs) {
            Object value = processes.writable(output.name(), values.get(output.name()), progress);
            if (value == null) {
                throw OwsException.coded(
                                OwsException.NO_APPLICABLE_CODE, 500, "wps.output.none", "process", about.process())
                        .about(output.name());
            }
            if (output.format() == null) {
                written.add(new Result(output, null, value));
                continue;
            }
            Path file = directory.resolve(
                    "output-" + written.size() + output.format().ending());
            try {
                write(value, output, file, processes);
            } catch (IOException e) {
                throw processes.unwritten(output.name(), e);
            }
            written.add(new Result(output, file, null));
        }
        return written;
    }

    private void write(Object value, OutputRequest output, Path file, ProcessRunner processes) throws IOException {
        try (OutputStream out = new BufferedOutputStream(processes.bounded(PrivateFiles.write(file), output.name()))) {
            output.format().writer().write(value, out);
        }
        if (value instanceof GridCoverage2D coverage) {
            coverage.dispose(true);
        }
        if (output.inline() && Files.size(file) > maxInline) {
            throw OwsException.coded(OwsException.NO_APPLICABLE_CODE, 400, "wps.output.large", "limit", maxInline)
                    .about(output.name());
        }
    }

    private synchronized OwsException stopReason() {
        return stopReason != null
                ? stopReason
                : OwsException.coded(
                        OwsException.NO_APPLICABLE_CODE, 503, "wps.job.stopped", "process", process.identifier());
    }

    /** Asks the process to end; what waits for its turn ends at once. */
    synchronized void stop(Refusal reason) {
        if (stopReason == null) {
            stopReason = OwsException.of(reason);
        }
        progress.setCanceled(true);
        if (state == State.ACCEPTED) {
            fail(stopReason);
        }
    }

    /** Wakes the process if it waits for something. */
    synchronized void interrupt() {
        if (runner != null) {
            runner.interrupt();
        }
    }

    /**
     * Gives the job up if its thread goes on.
     *
     * @return false if it has ended already
     */
    synchronized boolean giveUp() {
        if (runner == null || state != State.STARTED) {
            return false;
        }
        LOG.error("{} does not stop; its thread {} goes on", process.identifier(), runner.getName());
        fail(stopReason());
        givenUp = true;
        return true;
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }

    private synchronized void succeed(List<Result> written) {
        if (state == State.STARTED) {
            results = written;
            state = State.SUCCEEDED;
        }
    }

    synchronized void fail(OwsException reason) {
        if (state == State.ACCEPTED || state == State.STARTED) {
            failure = reason;
            state = State.FAILED;
        }
    }

    /** To be called once the outcome can be seen by clients. */
    void release() {
        lease.end();
        ended.countDown();
    }

    void await() throws InterruptedException {
        ended.await();
    }
}
