package org.edubalance.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.edubalance.sample.Surveys.Count;
import org.edubalance.sample.Surveys.Rate;
import org.junit.jupiter.api.Test;

/** The synthetic responses have the published survey's counts and rates. */
class SurveysTest {

    private static final Path PUBLISHED = Path.of("../shared/data");

    private final Map<String, List<Row>> respondents = Surveys.generate();

    @Test
    void asManyRespondentsAsPublished() {
        assertThat(respondents.get("student")).hasSize(1391);
        assertThat(respondents.get("teacher")).hasSize(874);
        assertThat(respondents.get("parent")).hasSize(713);
    }

    @Test
    void countsAreThePublishedOnes() {
        assertThat(Surveys.COUNTS).hasSize(33).contains(new Count("student", "gender", "male", 513));
        for (Count published : Surveys.COUNTS) {
            assertThat(respondents.get(published.role()))
                    .as("%s", published)
                    .filteredOn(row -> published.value().equals(row.text(published.characteristic())))
                    .hasSize(published.count());
        }
    }

    @Test
    void ratesAreThePublishedOnesToTheirRounding() {
        assertThat(Surveys.RATES).hasSize(29).contains(new Rate("Dege", "parent", "location", 51.7));
        for (Rate published : Surveys.RATES) {
            List<Row> rows = new ArrayList<>();
            respondents.forEach((role, all) -> {
                if (published.role().equals(role) || published.role().equals("all")) {
                    rows.addAll(all);
                }
            });
            rows.removeIf(row -> !row.text("county").equals(published.county()));
            assertThat(100 * rate(rows, published.dimension()))
                    .as("%s", published)
                    .isCloseTo(published.percent(), within(0.05));
        }
    }

    /** A dimension's rate: the mean of its items' shares of answers of 4 or 5. */
    private static double rate(List<Row> rows, String dimension) {
        double sum = 0;
        for (int item = 1; item <= Surveys.ITEMS; item++) {
            String column = dimension + "_" + item;
            sum += rows.stream()
                    .map(row -> (Integer) row.values().get(column))
                    .filter(Objects::nonNull)
                    .mapToInt(answer -> answer >= 4 ? 1 : 0)
                    .average()
                    .orElseThrow();
        }
        return sum / Surveys.ITEMS;
    }

    @Test
    void answersAreOnAScaleOfFiveAndAFewAreMissing() {
        respondents.forEach((role, rows) -> {
            int missing = 0;
            int items = 0;
            for (Row row : rows) {
                for (String dimension : Surveys.dimensions(role)) {
                    for (int item = 1; item <= Surveys.ITEMS; item++) {
                        Object answer = row.values().get(dimension + "_" + item);
                        items++;
                        if (answer == null) {
                            missing++;
                        } else {
                            assertThat((Integer) answer).isBetween(1, 5);
                        }
                    }
                }
            }
            assertThat(missing / (double) items).as(role).isGreaterThan(0).isLessThan(0.02);
        });
    }

    @Test
    void tablesAreTypedInCorrectly() throws IOException {
        Path marginals = PUBLISHED.resolve("survey-marginals.csv");
        Path rates = PUBLISHED.resolve("survey-rates.csv");
        assumeTrue(
                Files.exists(marginals) && Files.exists(rates),
                "the published tables are not in " + PUBLISHED + " here");
        assertThat(records(marginals))
                .containsExactlyInAnyOrderElementsOf(Surveys.COUNTS.stream()
                        .map(c -> "%s,%s,%s,%d".formatted(c.role(), c.characteristic(), c.value(), c.count()))
                        .toList());
        assertThat(records(rates))
                .containsExactlyInAnyOrderElementsOf(Surveys.RATES.stream()
                        .map(r -> "%s,%s,%s,%s".formatted(r.county(), r.role(), r.dimension(), r.percent()))
                        .toList());
    }

    private static List<String> records(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .toList();
    }
}
