package org.edubalance.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
public class WorkersTest {

    private static final int N = 50;

    private static void assertEachRunsOnce() {
        AtomicIntegerArray runs = new AtomicIntegerArray(N);
        Workers.of(Monitor.NONE).run(N, 1, () -> (from, to) -> runs.incrementAndGet(from));
        for (int i = 0; i < N; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @Test
    public void eachBlockRunsOnce() {
        assertEachRunsOnce();
    }

    @Test
    public void aPoolThatIsBusyForeverDoesNotBlock() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        int threads = ForkJoinPool.getCommonPoolParallelism();
        CountDownLatch begun = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            ForkJoinPool.commonPool().execute(() -> {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        try {
            begun.await();
            assertEachRunsOnce();
            // a pool of one's own has nothing to do with the common one
            ForkJoinPool own = new ForkJoinPool(1);
            own.submit(WorkersTest::assertEachRunsOnce).get(20, TimeUnit.SECONDS);
            own.shutdown();
        } finally {
            release.countDown();
        }
    }

    @Test
    public void blocksOfThePoolMayStartWork() throws Exception {
        ForkJoinPool.commonPool().submit(WorkersTest::assertEachRunsOnce).get(20, TimeUnit.SECONDS);
    }

    @Test
    public void theFirstFailureIsToldWhenAllThatBeganHaveEnded() {
        AtomicIntegerArray ended = new AtomicIntegerArray(N);
        Workers.Run tasks = Workers.of(Monitor.NONE).start(N, 1, () -> (i, to) -> {
            ended.set(i, 1);
            if (i == 7 || i == 30) {
                throw new IllegalStateException("task " + i);
            }
            if (i == 40) {
                throw new StackOverflowError();
            }
        });
        assertThatThrownBy(tasks::join)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("task 7");
        assertThatThrownBy(tasks::join).as("again").hasMessage("task 7");
        int begun = 0;
        for (int i = 0; i < N; i++) {
            begun += ended.get(i);
        }
        for (int i = 0; i < begun; i++) {
            assertThat(ended.get(i)).as("blocks are begun in order").isEqualTo(1);
        }
        assertThatThrownBy(() -> Workers.of(Monitor.NONE).each(1, 1, i -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    public void anInterruptedCallerStillSeesTheBlocksEnd() {
        Thread.currentThread().interrupt();
        assertEachRunsOnce();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    public void whatTheMonitorThrowsReachesTheCallerAsItIs() {
        RuntimeException told = new UnsupportedOperationException("the host's own");
        for (int threads : new int[] {1, 4}) {
            AtomicInteger asked = new AtomicInteger();
            Monitor monitor = new Monitor() {
                @Override
                public void check() {
                    if (asked.incrementAndGet() > 10) {
                        throw told;
                    }
                }

                @Override
                public void report(double share) {
                    // nobody listens
                }
            };
            Workers workers = new Workers(ForkJoinPool.commonPool(), threads, monitor.part(0.2, 0.7));
            assertThatThrownBy(() -> workers.run(1000, 1, () -> (from, to) -> {}))
                    .isSameAs(told);
            assertThat(asked.get()).isLessThan(20);
        }
    }

    @Test
    public void aPartReportsWhatLiesBetweenItsShares() {
        List<Double> shares = new ArrayList<>();
        Monitor monitor = new Monitor() {
            @Override
            public void check() {
                // goes on
            }

            @Override
            public void report(double share) {
                shares.add(share);
            }
        };
        new Workers(Runnable::run, 1, monitor).part(0.5, 1).part(0, 0.5).run(4, 2, () -> (from, to) -> {});
        assertThat(shares).containsExactly(0.625, 0.75);
    }

    @Test
    public void eachNumberIsDoneOnceWhateverItsSize() {
        for (int size : new int[] {0, 1, 5000, 100_000}) {
            AtomicIntegerArray done = new AtomicIntegerArray(30_000);
            Workers.of(Monitor.NONE).each(30_000, size, done::incrementAndGet);
            for (int i = 0; i < done.length(); i++) {
                assertThat(done.get(i)).isEqualTo(1);
            }
        }
    }
}
