package org.edubalance.server.wps;

import java.util.Map;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
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
            throw OwsException.invalid(
                    key,
                    identifier + " has no input " + Kvp.shown(key) + "; its inputs are "
                            + String.join(", ", inputs.keySet()));
        }
        return input;
    }

    Parameter<?> output(String key) {
        Parameter<?> output = outputs.get(key);
        if (output == null) {
            throw OwsException.invalid(
                    key,
                    identifier + " has no output " + Kvp.shown(key) + "; its outputs are "
                            + String.join(", ", outputs.keySet()));
        }
        return output;
    }

    private static String text(CharSequence text, String fallback) {
        return text == null || text.toString().isBlank() ? fallback : text.toString();
    }
}
