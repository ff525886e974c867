package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.edubalance.messages.Language;
import org.edubalance.work.Workers;
import org.geotools.api.util.InternationalString;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;

/** Listeners that behave as GeoServer's do (its ProcessListenerNotifier and MaxExecutionTimeListener). */
class ProgressTest {

    /** Its status takes a new task over only when the progress grows. */
    private static final class Status extends DefaultProgressListener {
        final List<String> shown = new ArrayList<>();
        float percent;
        InternationalString task;

        @Override
        public void setTask(InternationalString newTask) {
            task = newTask;
        }

        @Override
        public void progress(float newPercent) {
            if (newPercent > percent) {
                percent = newPercent;
                shown.add((task == null ? "null" : task.toString()) + " " + Math.round(newPercent));
            }
        }

        @Override
        public float getProgress() {
            return percent;
        }
    }

    @Test
    void theStatusSaysWhatTheProcessIsAtAndNeverFallsBack() {
        Status status = new Status();
        Language.ZH.use(() -> {
            Progress progress = new Progress(status);
            progress.check();
            progress.report(0);
            progress.report(0.5);
            progress.complete();
        });
        assertThat(status.shown).containsExactly("正在读取数据 1", "正在计算结果 51", "正在计算结果 100");
    }

    @Test
    void theHostsOwnEndReachesTheCallerUnchangedFromAnyThread() {
        RuntimeException limit =
                new IllegalStateException("Process execution took 2000ms, more than the limit of 1000ms");
        DefaultProgressListener listener = new DefaultProgressListener() {
            @Override
            public void progress(float percent) {
                if (isCanceled()) {
                    throw limit;
                }
            }
        };
        Progress progress = new Progress(listener);
        listener.setCanceled(true);
        assertThatThrownBy(progress::check).isSameAs(limit);
        assertThatThrownBy(() -> progress.report(0.5)).isSameAs(limit);
        Workers workers = new Workers(ForkJoinPool.commonPool(), 4, progress.part(0.2, 0.3));
        assertThatThrownBy(() -> workers.run(100, 1, () -> (from, to) -> {})).isSameAs(limit);
    }

    @Test
    void aHostThatSaysNothingIsToldInItsLanguage() {
        DefaultProgressListener listener = new DefaultProgressListener();
        Progress progress = Language.ZH.use(() -> new Progress(listener));
        listener.setCanceled(true);
        assertThatThrownBy(progress::check).isInstanceOf(ProcessException.class).hasMessage("处理已被取消");
        assertThatThrownBy(() -> {
                    Progress english = Language.EN.use(() -> new Progress(listener));
                    english.report(0.1);
                })
                .hasMessage("the process was cancelled");
    }
}
