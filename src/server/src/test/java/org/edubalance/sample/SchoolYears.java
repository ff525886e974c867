package org.edubalance.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The primary schools over six years, up to the figures that they have now: books and computers grew most where there were
 * fewest. One school opened on the way and one closed.
 */
final class SchoolYears {

    private static final long SEED = 7;
    private static final int FIRST = 2018;
    private static final int LAST = 2023;
    private static final int CHANGE = 2021;

    /** How much further apart, in logarithms, the schools were a year before. */
    private static final double APART = 0.07;

    private SchoolYears() {}

    static List<Row> generate() {
        Random random = new Random(SEED);
        List<Row> schools = Schools.generate().stream()
                .filter(school -> school.text("stage").equals("PRIMARY"))
                .toList();
        double books = usual(schools, "books");
        double computers = usual(schools, "computers");
        List<Row> rows = new ArrayList<>();
        for (int year = FIRST; year <= LAST; year++) {
            for (int i = 0; i < schools.size(); i++) {
                boolean opens = i == schools.size() - 1;
                if (!opens || year >= CHANGE) {
                    rows.add(row(schools.get(i), schools.get(i).text("id"), year, books, computers, random));
                }
            }
            if (year < CHANGE) {
                rows.add(row(schools.get(0), "BY-P90", year, books, computers, random));
            }
        }
        return rows;
    }

    /** The geometric mean of what there is per pupil. */
    private static double usual(List<Row> schools, String of) {
        return Math.exp(schools.stream()
                .mapToDouble(school -> Math.log(school.number(of) / school.number("pupils")))
                .average()
                .orElseThrow());
    }

    private static Row row(Row school, String id, int year, double books, double computers, Random random) {
        int back = LAST - year;
        long pupils = Math.round(school.number("pupils") * (1 - 0.01 * back) * noise(random, back));
        return new Row()
                .with("id", id)
                .with("county", school.text("county"))
                .with("year", year)
                .with("pupils", pupils)
                .with("books", amount(school, "books", books, pupils, back, random))
                .with("computers", amount(school, "computers", computers, pupils, back, random));
    }

    private static long amount(Row school, String of, double usual, long pupils, int back, Random random) {
        double gap = Math.log(school.number(of) / school.number("pupils") / usual);
        double perPupil = usual * Math.exp(gap * (1 + APART * back)) * Math.pow(0.97, back);
        return Math.round(perPupil * pupils * noise(random, back));
    }

    /** None in the last year, whose figures are those of the schools. */
    private static double noise(Random random, int back) {
        double noise = 0.97 + 0.06 * random.nextDouble();
        return back == 0 ? 1 : noise;
    }
}
