package org.edubalance.server.paint;

import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Ecql;
import org.geotools.api.filter.expression.Expression;

/** <code>${…}</code> around an ECQL expression, as GeoServer takes it in the attributes of a colour map's entries. */
final class Template {

    /** The parser is recursive, so longer ones could end the stack. */
    private static final int LONGEST = 1000;

    private Template() {}

    static boolean is(String text) {
        return text.startsWith("${") && text.endsWith("}");
    }

    /**
     * The expression in it.
     *
     * @param attribute whose text it is
     * @throws Refusal if it is none
     */
    static Expression read(String attribute, String text) {
        if (text.length() > LONGEST) {
            throw Refusal.of("style.expression.longest", "attribute", attribute, "limit", LONGEST);
        }
        try {
            return Ecql.expression(attribute, text.substring(2, text.length() - 1));
        } catch (Refusal e) {
            throw Refusal.because(e, "style.expression", "attribute", attribute, "got", text);
        }
    }
}
