package org.edubalance.planning;

import java.util.List;
import org.edubalance.messages.Message;
import org.edubalance.standards.Stage;

/**
 * The pupils and places of a region's stage in a year; NaN where something is not known.
 *
 * @param group the region
 * @param stage the stage
 * @param year the year in which the school year begins
 * @param projected whether it lies after the years that are known
 * @param pupils the pupils
 * @param classes the classes, of years to come those of the last that is known
 * @param places classes times the pupils that a class has places for
 * @param lacking the pupils beyond the places
 * @param classesLacking the classes that they would fill
 * @param notes what is to be said of it
 */
public record EnrolmentRow(
        String group,
        Stage stage,
        int year,
        boolean projected,
        double pupils,
        double classes,
        double places,
        double lacking,
        double classesLacking,
        List<Message> notes) {

    public EnrolmentRow {
        notes = List.copyOf(notes);
    }

    /** Pupils in each class if there are no more classes. */
    public double classSize() {
        return classes > 0 ? pupils / classes : Double.NaN;
    }
}
