package org.edubalance.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Responses in the shape of the survey of three counties (Dege, Maoxian, Zhaojue): 1,391 pupils, 874 teachers and 713
 * parents.
 *
 * <p>The counts of every characteristic and the satisfaction rates of the counties' dimensions are the published ones.
 * Who answered what is random: of an item's respondents those with the highest satisfaction, of a person and of a
 * person with the item, answer 4 or 5, as many as the rate asks for.
 */
final class Surveys {

    private static final long SEED = 2978;

    static final int ITEMS = 4;

    /** Answers from this on count as satisfied. */
    private static final int SATISFIED = 4;

    private static final int MAX_MISSING = 6;

    /** A published count: how many of a role's respondents have a value of a characteristic. */
    record Count(String role, String characteristic, String value, int count) {}

    /** A satisfaction rate of a dimension in a county, in percent with one decimal. */
    record Rate(String county, String role, String dimension, double percent) {}

    static final List<Count> COUNTS =
            """
            student, gender, male, 513
            student, gender, female, 878
            student, grades, 1-6, 716
            student, grades, 7-9, 675
            student, ethnicity, Tibetan, 327
            student, ethnicity, Yi, 213
            student, ethnicity, Qiang, 108
            student, ethnicity, Hui, 27
            student, ethnicity, Han, 684
            student, ethnicity, other, 32
            student, school_area, town, 650
            student, school_area, agricultural_pastoral, 741
            teacher, gender, male, 326
            teacher, gender, female, 548
            teacher, ethnicity, Tibetan, 118
            teacher, ethnicity, Yi, 97
            teacher, ethnicity, Qiang, 31
            teacher, ethnicity, Hui, 12
            teacher, ethnicity, Han, 574
            teacher, ethnicity, other, 42
            teacher, teaching_years, 1-5, 121
            teacher, teaching_years, 6-10, 240
            teacher, teaching_years, 10+, 513
            teacher, work_unit, primary, 363
            teacher, work_unit, junior_high, 282
            teacher, work_unit, nine_year, 174
            teacher, work_unit, twelve_year, 16
            teacher, work_unit, vocational_junior, 39
            parent, gender, male, 251
            parent, gender, female, 462
            parent, occupation, farmers_pastoralists, 523
            parent, occupation, business_unit, 108
            parent, occupation, government, 82
            """
                    .lines()
                    .map(line -> line.split(", "))
                    .map(cells -> new Count(cells[0], cells[1], cells[2], Integer.parseInt(cells[3])))
                    .toList();

    /** The published rates; those of role "all" are of the three roles together. */
    static final List<Rate> RATES = rates(
            """
            Dege, student, basic_conditions, 89.1
            Dege, student, library, 92.4
            Dege, student, computers, 79.2
            Dege, teacher, basic_conditions, 79.3
            Dege, teacher, logistics, 82.4
            Dege, teacher, space, 70.4
            Dege, parent, basic_conditions, 70.7
            Dege, parent, location, 51.7
            Dege, all, schooling_guarantee, 93.2
            Maoxian, student, basic_conditions, 91.3
            Maoxian, student, sports, 98.2
            Maoxian, student, computers, 82.4
            Maoxian, teacher, basic_conditions, 81.3
            Maoxian, teacher, space, 87.5
            Maoxian, teacher, logistics, 74.6
            Maoxian, parent, basic_conditions, 71.2
            Maoxian, parent, nurturing_environment, 76.5
            Maoxian, parent, campus_safety, 64.4
            Maoxian, all, schooling_guarantee, 89.4
            Zhaojue, student, basic_conditions, 71.2
            Zhaojue, student, sports, 80.3
            Zhaojue, student, logistics, 51.3
            Zhaojue, teacher, basic_conditions, 73.3
            Zhaojue, teacher, space, 86.4
            Zhaojue, teacher, logistics, 61.8
            Zhaojue, parent, basic_conditions, 61.2
            Zhaojue, parent, nurturing_environment, 68.4
            Zhaojue, parent, location, 52.7
            Zhaojue, all, schooling_guarantee, 86.8
            """);

    /** Made up, for the dimensions of a role that were not published for a county. */
    private static final List<Rate> OTHER_RATES = rates(
            """
            Dege, student, sports, 84.6
            Dege, student, logistics, 77.5
            Dege, parent, nurturing_environment, 72.3
            Dege, parent, campus_safety, 68.9
            Maoxian, student, library, 88.7
            Maoxian, student, logistics, 79.8
            Maoxian, parent, location, 60.5
            Zhaojue, student, library, 69.4
            Zhaojue, student, computers, 62.7
            Zhaojue, parent, campus_safety, 63.6
            """);

    /** How a role's respondents are spread over the counties; made up. */
    private static final Map<String, Map<String, Integer>> RESPONDENTS = Map.of(
            "student", Map.of("Dege", 452, "Maoxian", 486, "Zhaojue", 453),
            "teacher", Map.of("Dege", 283, "Maoxian", 309, "Zhaojue", 282),
            "parent", Map.of("Dege", 231, "Maoxian", 247, "Zhaojue", 235));

    private static final List<String> COUNTIES = List.of("Dege", "Maoxian", "Zhaojue");

    private static final Map<String, String> CHINESE = Map.of("Dege", "德格县", "Maoxian", "茂县", "Zhaojue", "昭觉县");

    /** Where an ethnic group mostly lives. */
    private static final Map<String, String> HOMES = Map.of("Tibetan", "Dege", "Qiang", "Maoxian", "Yi", "Zhaojue");

    private final Random random = new Random(SEED);

    private Surveys() {}

    /** The respondents by role: student, teacher, parent. */
    static Map<String, List<Row>> generate() {
        Surveys surveys = new Surveys();
        Map<String, List<Row>> roles = new LinkedHashMap<>();
        for (String role : List.of("student", "teacher", "parent")) {
            roles.put(role, surveys.respondents(role));
        }
        return roles;
    }

    private List<Row> respondents(String role) {
        List<Row> rows = new ArrayList<>();
        for (String county : COUNTIES) {
            for (int i = 0; i < RESPONDENTS.get(role).get(county); i++) {
                String id = "%s%04d".formatted(role.substring(0, 1).toUpperCase(Locale.ROOT), rows.size() + 1);
                rows.add(new Row().with("id", id).with("county", county).with("county_zh", CHINESE.get(county)));
            }
        }
        COUNTS.stream()
                .filter(count -> count.role().equals(role))
                .map(Count::characteristic)
                .distinct()
                .forEach(characteristic -> characterize(rows, role, characteristic));
        for (String dimension : dimensions(role)) {
            for (String county : COUNTIES) {
                answer(
                        rows.stream()
                                .filter(row -> row.text("county").equals(county))
                                .toList(),
                        dimension,
                        percent(county, role, dimension));
            }
        }
        return rows;
    }

    /** The dimensions that a role was asked about. */
    static List<String> dimensions(String role) {
        return Stream.concat(RATES.stream(), OTHER_RATES.stream())
                .filter(rate -> rate.role().equals(role) || rate.role().equals("all"))
                .map(Rate::dimension)
                .distinct()
                .sorted()
                .toList();
    }

    private static double percent(String county, String role, String dimension) {
        return Stream.concat(RATES.stream(), OTHER_RATES.stream())
                .filter(rate -> rate.county().equals(county)
                        && rate.dimension().equals(dimension)
                        && (rate.role().equals(role) || rate.role().equals("all")))
                .findFirst()
                .orElseThrow()
                .percent();
    }

    /** Gives every respondent one of a characteristic's values, each as often as was published. */
    private void characterize(List<Row> rows, String role, String characteristic) {
        List<Row> open = new ArrayList<>(rows);
        for (Count count : COUNTS) {
            if (count.role().equals(role) && count.characteristic().equals(characteristic)) {
                Map<Row, Double> order = new IdentityHashMap<>();
                for (Row row : open) {
                    double weight = row.text("county").equals(HOMES.get(count.value())) ? 12 : 1;
                    order.put(row, -StrictMath.log(1 - random.nextDouble()) / weight);
                }
                open.sort(Comparator.comparing(order::get));
                open.subList(0, count.count()).forEach(row -> row.with(characteristic, count.value()));
                open.subList(0, count.count()).clear();
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.size() + " without " + characteristic);
        }
    }

    /** Lets a county's respondents answer a dimension's items, so that the mean of the items' rates is as given. */
    private void answer(List<Row> rows, String dimension, double percent) {
        double[] satisfaction = new double[rows.size()];
        Arrays.setAll(satisfaction, i -> random.nextGaussian());
        double remaining = ITEMS * percent / 100;
        for (int item = 1; item <= ITEMS; item++) {
            int missing = random.nextInt(MAX_MISSING + 1);
            double rate = percent / 100 + 0.12 * (1 - percent / 100) * random.nextGaussian();
            int satisfied = (int) Math.rint(Math.min(rate, 0.995) * (rows.size() - missing));
            if (item == ITEMS) {
                // The last item makes up for the others, with the number of missing answers that comes closest.
                double left = remaining;
                missing = IntStream.rangeClosed(0, MAX_MISSING)
                        .boxed()
                        .min(Comparator.comparingDouble(m -> {
                            int n = rows.size() - m;
                            return Math.abs(Math.rint(left * n) / n - left);
                        }))
                        .orElseThrow();
                satisfied = (int) Math.rint(left * (rows.size() - missing));
            }
            remaining -= satisfied / (double) (rows.size() - missing);
            answerItem(rows, dimension + "_" + item, satisfaction, satisfied, missing);
        }
    }

    private void answerItem(List<Row> rows, String item, double[] satisfaction, int satisfied, int missing) {
        double[] liking = new double[rows.size()];
        Arrays.setAll(liking, i -> satisfaction[i] + 0.7 * random.nextGaussian());
        List<Integer> respondents = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            respondents.add(i);
        }
        Collections.shuffle(respondents, random);
        respondents.subList(0, missing).forEach(i -> rows.get(i).with(item, null));
        List<Integer> answering = respondents.subList(missing, respondents.size());
        answering.sort(Comparator.comparingDouble(i -> -liking[i]));
        for (int place = 0; place < answering.size(); place++) {
            rows.get(answering.get(place)).with(item, level(place, satisfied, answering.size()));
        }
    }

    /** The answer of the respondent at a place in the order of satisfaction. */
    private static int level(int place, int satisfied, int n) {
        if (place < satisfied) {
            return place < 0.45 * satisfied ? 5 : SATISFIED;
        }
        double share = (place - satisfied) / (double) (n - satisfied);
        return share < 0.6 ? 3 : share < 0.88 ? 2 : 1;
    }

    private static List<Rate> rates(String table) {
        return table.lines()
                .map(line -> line.split(", "))
                .map(cells -> new Rate(cells[0], cells[1], cells[2], Double.parseDouble(cells[3])))
                .toList();
    }
}
