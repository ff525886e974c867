package org.edubalance.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.report.Report;
import org.edubalance.report.SampleReport;
import org.edubalance.work.Monitor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

/** Reports that are watched and told to stop, and what processes refuse. */
class ProcessesTest {

    /** Ends the work at a question, and keeps what it is told. */
    private static final class Watch implements Monitor {
        private final int last;
        private final AtomicInteger questions = new AtomicInteger();
        private final List<Double> told = new ArrayList<>();

        Watch(int last) {
            this.last = last;
        }

        @Override
        public void check() {
            if (questions.incrementAndGet() >= last) {
                throw new CancellationException("question " + last);
            }
        }

        @Override
        public synchronized void report(double share) {
            told.add(share);
        }
    }

    private static void report(Watch watch) throws IOException {
        Report.of(SampleReport.data(), SampleReport.options(Language.EN, "cn-2017-quality"), watch);
    }

    /** Whichever question is answered with yes: before a process, or by its listener. */
    @Test
    void stopsWheneverItIsTold() throws IOException {
        Watch patient = new Watch(Integer.MAX_VALUE);
        report(patient);
        int all = patient.questions.get();
        assertThat(all).as("asked by every process, more than once").isGreaterThan(50);
        assertThat(patient.told).isSorted().last().isEqualTo(1.0);

        // the last process asks most of them, and a report survives its refusals; how many there are is left to chance
        for (int last : new int[] {1, 2, all / 4, all / 2, all * 3 / 4}) {
            assertThatThrownBy(() -> report(new Watch(last)))
                    .as("stopped at question %d of %d", last, all)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("question " + last);
        }
    }

    @Test
    void leavesAProcessItsOwnRefusals() throws IOException {
        SimpleFeatureCollection schools = SampleReport.read("schools");
        assertThat(run(new Watch(Integer.MAX_VALUE), "data", schools)).isNotNull();
        assertThatThrownBy(() -> run(new Watch(1), "data", schools)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> run(new Watch(Integer.MAX_VALUE))).isInstanceOf(Refusal.class);
    }

    private static SimpleFeatureCollection run(Watch watch, Object... inputs) {
        return new Processes(watch, 1).run(SimpleFeatureCollection.class, "SpatialPattern", inputs);
    }
}
