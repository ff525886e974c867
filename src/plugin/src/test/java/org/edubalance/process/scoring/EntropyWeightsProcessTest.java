package org.edubalance.process.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.edubalance.process.features.Features;
import org.edubalance.process.features.Table;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;

class EntropyWeightsProcessTest {

    private final SimpleFeatureCollection schools = new Table(
                    "stage:String,books:Double,class_size:Integer,desks:Integer")
            .row("PRIMARY", 10d, 25, 1)
            .row("PRIMARY", 20d, 25, 1)
            .row("PRIMARY", 30d, 45, 1)
            .row("PRIMARY", null, 30, 1)
            .row("JUNIOR", 1d, 30, 1)
            .row("JUNIOR", 2d, 31, 2)
            .features();

    private final List<String> indicators = List.of("books", "class_size:negative", "desks");

    @Test
    void aRowForEachGroupAndIndicator() {
        List<SimpleFeature> rows =
                Features.run("EntropyWeights", "data", schools, "indicators", indicators, "groupBy", "stage");

        assertThat(Features.names(rows.get(0).getFeatureType()))
                .containsExactly(
                        "group",
                        "dimension",
                        "indicator",
                        "direction",
                        "count",
                        "missing",
                        "min",
                        "max",
                        "mean",
                        "entropy",
                        "redundancy",
                        "weight",
                        "dimension_weight",
                        "note");
        assertThat(rows.get(0).getFeatureType().getGeometryDescriptor()).isNull();
        assertThat(Features.values(rows, "group"))
                .containsExactly("JUNIOR", "JUNIOR", "JUNIOR", "PRIMARY", "PRIMARY", "PRIMARY");
        assertThat(Features.values(rows, "indicator").subList(3, 6)).containsExactly("books", "class_size", "desks");
        assertThat(Features.values(rows, "direction").subList(3, 6))
                .containsExactly("positive", "negative", "positive");
        assertThat(Features.values(rows, "count").subList(3, 6)).containsExactly(3, 3, 3);
        assertThat(Features.values(rows, "missing").subList(3, 6)).containsExactly(1, 0, 0);
        assertThat(Features.values(rows, "mean").subList(3, 6)).containsExactly(20.0, 95 / 3.0, 1.0);
        assertThat((Double) rows.get(4).getAttribute("entropy")).isEqualTo(Math.log(2) / Math.log(3), within(1e-14));
        assertThat((Double) rows.get(3).getAttribute("weight")
                        + (Double) rows.get(4).getAttribute("weight"))
                .isEqualTo(1, within(1e-15));
        assertThat(rows.get(5).getAttribute("weight")).isEqualTo(0.0);
        assertThat(rows.get(5).getAttribute("note")).isEqualTo("constant: tells no feature from another");
    }

    @Test
    void groupsWithoutWeightsSayWhyIfAskedFor() {
        SimpleFeatureCollection one = new Table("stage:String,books:Double,class_size:Integer,desks:Integer")
                .row("PRIMARY", 10d, 25, 1)
                .row("PRIMARY", 20d, 25, 1)
                .row("JUNIOR", 1d, 30, 1)
                .features();
        List<SimpleFeature> rows = Features.run(
                "EntropyWeights", "data", one, "indicators", indicators, "groupBy", "stage", "unscorable", "EXCLUDE");
        assertThat(Features.values(rows, "weight")).containsExactly(null, null, null, 1.0, 0.0, 0.0);
        assertThat(Features.values(rows, "count").subList(0, 3)).containsExactly(1, 1, 1);
        assertThat(Features.values(rows, "note").subList(0, 3))
                .containsOnly("a score needs at least 2 features with a value of every indicator, got 1");
    }

    @Test
    void withoutGroupsTheyAreOfAll() {
        List<SimpleFeature> rows = Features.run("EntropyWeights", "data", schools, "indicators", indicators);
        assertThat(Features.values(rows, "group")).containsExactly("ALL", "ALL", "ALL");
        assertThat(Features.values(rows, "dimension_weight")).containsOnlyNulls();
    }
}
