package org.edubalance.report.page;

import java.util.Locale;

/** How a text is to be taken. Colours and signs both tell it, so that a print in grey can be read. */
public enum Tone {
    PLAIN("", "1A1A1A", "FFFFFF"),
    /** To be noticed. */
    NOTICE("", "1A1A1A", "FDE0D9"),
    GOOD("●", "1B7F4B", "E4F3EA"),
    PARTLY("▲", "B26B00", "FFF3DA"),
    BAD("■", "B3261E", "FBE3E0"),
    UNKNOWN("○", "5C666B", "EEF0F1");

    private final String sign;
    private final String colour;
    private final String ground;

    Tone(String sign, String colour, String ground) {
        this.sign = sign;
        this.colour = colour;
        this.ground = ground;
    }

    /** The sign of the traffic light, empty where there is none. */
    public String sign() {
        return sign;
    }

    /** The colour of the sign, as six hexadecimal digits. */
    public String colour() {
        return colour;
    }

    /** The colour behind the text, as six hexadecimal digits. */
    public String ground() {
        return ground;
    }

    /** The name of its style. */
    public String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
