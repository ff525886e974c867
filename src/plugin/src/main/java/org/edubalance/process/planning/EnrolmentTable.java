package org.edubalance.process.planning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.edubalance.messages.Refusal;
import org.edubalance.planning.CohortSurvival;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Columns;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;

/**
 * Numbers by region, year and grade: those of several rows are summed, and not known where one row has none.
 *
 * @param regions by region and year, an array of grades; NaN where there is no row
 */
record EnrolmentTable(SortedMap<String, SortedMap<Integer, double[]>> regions) {

    /** How rows tell their region, year and grade. */
    record Keys(Attribute group, Attribute year, Attribute grade, Integer ageAtEntry) {

        String group(SimpleFeature row) {
            return group == null ? Columns.ALL : group.requiredLabel(row);
        }

        int year(SimpleFeature row) {
            return told(row, "year", () -> Grades.year(year.requiredLabel(row)));
        }

        int grade(SimpleFeature row) {
            return told(row, "grade", () -> {
                String label = grade.requiredLabel(row);
                return ageAtEntry == null ? Grades.of(label) : Grades.ofAge(label, ageAtEntry);
            });
        }

        private static int told(SimpleFeature row, String input, IntSupplier number) {
            try {
                return number.getAsInt();
            } catch (Refusal e) {
                throw e.about(input).at(Places.of(row));
            }
        }
    }

    /** Reads one number a row. */
    static EnrolmentTable of(
            SimpleFeatureCollection data, Keys keys, String input, Attribute number, Progress progress) {
        SortedMap<String, SortedMap<Integer, double[]>> regions = new TreeMap<>();
        Map<String, boolean[]> seen = new HashMap<>();
        try (SimpleFeatureIterator rows = data.features()) {
            while (rows.hasNext()) {
                progress.check();
                SimpleFeature row = rows.next();
                double value = notNegative(input, number, row);
                int g = keys.grade(row) - 1;
                String region = keys.group(row);
                int year = keys.year(row);
                double[] grades =
                        regions.computeIfAbsent(region, key -> new TreeMap<>()).computeIfAbsent(year, key -> unknown());
                boolean[] there = seen.computeIfAbsent(region + "\n" + year, key -> new boolean[CohortSurvival.GRADES]);
                grades[g] = there[g] ? grades[g] + value : value;
                there[g] = true;
            }
        }
        return new EnrolmentTable(regions);
    }

    /** Births by region and year. */
    static Map<String, Map<Integer, Double>> births(
            SimpleFeatureCollection data, Keys keys, Attribute number, Progress progress) {
        Map<String, Map<Integer, Double>> births = new TreeMap<>();
        try (SimpleFeatureIterator rows = data.features()) {
            while (rows.hasNext()) {
                progress.check();
                SimpleFeature row = rows.next();
                double value = notNegative("births", number, row);
                births.computeIfAbsent(keys.group(row), key -> new TreeMap<>())
                        .merge(keys.year(row), value, Double::sum);
            }
        }
        births.values().forEach(years -> years.values().removeIf(value -> Double.isNaN(value)));
        return births;
    }

    private static double notNegative(String input, Attribute attribute, SimpleFeature row) {
        double number = attribute.number(row);
        if (number < 0) {
            throw Refusal.of("planning.negative", "name", attribute.text(), "got", number)
                    .about(input)
                    .at(Places.of(row));
        }
        return number;
    }

    private static double[] unknown() {
        double[] grades = new double[CohortSurvival.GRADES];
        Arrays.fill(grades, Double.NaN);
        return grades;
    }
}
