package org.edubalance.server.execution;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Ends the executions before the web server stops, while it can still answer those who wait for them. */
@Component
final class Drain implements SmartLifecycle {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Jobs jobs;
    private volatile boolean running;

    Drain(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        jobs.drain(TIME, GRACE);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first to stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
