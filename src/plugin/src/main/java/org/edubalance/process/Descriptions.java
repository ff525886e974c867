package org.edubalance.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.InternationalString;
import org.geotools.util.GrowableInternationalString;

/**
 * What hosts are told of processes and inputs beyond the annotations: Chinese titles and descriptions, and what kind of
 * input a text or number is ({@code inputs.properties} says which facts there are). The facts come as metadata of the
 * parameters, under their name with {@code edu.} before it, so that a host needs no class of ours to use them; {@code
 * edu.group} and {@code edu.style} of a process are metadata of its result.
 */
final class Descriptions {

    private static final List<String> FACTS = List.of("of", "form", "geometry", "unit", "advanced");
    private static final List<String> FACTS_OF_PROCESSES = List.of("group", "style");

    private static final Properties CHINESE = read("descriptions_zh.properties");
    private static final Properties INPUTS = read("inputs.properties");

    private Descriptions() {}

    private static Properties read(String file) {
        Properties properties = new Properties();
        try (InputStream in = Descriptions.class.getResourceAsStream(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** A process's title in both languages. */
    static InternationalString title(String process, InternationalString english) {
        return text(english.toString(Locale.ENGLISH), CHINESE.getProperty(process + ".title"));
    }

    /** A process's description in both languages. */
    static InternationalString description(String process, InternationalString english) {
        return text(english.toString(Locale.ENGLISH), CHINESE.getProperty(process + ".description"));
    }

    /** Inputs with titles and descriptions in both languages and their facts. */
    static Map<String, Parameter<?>> inputs(String process, Map<String, Parameter<?>> inputs) {
        Map<String, Parameter<?>> described = new LinkedHashMap<>();
        inputs.forEach((name, input) -> {
            InternationalString title = text(words(name), of(CHINESE, process, name, "title"));
            InternationalString help =
                    text(input.description.toString(Locale.ENGLISH), of(CHINESE, process, name, "help"));
            Map<String, Object> facts = new HashMap<>();
            for (String fact : FACTS) {
                String value = of(INPUTS, process, name, fact);
                if (value != null) {
                    facts.put("edu." + fact, value);
                }
            }
            described.put(name, copy(input, title, help, facts));
        });
        return described;
    }

    /** Results with descriptions in both languages and the facts of their process. */
    static Map<String, Parameter<?>> results(String process, Map<String, Parameter<?>> results) {
        Map<String, Object> facts = new HashMap<>();
        for (String fact : FACTS_OF_PROCESSES) {
            String value = INPUTS.getProperty(process + "." + fact);
            if (value != null) {
                facts.put("edu." + fact, value);
            }
        }
        Map<String, Parameter<?>> described = new LinkedHashMap<>();
        results.forEach((name, result) -> {
            InternationalString help =
                    text(result.description.toString(Locale.ENGLISH), CHINESE.getProperty(process + "." + name));
            described.put(name, copy(result, result.title, help, facts));
        });
        return described;
    }

    private static String of(Properties texts, String process, String input, String what) {
        String own = texts.getProperty(process + "." + input + "." + what);
        return own == null ? texts.getProperty(input + "." + what) : own;
    }

    private static InternationalString text(String english, String chineseOrNull) {
        GrowableInternationalString text = new GrowableInternationalString(english);
        if (chineseOrNull != null) {
            text.add(Locale.CHINESE, chineseOrNull);
        }
        return text;
    }

    /** An input's name as words: {@code cellSize} is Cell size, {@code outputBBOX} Output BBOX. */
    private static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (String word : name.split("(?<=[a-z\\d])(?=[A-Z])")) {
            boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            words.append(words.isEmpty() ? "" : " ").append(acronym ? word : word.toLowerCase(Locale.ROOT));
        }
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static <T> Parameter<T> copy(
            Parameter<T> parameter, InternationalString title, InternationalString help, Map<String, Object> facts) {
        Map<String, Object> metadata = new HashMap<>(facts);
        if (parameter.metadata != null) {
            metadata.putAll(parameter.metadata);
        }
        return new Parameter<>(
                parameter.key,
                parameter.type,
                title,
                help,
                parameter.required,
                parameter.minOccurs,
                parameter.maxOccurs,
                parameter.sample,
                metadata);
    }
}
