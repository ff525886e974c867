package org.edubalance.server.execution;

import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;

/** What clients are told of a job, whatever protocol they ask by, in the {@code current} language. */
public final class StatusTexts {

    private StatusTexts() {}

    public static String accepted() {
        return said("wps.status.accepted");
    }

    /** That the process runs, and what it is at. */
    public static String started(JobProgress progress) {
        String task = ProcessOffering.text(progress.getTask());
        return task.isBlank() ? said("wps.status.started") : said("wps.status.started.task", "task", task);
    }

    /** That the process succeeded, and what there is to tell of its results. */
    public static String succeeded(JobProgress progress) {
        List<String> notes = progress.notes();
        return notes.isEmpty()
                ? said("wps.status.succeeded")
                : said("wps.status.succeeded.noted", "notes", whole(together(notes)));
    }

    /** The notes, of which there is one at least. */
    public static String together(List<String> notes) {
        return notes.stream()
                .reduce((first, next) -> said("wps.status.notes", "first", whole(first), "next", whole(next)))
                .orElseThrow();
    }

    /** A text that is not cut, as texts of users are. */
    private static Localized whole(String text) {
        return language -> text;
    }

    private static String said(String key, Object... facts) {
        return Message.of(key, facts).in(Language.current());
    }
}
