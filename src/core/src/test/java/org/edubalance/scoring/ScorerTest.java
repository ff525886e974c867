package org.edubalance.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.edubalance.scoring.Direction.NEGATIVE;
import static org.edubalance.scoring.Direction.POSITIVE;

import java.util.List;
import org.assertj.core.data.Offset;
import org.edubalance.messages.Message;
import org.junit.jupiter.api.Test;

class ScorerTest {

    /** A few roundings of numbers near 1. */
    private static final Offset<Double> EXACT = within(1e-14);

    private static final double NONE = Double.NaN;

    private final List<ScoredIndicator> two =
            List.of(new ScoredIndicator("books", POSITIVE), new ScoredIndicator("class_size", NEGATIVE));

    /** y = 0, ½, 1 and 1, 1, 0; p = 0, ⅓, ⅔ and ½, ½, 0. */
    private final double[][] threeSchools = {{10, 20, 30}, {25, 25, 45}};

    @Test
    void handComputedEntropyWeightsAndScores() {
        Scores scores = Scorer.score(two, threeSchools);

        double e1 = -(Math.log(1 / 3.0) / 3 + 2 * Math.log(2 / 3.0) / 3) / Math.log(3);
        double e2 = Math.log(2) / Math.log(3);
        double w1 = (1 - e1) / (2 - e1 - e2);
        IndicatorWeight books = scores.weights().get(0);
        IndicatorWeight classSize = scores.weights().get(1);
        assertThat(books.entropy()).isEqualTo(e1, EXACT);
        assertThat(books.redundancy()).isEqualTo(1 - e1, EXACT);
        assertThat(classSize.entropy()).isEqualTo(e2, EXACT);
        assertThat(books.weight()).isEqualTo(w1, EXACT);
        assertThat(classSize.weight()).isEqualTo(1 - w1, EXACT);
        assertThat(books.min()).isEqualTo(10);
        assertThat(books.max()).isEqualTo(30);
        assertThat(books.mean()).isEqualTo(20);
        assertThat(books.count()).isEqualTo(3);
        assertThat(books.note()).isNull();

        assertThat(scores.score()).containsExactly(new double[] {1 - w1, 1 - w1 / 2, w1}, EXACT);
        assertThat(scores.excluded()).isZero();
    }

    @Test
    void shiftedNormalizationMovesTheEntropyOnly() {
        Scores scores = scores(Normalization.MIN_MAX_SHIFTED, Weighting.ENTROPY, two, threeSchools);
        double sum = 1.5 + 0.0003;
        double entropy = 0;
        for (double y : new double[] {0, 0.5, 1}) {
            double p = (y + 0.0001) / sum;
            entropy -= p * Math.log(p) / Math.log(3);
        }
        assertThat(scores.weights().get(0).entropy()).isEqualTo(entropy, EXACT);
        assertThat(scores.score()[0]).isEqualTo(scores.weights().get(1).weight(), EXACT);
    }

    @Test
    void sumNormalizationTakesTheSharesOfTheValues() {
        Scores scores = scores(Normalization.SUM, Weighting.ENTROPY, two, threeSchools);
        double entropy = -(Math.log(1 / 6.0) / 6 + Math.log(1 / 3.0) / 3 + Math.log(0.5) / 2) / Math.log(3);
        assertThat(scores.weights().get(0).entropy()).isEqualTo(entropy, EXACT);
        assertThatThrownBy(() -> scores(Normalization.SUM, Weighting.ENTROPY, two, new double[][] {{-1, 2}, {1, 2}}))
                .hasMessage("normalization SUM needs values of at least 0, but “books” goes down to -1");
    }

    @Test
    void aConstantIndicatorHasNoWeightAndSaysWhy() {
        // the second differs by rounding only, as 0.1·3 and 0.3 do
        double[][] columns = {{1, 2, 4}, {0.3, 0.1 * 3, 0.3}};
        for (Weighting weighting : Weighting.values()) {
            List<ScoredIndicator> indicators = List.of(
                    new ScoredIndicator("a", POSITIVE, List.of(), 1), new ScoredIndicator("b", POSITIVE, List.of(), 5));
            Scores scores = scores(Normalization.MIN_MAX, weighting, indicators, columns);
            assertThat(scores.weights().get(0).weight()).as(weighting.name()).isEqualTo(1);
            assertThat(scores.weights().get(1).weight()).isZero();
            assertThat(scores.weights().get(1).note()).isEqualTo(Message.of("scoring.note.constant"));
            assertThat(scores.weights().get(1).entropy()).isEqualTo(1);
        }
    }

    @Test
    void refusesTablesWithoutInformation() {
        assertThatThrownBy(() -> Scorer.score(two, new double[][] {{1, 1}, {2, 2}}))
                .hasMessage("all indicators are constant over the 2 features, so there is nothing to score by");
        assertThatThrownBy(() -> Scorer.score(two, new double[][] {{1}, {2}}))
                .hasMessage("a score needs at least 2 features with a value of every indicator, got 1");
        assertThatThrownBy(() -> Scorer.score(two, new double[][] {{1, NONE, 3}, {NONE, 2, 2}}))
                .hasMessage("a score needs at least 2 features with a value of every indicator, got 1 of 3");
        assertThatThrownBy(() -> Scorer.score(two, new double[][] {{1, Double.POSITIVE_INFINITY}, {2, 2}}))
                .hasMessage("the indicator “books” has an infinite value");
        assertThatThrownBy(() -> Scorer.score(two, new double[][] {{-1e308, 1e308}, {2, 2}}))
                .hasMessageContaining("too large");
    }

    @Test
    void equalStdAndCvWeights() {
        double[] sd = {Math.sqrt(1 / 6.0), Math.sqrt(2 / 9.0)}; // of y = 0, ½, 1 and 1, 1, 0
        double[] cv = {sd[0] * 20 / 20, sd[1] * 20 / (95 / 3.0)};
        assertWeights(Weighting.EQUAL, 0.5);
        assertWeights(Weighting.STD, sd[0] / (sd[0] + sd[1]));
        assertWeights(Weighting.CV, cv[0] / (cv[0] + cv[1]));
    }

    private void assertWeights(Weighting weighting, double first) {
        List<IndicatorWeight> weights =
                scores(Normalization.MIN_MAX, weighting, two, threeSchools).weights();
        assertThat(weights.get(0).weight()).as(weighting.name()).isEqualTo(first, EXACT);
        assertThat(weights.get(1).weight()).isEqualTo(1 - first, EXACT);
    }

    @Test
    void criticFavoursContrastWithoutOverlap() {
        // a and b rise together, c alone: r_ab = 1, r_ac = r_bc = 0
        List<ScoredIndicator> three = List.of(
                new ScoredIndicator("a", POSITIVE),
                new ScoredIndicator("b", POSITIVE),
                new ScoredIndicator("c", POSITIVE));
        double[][] columns = {{0, 0, 1, 1}, {5, 5, 7, 7}, {0, 1, 0, 1}};
        List<IndicatorWeight> weights =
                scores(Normalization.MIN_MAX, Weighting.CRITIC, three, columns).weights();
        assertThat(weights.get(0).weight()).isEqualTo(0.25, EXACT);
        assertThat(weights.get(1).weight()).isEqualTo(0.25, EXACT);
        assertThat(weights.get(2).weight()).isEqualTo(0.5, EXACT);

        assertThatThrownBy(() ->
                        scores(Normalization.MIN_MAX, Weighting.CRITIC, two, new double[][] {{1, 2, 3}, {9, 8, 7}}))
                .hasMessage("weighting CRITIC finds no weights: all indicators are perfectly correlated");
    }

    @Test
    void criticSeesThatOppositeDirectionsOverlap() {
        // more books where classes are smaller: the same information twice
        List<ScoredIndicator> three = List.of(
                new ScoredIndicator("books", POSITIVE),
                new ScoredIndicator("class_size", NEGATIVE),
                new ScoredIndicator("c", POSITIVE));
        double[][] columns = {{0, 0, 1, 1}, {7, 7, 5, 5}, {0, 1, 0, 1}};
        assertThat(scores(Normalization.MIN_MAX, Weighting.CRITIC, three, columns)
                        .weights()
                        .get(2)
                        .weight())
                .isEqualTo(0.5, EXACT);
    }

    @Test
    void userAndCombinedWeights() {
        List<ScoredIndicator> weighted = List.of(
                new ScoredIndicator("books", POSITIVE, List.of(), 30),
                new ScoredIndicator("class_size", NEGATIVE, List.of(), 10));
        assertThat(scores(Normalization.MIN_MAX, Weighting.USER, weighted, threeSchools)
                        .weights()
                        .get(0)
                        .weight())
                .isEqualTo(0.75, EXACT);
        double entropy = Scorer.score(two, threeSchools).weights().get(0).weight();
        double a = Math.sqrt(entropy * 0.75);
        double b = Math.sqrt((1 - entropy) * 0.25);
        assertThat(scores(Normalization.MIN_MAX, Weighting.COMBINED, weighted, threeSchools)
                        .weights()
                        .get(0)
                        .weight())
                .isEqualTo(a / (a + b), EXACT);

        assertThatThrownBy(() -> scores(Normalization.MIN_MAX, Weighting.USER, two, threeSchools))
                .hasMessage("weighting USER needs a weight for each indicator, but “books” has none");
        assertThatThrownBy(() -> new ScoredIndicator("books", POSITIVE, List.of(), -1))
                .hasMessage("the weight of “books” must be a finite number of at least 0, got -1");
    }

    @Test
    void aWeightOfNothingIsRefusedOrNoted() {
        List<ScoredIndicator> zero = List.of(
                new ScoredIndicator("books", POSITIVE, List.of(), 0),
                new ScoredIndicator("class_size", NEGATIVE, List.of(), 1));
        assertThat(scores(Normalization.MIN_MAX, Weighting.USER, zero, threeSchools)
                        .weights()
                        .get(0)
                        .note())
                .hasToString("the weight given is 0");
        assertThatThrownBy(() -> scores(Normalization.MIN_MAX, Weighting.USER, zero, new double[][] {{1, 2}, {3, 3}}))
                .hasMessage("the weights of the indicators that are not constant must sum to a finite number greater"
                        + " than 0, got 0");
    }

    /** Shares of values that differ in the eighth digit are alike to 1e-16, so nothing is left to weigh by. */
    @Test
    void combinedWithoutRedundancyNamesTheIndicatorsWithTheirValues() {
        List<ScoredIndicator> weighted = List.of(
                new ScoredIndicator("books", POSITIVE, List.of(), 2),
                new ScoredIndicator("desks", POSITIVE, List.of(), 1));
        double[][] nearlyEqual = {{1, 1.00000001, 1}, {5, 5, 5.00000001}};
        assertThatThrownBy(() -> scores(Normalization.SUM, Weighting.COMBINED, weighted, nearlyEqual))
                .hasMessage("weighting COMBINED finds no weights, since with normalization SUM each indicator has a"
                        + " redundancy or a given weight of 0: “books” 0 and 2, “desks” 0 and 1");
        assertThatThrownBy(() -> scores(Normalization.SUM, Weighting.ENTROPY, weighted, nearlyEqual))
                .hasMessage("weighting ENTROPY finds no weights, since with normalization SUM each indicator has a"
                        + " redundancy of 0: “books” 0, “desks” 0");

        // the only indicator with a weight is the one without redundancy
        List<ScoredIndicator> half = List.of(weighted.get(0), new ScoredIndicator("desks", POSITIVE, List.of(), 0));
        assertThatThrownBy(() ->
                        scores(Normalization.SUM, Weighting.COMBINED, half, new double[][] {{1, 1.00000001}, {0, 1}}))
                .hasMessageEndingWith("“books” 0 and 2, “desks” 1 and 0");
    }

    @Test
    void topsisIsTheClosenessToTheBest() {
        Scores scores = new Scorer(
                        two,
                        new ScoringMethod(
                                Normalization.MIN_MAX, Weighting.EQUAL, Aggregation.TOPSIS, MissingValues.ERROR))
                .score(threeSchools);
        // (y) = (0, 1), (½, 1), (1, 0): distances to (1, 1) and (0, 0), the equal weights cancel out
        double second = Math.sqrt(1.25) / (0.5 + Math.sqrt(1.25));
        assertThat(scores.score()).containsExactly(new double[] {0.5, second, 0.5}, EXACT);
    }

    @Test
    void missingValuesAreRefusedExcludedOrFilled() {
        double[][] columns = {{10, 20, NONE, 30}, {25, 25, 30, 45}};
        Scores excluded = Scorer.score(two, columns);
        Scores without = Scorer.score(two, threeSchools);
        assertThat(excluded.excluded()).isEqualTo(1);
        assertThat(excluded.score()[2]).isNaN();
        assertThat(excluded.score()[3]).isEqualTo(without.score()[2]);
        assertThat(excluded.weights().get(0).missing()).isEqualTo(1);
        assertThat(excluded.weights().get(1).missing()).isZero();
        assertThat(excluded.weights().get(1).count()).isEqualTo(3);

        Scores filled = withMissing(MissingValues.MEDIAN, columns);
        Scores median = Scorer.score(two, new double[][] {{10, 20, 20, 30}, {25, 25, 30, 45}});
        assertThat(filled.score()).containsExactly(median.score());
        assertThat(filled.excluded()).isZero();
        assertThat(filled.weights().get(0).missing()).isEqualTo(1);

        assertThatThrownBy(() -> withMissing(MissingValues.ERROR, columns))
                .hasMessage("values are missing, and missing is ERROR: “books” in 1 of 4");
        assertThatThrownBy(() -> withMissing(MissingValues.MEDIAN, new double[][] {{NONE, NONE}, {1, 2}}))
                .hasMessage("the indicator “books” has no value at all, so it has no median");
    }

    @Test
    void rowsThatCannotBeScoredAreRefusedOrLeftWithoutScores() {
        double[][] oneComplete = {{10, NONE, NONE}, {25, 25, 30}};
        assertThatThrownBy(() -> Scorer.score(two, oneComplete))
                .hasMessage("a score needs at least 2 features with a value of every indicator, got 1 of 3");

        Scores few = unscorable(Weighting.ENTROPY, oneComplete);
        assertThat(few.score()).containsOnly(NONE);
        assertThat(few.excluded()).isEqualTo(2);
        IndicatorWeight books = few.weights().get(0);
        assertThat(books.weight()).isNaN();
        assertThat(books.entropy()).isNaN();
        assertThat(books.count()).isEqualTo(1);
        assertThat(books.missing()).isEqualTo(2);
        assertThat(books.mean()).isEqualTo(10);
        assertThat(books.note())
                .hasToString("a score needs at least 2 features with a value of every indicator, got 1 of 3");

        IndicatorWeight none = unscorable(Weighting.ENTROPY, new double[][] {{NONE, NONE}, {25, 25}})
                .weights()
                .get(1);
        assertThat(none.count()).isZero();
        assertThat(none.min()).isNaN();

        double[][] constant = {{10, 10}, {25, 25}};
        assertThat(unscorable(Weighting.ENTROPY, constant).weights().get(0).note())
                .hasToString("all indicators are constant over the 2 features, so there is nothing to score by");
        assertThat(unscorable(Weighting.CV, new double[][] {{-1, 1}, {1, 2}}).score())
                .containsOnly(NONE);
        assertThatThrownBy(() -> unscorable(Weighting.ENTROPY, new double[][] {{1, Double.POSITIVE_INFINITY}, {1, 2}}))
                .hasMessage("the indicator “books” has an infinite value");
    }

    @Test
    void dimensionsHaveTheirIndicatorsWeightAndScore() {
        List<ScoredIndicator> indicators = List.of(
                new ScoredIndicator("books", POSITIVE, List.of("facilities"), NONE),
                new ScoredIndicator("class_size", NEGATIVE, List.of("teachers"), NONE),
                new ScoredIndicator("computers", POSITIVE, List.of("facilities"), NONE),
                new ScoredIndicator("canteens", POSITIVE, List.of("accommodation"), NONE));
        double[][] columns = {{10, 20, 30}, {25, 25, 45}, {0, 4, 2}, {1, 1, 1}};
        Scores scores = Scorer.score(indicators, columns);
        assertThat(scores.dimensions()).containsExactly("facilities", "teachers", "accommodation");
        double books = scores.weights().get(0).weight();
        double computers = scores.weights().get(2).weight();
        assertThat(scores.dimensionScores()[0])
                .containsExactly(
                        new double[] {
                            0,
                            (books * 0.5 + computers) / (books + computers),
                            (books + computers * 0.5) / (books + computers)
                        },
                        EXACT);
        assertThat(scores.dimensionScores()[1]).containsExactly(1, 1, 0);
        assertThat(scores.dimensionScores()[2]).containsOnly(NONE);
        double facilities = books + computers;
        assertThat(scores.score()[1]).isEqualTo(facilities * scores.dimensionScores()[0][1] + (1 - facilities), EXACT);
    }

    @Test
    void aDimensionHoldsTheIndicatorsOfItsParts() {
        List<ScoredIndicator> indicators = List.of(
                new ScoredIndicator("books", POSITIVE, List.of("facilities", "library"), NONE),
                new ScoredIndicator("computers", POSITIVE, List.of("facilities", "rooms"), NONE));
        Scores scores = Scorer.score(indicators, new double[][] {{10, 20, 30}, {0, 4, 2}});
        assertThat(scores.dimensions()).containsExactly("facilities", "library", "rooms");
        assertThat(scores.dimensionScores()[0]).isEqualTo(scores.score());
        assertThat(scores.dimensionScores()[1]).containsExactly(0, 0.5, 1);
        assertThat(indicators.get(0).dimension()).isEqualTo("library");
    }

    @Test
    void refusesIndicatorsThatDoNotFit() {
        assertThatThrownBy(() -> Scorer.score(List.of(), new double[0][]))
                .hasMessage("a score needs at least one indicator");
        assertThatThrownBy(() -> Scorer.score(List.of(two.get(0), two.get(0)), threeSchools))
                .hasMessage("indicator 'books' is given twice");
        assertThatThrownBy(() -> Scorer.score(two, new double[][] {{1, 2}})).hasMessage("1 columns for 2 indicators");
        assertThatThrownBy(() -> Scorer.score(two, new double[][] {{1, 2}, {1}}))
                .hasMessage("the columns differ in length");
        assertThatThrownBy(() -> scores(Normalization.MIN_MAX, Weighting.CV, two, new double[][] {{-1, 1}, {1, 2}}))
                .hasMessage("weighting CV needs a mean other than 0, but that of “books” is 0");
    }

    private Scores unscorable(Weighting weighting, double[][] columns) {
        ScoringMethod method = new ScoringMethod(
                Normalization.MIN_MAX, weighting, Aggregation.WEIGHTED_SUM, MissingValues.EXCLUDE, Unscorable.EXCLUDE);
        Scores scores = new Scorer(two, method).score(columns);
        assertThat(new Scorer(two, method).weights(columns)).isEqualTo(scores.weights());
        return scores;
    }

    private Scores withMissing(MissingValues missing, double[][] columns) {
        return new Scorer(
                        two,
                        new ScoringMethod(Normalization.MIN_MAX, Weighting.ENTROPY, Aggregation.WEIGHTED_SUM, missing))
                .score(columns);
    }

    private static Scores scores(
            Normalization normalization, Weighting weighting, List<ScoredIndicator> indicators, double[][] columns) {
        return new Scorer(
                        indicators,
                        new ScoringMethod(normalization, weighting, Aggregation.WEIGHTED_SUM, MissingValues.EXCLUDE))
                .score(columns);
    }
}
