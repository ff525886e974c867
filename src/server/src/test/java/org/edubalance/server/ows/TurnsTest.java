package org.edubalance.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.edubalance.server.ows.Places.Answer.FULL;
import static org.edubalance.server.ows.Places.Answer.SHARE_TAKEN;
import static org.edubalance.server.ows.Places.Answer.TAKEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final long MILLIS = 20;

    private final List<Thread> threads = new ArrayList<>();
    private final BlockingQueue<String> came = new LinkedBlockingQueue<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    /** Somebody who waits, and says so when it is its turn. */
    private Thread waiting(Turns turns, String client) throws InterruptedException {
        Thread thread = new Thread(() -> {
            try {
                if (turns.take(client, 20_000) == TAKEN) {
                    came.add(client);
                }
            } catch (InterruptedException e) {
                came.add(client + " interrupted");
            }
        });
        threads.add(thread);
        thread.start();
        for (int i = 0; i < 1000 && thread.getState() != Thread.State.TIMED_WAITING; i++) {
            Thread.sleep(5);
        }
        return thread;
    }

    private String next() throws InterruptedException {
        return came.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void keepsPlacesForOthers() throws InterruptedException {
        Turns turns = new Turns(new Places(4, 2));
        assertThat(turns.take("a", MILLIS)).isEqualTo(TAKEN);
        assertThat(turns.take("a", MILLIS)).isEqualTo(TAKEN);
        assertThat(turns.take("a", MILLIS)).isEqualTo(SHARE_TAKEN);
        assertThat(turns.take("b", MILLIS)).isEqualTo(TAKEN);
        assertThat(turns.take("c", MILLIS)).isEqualTo(TAKEN);
        assertThat(turns.take("b", MILLIS)).isEqualTo(FULL);
        turns.leave("c");
        assertThat(turns.take("a", MILLIS)).isEqualTo(SHARE_TAKEN);
        assertThat(turns.take("b", MILLIS)).isEqualTo(TAKEN);
    }

    /** Two that take all they can, each with more that wait, and a third that came last. */
    @Test
    void givesAPlaceToWhoHasTheFewestThenToWhoCameFirst() throws InterruptedException {
        Turns turns = new Turns(new Places(4, 2));
        for (String client : List.of("a", "a", "b", "b")) {
            assertThat(turns.take(client, MILLIS)).isEqualTo(TAKEN);
        }
        for (String client : List.of("a", "a", "b", "c", "d")) {
            waiting(turns, client);
        }
        turns.leave("a");
        assertThat(next()).isEqualTo("c");
        turns.leave("b");
        assertThat(next()).isEqualTo("d");
        turns.leave("c");
        assertThat(next()).isEqualTo("a");
        turns.leave("d");
        assertThat(next()).isEqualTo("b");
        // a has its share again: one of it waits on, though there is a place
        turns.leave("b");
        assertThat(came.poll(MILLIS, TimeUnit.MILLISECONDS)).isNull();
        turns.leave("a");
        assertThat(next()).isEqualTo("a");
    }

    @Test
    void losesNoPlaceToThoseThatGiveUp() throws InterruptedException {
        Turns turns = new Turns(new Places(1, 1));
        assertThat(turns.take("a", MILLIS)).isEqualTo(TAKEN);
        waiting(turns, "b").interrupt();
        assertThat(next()).isEqualTo("b interrupted");
        assertThat(turns.take("c", MILLIS)).isEqualTo(FULL);
        turns.leave("a");
        assertThat(turns.take("d", MILLIS)).isEqualTo(TAKEN);
    }

    /** Many that come, give up and are interrupted at once: never more than may, and all places are free at the end. */
    @Test
    void isRightUnderMany() throws InterruptedException {
        Turns turns = new Turns(new Places(3, 2));
        AtomicInteger most = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger tooMany = new AtomicInteger();
        Map<String, AtomicInteger> own = new ConcurrentHashMap<>();
        List<Thread> many = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            String client = "client " + t % 4;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    try {
                        if (turns.take(client, i % 3) != TAKEN) {
                            continue;
                        }
                    } catch (InterruptedException e) {
                        continue;
                    }
                    AtomicInteger mine = own.computeIfAbsent(client, key -> new AtomicInteger());
                    int now = taken.incrementAndGet();
                    most.accumulateAndGet(now, Math::max);
                    if (mine.incrementAndGet() > 2) {
                        tooMany.incrementAndGet();
                    }
                    Thread.yield();
                    mine.decrementAndGet();
                    taken.decrementAndGet();
                    turns.leave(client);
                }
            });
            many.add(thread);
            thread.start();
        }
        for (int i = 0; i < 100; i++) {
            many.get(i % many.size()).interrupt();
            Thread.sleep(1);
        }
        for (Thread thread : many) {
            thread.join(20_000);
        }
        assertThat(most).hasValueBetween(1, 3);
        assertThat(tooMany).hasValue(0);
        for (String client : List.of("x", "x", "y")) {
            assertThat(turns.take(client, 0)).isEqualTo(TAKEN);
        }
        assertThat(turns.take("z", 0)).isEqualTo(FULL);
    }
}
