package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
public class ParallelTest {

    private static final int N = 50;

    private static void assertEachRunsOnce() {
        AtomicIntegerArray runs = new AtomicIntegerArray(N);
        Parallel.start(N, runs::incrementAndGet).join();
        for (int i = 0; i < N; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @Test
    public void eachTaskRunsOnce() {
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
            own.submit(ParallelTest::assertEachRunsOnce).get(20, TimeUnit.SECONDS);
            own.shutdown();
        } finally {
            release.countDown();
        }
    }

    @Test
    public void tasksOfThePoolMayStartTasks() throws Exception {
        ForkJoinPool.commonPool().submit(ParallelTest::assertEachRunsOnce).get(20, TimeUnit.SECONDS);
    }

    @Test
    public void theFirstFailureIsToldWhenAllTasksHaveEnded() {
        AtomicIntegerArray ended = new AtomicIntegerArray(N);
        Parallel tasks = Parallel.start(N, i -> {
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
        for (int i = 0; i < N; i++) {
            assertThat(ended.get(i)).isEqualTo(1);
        }
        assertThatThrownBy(() -> Parallel.start(1, i -> {
                            throw new StackOverflowError();
                        })
                        .join())
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    public void anInterruptedCallerStillSeesTheTasksEnd() {
        Thread.currentThread().interrupt();
        assertEachRunsOnce();
        assertThat(Thread.interrupted()).isTrue();
    }
}
