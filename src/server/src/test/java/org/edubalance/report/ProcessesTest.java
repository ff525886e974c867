package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.edubalance.messages.Language;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.Test;

/** Reports that are told to stop. */
class ProcessesTest {

    private static SimpleFeatureCollection spatialPattern(Processes processes) throws IOException {
        return processes.run(SimpleFeatureCollection.class, "SpatialPattern", "data", SampleReport.read("schools"));
    }

    /** Whichever question is answered with yes: before a process, or by its listener. */
    @Test
    void stopsWheneverItIsTold() throws IOException {
        AtomicInteger questions = new AtomicInteger();
        Report.of(
                SampleReport.read("schools"),
                SampleReport.read("counties"),
                SampleReport.options(Language.EN, "cn-2017-quality"),
                () -> questions.incrementAndGet() < 0);
        int all = questions.get();
        assertThat(all).as("asked by every process, more than once").isGreaterThan(50);

        for (int last : new int[] {1, 2, all / 4, all / 2}) {
            questions.set(0);
            assertThatThrownBy(() -> Report.of(
                            SampleReport.read("schools"),
                            SampleReport.read("counties"),
                            SampleReport.options(Language.EN, "cn-2017-quality"),
                            () -> questions.incrementAndGet() >= last))
                    .as("stopped at question %d of %d", last, all)
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void leavesAProcessItsOwnRefusals() throws IOException {
        Processes processes = new Processes(() -> false);
        assertThat(spatialPattern(processes)).isNotNull();
        assertThatThrownBy(() -> processes.run(SimpleFeatureCollection.class, "SpatialPattern"))
                .isInstanceOf(ProcessException.class);
        assertThatThrownBy(() -> spatialPattern(new Processes(() -> true))).isInstanceOf(CancellationException.class);
    }
}
