package org.edubalance.server.execution;

import org.edubalance.io.CrsNames;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/** Refusals of an input for a reason that another part found. */
public final class Refusals {

    private Refusals() {}

    /** The reason that the message of an exception is. */
    public static Refusal because(Exception reason) {
        return reason instanceof Refusal refusal
                ? refusal
                : Refusal.because(reason, "wps.reason", "reason", (Localized) language -> reason.getMessage());
    }

    /** A refusal as that of an input, which its text names. */
    public static Refusal about(String input, Refusal reason) {
        return reason.input() != null
                ? reason
                : Refusal.because(reason, "wps.input.reason", "reason", reason.reason())
                        .about(input)
                        .at(reason.place());
    }

    /**
     * The coordinate reference system of a name.
     *
     * @throws Refusal if it is unknown
     */
    public static CoordinateReferenceSystem crs(String input, String name) {
        try {
            return CrsNames.decode(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.because(e, "wps.crs", "got", name).about(input);
        }
    }
}
