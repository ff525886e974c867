package org.edubalance.server.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.Lease;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.Places;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The executions, from their request to the end of their retention. */
@Component
public class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final Map<UUID, Job> active = new ConcurrentHashMap<>();

    /** What was said of a job, which could not be stored. */
    private record Unstored(String protocol, byte[] response) {}

    /** The last responses of jobs whose outcome could not be stored: who asks for them must not be told that they never were. */
    private final Map<UUID, Unstored> unstored = new LinkedHashMap<>();

    private volatile boolean draining;

    private final JobStore store;
    private final JobQueue queue;
    private final ProcessRunner runner;
    private final Map<String, Protocol> protocols;
    private final ServerProperties.Limits limits;

    Jobs(JobStore store, JobQueue queue, ProcessRunner runner, List<Protocol> protocols, ServerProperties properties)
            throws IOException {
        this.store = store;
        this.queue = queue;
        this.runner = runner;
        this.protocols = protocols.stream().collect(Collectors.toMap(Protocol::name, protocol -> protocol));
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
        end(job, Job.State.FAILED, reason);
    }

    private void end(JobRecord job, Job.State state, Refusal reason) throws IOException {
        JobRecord ended = job.ended(state, Instant.now(), List.of());
        store.finish(ended, told(ended, OwsException.of(reason)));
    }

    private byte[] told(JobRecord job, OwsException reason) {
        return job.language().use(() -> protocols.get(job.protocol()).ended(job, reason));
    }

    /**
     * How an execution is asked for.
     *
     * @param protocol the name of the {@link Protocol}
     * @param telling what the protocol says of the job
     * @param client who asks, as {@link Places#client} has it
     * @param baseUrl the server's address as the client sees it
     * @param lease the room that the inputs take
     * @param kept true if what becomes of it is to be stored
     */
    public record Asked(
            String protocol, Job.Telling telling, String client, String baseUrl, Lease lease, boolean kept) {}

    /**
     * Puts an execution into the queue.
     *
     * @throws Refusal if too many wait already, of all or of the client, or there is no room for the results
     */
    public Job submit(ExecutionRequest request, Asked asked) {
        if (draining) {
            throw stopping();
        }
        boolean kept = asked.kept();
        JobRecord about = JobRecord.accepted(
                UUID.randomUUID(), asked.protocol(), request.process(), asked.baseUrl(), Language.current());
        Path directory;
        try {
            directory = kept ? store.begin(about) : store.place(about.id());
        } catch (IOException e) {
            throw runner.unwritten(null, e);
        }
        Job job = new Job(
                about,
                request,
                asked.telling(),
                kept,
                directory,
                limits.inlineSize().toBytes(),
                asked.lease());
        active.put(job.id(), job);
        try {
            queue.submit(asked.client(), job, runner, () -> ended(job));
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
            store.finish(
                    job.about().now(job.state(), job.started()).ended(job.state(), job.ended(), outputs), response);
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
            byte[] response = told(job.about().ended(Job.State.FAILED, Instant.now(), List.of()), reason);
            synchronized (unstored) {
                unstored.put(job.id(), new Unstored(job.about().protocol(), response));
                if (unstored.size() > limits.storedJobs()) {
                    unstored.remove(unstored.keySet().iterator().next());
                }
            }
            delete(job.directory());
        }
    }

    /** Waits until a job has ended. */
    public void await(Job job) {
        try {
            job.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping();
        }
    }

    /** Waits until a job has ended, for a time at most; true if it has. */
    public boolean await(Job job, Duration time) {
        try {
            return job.await(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping();
        }
    }

    private static OwsException stopping() {
        return OwsException.coded(OwsException.SERVER_BUSY, 503, "wps.stopping");
    }

    /** What a job's protocol says of it now, in the language of the job. */
    public byte[] response(Job job) {
        return job.about().language().use(() -> {
            try {
                return job.told();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A stored result of a protocol's job. */
    public JobRecord.StoredOutput output(String protocol, UUID id, String name) {
        if (store.find(id).filter(job -> job.protocol().equals(protocol)).isEmpty()) {
            throw store.unknown();
        }
        return store.output(id, name);
    }

    /** A protocol's jobs that are kept, the newest first. */
    public List<JobRecord> all(String protocol) {
        Map<UUID, JobRecord> all = new LinkedHashMap<>();
        store.ended().forEach(job -> all.put(job.id(), job));
        active.values().stream()
                .filter(Job::isKept)
                .filter(job -> !job.state().isEnd())
                .forEach(job -> all.putIfAbsent(job.id(), job.about().now(job.state(), job.started())));
        return all.values().stream()
                .filter(job -> job.protocol().equals(protocol))
                .sorted(Comparator.comparing(JobRecord::created).reversed())
                .toList();
    }

    /**
     * What a protocol says of a job that is or was.
     *
     * @throws Refusal if it has none of this id
     */
    public byte[] status(String protocol, UUID id) {
        Job job = kept(protocol, id);
        if (job != null) {
            if (!job.state().isEnd()) {
                return response(job);
            }
            // It is being stored.
            await(job);
        }
        Optional<JobRecord> known = store.find(id);
        if (known.isPresent() && !known.get().protocol().equals(protocol)) {
            throw store.unknown();
        }
        return store.response(id).orElseGet(() -> {
            synchronized (unstored) {
                Unstored last = unstored.get(id);
                if (last == null || !last.protocol().equals(protocol)) {
                    throw store.unknown();
                }
                return last.response();
            }
        });
    }

    private Job kept(String protocol, UUID id) {
        Job job = active.get(id);
        return job != null && job.isKept() && job.about().protocol().equals(protocol) ? job : null;
    }

    /**
     * Ends a job and drops its results.
     *
     * @throws Refusal if the protocol has none of this id
     */
    public byte[] dismiss(String protocol, UUID id) {
        Refusal reason = Refusal.of("wps.job.dismissed");
        Job job = kept(protocol, id);
        if (job != null) {
            queue.stop(job, reason, Job.State.DISMISSED, () -> ended(job));
            return status(protocol, id);
        }
        JobRecord known = store.find(id)
                .filter(record -> record.protocol().equals(protocol))
                .orElseThrow(store::unknown);
        if (known.state() != Job.State.DISMISSED) {
            try {
                end(known, Job.State.DISMISSED, reason);
            } catch (IOException e) {
                throw runner.unwritten(null, e);
            }
        }
        return status(protocol, id);
    }

    /** Deletes the files of a job whose results nobody asked to keep. */
    public void forget(Job job) {
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
