package org.edubalance.io.table;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.io.table.Row.Kept;

/** Tells a first row that is one of the table, which has no header then, from a header with numbers in it. */
final class FirstRowOfNumbers {

    private FirstRowOfNumbers() {}

    /**
     * A number that a row has like rows below it, if it is one of them rather than a header.
     *
     * @return null if the row may be a header
     */
    static String in(Kept row, List<Kept> below) {
        List<Double> numbers = new ArrayList<>();
        String like = null;
        int alike = 0;
        int columns = 0;
        boolean repeated = false;
        for (int i = 0; i < row.cells().length; i++) {
            String cell = row.cell(i);
            Double number = plainNumber(cell);
            Double other = null;
            for (Kept each : below) {
                other = other == null ? plainNumber(each.cell(i)) : other;
                repeated |= number == null && !cell.isEmpty() && cell.equals(each.cell(i));
            }
            columns += other == null ? 0 : 1;
            if (number != null) {
                numbers.add(number);
                if (other != null && isAlike(number, other)) {
                    like = like == null ? cell : like;
                    alike++;
                }
            }
        }
        boolean isRow = 3 * alike >= 2 * columns
                && (alike >= 2 && !isScale(numbers) || alike >= 1 && repeated)
                && !row.cell(0).isEmpty()
                && !Vocabulary.shipped().knowsAny(List.of(row.cells()));
        return isRow ? like : null;
    }

    private static Double plainNumber(String cell) {
        WrittenNumber number = WrittenNumber.read(cell, '.');
        return number == null || !number.ways().isEmpty() ? null : (Double) number.number();
    }

    private static boolean isAlike(double a, double b) {
        double ratio = a / b;
        return a == b || ratio > 0.03 && ratio < 30;
    }

    /** True for the years, grades, distances or classes that columns may be called by: rising, in few digits or one by one. */
    private static boolean isScale(List<Double> numbers) {
        boolean rising = true;
        boolean years = true;
        boolean round = true;
        boolean steps = true;
        for (int i = 0; i < numbers.size(); i++) {
            double number = numbers.get(i);
            rising &= i == 0 || number > numbers.get(i - 1);
            steps &= i == 0 || number == numbers.get(i - 1) + 1;
            years &= number >= 1900 && number <= 2100 && number == Math.rint(number);
            double digits =
                    number == 0 ? 1 : Math.abs(number) / Math.pow(10, Math.floor(Math.log10(Math.abs(number))) - 1);
            round &= Math.abs(digits - Math.rint(digits)) < 1e-9;
        }
        return years || steps || rising && round;
    }
}
