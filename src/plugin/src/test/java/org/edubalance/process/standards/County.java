package org.edubalance.process.standards;

import org.edubalance.process.features.Table;

/** A county of 12 schools, six primary and six junior, which keeps both Chinese standards. */
final class County {

    private County() {}

    /** Primary schools are rows 1 to 6, junior schools 7 to 12. */
    static Table table() {
        Table county = new Table(
                "id:String,name:String,county:String,stage:String,school_type:String,pupils:Integer,teachers:Integer,"
                        + "teachers_qualified:Double,teachers_senior:Double,teachers_backbone:Double,teachers_pe_arts:Double,"
                        + "teaching_area:Double,sports_area:Double,equipment_value:Double,computers:Double,books:Double,"
                        + "multimedia_rooms:Double,geom:Point:srid=4326");
        for (int i = 0; i < 12; i++) {
            boolean primary = i < 6;
            int pupils = 100 + 20 * (i % 6);
            // Each school has its thresholds, and the later ones up to a quarter more.
            double more = 1 + 0.05 * (i % 6);
            county.row(
                    "s" + (i + 1),
                    "School " + (i + 1),
                    "Bomi",
                    primary ? "PRIMARY" : "JUNIOR",
                    null,
                    pupils,
                    pupils / 10,
                    pupils * more * (primary ? 4.2 : 5.3) / 100,
                    pupils * more * 0.03,
                    pupils * more / 100,
                    pupils * more * 0.9 / 100,
                    pupils * more * (primary ? 4.5 : 5.8),
                    pupils * more * (primary ? 7.5 : 10.2),
                    pupils * more * (primary ? 2000 : 2500),
                    pupils * more * 0.15,
                    pupils * more * 20,
                    pupils * more * (primary ? 2.3 : 2.4) / 100,
                    "POINT(" + (95 + 0.1 * i) + " " + (29.5 + 0.05 * (i % 3)) + ")");
        }
        return county;
    }
}
