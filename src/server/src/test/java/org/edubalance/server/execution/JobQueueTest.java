package org.edubalance.server.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.Lease;
import org.edubalance.server.ows.OwsException;
import org.geotools.feature.NameImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Processes that hear neither their listener nor an interruption, and what the others get to see of it. */
class JobQueueTest {

    private static final OwsException DISMISSED = OwsException.of(Refusal.of("wps.job.dismissed"));
    private static final Path NOWHERE = Path.of("nowhere");

    private JobQueue queue;

    private void queue(int running, int queued) {
        queue(running, queued, 1);
    }

    private void queue(int running, int queued, double clientShare) {
        DataSize size = DataSize.ofMegabytes(1);
        Duration hour = Duration.ofHours(1);
        ServerProperties.Limits limits = new ServerProperties.Limits(
                size,
                hour,
                9,
                size,
                clientShare,
                size,
                size,
                hour,
                9,
                9,
                9,
                size,
                9,
                9,
                9,
                running,
                queued,
                hour,
                hour,
                size,
                9,
                1);
        queue = new JobQueue(limits, Duration.ofMillis(10));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    /** A job whose process goes on until the test lets it end, and what happened to it. */
    private final class Stubborn extends ProcessRunner {
        final Job job = new Job(
                new JobRecord(
                        UUID.randomUUID(),
                        "test",
                        "test:Stubborn",
                        "Stubborn",
                        "1",
                        Instant.EPOCH,
                        null,
                        null,
                        "http://localhost",
                        Language.EN,
                        Job.State.ACCEPTED,
                        List.of()),
                new ExecutionRequest(
                        new ProcessOffering(
                                "test:Stubborn",
                                new NameImpl("test", "Stubborn"),
                                null,
                                null,
                                null,
                                "1.0.0",
                                Map.of(),
                                Map.of()),
                        List.of(),
                        List.of()),
                job -> new byte[0],
                true,
                NOWHERE,
                1,
                Lease.NONE);
        final Semaphore started = new Semaphore(0);
        final Semaphore end = new Semaphore(0);
        final Semaphore ended = new Semaphore(0);

        Stubborn() {
            super(null, null, null, null, null, new ServerProperties(null, null, null, null, null, null, null));
        }

        @Override
        Map<String, Object> run(ExecutionRequest request, Execution execution) {
            started.release();
            end.acquireUninterruptibly();
            return Map.of();
        }

        Stubborn submit() {
            return submit("a");
        }

        Stubborn submit(String client) {
            queue.submit(client, job, this, ended::release);
            return this;
        }

        Stubborn start() {
            submit();
            await(started);
            return this;
        }

        /** Told to stop, and given up. */
        Stubborn giveUp() {
            queue.stop(job, DISMISSED, ended::release);
            await(ended);
            assertThat(job.failure()).isSameAs(DISMISSED);
            return this;
        }

        /** Ends by itself, whether it was given up or not. */
        void end() {
            end.release();
            await(ended);
        }
    }

    /** Waits for what must happen; the time only keeps a broken queue from hanging the build. */
    private static void await(Semaphore event) {
        try {
            assertThat(event.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The times after which jobs would be stopped are of an hour, the jobs of none. */
    @Test
    void keepsNothingOfJobsThatHaveEnded() throws InterruptedException {
        queue(2, 9);
        for (int i = 0; i < 50; i++) {
            Stubborn job = new Stubborn().submit();
            job.end.release();
            assertThat(job.ended.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(queue.clock.getQueue()).isEmpty();
    }

    @Test
    void runsAsManyAsEverBesideThoseGivenUp() {
        queue(2, 1);
        Stubborn first = new Stubborn().start().giveUp();
        Stubborn second = new Stubborn().start().giveUp();

        Stubborn third = new Stubborn().start();
        Stubborn fourth = new Stubborn().start();
        Stubborn waiting = new Stubborn().submit();
        assertThatThrownBy(() -> new Stubborn().submit())
                .hasMessageContaining("runs 2 processes and the limit of 1 wait");

        third.end();
        await(waiting.started);
        List.of(first, second, fourth, waiting).forEach(Stubborn::end);
    }

    @Test
    void runsNoMoreThanEverOnceThoseGivenUpHaveEnded() {
        queue(2, 1);
        for (int i = 0; i < 5; i++) {
            new Stubborn().start().giveUp().end();
        }

        Stubborn first = new Stubborn().start();
        Stubborn second = new Stubborn().start();
        Stubborn waiting = new Stubborn().submit();
        assertThatThrownBy(() -> new Stubborn().submit())
                .hasMessageContaining("runs 2 processes and the limit of 1 wait");

        first.end();
        await(waiting.started);
        List.of(second, waiting).forEach(Stubborn::end);
    }

    @Test
    void startsNothingBeyondTheBoundUntilOneEnds() {
        queue(1, 1);
        Stubborn first = new Stubborn().start().giveUp();
        Stubborn second = new Stubborn().start();
        Stubborn waiting = new Stubborn().submit();

        second.giveUp();
        await(waiting.ended);
        String busy = "The server starts no process now: 2 go on though they were told to stop, and the limit is 1;"
                + " try again later";
        assertThat(waiting.job.failure()).hasMessage(busy);
        assertThat(waiting.job.failure().status()).isEqualTo(503);
        assertThat(waiting.started.availablePermits()).isZero();
        assertThatThrownBy(() -> new Stubborn().submit())
                .isInstanceOfSatisfying(
                        OwsException.class, e -> assertThat(e.code()).isEqualTo("ServerBusy"))
                .hasMessage(busy);

        first.end();
        Stubborn third = new Stubborn().start();
        assertThat(third.job.state()).isEqualTo(Job.State.STARTED);
        second.end();
        third.end();
        assertThat(third.job.state()).isEqualTo(Job.State.SUCCEEDED);
    }

    @Test
    void keepsPlacesForOtherClients() {
        queue(1, 5, 0.5);
        List<Stubborn> all = new ArrayList<>();
        all.add(new Stubborn().start());
        all.add(new Stubborn().submit("a"));
        all.add(new Stubborn().submit("a"));
        assertThatThrownBy(() -> new Stubborn().submit("a"))
                .isInstanceOfSatisfying(OwsException.class, e -> {
                    assertThat(e.code()).isEqualTo("ServerBusy");
                    assertThat(e.status()).isEqualTo(503);
                })
                .hasMessage("One client can have 2 of the 5 places for processes that wait: try again later");
        all.add(new Stubborn().submit("b"));
        all.add(new Stubborn().submit("b"));
        assertThatThrownBy(() -> new Stubborn().submit("b")).hasMessageStartingWith("One client can have 2");
        all.add(new Stubborn().submit("c"));
        assertThatThrownBy(() -> new Stubborn().submit("d")).hasMessageContaining("limit of 5 wait already");

        // a client's places are its again when its jobs have left the queue
        all.get(0).end();
        await(all.get(1).started);
        all.add(new Stubborn().submit("a"));
        all.subList(1, all.size()).forEach(job -> job.end.release());
        all.subList(1, all.size()).forEach(job -> await(job.ended));
    }

    /** However many jobs of one wait. */
    @Test
    void letsClientsTakeTurns() {
        queue(1, 20, 0.5);
        Stubborn running = new Stubborn().start();
        List<Stubborn> ofA = List.of(new Stubborn(), new Stubborn(), new Stubborn(), new Stubborn());
        ofA.forEach(job -> job.submit("a"));
        List<Stubborn> ofB = List.of(new Stubborn(), new Stubborn());
        ofB.forEach(job -> job.submit("b"));
        List<Stubborn> order = List.of(ofA.get(0), ofB.get(0), ofA.get(1), ofB.get(1), ofA.get(2), ofA.get(3));
        Stubborn last = running;
        for (Stubborn next : order) {
            last.end();
            await(next.started);
            last = next;
        }
        // who comes again after its turns is before what the other has waiting
        List<Stubborn> more = List.of(new Stubborn(), new Stubborn());
        more.forEach(job -> job.submit("a"));
        Stubborn again = new Stubborn().submit("b");
        last.end();
        await(more.get(0).started);
        more.get(0).end();
        await(again.started);
        again.end();
        await(more.get(1).started);
        more.get(1).end();
    }

    @Test
    void freesThePlaceOfWhatIsDismissedWhileItWaits() {
        queue(1, 1);
        Stubborn running = new Stubborn().start();
        Stubborn dismissed = new Stubborn().submit().giveUp();
        Stubborn waiting = new Stubborn().submit();

        running.end();
        await(waiting.started);
        waiting.end();
        assertThat(dismissed.started.availablePermits()).isZero();
    }
}
