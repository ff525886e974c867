package org.edubalance.server.wms;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Optional;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.Languages;
import org.edubalance.server.paint.LegendLook;

/**
 * GeoServer's {@code legend_options} as far as they say how texts look: {@code forceLabels}, {@code fontSize}, {@code
 * fontStyle}, {@code fontColor} and {@code bgColor}; {@code dpi} is {@link Resolution}'s. Others have no effect here.
 */
final class LegendOptions {

    private static final String INPUT = "legend_options";
    private static final int SMALLEST_FONT = 4;
    private static final int LARGEST_FONT = 100;
    private static final int LARGEST_SAMPLE = 200;

    private LegendOptions() {}

    /**
     * The look that a request asks for.
     *
     * @throws Refusal if an option has a value that is not accepted
     */
    static LegendLook look(Kvp kvp) {
        LegendLook plain = LegendLook.plain(MapRequestReader.background(kvp));
        return new LegendLook(
                MapRequestReader.bounded(kvp, "width", plain.sampleWidth(), 1, LARGEST_SAMPLE),
                MapRequestReader.bounded(kvp, "height", plain.sampleHeight(), 1, LARGEST_SAMPLE),
                plain.background() == null
                        ? null
                        : option(kvp, "bgColor").map(LegendOptions::color).orElse(plain.background()),
                isLabelled(kvp),
                plain.font().deriveFont(style(kvp), size(kvp, plain.font().getSize())),
                option(kvp, "fontColor").map(LegendOptions::color).orElse(plain.ink()),
                kvp.get("language")
                        .map(language -> Languages.of("language", language))
                        .orElse(null));
    }

    private static Optional<String> option(Kvp kvp, String name) {
        return Optional.ofNullable(Resolution.option(kvp, INPUT, name));
    }

    /** Labelled, unless it is not to be. GeoServer leaves the text of a single rule out; here it says what the map shows. */
    private static boolean isLabelled(Kvp kvp) {
        return !"off".equals(choice(kvp, "forceLabels", List.of("on", "off"), "on"));
    }

    private static int style(Kvp kvp) {
        return switch (choice(kvp, "fontStyle", List.of("normal", "bold", "italic"), "normal")) {
            case "bold" -> Font.BOLD;
            case "italic" -> Font.ITALIC;
            default -> Font.PLAIN;
        };
    }

    private static String choice(Kvp kvp, String name, List<String> choices, String fallback) {
        String value = option(kvp, name).orElse(fallback);
        return choices.stream().filter(value::equalsIgnoreCase).findFirst().orElseThrow(() -> Refusal.of(
                        "style.choice", "what", name, "choices", choices, "got", value)
                .about(INPUT));
    }

    private static float size(Kvp kvp, int fallback) {
        String text = option(kvp, "fontSize").orElse(Integer.toString(fallback));
        try {
            float size = Float.parseFloat(text);
            if (size >= SMALLEST_FONT && size <= LARGEST_FONT) {
                return size;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Refusal.of("wms.legend.size", "min", SMALLEST_FONT, "max", LARGEST_FONT, "got", text)
                .about(INPUT);
    }

    private static Color color(String text) {
        return MapRequestReader.color(text)
                .orElseThrow(() -> Refusal.of("wms.legend.color", "got", text).about(INPUT));
    }
}
