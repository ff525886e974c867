package org.edubalance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.report.LorenzCurves.Curve;
import org.junit.jupiter.api.Test;

/** The charts on small cases, and the texts of the two languages against each other. */
class ChartsTest {

    /**
     * Two schools of 30 and 10 pupils with 1 and 5 books a pupil: three quarters of the pupils have 30 of 80 books. The
     * plot's square goes from (44, 350) to (384, 10).
     */
    @Test
    void lorenzCurveGoesThroughTheSharesOfTheLeastEquipped() {
        String svg =
                LorenzCurves.svg("", "", "", List.of(new Curve("books", new double[] {5, 1}, new double[] {10, 30})));
        assertThat(svg).contains("points=\"44.0,350.0 299.0,222.5 384.0,10.0\"");
    }

    /** Quartiles of 0.1, 0.2, …, 0.5 are 0.2 and 0.4; a unit is 600 wide and starts at 150. */
    @Test
    void boxReachesFromTheLowerToTheUpperQuartile() {
        String svg = BoxPlots.svg("", Map.of("Bomi", List.of(0.5, 0.1, 0.2, 0.4, 0.3)));
        assertThat(svg)
                .contains("class=\"whisker\" x1=\"210.0\" x2=\"450.0\"")
                .contains("class=\"box\" x=\"270.0\"")
                .contains("width=\"120.0\"")
                .contains("class=\"median\" x1=\"330.0\"")
                .contains("Bomi (5)");
    }

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSameSlots() throws IOException {
        Properties english = texts("en");
        Properties chinese = texts("zh");
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(slots(chinese.getProperty(key))).as(key).isEqualTo(slots(english.getProperty(key)));
        }
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

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                Texts.class.getResourceAsStream("texts_" + language + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static List<String> slots(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }
}
