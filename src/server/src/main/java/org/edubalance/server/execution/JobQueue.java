package org.edubalance.server.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.OwsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The threads in which processes run, and the clock that ends those that run too long.
 *
 * <p>A process that goes on after it was told to stop is given up: its client gets its answer, and another thread takes
 * its place until it ends, so that {@code running-jobs} others can run meanwhile. This goes for as many processes as that
 * number. Where one more goes on so, no process is started until one of them ends; there are never more threads than
 * {@code 2 · running-jobs}.
 *
 * <p>Clients take turns, and one alone can have so many jobs waiting only.
 */
@Component
class JobQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(5);

    private final ThreadPoolExecutor workers;
    /** Whose tasks go when they are cancelled: of many short jobs none is left behind until its time would be over. */
    final ScheduledThreadPoolExecutor clock;

    private final ServerProperties.Limits limits;

    /** Time for a process to notice that it should stop before its thread is interrupted, and again before it is given up. */
    private final Duration grace;

    private final WaitingTurns waiting;
    private final int maxQueued;
    private final int maxQueuedOfClient;
    private final int maxRunning;

    /** How many processes were given up and go on. */
    private int stuck;

    /** The round of the job that came last from the queue. */
    private long round;

    private long submitted;

    @Autowired
    JobQueue(ServerProperties properties) {
        this(
                properties.limits(),
                properties.limits().runTime().compareTo(LONGEST_GRACE) < 0
                        ? properties.limits().runTime()
                        : LONGEST_GRACE);
    }

    JobQueue(ServerProperties.Limits limits, Duration grace) {
        this.grace = grace;
        this.limits = limits;
        maxQueued = limits.queuedJobs();
        maxQueuedOfClient = (int) limits.shareOf(maxQueued);
        waiting = new WaitingTurns(maxQueued, maxQueuedOfClient);
        maxRunning = limits.runningJobs();
        workers = new ThreadPoolExecutor(maxRunning, maxRunning, 1, TimeUnit.MINUTES, waiting, threads("job-"));
        workers.allowCoreThreadTimeOut(true);
        clock = new ScheduledThreadPoolExecutor(1, threads("job-clock-"));
        clock.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** A job in its place in the queue. */
    private record Turn(
            JobQueue queue,
            String client,
            long round,
            long number,
            Job job,
            ProcessRunner processes,
            Runnable whenEnded)
            implements WaitingTurns.Turn {
        @Override
        public void run() {
            queue.hasCome(this);
            queue.run(job, processes, whenEnded);
        }
    }

    /**
     * Runs a job when its turn comes.
     *
     * @param client whose job it is
     * @param whenEnded called however the job ended, maybe more than once
     * @throws Refusal if too many jobs wait already, of all or of the client, or too many processes do not stop
     */
    void submit(String client, Job job, ProcessRunner processes, Runnable whenEnded) {
        synchronized (this) {
            if (stuck > maxRunning) {
                throw blocked();
            }
            try {
                long next = 1 + Math.max(round, waiting.lastRound(client));
                workers.execute(new Turn(this, client, next, submitted++, job, processes, whenEnded));
            } catch (RejectedExecutionException e) {
                throw waiting.size() < maxQueued && waiting.hasShare(client)
                        ? OwsException.coded(
                                OwsException.SERVER_BUSY,
                                503,
                                "wps.client",
                                "limit",
                                maxQueuedOfClient,
                                "all",
                                maxQueued)
                        : OwsException.coded(
                                OwsException.SERVER_BUSY, 503, "wps.busy", "running", maxRunning, "limit", maxQueued);
            }
        }
    }

    private synchronized void hasCome(Turn turn) {
        round = Math.max(round, turn.round());
    }

    private synchronized OwsException blocked() {
        return OwsException.coded(OwsException.SERVER_BUSY, 503, "wps.blocked", "stuck", stuck, "limit", maxRunning);
    }

    private void run(Job job, ProcessRunner processes, Runnable whenEnded) {
        Future<?> stop = clock.schedule(
                () -> stop(job, tooLong(job), whenEnded), limits.runTime().toMillis(), TimeUnit.MILLISECONDS);
        try {
            job.run(processes);
        } finally {
            stop.cancel(false);
            release(job);
            whenEnded.run();
        }
    }

    private OwsException tooLong(Job job) {
        return OwsException.coded(
                OwsException.NO_APPLICABLE_CODE,
                503,
                "wps.job.long",
                "process",
                job.process().identifier(),
                "seconds",
                limits.runTime().toMillis() / 1000.0);
    }

    /**
     * Stops a job that runs or waits; one that does not end by itself is interrupted, then given up.
     *
     * @param whenEnded as in {@link #submit}
     */
    void stop(Job job, Refusal reason, Runnable whenEnded) {
        stop(job, reason, Job.State.FAILED, whenEnded);
    }

    /** As {@link #stop(Job, Refusal, Runnable)}, with the state that it is to end in. */
    void stop(Job job, Refusal reason, Job.State stopped, Runnable whenEnded) {
        job.stop(reason, stopped);
        if (waiting.removeIf(turn -> ((Turn) turn).job() == job)) {
            whenEnded.run();
            return;
        }
        clock.schedule(job::interrupt, grace.toMillis(), TimeUnit.MILLISECONDS);
        clock.schedule(() -> giveUp(job, whenEnded), 2 * grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The client gets its answer, and another thread takes the place of the one that goes on. */
    private void giveUp(Job job, Runnable whenEnded) {
        List<Runnable> refused = new ArrayList<>();
        synchronized (this) {
            if (!job.giveUp()) {
                return;
            }
            stuck++;
            resize();
            if (stuck > maxRunning) {
                waiting.drainTo(refused);
            }
        }
        whenEnded.run();
        for (Runnable turn : refused) {
            Turn turned = (Turn) turn;
            turned.job().stop(blocked());
            turned.whenEnded().run();
        }
    }

    private void resize() {
        int size = maxRunning + Math.min(stuck, maxRunning);
        // The pool's core must not be above its maximum at any moment.
        workers.setCorePoolSize(Math.min(size, workers.getMaximumPoolSize()));
        workers.setMaximumPoolSize(size);
        workers.setCorePoolSize(size);
    }

    /** A thread whose process was given up has come back after all. */
    private synchronized void release(Job job) {
        if (job.isGivenUp()) {
            LOG.info("{} has stopped at last", job.process().identifier());
            stuck--;
            resize();
        }
    }

    /** Runs a task at intervals, for as long as the server runs. */
    void every(Duration interval, Runnable task) {
        clock.scheduleWithFixedDelay(task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        clock.shutdownNow();
    }
}
