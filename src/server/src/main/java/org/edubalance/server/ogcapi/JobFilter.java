package org.edubalance.server.ogcapi;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.Job;
import org.edubalance.server.execution.JobRecord;
import org.edubalance.server.ows.Kvp;

/**
 * Which jobs a client wants to see.
 *
 * @param types empty for all; there is one, {@code process}
 * @param processes identifiers, empty for all
 * @param statuses as the standard names them, empty for all
 * @param from creation time, inclusive; null for no bound
 * @param to the same
 * @param least running time in seconds; null for no bound
 * @param most the same
 */
record JobFilter(
        List<String> types,
        List<String> processes,
        List<String> statuses,
        Instant from,
        Instant to,
        Integer least,
        Integer most) {

    /** The parameters of a request that say which. */
    static final List<String> PARAMETERS =
            List.of("type", "processID", "status", "datetime", "minDuration", "maxDuration");

    static final List<String> STATUSES =
            Stream.of(Job.State.values()).map(JobDocuments::status).toList();

    static JobFilter of(Kvp kvp) {
        List<String> statuses = kvp.list("status");
        for (String status : statuses) {
            if (!STATUSES.contains(status)) {
                throw Refusal.of("ogcapi.choice", "accepted", STATUSES, "got", status)
                        .about("status");
            }
        }
        String time = kvp.get("datetime").orElse(null);
        Instant from = null;
        Instant to = null;
        if (time != null) {
            String[] ends = time.split("/", -1);
            if (ends.length > 2 || ends.length == 2 && isOpen(ends[0]) && isOpen(ends[1])) {
                throw datetime(time, null);
            }
            from = end(time, ends[0]);
            to = end(time, ends[ends.length - 1]);
            if (ends.length == 1 && from == null) {
                throw datetime(time, null);
            }
        }
        return new JobFilter(
                kvp.list("type"),
                kvp.list("processID"),
                statuses,
                from,
                to,
                kvp.integer("minDuration").orElse(null),
                kvp.integer("maxDuration").orElse(null));
    }

    private static boolean isOpen(String end) {
        return Set.of("", "..").contains(end);
    }

    private static Instant end(String whole, String end) {
        if (isOpen(end)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(end).toInstant();
        } catch (DateTimeParseException e) {
            throw datetime(whole, e);
        }
    }

    private static Refusal datetime(String got, Exception cause) {
        return Refusal.because(cause, "ogcapi.datetime", "got", got).about("datetime");
    }

    boolean takes(JobRecord job) {
        return (types.isEmpty() || types.contains("process"))
                && (processes.isEmpty() || processes.contains(job.process()))
                && (statuses.isEmpty() || statuses.contains(JobDocuments.status(job.state())))
                && (from == null || !job.created().isBefore(from))
                && (to == null || !job.created().isAfter(to))
                && takesDuration(job);
    }

    private boolean takesDuration(JobRecord job) {
        if (least == null && most == null) {
            return true;
        }
        if (job.started() == null) {
            return false;
        }
        Duration duration = Duration.between(job.started(), job.ended() == null ? Instant.now() : job.ended());
        return (least == null || duration.compareTo(Duration.ofSeconds(least)) >= 0)
                && (most == null || duration.compareTo(Duration.ofSeconds(most)) <= 0);
    }
}
