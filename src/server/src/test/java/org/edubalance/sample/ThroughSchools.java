package org.edubalance.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.edubalance.sample.Townships.Township;

/** A few through-schools, whose rooms, grounds and equipment serve several stages, for trying out the stage split. */
final class ThroughSchools {

    private static final long SEED = 4;

    private ThroughSchools() {}

    static List<Row> generate() {
        Random random = new Random(SEED);
        List<Row> schools = new ArrayList<>();
        // The first has the pupils and the books of the official example of a split.
        schools.add(school("BY-T01", "Baiba Town", "九年一贯制学校", "Nine-Year", 166, 210, 0, random)
                .with("books", 23_226));
        schools.add(school("ZY-T01", "Chawalong Township", "九年一贯制学校", "Nine-Year", 148, 97, 0, random));
        schools.add(school("MT-T01", "Medog Town", "十二年一贯制学校", "Twelve-Year", 236, 184, 152, random));
        schools.add(school("BM-T01", "Zhamog Town", "完全中学", "Complete Secondary", 0, 312, 268, random));
        return schools;
    }

    private static Row school(
            String id,
            String township,
            String typeZh,
            String type,
            int primary,
            int junior,
            int senior,
            Random random) {
        Township place = Townships.all().stream()
                .filter(t -> t.name().equals(township))
                .findFirst()
                .orElseThrow();
        double pupils = primary + 1.1 * junior + 1.3 * senior;
        return new Row()
                .at(Counties.round(place.lon() + 0.03), Counties.round(place.lat() - 0.02))
                .with("id", id)
                .with("name", township + " " + type + " School")
                .with("name_zh", place.nameZh() + typeZh)
                .with("county", place.county())
                .with("township", township)
                .with("school_type", type.toUpperCase(Locale.ROOT).replaceAll("[ -]", "_"))
                .with("pupils_primary", primary)
                .with("pupils_junior", junior)
                .with("pupils_senior", senior)
                .with("teachers_primary", Math.round(0.085 * primary))
                .with("teachers_junior", Math.round(0.092 * junior))
                .with("teachers_qualified_primary", varied(0.052 * primary, random))
                .with("teachers_qualified_junior", varied(0.063 * junior, random))
                .with("teachers_backbone_primary", varied(0.014 * primary, random))
                .with("teachers_backbone_junior", varied(0.013 * junior, random))
                .with("teachers_pe_arts_primary", varied(0.013 * primary, random))
                .with("teachers_pe_arts_junior", varied(0.012 * junior, random))
                .with("teaching_area", varied(5.6 * pupils, random))
                .with("sports_area", varied(9.6 * pupils, random))
                .with("equipment_value", 100 * varied(25 * pupils, random))
                .with("computers", varied(0.13 * pupils, random))
                .with("books", varied(27 * pupils, random))
                .with("multimedia_rooms", varied(0.027 * pupils, random));
    }

    private static long varied(double usual, Random random) {
        return Math.round(usual * (0.8 + 0.4 * random.nextDouble()));
    }
}
