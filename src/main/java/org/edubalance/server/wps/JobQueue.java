package org.edubalance.server.wps;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.OwsException;
import org.springframework.stereotype.Component;

/** The threads in which processes run, and the clock that ends those that run too long. */
@Component
class JobQueue implements AutoCloseable {

    private static final Duration LONGEST_GRACE = Duration.ofSeconds(5);

    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService clock;
    private final Duration runTime;

    /** Time for a process to notice that it should stop before its thread is interrupted, and again before it is given up. */
    private final Duration grace;

    private final int maxQueued;
    private final int maxRunning;
    private final AtomicInteger abandoned = new AtomicInteger();

    JobQueue(ServerProperties properties) {
        runTime = properties.limits().runTime();
        grace = runTime.compareTo(LONGEST_GRACE) < 0 ? runTime : LONGEST_GRACE;
        maxQueued = properties.limits().queuedJobs();
        maxRunning = properties.limits().runningJobs();
        workers = new ThreadPoolExecutor(
                maxRunning, maxRunning, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(maxQueued), threads("wps-job-"));
        workers.allowCoreThreadTimeOut(true);
        clock = Executors.newSingleThreadScheduledExecutor(threads("wps-clock-"));
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Runs a job when its turn comes.
     *
     * @param whenEnded called once, however the job ended
     * @throws OwsException if too many jobs wait already
     */
    void submit(Job job, ProcessRunner processes, Runnable whenEnded) {
        try {
            workers.execute(() -> run(job, processes, whenEnded));
        } catch (RejectedExecutionException e) {
            throw new OwsException(
                    OwsException.SERVER_BUSY,
                    null,
                    "The server runs " + maxRunning + " processes and the limit of " + maxQueued
                            + " wait already: try again later",
                    503);
        }
    }

    private void run(Job job, ProcessRunner processes, Runnable whenEnded) {
        Once ended = new Once(whenEnded);
        OwsException tooLong = new OwsException(
                OwsException.NO_APPLICABLE_CODE,
                null,
                job.process().identifier() + " ran longer than the limit of " + runTime.toMillis() / 1000.0
                        + " s and was stopped",
                503);
        Future<?> stop = clock.schedule(() -> stop(job, tooLong, ended), runTime.toMillis(), TimeUnit.MILLISECONDS);
        try {
            job.run(processes);
        } finally {
            stop.cancel(false);
            ended.run();
        }
    }

    /** Stops a job that runs or waits; one that does not end by itself is interrupted, then given up. */
    void stop(Job job, OwsException reason) {
        stop(job, reason, null);
    }

    private void stop(Job job, OwsException reason, Runnable whenAbandoned) {
        job.stop(reason);
        clock.schedule(job::interrupt, grace.toMillis(), TimeUnit.MILLISECONDS);
        if (whenAbandoned != null) {
            clock.schedule(() -> abandon(job, whenAbandoned), 2 * grace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The client gets its answer, and another thread takes the place of the one that goes on. */
    private void abandon(Job job, Runnable whenAbandoned) {
        if (!job.isRunning()) {
            return;
        }
        job.abandon();
        whenAbandoned.run();
        if (abandoned.incrementAndGet() <= maxRunning) {
            workers.setMaximumPoolSize(maxRunning + abandoned.get());
            workers.setCorePoolSize(maxRunning + abandoned.get());
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

    private static final class Once implements Runnable {
        private Runnable task;

        Once(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            Runnable now;
            synchronized (this) {
                now = task;
                task = null;
            }
            if (now != null) {
                now.run();
            }
        }
    }
}
