package org.edubalance.standards;

import java.util.List;
import java.util.stream.Collectors;
import org.edubalance.messages.Language;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Texts;

/** What a verdict rests on, point by point; as one text, the points stand between semicolons. */
public record Reasons(List<Message> points) implements Localized {

    public Reasons {
        points = List.copyOf(points);
    }

    @Override
    public String in(Language language) {
        return points.stream()
                .map(point -> point.in(language))
                .collect(Collectors.joining(Texts.in(language).text("standards.reasons.separator")));
    }
}
