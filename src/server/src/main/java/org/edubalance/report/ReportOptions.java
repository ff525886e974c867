package org.edubalance.report;

import java.util.List;
import org.edubalance.messages.Language;

/**
 * How a report is made.
 *
 * @param groupBy the schools' attribute with the key of their region; null to look for one, or take all schools for one
 *     region
 * @param regionKey the regions' attribute with that key; null for the attribute of the same name
 * @param stage the schools' attribute with the stage, or a stage for all of them
 * @param population the schools' attribute with their pupils
 * @param system indicator system of the scores, an id or JSON
 * @param standard the standard to hold schools and regions against, an id or JSON
 * @param mapping {@code indicator=expression}, where indicators of the standard and of the system come from in these data
 * @param unitCosts {@code indicator=number}, what a unit of its resource costs; empty where that is not known
 * @param surveyItems the surveys' items, each {@code dimension/attribute}; empty to take columns such as
 *     {@code library_1}, {@code library_2}
 * @param notes what the report says of itself
 * @param language language of the report
 */
public record ReportOptions(
        String groupBy,
        String regionKey,
        String stage,
        String population,
        String system,
        String standard,
        List<String> mapping,
        List<String> unitCosts,
        List<String> surveyItems,
        DataNotes notes,
        Language language) {

    public ReportOptions {
        mapping = List.copyOf(mapping);
        unitCosts = List.copyOf(unitCosts);
        surveyItems = List.copyOf(surveyItems);
    }
}
