package org.edubalance.report;

import java.util.List;
import org.edubalance.messages.Language;

/**
 * What a report is made from, besides the schools and regions.
 *
 * @param groupBy the schools' attribute with the key of their region
 * @param regionKey the regions' attribute with that key
 * @param stage the schools' attribute with the stage, or a stage for all of them
 * @param population the schools' attribute with their pupils
 * @param system indicator system of the scores, an id or JSON
 * @param standard the standard to hold schools and regions against, an id or JSON
 * @param mapping {@code indicator=expression}, where the standard's indicators come from in these data
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
        Language language) {

    public ReportOptions {
        mapping = List.copyOf(mapping);
    }
}
