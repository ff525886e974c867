package org.edubalance.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.edubalance.messages.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoomTest {

    private static final long AT_ONCE = 0;
    private static final long LONG = 20_000;

    private final Room room = new Room(100, 50);

    private void assertRefused(String client, long bytes, String english, String chinese) {
        assertThatThrownBy(() -> room.take(client, bytes, AT_ONCE)).isInstanceOfSatisfying(OwsException.class, e -> {
            assertThat(e.code()).isEqualTo("ServerBusy");
            assertThat(e.status()).isEqualTo(503);
            assertThat(e.in(Language.EN)).contains(english);
            assertThat(e.in(Language.ZH)).contains(chinese);
        });
    }

    @Test
    void keepsHalfForOtherClients() throws InterruptedException {
        room.take("a", 30, AT_ONCE);
        room.take("a", 20, AT_ONCE);
        assertRefused("a", 1, "One client can have 50 bytes of requests held at a time", "一个客户端最多同时保留50字节");
        Lease ofB = room.take("b", 50, AT_ONCE);
        assertRefused("c", 1, "as much data of requests as it has memory for", "已达到内存上限");
        ofB.shrink(10);
        room.take("c", 40, AT_ONCE);
        ofB.end();
        ofB.end();
        room.take("d", 10, AT_ONCE);
        assertRefused("d", 1, "as much data", "内存上限");
    }

    @Test
    void holdsOneBodyEvenIfItIsLargerThanAShare() throws InterruptedException {
        Lease large = room.take("a", 1_000, AT_ONCE);
        assertRefused("a", 1, "One client", "一个客户端");
        assertRefused("b", 1, "as much data", "内存上限");
        large.end();
        room.take("a", 80, AT_ONCE);
        assertRefused("a", 1, "One client", "一个客户端");
        room.take("b", 20, AT_ONCE);
    }

    /** A body of a length that nobody knows takes room as it comes: the share of others is no more in its way than theirs. */
    @Test
    void growsWithABodyWithinTheShare() throws InterruptedException {
        Lease first = room.take("a", 10, AT_ONCE);
        Lease second = room.take("a", 10, AT_ONCE);
        second.grow(30, AT_ONCE);
        assertThatThrownBy(() -> second.grow(1, AT_ONCE)).hasMessageStartingWith("One client can have 50 bytes");
        first.end();
        second.grow(40, AT_ONCE);
        assertThatThrownBy(() -> room.take("b", 21, AT_ONCE)).hasMessageContaining("as much data");
        Lease other = room.take("b", 20, AT_ONCE);
        assertThatThrownBy(() -> second.grow(1, AT_ONCE)).hasMessageContaining("as much data");
        other.end();
        // it has all there is; what it needs more cannot be had, and is not counted
        second.grow(1_000, AT_ONCE);
        second.end();
        room.take("b", 100, AT_ONCE);
    }

    /** Small bodies that come later do not keep a large one out for ever; one that has to wait for its own client's does not count. */
    @Test
    void servesWhoWaitsLongestFirst() throws Exception {
        Lease ofA = room.take("a", 50, AT_ONCE);
        Lease ofB = room.take("b", 40, AT_ONCE);
        CompletableFuture<Lease> secondOfA = taking("a", 5);
        room.take("c", 1, LONG).end();
        CompletableFuture<Lease> large = taking("c", 50);
        CompletableFuture<Lease> small = taking("d", 5);
        assertThat(small).isNotDone();
        ofB.end();
        Lease ofC = large.get(20, TimeUnit.SECONDS);
        assertThat(small).isNotDone();
        ofC.end();
        small.get(20, TimeUnit.SECONDS);
        assertThat(secondOfA).isNotDone();
        ofA.end();
        secondOfA.get(20, TimeUnit.SECONDS);
    }

    /** Begins to wait before it returns. */
    private CompletableFuture<Lease> taking(String client, long bytes) throws InterruptedException {
        CompletableFuture<Lease> lease = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                lease.complete(room.take(client, bytes, LONG));
            } catch (InterruptedException | RuntimeException e) {
                lease.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return lease;
    }

    /** Whatever comes and goes, no client has more than its share beside one body, and all have no more than there is. */
    @Test
    void neverGivesMoreThanThereIs() throws InterruptedException {
        Random random = new Random(7);
        Map<String, List<Long>> held = new HashMap<>();
        List<Runnable> ends = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextBoolean() && !ends.isEmpty()) {
                ends.remove(random.nextInt(ends.size())).run();
                continue;
            }
            String client = "abcde".substring(random.nextInt(5)).substring(0, 1);
            long bytes = random.nextInt(70);
            List<Long> own = held.computeIfAbsent(client, key -> new ArrayList<>());
            long ofClient = own.stream().mapToLong(Long::longValue).sum();
            long ofAll = held.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(Long::longValue)
                    .sum();
            boolean fits = ofAll + bytes <= 100 && (ofClient == 0 || ofClient + bytes <= 50);
            try {
                Lease lease = room.take(client, bytes, AT_ONCE);
                assertThat(fits).isTrue();
                own.add(bytes);
                ends.add(() -> {
                    lease.end();
                    own.remove(bytes);
                });
            } catch (OwsException e) {
                assertThat(fits).isFalse();
            }
        }
    }
}
