package org.edubalance.report.page;

import java.util.List;

/** An entry of a figure's legend. */
public sealed interface Key {

    /** Has a writer write the entry. */
    void writeTo(Writer writer);

    /** Writes entries in a form of its own. */
    interface Writer {
        void sign(Sign sign);

        void swatch(Swatch swatch);

        void ramp(Ramp ramp);

        void note(Note note);
    }

    /**
     * A mark as it is on a map.
     *
     * @param mark draws it about the middle of a square of 14
     * @param sign the letter that looks most like it, for a text
     * @param colour its colour, as in CSS
     */
    record Sign(Picture mark, String sign, String colour, String text) implements Key {
        @Override
        public void writeTo(Writer writer) {
            writer.sign(this);
        }
    }

    /** A patch of colour. */
    record Swatch(String colour, String text) implements Key {
        @Override
        public void writeTo(Writer writer) {
            writer.swatch(this);
        }
    }

    /** A range of colours between the texts of its ends. */
    record Ramp(String from, List<String> colours, String to) implements Key {
        @Override
        public void writeTo(Writer writer) {
            writer.ramp(this);
        }
    }

    /** A remark without a mark. */
    record Note(String text) implements Key {
        @Override
        public void writeTo(Writer writer) {
            writer.note(this);
        }
    }
}
