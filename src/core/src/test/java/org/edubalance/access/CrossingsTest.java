package org.edubalance.access;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.locationtech.jts.geom.Coordinate;

/** Lines that somebody made to keep the server busy. What roads are cut to is in {@link NetworkCatchmentsTest}. */
class CrossingsTest {

    private static Coordinate[] line(double... xy) {
        return IntStream.range(0, xy.length / 2)
                .mapToObj(i -> new Coordinate(xy[2 * i], xy[2 * i + 1]))
                .toArray(Coordinate[]::new);
    }

    private static List<Coordinate[]> grid(int streets) {
        List<Coordinate[]> lines = new ArrayList<>();
        for (int i = 0; i < streets; i++) {
            lines.add(line(-1, i, streets, i));
            lines.add(line(i, -1, i, streets));
        }
        return lines;
    }

    private static Monitor stopAfter(int checks) {
        return new Monitor() {
            private int asked;

            @Override
            public void check() {
                if (++asked > checks) {
                    throw new CancellationException();
                }
            }

            @Override
            public void report(double share) {
                // nobody listens
            }
        };
    }

    private static void assertRefused(List<Coordinate[]> lines) {
        assertThatThrownBy(() -> Crossings.cut(lines, 1e-6, "network", Monitor.NONE))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.in(Language.EN))
                            .isEqualTo("the lines of network cross or touch one another in more than 1000000 places");
                    assertThat(refusal.in(Language.ZH)).isEqualTo("network 中的线相互交叉或接触超过 1000000 处");
                });
    }

    @Test
    void cutsAGridAtEachOfItsCrossings() {
        assertThat(Crossings.cut(grid(100), 1e-6, "network", Monitor.NONE)).hasSize(2 * 100 * 101);
    }

    @Test
    @Timeout(value = 180, unit = SECONDS)
    void refusesMoreCutsThanThereIsMemoryFor() {
        assertRefused(grid(800));
        // the ends of all lie on all that are longer
        assertRefused(
                IntStream.rangeClosed(1, 1_500).mapToObj(i -> line(0, 0, i, 0)).toList());
    }

    @Test
    @Timeout(value = 180, unit = SECONDS)
    void countsOnlyCutsAndNoEndsThatMeet() {
        List<Coordinate[]> star = IntStream.range(0, 500)
                .mapToObj(i -> line(0, 0, Math.cos(i), Math.sin(i)))
                .toList();
        assertThat(Crossings.cut(star, 1e-6, "network", Monitor.NONE)).hasSize(500);
    }

    /** Sorted, as files of roads are: a tree that takes its points in this order is as deep as there are lines. */
    @Test
    @Timeout(value = 120, unit = SECONDS)
    void takesNoLongerForSortedLines() {
        List<Coordinate[]> sorted = IntStream.range(0, 50_000)
                .mapToObj(i -> line(i, i, i + 1, i + 1))
                .toList();
        assertThat(Crossings.cut(sorted, 1e-6, "network", Monitor.NONE)).hasSize(50_000);
    }

    @Test
    @Timeout(value = 120, unit = SECONDS)
    void stopsWhenAskedTo() {
        // boxes that overlap each other, thousands of millions of pairs, and nothing to cut
        List<Coordinate[]> bundle = IntStream.range(0, 20_000)
                .mapToObj(i -> line(i * 1e-3, 0, 1e6 + i * 1e-3, 1e6))
                .toList();
        assertThatThrownBy(() -> Crossings.cut(bundle, 1e-6, "network", stopAfter(200)))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> Crossings.cut(grid(200), 1e-6, "network", stopAfter(3)))
                .isInstanceOf(CancellationException.class);
        // and while vertices are gathered
        assertThatThrownBy(() -> Crossings.cut(grid(4_000), 1e-6, "network", stopAfter(0)))
                .isInstanceOf(CancellationException.class);
    }
}
