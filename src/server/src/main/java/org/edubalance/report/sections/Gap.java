package org.edubalance.report.sections;

import java.util.List;
import org.edubalance.messages.Localized;
import org.edubalance.standards.Stage;

/**
 * Something that a report cannot tell, and why.
 *
 * @param stage the stage that it is missing of, null for all schools
 * @param indicators the ids of the indicators that it is about, empty if about none in particular
 * @param regions the keys of the regions that it is about
 * @param cause a sentence, or two
 */
record Gap(Part part, Stage stage, List<String> indicators, List<String> regions, Localized cause) {

    /** The part of the report that something is missing in. */
    enum Part {
        STANDARD,
        PLAN,
        MAPS,
        SCORES,
        WEIGHTS,
        BALANCE,
        INEQUALITY,
        ACCESS
    }
}
