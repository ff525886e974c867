package org.edubalance.process.planning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Refusal;

/** Inputs of the form {@code name=number}. */
final class NamedNumbers {

    private NamedNumbers() {}

    /**
     * The numbers by name, in their order; none where the input is not given.
     *
     * @throws Refusal if an entry has another form or a name comes twice
     */
    static Map<String, Double> of(String input, List<String> entries) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String entry : entries == null ? List.<String>of() : entries) {
            int equals = entry == null ? -1 : entry.indexOf('=');
            double number = equals < 1 ? Double.NaN : number(entry.substring(equals + 1));
            if (Double.isNaN(number)) {
                throw Refusal.of("planning.named", "got", entry).about(input);
            }
            String name = entry.substring(0, equals).strip();
            if (numbers.put(name, number) != null) {
                throw Refusal.of("planning.named.twice", "name", name).about(input);
            }
        }
        return numbers;
    }

    private static double number(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
