package org.edubalance.server.wps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.ExecuteResponse;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The executions, from their request to the end of their retention. */
@Component
class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final String SCHEMA = "wpsExecute_response.xsd";

    private final Map<UUID, Job> active = new ConcurrentHashMap<>();

    /** The last responses of jobs whose outcome could not be stored: who asks for them must not be told that they never were. */
    private final Map<UUID, byte[]> unstored = new LinkedHashMap<>();

    private volatile boolean draining;

    private final JobStore store;
    private final JobQueue queue;
    private final ProcessRunner runner;
    private final WpsXml xml;
    private final ServerProperties.Limits limits;

    Jobs(JobStore store, JobQueue queue, ProcessRunner runner, WpsXml xml, ServerProperties properties)
            throws IOException {
        this.store = store;
        this.queue = queue;
        this.runner = runner;
        this.xml = xml;
        limits = properties.limits();
        for (JobRecord job : store.unfinished()) {
            fail(job, Refusal.of("wps.job.restarted", "process", job.process()));
        }
        queue.every(sweepInterval(limits.resultTime()), this::sweep);
    }

    private static Duration sweepInterval(Duration retention) {
        long millis = Math.max(100, Math.min(60_000, retention.toMillis() / 4));
        return Duration.ofMillis(millis);
    }

    private void sweep() {
        try {
            store.sweep();
        } catch (IOException | RuntimeException e) {
            LOG.warn("Old results could not be deleted", e);
        }
    }

    /** Ends a job of which only the record is left. */
    private void fail(JobRecord job, Refusal reason) throws IOException {
        OwsException exception = OwsException.of(reason);
        byte[] response = job.language().use(() -> write(Responses.failed(job, exception)));
        store.finish(job.ended(Job.State.FAILED, List.of()), response);
    }

    /**
     * Puts an execution into the queue.
     *
     * @param kept true if its response is to be stored
     * @throws Refusal if too many wait already, or there is no room for the results
     */
    Job submit(ProcessOffering process, Execute request, OwsRequest from, List<OutputRequest> outputs, boolean kept) {
        if (draining) {
            throw stopping();
        }
        JobRecord about = JobRecord.accepted(UUID.randomUUID(), process, from.baseUrl(), Language.current());
        Path directory;
        try {
            directory = kept ? store.begin(about) : store.passing(about.id());
        } catch (IOException e) {
            throw runner.unwritten(null, e);
        }
        Job job = new Job(
                about,
                process,
                request,
                outputs,
                kept,
                directory,
                limits.inlineSize().toBytes(),
                from.lease());
        active.put(job.id(), job);
        try {
            queue.submit(job, runner, () -> ended(job));
        } catch (RuntimeException e) {
            active.remove(job.id());
            delete(directory);
            throw e;
        }
        return job;
    }

    /** Stores the outcome first, so that a status address never leads nowhere. */
    private void ended(Job job) {
        synchronized (job) {
            if (active.containsKey(job.id())) {
                try {
                    if (job.isKept()) {
                        keep(job);
                    }
                } finally {
                    active.remove(job.id());
                    job.release();
                }
            }
        }
    }

    private void keep(Job job) {
        try {
            List<JobRecord.StoredOutput> outputs = job.results().stream()
                    .filter(result -> result.file() != null)
                    .map(result -> new JobRecord.StoredOutput(
                            result.output().name(), result.output().format().mimeType(), result.file()))
                    .toList();
            byte[] response = response(job);
            store.finish(job.about().ended(job.state(), outputs), response);
            if (job.state() == Job.State.SUCCEEDED) {
                makeRoom();
            }
        } catch (Throwable e) {
            keepWithout(job, e);
        }
    }

    /** The results of the oldest jobs go where all are too large; the status of those jobs says so. */
    private void makeRoom() throws IOException {
        for (JobRecord old : store.aboveSize()) {
            fail(old, Refusal.of("wps.job.room", "limit", limits.storedSize().toMegabytes()));
        }
    }

    private void keepWithout(Job job, Throwable problem) {
        OwsException reason = OwsException.of(
                problem instanceof IOException e ? runner.unwritten(null, e) : problem,
                (message, fault) ->
                        LOG.error("{} could not be stored: {}", job.process().identifier(), message, fault));
        try {
            fail(job.about(), reason);
        } catch (IOException | RuntimeException e) {
            byte[] response = job.about().language().use(() -> write(Responses.failed(job.about(), reason)));
            synchronized (unstored) {
                unstored.put(job.id(), response);
                if (unstored.size() > limits.storedJobs()) {
                    unstored.remove(unstored.keySet().iterator().next());
                }
            }
            delete(job.directory());
        }
    }

    /** Waits until a job has ended. */
    void await(Job job) {
        try {
            job.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping();
        }
    }

    private static OwsException stopping() {
        return OwsException.coded(OwsException.SERVER_BUSY, 503, "wps.stopping");
    }

    /** The response document as the job is now, in its language. */
    byte[] response(Job job) {
        return job.about().language().use(() -> {
            try {
                return write(Responses.of(job));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The response document of a job that is or was. */
    byte[] status(UUID id) {
        Job job = active.get(id);
        if (job != null && job.isKept()) {
            Job.State state = job.state();
            if (state == Job.State.ACCEPTED || state == Job.State.STARTED) {
                return response(job);
            }
            // It is being stored.
            await(job);
        }
        return store.response(id).orElseGet(() -> {
            synchronized (unstored) {
                byte[] response = unstored.get(id);
                if (response == null) {
                    throw store.unknown();
                }
                return response;
            }
        });
    }

    /** Ends a job and drops its results. */
    byte[] dismiss(UUID id) {
        Refusal reason = Refusal.of("wps.job.dismissed");
        Job job = active.get(id);
        if (job != null && job.isKept()) {
            queue.stop(job, reason, () -> ended(job));
            return status(id);
        }
        JobRecord known = store.find(id).orElseThrow(store::unknown);
        if (known.state() == Job.State.SUCCEEDED) {
            try {
                fail(known, reason);
            } catch (IOException e) {
                throw runner.unwritten(null, e);
            }
        }
        return status(id);
    }

    /** Deletes the files of a job whose results nobody asked to keep. */
    void forget(Job job) {
        if (!job.isKept()) {
            delete(job.directory());
        }
    }

    private static void delete(Path directory) {
        try {
            PrivateFiles.delete(directory);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} could not be deleted", directory, e);
        }
    }

    private byte[] write(ExecuteResponse response) {
        return xml.write(response, SCHEMA);
    }

    /**
     * Ends the work before the server goes down: nothing new is accepted, what waits ends at once, what runs may go on for
     * the given time, is asked to stop and interrupted. Every client that waits gets its answer.
     */
    void drain(Duration time, Duration grace) {
        draining = true;
        OwsException reason = down();
        active.values().stream()
                .filter(job -> job.state() == Job.State.ACCEPTED)
                .forEach(job -> queue.stop(job, reason, () -> ended(job)));
        awaitNone(time);
        active.values().forEach(job -> job.stop(reason));
        awaitNone(grace);
        active.values().forEach(Job::interrupt);
        awaitNone(grace);
        close();
    }

    private static OwsException down() {
        return OwsException.coded(OwsException.NO_APPLICABLE_CODE, 503, "wps.job.down");
    }

    private void awaitNone(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (!active.isEmpty() && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What still runs or waits ends as failed. */
    @Override
    public void close() {
        OwsException reason = down();
        for (Job job : active.values()) {
            job.stop(reason);
            job.fail(reason);
            ended(job);
        }
    }
}
