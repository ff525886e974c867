package org.edubalance.sample;

import java.util.Random;

/**
 * What the items of a standard ask of a school beyond its resources per pupil: classes, music and art rooms, certificates
 * and the like. Random, from a seed of their own, so that the figures of the study's analysis stay as they are.
 */
final class Conditions {

    private static final long SEED = 2017;

    private Conditions() {}

    /** Adds the columns to schools. */
    static void addTo(Iterable<Row> schools) {
        Random random = new Random(SEED);
        schools.forEach(school -> add(school, random));
    }

    private static void add(Row school, Random random) {
        boolean primary = school.text("stage").equals("PRIMARY");
        int pupils = (int) school.number("pupils");
        int grades = primary ? 6 : 3;
        double size = 34 + 9 * random.nextDouble();
        int classes = pupils < 50 ? Math.max(1, pupils / 15) : Math.max(grades, (int) Math.ceil(pupils / size));
        int largest = (int) Math.ceil(pupils / (double) classes * (1 + 0.2 * random.nextDouble()));
        int asked = (classes + 11) / 12;
        int built = 1958 + random.nextInt(65);
        boolean recent = built > 2016;
        school.with("classes", classes)
                .with("largest_class", largest)
                .with("music_rooms", rooms(asked, random))
                .with("music_room_area", area(recent ? 94 : 70, random))
                .with("art_rooms", rooms(asked, random))
                .with("art_room_area", area(recent ? 88 : 65, random))
                .with("built", built)
                .with("training_share", share(0.9, 0.55, random))
                .with("certificate_share", share(0.95, 0.8, random))
                .with("charter", random.nextDouble() < 0.96)
                .with("digital_management", random.nextDouble() < 0.93)
                .with("training_budget_share", Math.rint(1000 * (0.042 + 0.04 * random.nextDouble())) / 1000);
    }

    private static int rooms(int asked, Random random) {
        return random.nextDouble() < 0.85 ? asked + random.nextInt(2) : Math.max(0, asked - 1);
    }

    private static int area(int least, Random random) {
        return least + random.nextInt(35);
    }

    /** 1 in so many of all cases, else between the least and 1. */
    private static double share(double least, double whole, Random random) {
        double part = least + (1 - least) * random.nextDouble();
        return random.nextDouble() < whole ? 1 : Math.floor(100 * part) / 100;
    }
}
