package org.edubalance.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.edubalance.sample.Counties.County;

/**
 * Pupils by county, year and grade, and the children born: cohorts that go through the grades with small random losses and
 * gains. The last year's pupils of a stage, and its classes, are those of the county's schools.
 */
final class Enrolment {

    private static final long SEED = 612;

    static final int FIRST_YEAR = 2021;
    static final int LAST_YEAR = 2024;

    private static final int FIRST_BIRTHS = 2006;
    private static final int LAST_BIRTHS = 2023;
    private static final int MOST_BIRTHS = 2016;

    private static final int PRIMARY_GRADES = 6;
    private static final int GRADES = 9;

    private final List<Row> births = new ArrayList<>();
    private final List<Row> pupils = new ArrayList<>();

    private Enrolment() {}

    static Enrolment generate() {
        Enrolment enrolment = new Enrolment();
        Random random = new Random(SEED);
        List<Row> schools = Schools.generate();
        for (County county : Counties.generate()) {
            enrolment.add(county.name(), schools, random);
        }
        return enrolment;
    }

    List<Row> births() {
        return births;
    }

    List<Row> pupils() {
        return pupils;
    }

    private void add(String county, List<Row> schools, Random random) {
        Map<Integer, Double> born = new LinkedHashMap<>();
        for (int year = FIRST_BIRTHS; year <= LAST_BIRTHS; year++) {
            double trend = year <= MOST_BIRTHS ? 1 + 0.015 * (year - MOST_BIRTHS) : 1 - 0.05 * (year - MOST_BIRTHS);
            born.put(year, trend * (0.96 + 0.08 * random.nextDouble()));
        }
        double primary = sum(schools, county, "PRIMARY", "pupils");
        double junior = sum(schools, county, "JUNIOR", "pupils");
        double scale = primary / cohorts(born, 1, PRIMARY_GRADES);
        double onward = junior / (scale * cohorts(born, PRIMARY_GRADES + 1, GRADES));
        born.replaceAll((year, share) -> Math.rint(share * scale));
        born.forEach((year, count) ->
                births.add(new Row().with("county", county).with("year", year).with("births", count.intValue())));
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            boolean last = year == LAST_YEAR;
            addStage(county, year, 1, PRIMARY_GRADES, born, 1, last ? primary : Double.NaN, schools, random);
            addStage(
                    county,
                    year,
                    PRIMARY_GRADES + 1,
                    GRADES,
                    born,
                    onward,
                    last ? junior : Double.NaN,
                    schools,
                    random);
        }
    }

    /** The children of some grades in the last year, as they were born. */
    private static double cohorts(Map<Integer, Double> born, int from, int to) {
        double sum = 0;
        for (int grade = from; grade <= to; grade++) {
            sum += born.get(yearOfBirth(LAST_YEAR, grade));
        }
        return sum;
    }

    private static int yearOfBirth(int year, int grade) {
        return year - 5 - grade;
    }

    /** Adds the grades of a stage; the last of them makes up for a total that is known. */
    private void addStage(
            String county,
            int year,
            int from,
            int to,
            Map<Integer, Double> born,
            double share,
            double totalOrNaN,
            List<Row> schools,
            Random random) {
        int classes = (int) sum(schools, county, from == 1 ? "PRIMARY" : "JUNIOR", "classes");
        int grades = to - from + 1;
        double left = totalOrNaN;
        for (int grade = from; grade <= to; grade++) {
            double varied = born.get(yearOfBirth(year, grade)) * share * (0.98 + 0.04 * random.nextDouble());
            double count = grade == to && !Double.isNaN(totalOrNaN) ? left : Math.rint(varied);
            left -= count;
            int place = grade - from;
            pupils.add(new Row()
                    .with("county", county)
                    .with("year", year)
                    .with("grade", grade)
                    .with("pupils", (int) count)
                    .with("classes", classes * (place + 1) / grades - classes * place / grades));
        }
    }

    private static double sum(List<Row> schools, String county, String stage, String column) {
        return schools.stream()
                .filter(school -> school.text("county").equals(county)
                        && school.text("stage").equals(stage))
                .mapToDouble(school -> school.number(column))
                .sum();
    }
}
