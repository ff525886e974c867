package org.edubalance.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the tables that whole processes are timed with, the same each time: a million points, a wide table of numbers, and a
 * nation's schools. It needs nothing but Java: {@code java Inputs.java FOLDER}.
 */
final class Inputs {

    private static final int POINTS = 1_000_000;
    private static final int SCHOOLS = 200_000;
    private static final int COUNTIES = 2_858;

    private Inputs() {}

    private interface Lines {
        void into(BufferedWriter text) throws IOException;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        write(folder.resolve("points.csv"), Inputs::points);
        write(folder.resolve("wide.csv"), Inputs::wide);
        write(folder.resolve("national.csv"), Inputs::schools);
    }

    private static void write(Path file, Lines lines) throws IOException {
        try (BufferedWriter text = Files.newBufferedWriter(file)) {
            lines.into(text);
        }
    }

    /** Points in towns of different sizes, and every fourth anywhere. */
    private static void points(BufferedWriter text) throws IOException {
        Random random = new Random(1);
        double[][] towns = new double[400][];
        for (int i = 0; i < towns.length; i++) {
            towns[i] = new double[] {
                90 + 10 * random.nextDouble(), 28 + 5 * random.nextDouble(), 0.02 + 0.1 * random.nextDouble()
            };
        }
        text.write("id,lon,lat,weight\n");
        for (int i = 1; i <= POINTS; i++) {
            double[] town = towns[random.nextInt(towns.length)];
            boolean anywhere = i % 4 == 0;
            double lon = anywhere ? 90 + 10 * random.nextDouble() : town[0] + town[2] * random.nextGaussian();
            double lat = anywhere ? 28 + 5 * random.nextDouble() : town[1] + town[2] * random.nextGaussian();
            text.write(i + "," + decimals(lon, 5) + "," + decimals(lat, 5) + "," + (20 + random.nextInt(2000)) + "\n");
        }
    }

    /** 100,000 rows of 20 columns: a code, a name, and numbers. */
    private static void wide(BufferedWriter text) throws IOException {
        Random random = new Random(2);
        text.write("code,name");
        for (int column = 1; column <= 18; column++) {
            text.write(",v" + column);
        }
        text.write('\n');
        for (int row = 1; row <= 100_000; row++) {
            text.write("R" + row + ",Name of row " + row);
            for (int column = 1; column <= 18; column++) {
                text.write(
                        column % 3 == 0 ? "," + decimals(1000 * random.nextDouble(), 2) : "," + random.nextInt(5000));
            }
            text.write('\n');
        }
    }

    /** Schools with what the standards and the system {@code nyingchi} ask for. */
    private static void schools(BufferedWriter text) throws IOException {
        Random random = new Random(3);
        double[][] counties = new double[COUNTIES][];
        for (int i = 0; i < COUNTIES; i++) {
            // how rich a county is, and where its middle is
            counties[i] = new double[] {
                0.7 + 0.6 * random.nextDouble(), 76 + 55 * random.nextDouble(), 20 + 30 * random.nextDouble()
            };
        }
        text.write(
                "id,name,county,stage,school_type,lon,lat,pupils,boarders,teachers,teachers_qualified,teachers_senior,teachers_backbone,teachers_pe_arts,teaching_area,sports_area,equipment_value,computers,books,multimedia_rooms,dormitory_area,pupil_quality,budget_funds\n");
        for (int i = 0; i < SCHOOLS; i++) {
            int county = random.nextInt(COUNTIES);
            double rich = counties[county][0];
            boolean primary = random.nextInt(3) > 0;
            String stage = primary ? "PRIMARY" : "JUNIOR";
            int pupils = 60 + random.nextInt(primary ? 900 : 1500);
            int boarders = (int) (pupils * 0.4 * random.nextDouble());
            int teachers = 3 + (int) (pupils / 15.0 * around(rich, random));
            int senior = (int) (teachers * 0.3 * random.nextDouble());
            text.write("S" + String.format(Locale.ROOT, "%06d", i) + ",School " + i + ",C"
                    + String.format(Locale.ROOT, "%04d", county) + "," + stage + "," + stage + ","
                    + decimals(counties[county][1] + 0.3 * random.nextGaussian(), 5) + ","
                    + decimals(counties[county][2] + 0.3 * random.nextGaussian(), 5) + "," + pupils + "," + boarders
                    + ","
                    + teachers + "," + (int) (teachers * (0.6 + 0.4 * random.nextDouble())) + "," + senior + ","
                    + (int) (teachers * 0.15 * random.nextDouble()) + "," + (1 + teachers / 8) + ","
                    + (int) (pupils * 5.5 * around(rich, random)) + "," + (int) (pupils * 9 * around(rich, random))
                    + ","
                    + (int) (pupils * 3500 * around(rich, random)) + "," + (int) (pupils * 0.2 * around(rich, random))
                    + ","
                    + (int) (pupils * 25 * around(rich, random)) + "," + (1 + pupils / 45) + "," + 5 * boarders + ","
                    + decimals(40 + 50 * random.nextDouble(), 1) + "," + (int) (pupils * 15000 * around(rich, random))
                    + "\n");
        }
    }

    private static double around(double middle, Random random) {
        return middle * (0.7 + 0.6 * random.nextDouble());
    }

    private static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
