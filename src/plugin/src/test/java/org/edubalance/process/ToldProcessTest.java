package org.edubalance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.edubalance.messages.Incident;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Table;
import org.geotools.api.data.Query;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.geotools.process.RenderingProcess;
import org.geotools.util.logging.Logging;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToldProcessTest {

    private final List<LogRecord> log = new ArrayList<>();
    private final Logger logger = Logging.getLogger(ToldProcess.class);
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            log.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listenToTheLog() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void leaveTheLog() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private static Process throwing(Throwable thrown) {
        return ToldProcess.of(
                (input, monitor) -> {
                    if (monitor != null) {
                        monitor.exceptionOccurred(thrown);
                    }
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) thrown;
                },
                new GivenInputs(Map.of()));
    }

    @Test
    void aFaultOfTheProgramIsLoggedWholeAndToldByItsId() {
        for (Throwable fault : List.of(
                new NullPointerException("secret"),
                new ProcessException(new NullPointerException("secret")),
                new AssertionError("secret"),
                new ProcessException("secret", new IllegalStateException("secret")))) {
            log.clear();
            Heard heard = new Heard();
            ProcessException told = catchThrowableOfType(
                    ProcessException.class, () -> throwing(fault).execute(Map.of(), heard));

            Incident incident = (Incident) told.getCause();
            assertThat(told).hasMessage(incident.in(Language.current()));
            assertThat(told.getMessage()).contains(incident.id()).doesNotContain("secret", "NullPointer");
            assertThat(log).hasSize(1);
            assertThat(log.get(0).getLevel()).isEqualTo(Level.SEVERE);
            assertThat(log.get(0).getMessage()).contains(incident.id());
            assertThat(log.get(0).getThrown()).isSameAs(fault);
            assertThat(heard.exceptions).as("the host is told nothing else").containsExactly(told);
        }
    }

    @Test
    void aRefusalIsToldByItsTextInTheLanguageOfTheHost() {
        Refusal refusal = Refusal.of("input.empty").about("data");
        for (Throwable thrown : List.of(refusal, new ProcessException(refusal))) {
            assertThatThrownBy(() -> throwing(thrown).execute(Map.of(), null))
                    .isInstanceOf(ProcessException.class)
                    .hasMessage("data has no features")
                    .hasCause(refusal);
            assertThatThrownBy(() -> Language.ZH.use(() -> {
                        throwing(thrown).execute(Map.of(), null);
                    }))
                    .hasMessage("data 中没有要素");
        }
        assertThat(log).isEmpty();
    }

    @Test
    void whatTheHostsListenerThrowsGoesBackToItAsItIs() {
        IllegalStateException tooLong = new IllegalStateException("ran too long");
        ProgressListener expired = new DefaultProgressListener() {
            @Override
            public void progress(float percent) {
                throw tooLong;
            }
        };
        for (Process process : List.of(
                ToldProcess.of(
                        (input, monitor) -> {
                            monitor.progress(10);
                            return Map.of();
                        },
                        new GivenInputs(Map.of())),
                ToldProcess.of(
                        (input, monitor) -> {
                            try {
                                monitor.progress(10);
                            } catch (IllegalStateException e) {
                                throw new ProcessException(e);
                            }
                            return Map.of();
                        },
                        new GivenInputs(Map.of())),
                throwing(new CancellationException()))) {
            assertThatThrownBy(() -> process.execute(Map.of(), expired)).isSameAs(tooLong);
        }
        assertThat(log).isEmpty();
    }

    @Test
    void aCancellationIsToldAsHostsExpectIt() {
        assertThatThrownBy(() -> throwing(new CancellationException()).execute(Map.of(), new DefaultProgressListener()))
                .isInstanceOf(ProcessException.class)
                .hasMessage("the process was cancelled");
        assertThat(log).isEmpty();
    }

    @Test
    void inputsAreConvertedOrRefusedInWordsForUsers() {
        var schools = new Table("books:Double").row(1d).row(2d).features();
        assertRefused(
                "weighting must be one of ENTROPY, EQUAL, STD, CV, CRITIC, USER, COMBINED, got “ENTROPIE”",
                "weighting",
                Map.of("data", schools, "indicators", "books", "weighting", "ENTROPIE"));
        assertRefused(
                "classes must be a whole number, got “five”",
                "classes",
                Map.of("data", schools, "indicators", "books", "classes", "five"));
        assertRefused(
                "classes must be a whole number, got 2.5",
                "classes",
                Map.of("data", schools, "indicators", "books", "classes", 2.5));
        assertRefused("data must be features, got “schools”", "data", Map.of("data", "schools", "indicators", "books"));
        assertRefused("data is missing: give features", "data", Map.of("indicators", "books"));
        Refusal unknown = assertRefused(
                "there is no input “weigting”; the inputs are data, indicators, system,",
                "weigting",
                Map.of("data", schools, "weigting", "EQUAL"));
        assertThat(unknown.kind()).isEqualTo(Refusal.Kind.INVALID);

        Map<String, Object> fits = Map.of(
                "data", schools, "indicators", "books", "weighting", " equal ", "classes", "3", "groupBy", "books");
        assertThatThrownBy(() -> execute(fits)).hasMessageContaining("group “1”: a score needs at least 2 features");
    }

    private static Refusal assertRefused(String text, String input, Map<String, Object> inputs) {
        ProcessException told = catchThrowableOfType(ProcessException.class, () -> execute(inputs));
        assertThat(told).hasMessageStartingWith(text);
        assertThat(told.getMessage()).doesNotContain("org.", "class ", "@");
        Refusal refusal = (Refusal) told.getCause();
        assertThat(refusal.input()).isEqualTo(input);
        return refusal;
    }

    private static void execute(Map<String, Object> inputs) {
        Processors.createProcess(new NameImpl("edu", "EntropyScore")).execute(inputs, null);
    }

    @Test
    void aTransformationsQueryIsToldOfToo() {
        RenderingProcess density = (RenderingProcess) Processors.createProcess(new NameImpl("edu", "KernelDensity"));
        assertThatThrownBy(() -> density.invertQuery(Map.of("kernel", "ROUND"), new Query(), null))
                .isInstanceOf(ProcessException.class)
                .hasMessageStartingWith("kernel must be one of UNIFORM,");
    }

    private static final class Heard extends DefaultProgressListener {
        private final List<Throwable> exceptions = new ArrayList<>();

        @Override
        public void exceptionOccurred(Throwable exception) {
            exceptions.add(exception);
        }
    }
}
