package org.edubalance.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.edubalance.balance.Distribution;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.scoring.Aggregation;
import org.edubalance.scoring.Classification;
import org.edubalance.scoring.Direction;
import org.edubalance.scoring.IndicatorWeight;
import org.edubalance.scoring.MissingValues;
import org.edubalance.scoring.Normalization;
import org.edubalance.scoring.Ranking;
import org.edubalance.scoring.ScoredIndicator;
import org.edubalance.scoring.Scorer;
import org.edubalance.scoring.Scores;
import org.edubalance.scoring.ScoringMethod;
import org.edubalance.scoring.Weighting;
import org.edubalance.standards.Assessor;
import org.edubalance.standards.RegionVerdict;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.standards.SchoolVerdict;
import org.edubalance.standards.Stage;
import org.edubalance.standards.Standard;
import org.edubalance.standards.StandardReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scores, coefficients and verdicts of a cluster are those of one machine. */
class TableJobsTest {

    private static final String[] COLUMNS = {
        "teachers_qualified",
        "teachers_backbone",
        "teachers_pe_arts",
        "teaching_area",
        "sports_area",
        "equipment_value",
        "multimedia_rooms"
    };

    private static final double[] USUAL = {4.2, 1, 0.9, 450, 750, 200_000, 2.3};

    private static final class School {
        String id;
        String county;
        String stage;
        double pupils;
        double[] amounts;
    }

    @TempDir
    Path dir;

    private final List<School> schools = new ArrayList<>();
    private String data;
    private Path out;

    /** Schools of four counties, one of them with two thirds of all; some values are missing, some equal. */
    @BeforeEach
    void schools() throws IOException {
        Random random = new Random(3);
        List<String> lines = new ArrayList<>(List.of("id,name,county,stage,pupils," + String.join(",", COLUMNS)));
        for (int i = 0; i < 600; i++) {
            School s = new School();
            s.id = "S" + i;
            s.county = i % 3 > 0 ? "A" : "BCD".substring(i / 3 % 3, i / 3 % 3 + 1);
            s.stage = i % 4 == 0 ? "JUNIOR" : "PRIMARY";
            s.pupils = i % 97 == 5 ? Double.NaN : 50 + random.nextInt(900);
            s.amounts = new double[COLUMNS.length];
            for (int j = 0; j < COLUMNS.length; j++) {
                double usual = USUAL[j] * (Double.isNaN(s.pupils) ? 1 : s.pupils / 100);
                s.amounts[j] = random.nextInt(60) == 0
                        ? Double.NaN
                        : Math.rint(usual * (1.4 + 0.35 * random.nextGaussian()) * 10) / 10;
                s.amounts[j] = s.amounts[j] < 0 ? 0 : s.amounts[j];
            }
            schools.add(s);
            StringBuilder line = new StringBuilder(s.id + ",School " + i + "," + s.county + "," + s.stage + ",");
            line.append(Double.isNaN(s.pupils) ? "—" : s.pupils);
            for (double amount : s.amounts) {
                line.append(",").append(Double.isNaN(amount) ? "" : amount);
            }
            lines.add(line.toString());
        }
        data = "data=" + Files.write(dir.resolve("schools.csv"), lines);
        out = dir.resolve("out");
    }

    private List<Row> read(String table) {
        return Cluster.SPARK.read().parquet(out.resolve(table).toString()).collectAsList();
    }

    private static double number(Row row, String column) {
        Object value = row.get(row.fieldIndex(column));
        return value == null ? Double.NaN : ((Number) value).doubleValue();
    }

    private static void checkClose(double got, double expected, String what) {
        if (Double.isNaN(expected)) {
            assertThat(got).as(what).isNaN();
        } else {
            assertThat(got).as(what).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        }
    }

    /** By county and in the order of the data, or all together. */
    private Map<String, List<School>> groups(boolean byCounty) {
        Map<String, List<School>> groups = new TreeMap<>();
        schools.forEach(s -> groups.computeIfAbsent(byCounty ? s.county : "ALL", g -> new ArrayList<>())
                .add(s));
        return groups;
    }

    private static double[][] values(List<School> group) {
        double[][] x = new double[3][group.size()];
        for (int i = 0; i < group.size(); i++) {
            School s = group.get(i);
            x[0][i] = 100 * s.amounts[0] / s.pupils;
            x[1][i] = s.amounts[3];
            x[2][i] = s.pupils;
        }
        return x;
    }

    private static final String[] INDICATORS = {
        "indicators=qualified=100 * teachers_qualified / pupils",
        "indicators=teaching_area",
        "indicators=size=pupils:negative"
    };

    @ParameterizedTest
    @CsvSource({
        "ENTROPY, WEIGHTED_SUM, EXCLUDE, NATURAL_BREAKS, true",
        "ENTROPY, TOPSIS, MEDIAN, QUANTILE, false",
        "CRITIC, WEIGHTED_SUM, MEDIAN, EQUAL_INTERVAL, true",
        "STD, TOPSIS, EXCLUDE, QUANTILE, true",
        "CV, WEIGHTED_SUM, EXCLUDE, NATURAL_BREAKS, false",
        "COMBINED, WEIGHTED_SUM, EXCLUDE, EQUAL_INTERVAL, true"
    })
    void scoresAreThoseOfOneMachine(
            Weighting weighting,
            Aggregation aggregation,
            MissingValues missing,
            Classification classification,
            boolean grouped) {
        List<String> inputs = new ArrayList<>(List.of(INDICATORS));
        inputs.addAll(List.of(
                data,
                "weighting=" + weighting,
                "aggregation=" + aggregation,
                "missing=" + missing,
                "classification=" + classification,
                grouped ? "groupBy=county" : "groupBy="));
        double user = weighting.needsUserWeights() ? 1 : Double.NaN;
        if (weighting.needsUserWeights()) {
            inputs.addAll(List.of("weights=qualified=1", "weights=teaching_area=2", "weights=size=1"));
        }
        Cluster.run(Job.SCORE, out, inputs.toArray(String[]::new));
        Map<String, Row> byId = new HashMap<>();
        read("scores").forEach(row -> byId.put(row.getAs("id"), row));
        assertThat(byId).hasSize(schools.size());
        Scorer scorer = new Scorer(
                List.of(
                        new ScoredIndicator("qualified", Direction.POSITIVE, List.of(), user),
                        new ScoredIndicator("teaching_area", Direction.POSITIVE, List.of(), 2 * user),
                        new ScoredIndicator("size", Direction.NEGATIVE, List.of(), user)),
                new ScoringMethod(Normalization.MIN_MAX, weighting, aggregation, missing));
        List<Row> weights = read("weights");
        groups(grouped).forEach((group, members) -> {
            Scores scores = scorer.score(values(members));
            Ranking ranking = Ranking.of(scores.score());
            int[] levels = classification.levels(ranking, 5);
            for (int i = 0; i < members.size(); i++) {
                Row row = byId.get(members.get(i).id);
                checkClose(number(row, "score"), scores.score()[i], members.get(i).id);
                int rank = ranking.ranks()[i];
                checkClose(number(row, "rank"), rank == 0 ? Double.NaN : rank, "rank of " + members.get(i).id);
                checkClose(number(row, "level"), levels[i] == 0 ? Double.NaN : levels[i], "level");
            }
            for (IndicatorWeight expected : scores.weights()) {
                Row row = weights.stream()
                        .filter(w -> w.getAs("group").equals(group)
                                && w.getAs("indicator")
                                        .equals(expected.indicator().name()))
                        .findFirst()
                        .orElseThrow();
                checkClose(number(row, "weight"), expected.weight(), "weight");
                checkClose(number(row, "entropy"), expected.entropy(), "entropy");
                checkClose(number(row, "mean"), expected.mean(), "mean");
                assertThat(row.<Integer>getAs("missing")).isEqualTo(expected.missing());
                assertThat(row.<Integer>getAs("count")).isEqualTo(expected.count());
            }
        });
    }

    @Test
    void tiesShareRankAndLevelAndDimensionsHaveScores() throws IOException {
        Path file = Files.writeString(
                dir.resolve("t.csv"),
                """
                id,a,b
                1,1,5
                2,2,4
                3,2,4
                4,3,1
                5,,1
                """);
        String system =
                "{\"id\":\"s\",\"dimensions\":[{\"id\":\"first\",\"indicators\":[{\"id\":\"a\",\"expression\":\"a\"}]},"
                        + "{\"id\":\"second\",\"indicators\":[{\"id\":\"b\",\"expression\":\"b * 2.5\"}]}]}";
        List<Message> notes = Cluster.run(Job.SCORE, out, "data=" + file, "system=" + system, "weighting=EQUAL");
        assertThat(notes).extracting(Message::key).contains("spark.score.excluded");
        Map<String, Row> rows = new HashMap<>();
        read("scores").forEach(row -> rows.put(row.getAs("id"), row));
        assertThat(number(rows.get("2"), "rank")).isEqualTo(1).isEqualTo(number(rows.get("3"), "rank"));
        assertThat(number(rows.get("1"), "rank")).isEqualTo(3);
        assertThat(number(rows.get("1"), "score_second")).isEqualTo(1);
        assertThat(number(rows.get("1"), "score_first")).isZero();
        assertThat(rows.get("5").<Double>getAs("score")).isNull();
    }

    @Test
    void manyScoresAreClassedByTheirQuantilesAndSayIt() {
        List<Message> notes = new ArrayList<>();
        List<String> inputs = new ArrayList<>(List.of(INDICATORS));
        inputs.add(data);
        Output output = Output.begin(Cluster.SPARK, out.toString(), false);
        ScoreJob.run(
                new Run(
                        Cluster.SPARK,
                        Inputs.of(inputs),
                        Source.Options.NONE,
                        output,
                        Tables.Format.PARQUET,
                        Language.EN,
                        notes::add),
                100);
        output.commit();
        assertThat(notes).extracting(note -> note.in(Language.EN)).anySatisfy(note -> assertThat(note)
                .isEqualTo("levels come from 100 quantiles of the scores, which are more, in the groups ALL"));
        Scores scores = new Scorer(
                        List.of(
                                new ScoredIndicator("qualified", Direction.POSITIVE),
                                new ScoredIndicator("teaching_area", Direction.POSITIVE),
                                new ScoredIndicator("size", Direction.NEGATIVE)),
                        ScoringMethod.ENTROPY)
                .score(values(schools));
        int[] best = Classification.NATURAL_BREAKS.levels(Ranking.of(scores.score()), 5);
        Map<String, Row> byId = new HashMap<>();
        read("scores").forEach(row -> byId.put(row.getAs("id"), row));
        int[] got = schools.stream()
                .mapToInt(s -> {
                    double level = number(byId.get(s.id), "level");
                    return Double.isNaN(level) ? 0 : (int) level;
                })
                .toArray();
        assertThat(Arrays.stream(got).max()).hasValue(5);
        assertThat(squares(scores.score(), got)).isLessThan(1.05 * squares(scores.score(), best));
    }

    /** The squared deviations from the means of the levels, which natural breaks make least. */
    private static double squares(double[] scores, int... levels) {
        double sum = 0;
        for (int level = 1; level <= 5; level++) {
            int own = level;
            double[] members = IntStream.range(0, levels.length)
                    .filter(i -> levels[i] == own)
                    .mapToDouble(i -> scores[i])
                    .toArray();
            double mean = Arrays.stream(members).average().orElse(0);
            sum += Arrays.stream(members).map(x -> (x - mean) * (x - mean)).sum();
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0.5, true", "1, false", "2, true"})
    void coefficientsAreThoseOfOneMachine(double epsilon, boolean byPopulation) {
        Cluster.run(
                Job.BALANCE,
                out,
                data,
                "indicators=area=teaching_area + 1",
                "indicators=sports_area",
                "groupBy=county",
                byPopulation ? "population=pupils" : "population=",
                "atkinsonEpsilon=" + epsilon,
                "threshold=0.9");
        Map<String, Row> rows = new HashMap<>();
        read("balance").forEach(row -> rows.put(row.getAs("group"), row));
        assertThat(rows).containsOnlyKeys("A", "B", "C", "D", "ALL");
        Map<String, List<School>> all = groups(true);
        all.put("ALL", schools);
        all.forEach((group, members) -> {
            Row row = rows.get(group);
            double sum = 0;
            for (int place : new int[] {3, 4}) {
                List<School> there = members.stream()
                        .filter(s -> !Double.isNaN(s.amounts[place]) && (!byPopulation || s.pupils > 0))
                        .toList();
                double[] x = there.stream()
                        .mapToDouble(s -> s.amounts[place] + (place == 3 ? 1 : 0))
                        .toArray();
                double[] p = there.stream().mapToDouble(s -> s.pupils).toArray();
                Distribution expected = Distribution.of(x, byPopulation ? p : null);
                String name = place == 3 ? "area" : "sports_area";
                checkClose(number(row, "cv_" + name), expected.coefficientOfVariation(), "cv of " + group);
                checkClose(number(row, "gini_" + name), expected.gini(), "gini of " + group);
                if (place == 3) {
                    checkClose(number(row, "atkinson_" + name), expected.atkinson(epsilon), "atkinson of " + group);
                }
                sum += expected.coefficientOfVariation();
            }
            checkClose(number(row, "cv"), sum / 2, "cv");
            // something is missing everywhere
            assertThat(row.<Boolean>getAs("balanced")).isFalse();
            assertThat(row.<String>getAs("note")).contains("missing in");
        });
    }

    @Test
    void nothingIsBalancedBesideRowsThatCannotBeRead() throws IOException {
        Path file = Files.writeString(
                dir.resolve("b.csv"),
                """
                county,books
                A,5
                A,5.1
                B,5
                B,5.1
                B,lots
                ,5
                """);
        Cluster.run(Job.BALANCE, out, "data=" + file, "indicators=books", "groupBy=county", "threshold=0.5");
        Map<String, Row> rows = new HashMap<>();
        read("balance").forEach(row -> rows.put(row.getAs("group"), row));
        assertThat(rows.get("A").<Boolean>getAs("balanced")).isTrue();
        assertThat(rows.get("B").<Boolean>getAs("balanced")).isFalse();
        assertThat(rows.get("B").<String>getAs("note")).contains("1 row could not be used");
        assertThat(rows.get("ALL").<Boolean>getAs("balanced")).isFalse();
        assertThat(rows.get("ALL").<String>getAs("note")).contains("2 rows could not be used");
        String rejected = String.join(
                "\n",
                Cluster.SPARK
                        .read()
                        .json(out.resolve("rejected").toString())
                        .toJSON()
                        .collectAsList());
        assertThat(rejected).contains("“books” is no number: “lots”", "“county” has no value");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void verdictsAreThoseOfOneMachineWordByWord(Language language) {
        language.use(() -> Cluster.run(
                Job.ASSESS, out, data, "groupBy=county", "mapping=teaching_area=teaching_area * 1.0 / pupils"));
        Standard standard =
                StandardReader.read("cn-2017-quality", "pupils", List.of("teaching_area=teaching_area * 1.0 / pupils"));
        Assessor assessor = new Assessor(standard);
        Map<String, Row> byId = new HashMap<>();
        read("schools").forEach(row -> byId.put(row.getAs("id"), row));
        assertThat(byId).hasSize(schools.size());
        Map<String, Map<Stage, List<SchoolFigures>>> regions = new TreeMap<>();
        for (School s : schools) {
            SchoolFigures figures = figures(s);
            SchoolVerdict verdict = assessor.assess(figures);
            Row row = byId.get(s.id);
            assertThat(row.<Integer>getAs("met")).isEqualTo(verdict.met());
            assertThat(row.<Boolean>getAs("compliant")).isEqualTo(verdict.compliant());
            assertThat(row.<String>getAs("reasons")).isEqualTo(verdict.reasons().in(language));
            for (int j = 0; j < verdict.ratios().length; j++) {
                checkClose(number(row, "ratio_" + standard.indicators().get(j).id()), verdict.ratios()[j], "ratio");
            }
            regions.computeIfAbsent(s.county, county -> new TreeMap<>())
                    .computeIfAbsent(figures.stage(), stage -> new ArrayList<>())
                    .add(figures);
        }
        List<Row> rows = read("regions");
        assertThat(rows).hasSize(8);
        regions.forEach((county, byStage) -> byStage.forEach((stage, members) -> {
            RegionVerdict verdict = assessor.assess(stage, members);
            Row row = rows.stream()
                    .filter(r ->
                            r.getAs("group").equals(county) && r.getAs("stage").equals(stage.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.<Integer>getAs("schools")).isEqualTo(verdict.schools());
            assertThat(row.<Integer>getAs("compliant_schools")).isEqualTo(verdict.compliant());
            assertThat(row.<Boolean>getAs("balanced")).isEqualTo(verdict.balanced());
            assertThat(row.<Integer>getAs("missing")).isEqualTo(verdict.missing());
            assertThat(row.<String>getAs("reasons")).isEqualTo(verdict.reasons().in(language));
            checkClose(number(row, "cv"), verdict.cv(), "cv");
            for (int j = 0; j < verdict.cvs().length; j++) {
                checkClose(number(row, "cv_" + standard.indicators().get(j).id()), verdict.cvs()[j], "cv");
            }
        }));
    }

    private static SchoolFigures figures(School s) {
        double[] per = {100, 100, 100, 1, 1, 1, 100};
        double[] values = new double[per.length];
        for (int j = 0; j < values.length; j++) {
            double value = j == 3 || per[j] == 1 ? s.amounts[j] / s.pupils : 100 * s.amounts[j] / s.pupils;
            values[j] = Double.isFinite(value) ? value : Double.NaN;
        }
        Stage stage = s.stage.equals("JUNIOR") ? Stage.JUNIOR : Stage.PRIMARY;
        return new SchoolFigures(
                "School " + s.id.substring(1), stage, null, s.pupils, Arrays.copyOf(values, values.length));
    }

    @Test
    void schoolsOfUnknownStagesAreKeptAsideAndTwinsRefused() throws IOException {
        String header = "id,county,stage,pupils,teachers_qualified,teachers_backbone,teachers_pe_arts,"
                + "teaching_area,sports_area,equipment_value,multimedia_rooms\n";
        String figures = ",100,9,9,9,900,900,900000,9\n";
        Path file = Files.writeString(
                dir.resolve("c.csv"), header + "1,A,小学" + figures + "2,A,完小" + figures + "3,A,Kindergarten" + figures);
        Cluster.run(Job.ASSESS, out, "data=" + file, "groupBy=county");
        assertThat(read("schools")).hasSize(2);
        assertThat(Cluster.SPARK
                        .read()
                        .json(out.resolve("rejected").toString())
                        .first()
                        .<String>getAs("reason"))
                .isEqualTo("“stage” names no stage: “Kindergarten”");
        Path twins = Files.writeString(dir.resolve("d.csv"), header + "1,A,小学" + figures + "1,A,PRIMARY" + figures);
        out = dir.resolve("other");
        assertThatThrownBy(() -> Cluster.run(Job.ASSESS, out, "data=" + twins, "groupBy=county"))
                .isInstanceOf(Refusal.class)
                .hasMessage("the school “1” is there 2 times at stage PRIMARY in “A”");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        check(Job.SCORE, "indicators is missing", data);
        check(Job.SCORE, "“a” twice", data, "indicators=a=pupils", "indicators=a=teaching_area");
        check(Job.SCORE, ":positive or :negative", data, "indicators=pupils:up");
        check(Job.SCORE, "one of indicators and system", data, "indicators=pupils", "system=nyingchi");
        check(Job.SCORE, "weights are used with weighting USER", data, "indicators=pupils", "weights=pupils=1");
        check(Job.SCORE, "classes must be from 1 to 20, got 0", data, "indicators=pupils", "classes=0");
        check(Job.SCORE, "“pupils” in 7 of 600", data, "indicators=pupils", "missing=ERROR");
        check(Job.SCORE, "has no row that can be used", data, "indicators=county");
        check(Job.BALANCE, "deviation SAMPLE", data, "indicators=pupils", "deviation=SAMPLE", "population=pupils");
        check(Job.BALANCE, "mean greater than 0", data, "indicators=none=pupils - pupils");
        check(Job.ASSESS, "unknown column “computers”", data, "standard=cn-2012-basic");
        check(Job.ASSESS, "unknown column “grade”", data, "stage=grade");
        Language.ZH.use(() -> check(Job.SCORE, "classes 必须在 1 到 20 之间，实际为 0", data, "indicators=pupils", "classes=0"));
    }

    private void check(Job job, String message, String... inputs) {
        assertThatThrownBy(() -> Cluster.run(job, out, inputs))
                .as(String.join(" ", inputs))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message);
        assertThat(out).doesNotExist();
    }
}
