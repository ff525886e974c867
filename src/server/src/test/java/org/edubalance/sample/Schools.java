package org.edubalance.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.edubalance.sample.Townships.Township;

/**
 * The 61 primary and 10 junior high schools.
 *
 * <p>A school has of every resource, per pupil, the stage's usual amount times a multiplier of its own. The multipliers
 * are random; their level and spread differ from county to county. The seeds were searched for: under them the analysis
 * comes out as the study's did.
 */
final class Schools {

    private static final long PRIMARY_SEED = 361;
    private static final long JUNIOR_SEED = 27;

    /** A school's position differs from its township's seat by at most this, in degrees. */
    private static final double NEAR_SEAT = 0.025;

    private static final Map<String, String> CODES = Map.of(
            "Bayi", "BY",
            "Gongbo'gyamda", "GG",
            "Mainling", "ML",
            "Medog", "MT",
            "Bomi", "BM",
            "Zayu", "ZY",
            "Nang", "NX");

    private enum Stage {
        PRIMARY,
        JUNIOR
    }

    /** What a school may have more or less of, with the usual amount per pupil of a primary and a junior high school. */
    private enum Resource {
        TEACHERS(0.082, 0.088),
        TEACHERS_QUALIFIED(0.053, 0.066),
        TEACHERS_SENIOR(0.031, 0.036),
        TEACHERS_BACKBONE(0.013, 0.0125),
        TEACHERS_PE_ARTS(0.012, 0.0115),
        TEACHING_AREA(5.6, 7.2),
        SPORTS_AREA(9.4, 12.8),
        EQUIPMENT_VALUE(2500, 3100),
        COMPUTERS(0.12, 0.15),
        BOOKS(26, 34),
        MULTIMEDIA_ROOMS(0.029, 0.030),
        /** Per boarder. */
        DORMITORY_AREA(3.4, 3.8),
        /** Odds of an index between 0 and 100, not per pupil. */
        PUPIL_QUALITY(1.65, 1.65),
        BUDGET_FUNDS(19_000, 23_000);

        private final double primary;
        private final double junior;

        Resource(double primary, double junior) {
            this.primary = primary;
            this.junior = junior;
        }

        double usual(Stage stage) {
            return stage == Stage.PRIMARY ? primary : junior;
        }
    }

    /**
     * How a county's primary schools are equipped, as normal distributions of the multipliers' logarithm.
     *
     * @param level the mean, 0 where schools are equipped as usual
     * @param between standard deviation between the county's schools, the same for all resources of a school
     * @param within standard deviation between the resources of a school
     */
    private record Equipment(double level, double between, double within) {}

    private static final Map<String, Equipment> PRIMARY = Map.of(
            "Bayi", new Equipment(0.42, 0.20, 0.34),
            "Gongbo'gyamda", new Equipment(-0.40, 0.16, 0.26),
            "Mainling", new Equipment(0.10, 0.16, 0.30),
            "Medog", new Equipment(-0.10, 0.16, 0.36),
            "Bomi", new Equipment(-0.05, 0.28, 0.52),
            "Zayu", new Equipment(0.12, 0.05, 0.12),
            "Nang", new Equipment(0.10, 0.12, 0.24));

    /** What a county's junior high schools have to share out beyond the least, relative to the usual. */
    private static final Map<String, Double> JUNIOR = Map.of(
            "Bayi", 1.25, "Gongbo'gyamda", 0.65, "Mainling", 1.0, "Medog", 0.9, "Bomi", 1.0, "Zayu", 0.95, "Nang", 1.0);

    /** The study region has ten junior high schools in seven counties. */
    private static final Map<String, Integer> JUNIOR_SCHOOLS = Map.of("Bayi", 3, "Bomi", 2);

    private Schools() {}

    static List<Row> generate() {
        List<Row> schools = new ArrayList<>(primary(PRIMARY_SEED));
        schools.addAll(junior(JUNIOR_SEED));
        Conditions.addTo(schools);
        return schools;
    }

    static List<Row> primary(long seed) {
        Random random = new Random(seed);
        List<Row> schools = new ArrayList<>();
        for (Township township : Townships.all()) {
            for (int number = 1; number <= township.primarySchools(); number++) {
                double[] multipliers = logNormal(PRIMARY.get(township.county()), random);
                int pupils = pupils(township.pupils(), 0.40, random);
                String name =
                        township.name() + ordinal(township.primarySchools(), " No. %d", number) + " Primary School";
                String nameZh = township.nameZh() + ordinal(township.primarySchools(), "第%s", number) + "小学";
                schools.add(school(Stage.PRIMARY, township, name, nameZh, pupils, multipliers, random));
            }
        }
        return numbered(schools, "P");
    }

    static List<Row> junior(long seed) {
        Random random = new Random(seed);
        List<Row> schools = new ArrayList<>();
        for (Township seat : Townships.seats()) {
            int count = JUNIOR_SCHOOLS.getOrDefault(seat.county(), 1);
            for (int number = 1; number <= count; number++) {
                double[] multipliers = sharedOut(JUNIOR.get(seat.county()), random);
                int pupils = pupils(720, 0.35, random);
                String name = seat.county() + ordinal(count, " No. %d", number) + " Junior High School";
                String nameZh = Counties.nameZh(seat.county()) + ordinal(count, "第%s", number) + "初级中学";
                schools.add(school(Stage.JUNIOR, seat, name, nameZh, pupils, multipliers, random));
            }
        }
        return numbered(schools, "J");
    }

    private static double[] logNormal(Equipment equipment, Random random) {
        double school = equipment.level + equipment.between * random.nextGaussian();
        double[] multipliers = new double[Resource.values().length];
        Arrays.setAll(multipliers, j -> StrictMath.exp(school + equipment.within * random.nextGaussian()));
        return multipliers;
    }

    /**
     * Multipliers with a given mean: what lies beyond the least is shared out between the resources at random, so that
     * a school which is strong in one is weak in others and the schools' scores stay close together.
     */
    private static double[] sharedOut(double total, Random random) {
        double[] shares = new double[Resource.values().length];
        Arrays.setAll(shares, j -> -StrictMath.log(1 - random.nextDouble()));
        double mean = Arrays.stream(shares).sum() / shares.length;
        return Arrays.stream(shares)
                .map(share -> 0.7 + 0.4 * total * share / mean)
                .toArray();
    }

    private static int pupils(double usual, double spread, Random random) {
        return (int) Math.rint(usual * StrictMath.exp(spread * random.nextGaussian()));
    }

    private static Row school(
            Stage stage,
            Township township,
            String name,
            String nameZh,
            int pupils,
            double[] multipliers,
            Random random) {
        int boarders = (int) Math.rint(pupils * (0.45 + 0.40 * random.nextDouble()));
        double[] amounts = new double[multipliers.length];
        for (Resource resource : Resource.values()) {
            int heads = resource == Resource.DORMITORY_AREA ? boarders : pupils;
            amounts[resource.ordinal()] = resource.usual(stage) * multipliers[resource.ordinal()] * heads;
        }
        long qualified = Math.round(amounts[Resource.TEACHERS_QUALIFIED.ordinal()]);
        long senior = Math.round(amounts[Resource.TEACHERS_SENIOR.ordinal()]);
        long backbone = Math.round(amounts[Resource.TEACHERS_BACKBONE.ordinal()]);
        long peArts = Math.round(amounts[Resource.TEACHERS_PE_ARTS.ordinal()]);
        long teachers = Math.round(amounts[Resource.TEACHERS.ordinal()]);
        double odds = amounts[Resource.PUPIL_QUALITY.ordinal()] / pupils;
        double lon = Counties.round(township.lon() + NEAR_SEAT * (2 * random.nextDouble() - 1));
        double lat = Counties.round(township.lat() + NEAR_SEAT * (2 * random.nextDouble() - 1));
        return new Row()
                .at(lon, lat)
                .with("id", "")
                .with("name", name)
                .with("name_zh", nameZh)
                .with("county", township.county())
                .with("township", township.name())
                .with("stage", stage.name())
                .with("school_type", stage == Stage.PRIMARY && pupils < 50 ? "TEACHING_POINT" : stage.name())
                .with("pupils", pupils)
                .with("boarders", boarders)
                .with("teachers", Math.max(teachers, Math.max(qualified, senior) + 1))
                .with("teachers_qualified", qualified)
                .with("teachers_senior", senior)
                .with("teachers_backbone", backbone)
                .with("teachers_pe_arts", peArts)
                .with("teaching_area", rounded(amounts, Resource.TEACHING_AREA, 1))
                .with("sports_area", rounded(amounts, Resource.SPORTS_AREA, 1))
                .with("equipment_value", rounded(amounts, Resource.EQUIPMENT_VALUE, 100))
                .with("computers", rounded(amounts, Resource.COMPUTERS, 1))
                .with("books", rounded(amounts, Resource.BOOKS, 1))
                .with("multimedia_rooms", rounded(amounts, Resource.MULTIMEDIA_ROOMS, 1))
                .with("dormitory_area", rounded(amounts, Resource.DORMITORY_AREA, 1))
                .with("pupil_quality", Math.rint(1000 * odds / (1 + odds)) / 10)
                .with("budget_funds", rounded(amounts, Resource.BUDGET_FUNDS, 1000));
    }

    private static long rounded(double[] amounts, Resource resource, int unit) {
        return Math.round(amounts[resource.ordinal()] / unit) * unit;
    }

    private static String ordinal(int count, String pattern, int number) {
        Object shown = pattern.contains("%s") ? "一二三四五六七".substring(number - 1, number) : number;
        return count == 1 ? "" : pattern.formatted(shown);
    }

    private static List<Row> numbered(List<Row> schools, String stage) {
        Map<String, Integer> numbers = new HashMap<>();
        for (Row school : schools) {
            String code = CODES.get(school.text("county"));
            school.with("id", "%s-%s%02d".formatted(code, stage, numbers.merge(code, 1, Integer::sum)));
        }
        return schools;
    }
}
