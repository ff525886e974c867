package org.edubalance.scoring;

import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/** Rows that the method finds no scores for, though every value is one that it accepts. */
final class UnscorableRows extends Refusal {

    private static final long serialVersionUID = 1L;

    UnscorableRows(String key, Object... facts) {
        super(Message.of(key, facts), null);
    }
}
