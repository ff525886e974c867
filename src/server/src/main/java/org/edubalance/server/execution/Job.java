package org.edubalance.server.execution;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Lease;
import org.edubalance.server.ows.OwsException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution: what was asked, how far it is, and what came of it. */
public final class Job {

    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    /** Where a job is. */
    public enum State {
        ACCEPTED,
        STARTED,
        SUCCEEDED,
        FAILED,
        DISMISSED;

        public boolean isEnd() {
            return this != ACCEPTED && this != STARTED;
        }
    }

    /** Says in a protocol's words how a job is, for its clients and to be stored; in the language of the job. */
    @FunctionalInterface
    public interface Telling {
        byte[] of(Job job) throws IOException;
    }

    /** A result: in a file where its output has a format, else the literal or bounding box itself. */
    public record Result(OutputRequest output, Path file, Object value) {}

    private final JobRecord about;
    private final ExecutionRequest request;
    private final Telling telling;
    private final boolean kept;
    private final Path directory;
    private final long maxInline;
    private final Lease lease;
    private final JobProgress progress = new JobProgress();
    private final CountDownLatch end = new CountDownLatch(1);

    private State state = State.ACCEPTED;
    private Instant started;
    private Instant ended;
    private OwsException failure;
    private OwsException stopReason;
    private State stopState = State.FAILED;
    private List<Result> results = List.of();
    private Thread runner;
    private boolean givenUp;

    /**
     * A job that waits.
     *
     * @param kept true if the response is stored beyond the request
     * @param directory for the results; made with the first that goes into a file
     * @param maxInline size in bytes of a result inside the response document
     * @param lease the room that the inputs take
     */
    Job(
            JobRecord about,
            ExecutionRequest request,
            Telling telling,
            boolean kept,
            Path directory,
            long maxInline,
            Lease lease) {
        this.about = about;
        this.request = request;
        this.telling = telling;
        this.kept = kept;
        this.directory = directory;
        this.maxInline = maxInline;
        this.lease = lease;
    }

    public UUID id() {
        return about.id();
    }

    /** The job as it was accepted. */
    public JobRecord about() {
        return about;
    }

    public ProcessOffering process() {
        return request.process();
    }

    /** The job as its protocol tells of it now. */
    byte[] told() throws IOException {
        return telling.of(this);
    }

    public boolean isKept() {
        return kept;
    }

    Path directory() {
        return directory;
    }

    public JobProgress progress() {
        return progress;
    }

    public synchronized State state() {
        return state;
    }

    /** The time at which the process started; null before. */
    public synchronized Instant started() {
        return started;
    }

    /** The time of the end; null before. */
    public synchronized Instant ended() {
        return ended;
    }

    /** Why it failed or was stopped; null otherwise. */
    public synchronized OwsException failure() {
        return failure;
    }

    public synchronized List<Result> results() {
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
            started = Instant.now();
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
        LOG.error("{}: {}", process().identifier(), message, fault);
    }

    private List<Result> results(ProcessRunner processes) {
        Map<String, Object> values = processes.run(request, new Execution(progress, about.baseUrl(), 0));
        List<Result> written = new ArrayList<>();
        for (OutputRequest output : request.outputs()) {
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
                makeDirectory();
                write(value, output, file, processes);
            } catch (IOException e) {
                throw processes.unwritten(output.name(), e);
            }
            written.add(new Result(output, file, null));
        }
        return written;
    }

    /** Not for a job that has ended, as one given up has: what it had is deleted by now. */
    private synchronized void makeDirectory() throws IOException {
        if (state != State.STARTED) {
            throw new JobProgress.CancelledException();
        }
        PrivateFiles.directory(directory);
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
                        OwsException.NO_APPLICABLE_CODE,
                        503,
                        "wps.job.stopped",
                        "process",
                        process().identifier());
    }

    /** Asks the process to end; what waits for its turn ends at once. */
    void stop(Refusal reason) {
        stop(reason, State.FAILED);
    }

    /** As {@link #stop(Refusal)}, with the state that it is to end in; the first one who stops it decides. */
    synchronized void stop(Refusal reason, State stopped) {
        if (stopReason == null) {
            stopReason = OwsException.of(reason);
            stopState = stopped;
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
        LOG.error("{} does not stop; its thread {} goes on", process().identifier(), runner.getName());
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
            ended = Instant.now();
        }
    }

    synchronized void fail(OwsException reason) {
        if (state == State.ACCEPTED || state == State.STARTED) {
            failure = reason;
            state = reason == stopReason ? stopState : State.FAILED;
            ended = Instant.now();
        }
    }

    /** To be called once the outcome can be seen by clients. */
    void release() {
        lease.end();
        end.countDown();
    }

    void await() throws InterruptedException {
        end.await();
    }

    /** As {@link #await()}, for a time at most; true if the job has ended. */
    boolean await(Duration time) throws InterruptedException {
        return end.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
