package org.edubalance.scoring;

/** Rows that the method finds no scores for, though every value is one that it accepts. */
final class UnscorableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnscorableException(String message) {
        super(message);
    }
}
