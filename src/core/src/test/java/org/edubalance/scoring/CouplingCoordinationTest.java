package org.edubalance.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.edubalance.messages.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CouplingCoordinationTest {

    private static CouplingCoordination of(double... subsystems) {
        double[] weights = new double[subsystems.length];
        Arrays.fill(weights, 1);
        return CouplingCoordination.of(subsystems, weights);
    }

    /**
     * Urban and rural logistics of a Chinese province by year, as table 4 of "Urban-Rural Logistics Coupling Coordinated
     * Development and Urban-Rural Integrated Development", Mathematical Problems in Engineering 2022, 2969206, has them: U₁,
     * U₂, C, T, D, each to three digits.
     */
    @ParameterizedTest
    @CsvSource({
        "0.101, 0.280, 0.882, 0.190, 0.410",
        "0.165, 0.406, 0.906, 0.286, 0.509",
        "0.187, 0.427, 0.920, 0.307, 0.532",
        "0.238, 0.511, 0.931, 0.374, 0.590",
        "0.424, 0.421, 1.000, 0.422, 0.650",
        "0.538, 0.407, 0.990, 0.473, 0.684",
        "0.591, 0.466, 0.993, 0.528, 0.724",
        "0.694, 0.581, 0.996, 0.638, 0.797",
        "0.892, 0.662, 0.989, 0.777, 0.877",
        "0.879, 0.637, 0.987, 0.758, 0.865"
    })
    void isThatOfAPublishedTable(double u1, double u2, double c, double t, double d) {
        CouplingCoordination of = of(u1, u2);
        assertThat(of.coupling()).isEqualTo(c, within(1.1e-3));
        assertThat(of.development()).isEqualTo(t, within(1.1e-3));
        assertThat(of.coordination()).isEqualTo(d, within(1.1e-3));
    }

    @Test
    void threeSubsystemsWithWeights() {
        CouplingCoordination of = CouplingCoordination.of(new double[] {0.2, 0.4, 0.9}, new double[] {2, 1, 1});
        assertThat(of.coupling()).isEqualTo(Math.cbrt(0.2 * 0.4 * 0.9) / 0.5, within(1e-15));
        assertThat(of.development()).isEqualTo(0.425, within(1e-15));
        assertThat(of.coordination()).isEqualTo(Math.sqrt(of.coupling() * 0.425), within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "0.0999, 1",
        "0.1, 2",
        "0.2, 3",
        "0.3, 4",
        "0.4, 5",
        "0.5, 6",
        "0.6, 7",
        "0.7, 8",
        "0.8, 9",
        "0.9, 10",
        "0.999, 10",
        "1, 10"
    })
    void classesAreOfATenth(double coordination, int level) {
        // equal subsystems u have C = 1, T = u, D = √u
        assertThat(of(coordination * coordination, coordination * coordination).level())
                .isEqualTo(level);
    }

    @Test
    void classesHaveNamesInBothLanguages() {
        assertThat(CouplingCoordination.name(1).in(Language.EN)).isEqualTo("Extreme imbalance");
        assertThat(CouplingCoordination.name(1).in(Language.ZH)).isEqualTo("极度失调");
        assertThat(CouplingCoordination.name(5).in(Language.ZH)).isEqualTo("濒临失调");
        assertThat(CouplingCoordination.name(6).in(Language.ZH)).isEqualTo("勉强协调");
        assertThat(CouplingCoordination.name(10).in(Language.EN)).isEqualTo("Superior coordination");
        assertThat(CouplingCoordination.name(10).in(Language.ZH)).isEqualTo("优质协调");
    }

    @Test
    void subsystemsOfNothing() {
        CouplingCoordination none = of(0, 0);
        assertThat(none.coupling()).isNaN();
        assertThat(none.development()).isZero();
        assertThat(none.coordination()).isZero();
        assertThat(none.level()).isEqualTo(1);
        CouplingCoordination one = of(0, 0.5);
        assertThat(one.coupling()).isZero();
        assertThat(one.coordination()).isZero();
        CouplingCoordination missing = of(0.5, Double.NaN);
        assertThat(missing.coordination()).isNaN();
        assertThat(missing.level()).isZero();
    }

    @Test
    void refusesNoSubsystemOfThisKind() {
        assertThatThrownBy(() -> of(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(0.5, 1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200, seed = "1")
    void staysInItsRangeAndCouplingIs1ForEqualSubsystems(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int n) {
        Random random = new Random(seed);
        double[] u = new double[n];
        double[] weights = new double[n];
        double product = 1;
        for (int k = 0; k < n; k++) {
            u[k] = random.nextDouble();
            weights[k] = random.nextDouble();
            product *= u[k];
        }
        CouplingCoordination of = CouplingCoordination.of(u, weights);
        assertThat(of.coupling()).isBetween(0.0, 1.0);
        assertThat(of.development()).isBetween(0.0, 1.0);
        assertThat(of.coordination()).isBetween(0.0, 1.0);
        // as the formula has it
        double mean = Arrays.stream(u).average().orElseThrow();
        assertThat(of.coupling()).isEqualTo(Math.pow(product / Math.pow(mean, n), 1.0 / n), within(1e-12));
        double[] equal = new double[n];
        Arrays.fill(equal, u[0]);
        assertThat(CouplingCoordination.of(equal, weights).coupling()).isEqualTo(1, within(1e-12));
    }
}
