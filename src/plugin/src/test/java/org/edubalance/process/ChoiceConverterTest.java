package org.edubalance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import org.edubalance.density.Kernel;
import org.edubalance.scoring.Weighting;
import org.geotools.util.Converters;
import org.junit.jupiter.api.Test;

/** What styles and GeoServer's WPS convert a text by. */
class ChoiceConverterTest {

    @Test
    void takesTheProcessesChoicesInAnyCase() {
        assertThat(Converters.convert("gaussian", Kernel.class)).isEqualTo(Kernel.GAUSSIAN);
        assertThat(Converters.convert("Quartic ", Kernel.class)).isEqualTo(Kernel.QUARTIC);
        assertThat(Converters.convert("ENTROPY", Weighting.class)).isEqualTo(Weighting.ENTROPY);
        assertThat(Converters.convert("no kernel", Kernel.class)).isNull();
    }

    @Test
    void leavesOthersChoicesAlone() {
        assertThat(Converters.convert("monday", DayOfWeek.class)).isNull();
        assertThat(Converters.convert("MONDAY", DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
    }
}
