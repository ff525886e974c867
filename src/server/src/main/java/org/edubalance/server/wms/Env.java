package org.edubalance.server.wms;

import java.util.HashMap;
import java.util.Map;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;

/** GeoServer's parameter {@code env}: {@code name:value;name:value}, a backslash before a colon or semicolon meant as such. */
final class Env {

    private Env() {}

    /**
     * The values by their names.
     *
     * @throws Refusal if it is of another form
     */
    static Map<String, Object> read(Kvp kvp) {
        Map<String, Object> values = new HashMap<>();
        String text = kvp.get("env").orElse("");
        StringBuilder token = new StringBuilder();
        String name = null;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ';';
            if (c == '\\' && i + 1 < text.length()) {
                token.append(text.charAt(++i));
            } else if (c == ':' && name == null) {
                name = token.toString().strip();
                token.setLength(0);
            } else if (c == ';') {
                put(values, name, token.toString());
                name = null;
                token.setLength(0);
            } else {
                token.append(c);
            }
        }
        return values;
    }

    private static void put(Map<String, Object> values, String name, String value) {
        if (name == null && value.isBlank()) {
            return;
        }
        if (name == null || name.isEmpty()) {
            throw Refusal.of("wms.env", "got", value).about("env");
        }
        try {
            // a style may hand it to a process, as an attribute or expression
            new FunctionCheck(FunctionPolicy.REQUEST).checkText(value);
        } catch (Refusal e) {
            throw e.about("env");
        }
        values.put(name, value.strip());
    }
}
