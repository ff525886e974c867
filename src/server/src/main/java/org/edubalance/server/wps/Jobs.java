package org.edubalance.server.wps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.ExecuteResponse;
import net.opengis.wps.v_1_0_0.ProcessBriefType;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.OwsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The executions, from their request to the end of their retention. */
@Component
class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final String SCHEMA = "wpsExecute_response.xsd";

    private final Map<UUID, Job> active = new ConcurrentHashMap<>();
    private final JobStore store;
    private final JobQueue queue;
    private final ProcessRunner runner;
    private final WpsXml xml;
    private final ServerProperties.Limits limits;

    Jobs(
            JobStore store,
            JobQueue queue,
            ProcessRunner runner,
            ProcessCatalog processes,
            WpsXml xml,
            ServerProperties properties)
            throws IOException {
        this.store = store;
        this.queue = queue;
        this.runner = runner;
        this.xml = xml;
        limits = properties.limits();
        endUnfinished(processes);
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
            LOG.warn("Old results could not be deleted: {}", e.toString());
        }
    }

    private void endUnfinished(ProcessCatalog processes) throws IOException {
        for (JobStore.Unfinished job : store.unfinished()) {
            ProcessBriefType brief = processes.all().stream()
                    .filter(process -> process.identifier().equals(job.process()))
                    .findFirst()
                    .map(Capabilities::brief)
                    .orElseGet(() -> nameless(job.process()));
            OwsException reason = new OwsException(
                    OwsException.NO_APPLICABLE_CODE,
                    null,
                    "The server was restarted before " + job.process() + " ended; ask for it again");
            store.finish(job.id(), write(Responses.failed(brief, job.created(), job.baseUrl(), job.id(), reason)));
        }
    }

    private static ProcessBriefType nameless(String identifier) {
        ProcessBriefType brief = new ProcessBriefType();
        brief.setIdentifier(Capabilities.code(identifier));
        brief.setTitle(Capabilities.text(identifier));
        brief.setProcessVersion("1.0.0");
        return brief;
    }

    /**
     * Puts an execution into the queue.
     *
     * @param kept true if its response is to be stored
     */
    Job submit(ProcessOffering process, Execute request, String baseUrl, List<OutputRequest> outputs, boolean kept) {
        UUID id = UUID.randomUUID();
        Instant created = Instant.now();
        try {
            Path directory = kept ? store.begin(id, process.identifier(), created, baseUrl) : store.passing(id);
            Job job = new Job(
                    id,
                    process,
                    request,
                    baseUrl,
                    outputs,
                    kept,
                    directory,
                    limits.inlineSize().toBytes(),
                    created);
            active.put(id, job);
            try {
                queue.submit(job, runner, () -> ended(job));
            } catch (OwsException e) {
                active.remove(id);
                JobStore.delete(directory);
                throw e;
            }
            return job;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores the outcome first, so that a status address never leads nowhere. */
    private void ended(Job job) {
        synchronized (job) {
            if (active.containsKey(job.id())) {
                if (job.isKept()) {
                    keep(job);
                }
                active.remove(job.id());
                job.release();
            }
        }
    }

    private void keep(Job job) {
        try {
            if (job.state() == Job.State.SUCCEEDED) {
                store.describeOutputs(
                        job.id(),
                        job.results().stream()
                                .filter(result -> result.file() != null)
                                .map(result -> new JobStore.StoredOutput(
                                        result.output().name(),
                                        result.output().format().mimeType(),
                                        result.file()))
                                .toList());
            }
            store.finish(job.id(), write(Responses.of(job)));
        } catch (IOException | RuntimeException e) {
            LOG.error("The response of {} could not be stored", job.process().identifier(), e);
        }
    }

    /** Waits until a job has ended. */
    void await(Job job) {
        try {
            job.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OwsException(OwsException.NO_APPLICABLE_CODE, null, "The server is going down", 503);
        }
    }

    byte[] response(Job job) {
        try {
            return write(Responses.of(job));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return store.response(id).orElseThrow(store::unknown);
    }

    /** Ends a job and drops its results. */
    byte[] dismiss(UUID id) {
        OwsException reason =
                new OwsException(OwsException.NO_APPLICABLE_CODE, null, "The execution was dismissed by a client");
        Job job = active.get(id);
        if (job != null && job.isKept()) {
            queue.stop(job, reason, () -> ended(job));
            return status(id);
        }
        byte[] response = store.response(id).orElseThrow(store::unknown);
        try {
            ExecuteResponse before = (ExecuteResponse) xml.read(response).content();
            if (before.getStatus().getProcessSucceeded() != null) {
                store.dropOutputs(id);
                before.setProcessOutputs(null);
                ExecuteResponse after = Responses.failed(
                        before.getProcess(),
                        before.getStatus()
                                .getCreationTime()
                                .toGregorianCalendar()
                                .toInstant(),
                        before.getServiceInstance()
                                .substring(0, before.getServiceInstance().indexOf("/ows?")),
                        id,
                        reason);
                store.finish(id, write(after));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store.response(id).orElseThrow(store::unknown);
    }

    /** Deletes the files of a job whose results nobody asked to keep. */
    void forget(Job job) {
        if (!job.isKept()) {
            try {
                JobStore.delete(job.directory());
            } catch (IOException e) {
                LOG.warn("{} could not be deleted: {}", job.directory(), e.toString());
            }
        }
    }

    private byte[] write(ExecuteResponse response) {
        return xml.write(response, SCHEMA);
    }

    /** What runs or waits when the server goes down ends as failed. */
    @Override
    public void close() {
        OwsException reason =
                new OwsException(OwsException.NO_APPLICABLE_CODE, null, "The server went down before the end", 503);
        for (Job job : active.values()) {
            job.stop(reason);
            job.fail(reason);
            ended(job);
        }
    }
}
