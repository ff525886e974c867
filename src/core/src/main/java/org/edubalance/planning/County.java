package org.edubalance.planning;

import java.util.List;
import java.util.Map;
import org.edubalance.messages.Message;
import org.edubalance.standards.SchoolFigures;
import org.edubalance.survey.SatisfactionRate;

/**
 * What is known of a county.
 *
 * @param schools its schools, one for each stage of a school
 * @param figures the county's own figures by item, one for each of the item's conditions; null where there are none
 * @param satisfaction what a survey found; null where there is none
 * @param notKnown why figures are not known, by item, of schools or of the county
 * @param understood what figures were taken for that are not written as they are asked for, by item
 */
public record County(
        List<School> schools,
        Map<String, List<Figure>> figures,
        SatisfactionRate satisfaction,
        Map<String, List<Message>> notKnown,
        Map<String, List<Message>> understood) {

    /**
     * A school.
     *
     * @param figures what the standard's indicators are of it
     * @param items its figures by item, one for each of the item's conditions
     */
    public record School(SchoolFigures figures, Map<String, List<Figure>> items) {}
}
