package org.edubalance.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.edubalance.io.GeoJson;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sample's schools lack to the standard of 2017. */
class NyingchiGapsTest {

    private static final List<SimpleFeature> ALL_MET = gaps("ALL_MET");

    @ParameterizedTest
    @CsvSource({
        "equipment_value,3303700,22",
        "qualified_teachers,58,17",
        "backbone_teachers,19,16",
        "pe_arts_teachers,14,13",
        "teaching_area,4702,16",
        "sports_area,9164.7,19",
        "multimedia_rooms,40,19"
    })
    void areAsChecked(String indicator, double amount, int schools) {
        double sum = 0;
        int lacking = 0;
        for (SimpleFeature school : ALL_MET) {
            Double gap = (Double) school.getAttribute("gap_" + indicator);
            sum += gap == null ? 0 : gap;
            lacking += gap != null && gap > 0 ? 1 : 0;
        }
        assertThat(sum).isCloseTo(amount, within(0.05));
        assertThat(lacking).isEqualTo(schools);
    }

    @Test
    void areOfTheSchoolsThatCount() {
        assertThat(ALL_MET).hasSize(71);
        assertThat(ALL_MET.stream().filter(school -> school.getAttribute("excluded") == null))
                .hasSize(70);
    }

    /** What makes a school comply is lacking in just those schools that do not. */
    @Test
    void areNoneWhereASchoolComplies() {
        for (SimpleFeature school : gaps("COMPLIANT")) {
            if (school.getAttribute("excluded") == null) {
                boolean lacks = (Double) school.getAttribute("lacking") > 0;
                assertThat(lacks).isEqualTo(Boolean.FALSE.equals(school.getAttribute("compliant")));
                assertThat(school.getAttribute("priority") != null).isEqualTo(lacks);
            }
        }
    }

    private static List<SimpleFeature> gaps(String goal) {
        List<SimpleFeature> gaps = new ArrayList<>();
        try (InputStream in = Files.newInputStream(Path.of("sample-data/schools.geojson"))) {
            SimpleFeatureCollection result =
                    (SimpleFeatureCollection) Processors.createProcess(new NameImpl("edu", "ResourceGap"))
                            .execute(Map.of("data", GeoJson.read(in, "schools"), "goal", goal), null)
                            .get("result");
            try (SimpleFeatureIterator features = result.features()) {
                while (features.hasNext()) {
                    gaps.add(features.next());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gaps;
    }
}
