package org.edubalance.report;

import java.time.LocalDate;
import java.util.List;
import org.edubalance.messages.Localized;

/**
 * What a report says of its data and of itself. Texts are null where nobody gave them.
 *
 * @param place what is reported on, for example a county or prefecture
 * @param schoolYear the school year of the figures
 * @param author who hands the report in
 * @param source where the data are from
 * @param date when the report was made
 * @param synthetic whether the data are made up, as the sample data are
 * @param reading what was done to the data as they were read
 */
public record DataNotes(
        String place,
        String schoolYear,
        String author,
        String source,
        LocalDate date,
        boolean synthetic,
        List<Localized> reading) {

    /** Notes that say nothing but the date. */
    public static DataNotes of(LocalDate date) {
        return new DataNotes(null, null, null, null, date, false, List.of());
    }

    public DataNotes {
        reading = List.copyOf(reading);
    }
}
