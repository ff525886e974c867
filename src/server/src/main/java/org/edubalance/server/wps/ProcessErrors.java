package org.edubalance.server.wps;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.edubalance.server.ows.OwsException;
import org.geotools.process.ProcessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong in a process, as a client may see it. */
final class ProcessErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessErrors.class);

    /** A qualified class name, which says nothing to a client and something to an attacker. */
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z][a-z0-9]*\\.){2,}[A-Z]\\w*");

    private static final int LONGEST_MESSAGE = 2000;

    private ProcessErrors() {}

    static OwsException of(ProcessOffering process, Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof OwsException ows) {
                return ows;
            }
            if (cause instanceof OutOfMemoryError) {
                LOG.error("{} ran out of memory", process.identifier());
                return new OwsException(
                        OwsException.NO_APPLICABLE_CODE,
                        null,
                        process.identifier()
                                + " needs more memory than the server has: ask for fewer cells or features",
                        500);
            }
        }
        return message(problem).map(message -> withLocator(process, message)).orElseGet(() -> {
            LOG.error("{} failed", process.identifier(), problem);
            return new OwsException(OwsException.NO_APPLICABLE_CODE, null, process.identifier() + " failed", 500);
        });
    }

    /** The message of the exception that was meant for a user, if there is one. */
    private static Optional<String> message(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            boolean meant = cause instanceof ProcessException || cause instanceof IllegalArgumentException;
            String message = cause.getMessage();
            if (meant && message != null && !CLASS_NAME.matcher(message).find() && !message.isBlank()) {
                return Optional.of(
                        message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message);
            }
        }
        return Optional.empty();
    }

    /** A message that starts with an input's name is about that input. */
    private static OwsException withLocator(ProcessOffering process, String message) {
        Optional<String> input = process.inputs().keySet().stream()
                .filter(key -> message.startsWith(key)
                        && (message.length() == key.length()
                                || !Character.isJavaIdentifierPart(message.charAt(key.length()))))
                .max(Comparator.comparingInt(String::length));
        if (input.isEmpty()) {
            return new OwsException(OwsException.NO_APPLICABLE_CODE, null, message);
        }
        boolean missing = message.startsWith(input.get() + " is missing");
        return new OwsException(
                missing ? OwsException.MISSING_PARAMETER : OwsException.INVALID_PARAMETER, input.get(), message);
    }
}
