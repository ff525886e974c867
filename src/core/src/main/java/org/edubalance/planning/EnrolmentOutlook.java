package org.edubalance.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.edubalance.messages.Message;
import org.edubalance.standards.Stage;

/**
 * Pupils and places by stage, in the years that are known and those to come: places = classes × limit of a class, lacking =
 * max(0, pupils − places), in classes ⌈lacking / limit⌉. The classes of the last year that has them stay. See {@link
 * CohortSurvival} for the pupils.
 */
public final class EnrolmentOutlook {

    /** 大班额 and 超大班额: a large class has more than 55 pupils, a very large one more than 65. */
    private static final int LARGE = 55;

    private static final int VERY_LARGE = 65;

    private static final double PRIMARY_LIMIT = 45;
    private static final double OTHER_LIMIT = 50;

    private static final int JUNIOR_END = 9;
    private static final double ROUNDING = 1e-9;

    private final CohortSurvival survival;
    private final int primaryGrades;
    private final Double classLimit;
    private final int horizon;

    /**
     * @param primaryGrades how many grades the primary stage has; the junior stage ends with grade 9
     * @param classLimitOrNull the pupils that a class has places for; else 45 in primary and 50 in other schools
     * @param horizon how many years ahead
     */
    public EnrolmentOutlook(CohortSurvival survival, int primaryGrades, Double classLimitOrNull, int horizon) {
        this.survival = survival;
        this.primaryGrades = primaryGrades;
        this.classLimit = classLimitOrNull;
        this.horizon = horizon;
    }

    private Stage stage(int g) {
        if (g < primaryGrades) {
            return Stage.PRIMARY;
        }
        return g < JUNIOR_END ? Stage.JUNIOR : Stage.SENIOR;
    }

    private double limit(Stage stage) {
        if (classLimit != null) {
            return classLimit;
        }
        return stage == Stage.PRIMARY ? PRIMARY_LIMIT : OTHER_LIMIT;
    }

    /**
     * The rows of a region, of the stages that it has had pupils in.
     *
     * @param region its pupils and the children born in it
     * @param classesOrNull its classes by year and grade, NaN where not known
     * @param ratios its ratios, see {@link CohortSurvival}
     */
    public List<EnrolmentRow> rows(
            String group, CohortSurvival.Region region, SortedMap<Integer, double[]> classesOrNull, double[] ratios) {
        SortedMap<Integer, double[]> pupils = region.pupils();
        SortedMap<Integer, double[]> all = new TreeMap<>(pupils);
        all.putAll(survival.project(region, ratios, horizon));
        List<EnrolmentRow> rows = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            int[] grades = grades(stage, region);
            double classes = Double.NaN;
            for (int year : grades.length == 0 ? Set.<Integer>of() : all.keySet()) {
                boolean projected = year > pupils.lastKey();
                double known = classesOrNull == null ? Double.NaN : sum(classesOrNull.get(year), grades);
                classes = projected && Double.isNaN(known) ? classes : known;
                double sum = sum(all.get(year), grades);
                List<Message> notes = new ArrayList<>();
                if (Double.isNaN(sum)) {
                    Set<Message> why = new LinkedHashSet<>();
                    for (int g : grades) {
                        if (Double.isNaN(all.get(year)[g])) {
                            why.add(why(g, year, region, all, ratios));
                        }
                    }
                    notes.addAll(why);
                }
                rows.add(row(group, stage, year, projected, sum, classes, notes));
            }
        }
        return rows;
    }

    /** The grades of a stage, from 0, that a region has ever had pupils in. */
    private int[] grades(Stage stage, CohortSurvival.Region region) {
        return IntStream.range(0, CohortSurvival.GRADES)
                .filter(g -> stage(g) == stage)
                .filter(region::has)
                .toArray();
    }

    private static double sum(double[] yearOrNull, int[] grades) {
        return yearOrNull == null
                ? Double.NaN
                : Arrays.stream(grades).mapToDouble(g -> yearOrNull[g]).sum();
    }

    private EnrolmentRow row(
            String group,
            Stage stage,
            int year,
            boolean projected,
            double pupils,
            double classes,
            List<Message> notes) {
        double limit = limit(stage);
        double places = classes * limit;
        double lacking = Math.max(0, pupils - places);
        double classesLacking = Math.ceil(lacking / limit - ROUNDING) + 0.0;
        EnrolmentRow row = new EnrolmentRow(
                group, stage, year, projected, pupils, classes, places, lacking, classesLacking, notes);
        if (row.classSize() <= LARGE || Double.isNaN(row.classSize())) {
            return row;
        }
        List<Message> more = new ArrayList<>(notes);
        more.add(Message.of(
                row.classSize() > VERY_LARGE ? "planning.enrolment.veryLarge" : "planning.enrolment.large",
                "pupils",
                Math.round(row.classSize() * 10) / 10.0));
        return new EnrolmentRow(group, stage, year, projected, pupils, classes, places, lacking, classesLacking, more);
    }

    /** Why a grade's pupils are not known: what is not known at the beginning of its cohort, or its ratio. */
    private Message why(
            int g, int year, CohortSurvival.Region region, SortedMap<Integer, double[]> all, double[] ratios) {
        if (year <= region.pupils().lastKey()) {
            return Message.of("planning.enrolment.grade", "grade", g + 1, "year", year);
        }
        if (g == 0 && !region.births().containsKey(survival.yearOfBirth(year))) {
            return Message.of("planning.enrolment.births", "year", survival.yearOfBirth(year));
        }
        if (g > 0) {
            double[] last = all.get(year - 1);
            if (last == null || Double.isNaN(last[g - 1])) {
                return last == null
                        ? Message.of("planning.enrolment.grade", "grade", g, "year", year - 1)
                        : why(g - 1, year - 1, region, all, ratios);
            }
        }
        return Message.of(g == 0 ? "planning.enrolment.entry" : "planning.enrolment.ratio", "grade", g + 1);
    }

    /** The regions' rows summed by stage and year; what is not known of one region is not known of all. */
    public static List<EnrolmentRow> together(String name, List<EnrolmentRow> rows) {
        Map<Stage, Map<Integer, List<EnrolmentRow>>> stages = new TreeMap<>();
        Map<Stage, Set<String>> groups = new TreeMap<>();
        for (EnrolmentRow row : rows) {
            stages.computeIfAbsent(row.stage(), stage -> new TreeMap<>())
                    .computeIfAbsent(row.year(), year -> new ArrayList<>())
                    .add(row);
            groups.computeIfAbsent(row.stage(), stage -> new TreeSet<>()).add(row.group());
        }
        List<EnrolmentRow> all = new ArrayList<>();
        stages.forEach((stage, years) -> years.forEach((year, parts) -> {
            Set<String> without = new TreeSet<>(groups.get(stage));
            parts.stream().filter(part -> !Double.isNaN(part.pupils())).forEach(part -> without.remove(part.group()));
            boolean whole = parts.size() == groups.get(stage).size();
            List<Message> notes = without.isEmpty()
                    ? Collections.emptyList()
                    : List.of(Message.of("planning.enrolment.groups", "groups", without));
            all.add(new EnrolmentRow(
                    name,
                    stage,
                    year,
                    parts.stream().anyMatch(EnrolmentRow::projected),
                    sum(parts, whole, EnrolmentRow::pupils),
                    sum(parts, whole, EnrolmentRow::classes),
                    sum(parts, whole, EnrolmentRow::places),
                    sum(parts, whole, EnrolmentRow::lacking),
                    sum(parts, whole, EnrolmentRow::classesLacking),
                    notes));
        }));
        return all;
    }

    private static double sum(List<EnrolmentRow> parts, boolean whole, ToDoubleFunction<EnrolmentRow> number) {
        return whole ? parts.stream().mapToDouble(number).sum() : Double.NaN;
    }
}
