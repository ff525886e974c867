package org.edubalance.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedPointsTest {

    private static WeightedPoints random(int count, double spread) {
        WeightedPoints points = new WeightedPoints();
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < count; i++) {
            points.add(random.nextDouble(-spread, spread), random.nextDouble(-90, 90), i);
        }
        return points;
    }

    private static List<List<Double>> listed(WeightedPoints points) {
        List<List<Double>> listed = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            listed.add(List.of(points.x(i), points.y(i), points.weight(i)));
        }
        return listed;
    }

    @Test
    void aCopyIsMovedAlone() {
        WeightedPoints points = random(20_000, 180);
        List<List<Double>> before = listed(points);
        WeightedPoints copy = points.copy();
        assertThat(listed(copy)).isEqualTo(before);
        copy.closeUp(360);
        copy.retain(new boolean[copy.size()]);
        copy.add(1, 2, 3);
        assertThat(listed(copy)).containsExactly(List.of(1.0, 2.0, 3.0));
        assertThat(listed(points)).isEqualTo(before);
    }

    /** A plane, the Earth around, its date line, beyond it, and a window wider than the Earth. */
    @ParameterizedTest
    @CsvSource({"-20, 30, 0", "-20, 30, 360", "170, 190, 360", "350, 400, 360", "-400, 400, 360", "-180, 180, 360"})
    void thoseWithinABoxAreFoundAfterWholeTurns(double minX, double maxX, double period) {
        WeightedPoints points = random(5000, 200);
        List<List<Double>> expected = listed(points).stream()
                .filter(point -> {
                    boolean inside = false;
                    for (int turn = -3; turn <= 3; turn++) {
                        double x = point.get(0) + turn * period;
                        inside |= x >= minX && x <= maxX;
                    }
                    return inside && point.get(1) >= -10 && point.get(1) <= 50;
                })
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(listed(points.within(minX, maxX, -10, 50, period))).isEqualTo(expected);
        assertThat(points.within(1000, 1001, 100, 101, 0).size()).isZero();
    }
}
