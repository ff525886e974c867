package org.edubalance.standards;

import java.util.List;
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
        StringBuilder text = new StringBuilder();
        addTo(text, language);
        return text.toString();
    }

    @Override
    public void addTo(StringBuilder text, Language language) {
        String before = "";
        for (Message point : points) {
            text.append(before);
            point.addTo(text, language);
            before = Texts.in(language).text("standards.reasons.separator");
        }
    }
}
