package org.edubalance.process.schools;

/** What the descriptions of inputs say of the standards that are shipped; a test holds it to their data. */
public final class ShippedStandards {

    /** The input {@code standard}, with the attributes that each standard needs. */
    public static final String INPUT =
            "cn-2017-quality, which needs the attributes pupils, teachers_qualified, teachers_backbone, teachers_pe_arts,"
                    + " teaching_area, sports_area, equipment_value, multimedia_rooms; cn-2012-basic, which needs the"
                    + " attributes pupils, teaching_area, sports_area, equipment_value, computers, books, teachers,"
                    + " teachers_qualified, teachers_senior; or a standard as JSON";

    private ShippedStandards() {}
}
