package org.edubalance.io;

import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;

/** A refusal of a text whose encoding has to be named, or named anew. */
public final class EncodingRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    EncodingRefusal(String key, Throwable causeOrNull) {
        super(Message.of(key), causeOrNull);
    }
}
