package org.edubalance.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.edubalance.report.page.Markup;
import org.junit.jupiter.api.Test;

/** Labels on maps: none covers another, none leaves the map, and none is lost. */
class LabelPlacementTest {

    private static final double LETTER = 13 * 0.58;

    @Property(tries = 60)
    void noLabelCoversAnother(@ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 299_199) Integer> places) {
        LabelPlacement placement = new LabelPlacement(480, 300);
        for (int i = 0; i < places.size(); i++) {
            placement.place("County " + i, 20 + places.get(i) % 440, 20 + places.get(i) / 440 % 260, 40, 40);
        }
        List<double[]> boxes = boxes(svg(placement));
        assertThat(boxes).hasSize(places.size());
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                double[] a = boxes.get(i);
                double[] b = boxes.get(j);
                boolean numbers = a[4] <= 2 || b[4] <= 2;
                boolean apart = a[1] <= b[0] || b[1] <= a[0] || a[3] <= b[2] || b[3] <= a[2];
                assertThat(apart || numbers).as("labels %d and %d", i, j).isTrue();
            }
        }
    }

    @Test
    void aLabelStandsInItsRegionBesideItWithALineOrAsANumber() {
        LabelPlacement free = new LabelPlacement(480, 300);
        free.place("Bomi", 240, 150, 100, 100);
        assertThat(svg(free)).isEqualTo("<text class=\"label\" x=\"240.0\" y=\"150.0\">Bomi</text>");

        LabelPlacement two = new LabelPlacement(480, 300);
        two.place("Bomi", 240, 150, 10, 10);
        two.place("Zayu", 240, 150, 5, 5);
        assertThat(svg(two)).contains("class=\"leader\"", ">Bomi<", ">Zayu<");
        assertThat(two.numbered()).isEmpty();

        LabelPlacement full = new LabelPlacement(60, 20);
        full.place("Bomi", 30, 15, 5, 5);
        full.place("Gongbo'gyamda", 30, 15, 2, 2);
        assertThat(full.numbered()).containsExactly("Gongbo'gyamda");
        assertThat(svg(full)).contains(">1</text>");
    }

    @Test
    void aLabelKeepsClearOfMarksWhereItCan() {
        LabelPlacement placement = new LabelPlacement(480, 300);
        placement.avoid(240, 146);
        placement.place("Bomi", 240, 150, 100, 100);
        assertThat(svg(placement)).contains("Bomi").doesNotContain("y=\"150.0\"");
    }

    private static String svg(LabelPlacement placement) {
        Markup svg = new Markup();
        placement.draw(svg);
        return svg.toString();
    }

    /** Left, right, top, bottom and letters of each label. */
    private static List<double[]> boxes(String svg) {
        List<double[]> boxes = new ArrayList<>();
        for (MatchResult label : Pattern.compile("x=\"([\\d.]+)\" y=\"([\\d.]+)\">([^<]*)<")
                .matcher(svg)
                .results()
                .toList()) {
            double x = Double.parseDouble(label.group(1));
            double y = Double.parseDouble(label.group(2));
            int letters = label.group(3).length();
            boxes.add(new double[] {x - letters * LETTER / 2, x + letters * LETTER / 2, y - 13, y, letters});
        }
        return boxes;
    }
}
