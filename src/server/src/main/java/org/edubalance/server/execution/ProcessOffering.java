package org.edubalance.server.execution;

import java.util.Locale;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;

/**
 * A process that this service offers, with its parameters by name.
 *
 * @param shown its title in each language; null where it has none
 * @param told its description
 * @param version of the process itself
 */
public record ProcessOffering(
        String identifier,
        Name name,
        ProcessFactory factory,
        InternationalString shown,
        InternationalString told,
        String version,
        Map<String, Parameter<?>> inputs,
        Map<String, Parameter<?>> outputs) {

    /** All that the factory tells is asked once: it reads it off annotations each time. */
    static ProcessOffering of(Name name, ProcessFactory factory) {
        String version = factory.getVersion(name);
        return new ProcessOffering(
                name.getNamespaceURI() + ":" + name.getLocalPart(),
                name,
                factory,
                factory.getTitle(name),
                factory.getDescription(name),
                version == null || version.isBlank() ? "1.0.0" : version,
                factory.getParameterInfo(name),
                factory.getResultInfo(name, null));
    }

    Process create() {
        return factory.create(name);
    }

    public String title() {
        return text(shown, identifier);
    }

    public String description() {
        return text(told, title());
    }

    /** How often an input must come: one with a default may be left out, whatever its process declares. */
    public int least(Parameter<?> input) {
        return input.sample == null ? Math.max(0, input.minOccurs) : 0;
    }

    /** The most values that an input takes. */
    public int most(Parameter<?> input) {
        return Math.max(1, input.maxOccurs);
    }

    public Parameter<?> input(String key) {
        Parameter<?> input = inputs.get(key);
        if (input == null) {
            throw Refusal.of("wps.input.unknown", "process", identifier, "inputs", inputs.keySet())
                    .about(key);
        }
        return input;
    }

    public Parameter<?> output(String key) {
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
    public static String text(InternationalString text) {
        return text == null
                ? ""
                : text.toString(Locale.forLanguageTag(Language.current().code()));
    }
}
