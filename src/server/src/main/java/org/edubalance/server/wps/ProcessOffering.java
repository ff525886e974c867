package org.edubalance.server.wps;

import java.util.Locale;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;

/** A process that this service offers, with its parameters by name. */
record ProcessOffering(
        String identifier,
        Name name,
        ProcessFactory factory,
        Map<String, Parameter<?>> inputs,
        Map<String, Parameter<?>> outputs) {

    Process create() {
        return factory.create(name);
    }

    String title() {
        return text(factory.getTitle(name), identifier);
    }

    String description() {
        return text(factory.getDescription(name), title());
    }

    String version() {
        String version = factory.getVersion(name);
        return version == null || version.isBlank() ? "1.0.0" : version;
    }

    Parameter<?> input(String key) {
        Parameter<?> input = inputs.get(key);
        if (input == null) {
            throw Refusal.of("wps.input.unknown", "process", identifier, "inputs", inputs.keySet())
                    .about(key);
        }
        return input;
    }

    Parameter<?> output(String key) {
        Parameter<?> output = outputs.get(key);
        if (output == null) {
            throw Refusal.of("wps.output.unknown", "process", identifier, "outputs", outputs.keySet())
                    .about(key);
        }
        return output;
    }

    private static String text(InternationalString text, String fallback) {
        String shown = text(text);
        return shown.isBlank() ? fallback : shown;
    }

    /** A text in the {@link Language#current} language if it has it; empty where there is none. */
    static String text(InternationalString text) {
        return text == null
                ? ""
                : text.toString(Locale.forLanguageTag(Language.current().code()));
    }
}
