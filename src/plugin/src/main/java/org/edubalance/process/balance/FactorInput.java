package org.edubalance.process.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.IndicatorInput;
import org.edubalance.process.features.Inputs;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * A factor as a request gives it: {@code [name=]expression[:classes|:category]}, where classes is the number of classes
 * that numbers are put in, and {@code category} takes each number as a class of its own, as codes are.
 *
 * @param factor its name and where its values come from
 * @param classes how many classes numbers are put in, null where the request leaves it open
 * @param category whether numbers are codes
 */
record FactorInput(IndicatorInput factor, Integer classes, boolean category) {

    static final int MOST_CLASSES = 100;

    private static final Pattern CLASSED = Pattern.compile("(.*):\\s*(category|\\d{1,9})\\s*", Pattern.DOTALL);

    /**
     * Reads the factors of a request.
     *
     * @throws Refusal if there is none, one cannot be read, or two have the same name
     */
    static List<FactorInput> parse(List<String> texts, SimpleFeatureType type) {
        if (texts == null || texts.isEmpty()) {
            throw Inputs.missing("factors", Message.of("indicator.needed"));
        }
        List<String> plain = new ArrayList<>();
        List<String> suffixes = new ArrayList<>();
        for (String text : texts) {
            Matcher classed = CLASSED.matcher(text == null ? "" : text.toLowerCase(Locale.ROOT));
            boolean given = text != null && type.indexOf(text.strip()) < 0 && classed.matches();
            suffixes.add(given ? classed.group(2) : null);
            plain.add(given ? text.substring(0, classed.end(1)) : text);
        }
        List<IndicatorInput> factors = IndicatorInput.undirected("factors", plain, type);
        List<FactorInput> result = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            String suffix = suffixes.get(i);
            boolean category = "category".equals(suffix);
            Integer classes = suffix == null || category ? null : Integer.valueOf(suffix);
            Inputs.checkRange("factors", classes, 2, MOST_CLASSES);
            result.add(new FactorInput(factors.get(i), classes, category));
        }
        return result;
    }

    String name() {
        return factor.name();
    }
}
