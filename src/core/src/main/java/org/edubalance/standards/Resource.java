package org.edubalance.standards;

import org.edubalance.definitions.Label;
import org.edubalance.messages.Refusal;

/**
 * What an indicator counts per pupil. A school with P pupils and the value x has the amount a = x · P / per of it.
 *
 * @param title what it is, for readers, for example {@code PE and arts teachers}
 * @param amount the attribute or ECQL expression of the amount itself, null where the data may have none
 * @param per of how many pupils the value is: 1, or 100 for a value per 100 pupils
 * @param unit the unit of amounts, null where the title says it
 * @param whole whether it comes in wholes, as teachers and rooms do
 */
public record Resource(Label title, String amount, double per, Label unit, boolean whole) {

    /** @throws Refusal if {@code per} is not above 0 */
    public Resource {
        if (!(per > 0 && per < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("standards.per", "got", per);
        }
    }

    /** The amount of a school with a value and pupils. */
    public double amount(double value, double pupils) {
        return value * pupils / per;
    }
}
