package org.edubalance.cli;

/** What a user is told of an exception. */
final class Failure {

    private Failure() {}

    /**
     * The first message on the way down the causes that was written for a reader: not one that only repeats the
     * cause's class and message.
     */
    static String message(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            String message = t.getMessage();
            boolean repeats = t.getCause() != null && t.getCause().toString().equals(message);
            if (message != null && !message.isBlank() && !repeats) {
                return message.strip();
            }
        }
        return "unexpected " + e.getClass().getSimpleName();
    }
}
