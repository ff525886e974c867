package org.edubalance.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.report.drawing.LorenzCurves.Curve;
import org.edubalance.report.page.Markup;
import org.edubalance.report.page.Picture;
import org.junit.jupiter.api.Test;

/** The charts on small cases, and the marks against the shipped styles. */
class ChartsTest {

    /**
     * Two schools of 30 and 10 pupils with 1 and 5 books a pupil: three quarters of the pupils have 30 of 80 books. The
     * plot's square goes from (66, 410) to (466, 10).
     */
    @Test
    void lorenzCurveGoesThroughTheSharesOfTheLeastEquipped() {
        LorenzCurves curves =
                new LorenzCurves("", "", "", List.of(new Curve("books", new double[] {5, 1}, new double[] {10, 30})));
        assertThat(svg(curves)).contains("points=\"66.0,410.0 366.0,260.0 466.0,10.0\"");
    }

    /** Quartiles of 0.1, 0.2, …, 0.5 are 0.2 and 0.4; a unit is 310 wide and starts at 150. */
    @Test
    void boxReachesFromTheLowerToTheUpperQuartile() {
        BoxPlots plots = new BoxPlots("", Map.of("Bomi", List.of(0.5, 0.1, 0.2, 0.4, 0.3)));
        assertThat(svg(plots))
                .contains("class=\"whisker\" x1=\"181.0\" x2=\"305.0\"")
                .contains("class=\"box\" x=\"212.0\"")
                .contains("width=\"62.0\"")
                .contains("class=\"median\" x1=\"243.0\"")
                .contains("Bomi (5)");
    }

    /** The longest whole is 410 wide. */
    @Test
    void barsShareTheLongestWholesWidth() {
        SplitBars bars = new SplitBars(
                "", List.of(new SplitBars.Bar("books", 0.2, 0.05), new SplitBars.Bar("rooms", 0.1, -0.001)));
        assertThat(svg(bars))
                .contains("x=\"0\" y=\"20\" width=\"102.5\"", "x=\"102.5\" y=\"20\" width=\"307.5\"")
                .contains("x=\"0\" y=\"60\" width=\"0.0\"", "x=\"0.0\" y=\"60\" width=\"205.0\"")
                .contains(">0.200<", ">0.100<");
    }

    @Test
    void marksHaveTheShippedStylesColours() throws IOException {
        String scores = Files.readString(Path.of("sld/school-scores.sld"));
        for (int level = 1; level <= 5; level++) {
            Matcher rule = Pattern.compile(
                            "<ogc:Literal>" + level + "</ogc:Literal>.*?name=\"fill\">(#\\w+)", Pattern.DOTALL)
                    .matcher(scores);
            assertThat(rule.find()).isTrue();
            assertThat(Mark.level(level).colour()).as("level " + level).isEqualTo(rule.group(1));
        }
        assertThat(Files.readString(Path.of("sld/standard-compliance.sld")))
                .contains(Mark.MET.colour(), Mark.NOT_MET.colour(), Mark.NOT_COUNTED.colour());
    }

    private static String svg(Picture picture) {
        Markup svg = new Markup();
        picture.draw(svg);
        return svg.toString();
    }
}
