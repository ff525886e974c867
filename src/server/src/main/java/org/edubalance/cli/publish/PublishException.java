package org.edubalance.cli.publish;

/** Publishing cannot go on; the message is for the user. */
final class PublishException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PublishException(String message) {
        super(message);
    }
}
