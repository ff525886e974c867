package org.edubalance.planning;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.standards.Reasons;

/**
 * What is found of an item of a standard, of an aspect, or of all of them, for one county.
 *
 * @param aspect the aspect's id, {@value #ALL} for all of them
 * @param item the item's id, {@value #ALL} for the whole aspect
 * @param title what it asks for
 * @param value what is so; null where nothing is known
 * @param target what is asked for; null for an aspect
 * @param met whether it is met; null where that is not known
 * @param veto whether failing it fails the whole
 * @param source the document that asks for it, null where that is not said
 * @param schools how many schools it was asked of, null for figures of the county
 * @param failing how many of them fail it
 * @param unknown of how many it is not known
 * @param reasons what the verdict rests on
 */
public record ItemVerdict(
        String aspect,
        String item,
        Localized title,
        Localized value,
        Localized target,
        Boolean met,
        boolean veto,
        Localized source,
        Integer schools,
        Integer failing,
        Integer unknown,
        Reasons reasons) {

    /** Stands for all items of an aspect, or all aspects. */
    public static final String ALL = "ALL";

    /** This verdict with more to say of it. */
    ItemVerdict saying(List<Message> more) {
        List<Message> all = new ArrayList<>(reasons.points());
        all.addAll(more);
        return new ItemVerdict(
                aspect, item, title, value, target, met, veto, source, schools, failing, unknown, new Reasons(all));
    }
}
