package org.edubalance.server.wms;

import java.util.Optional;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;

/** The versions of WMS that the server speaks. */
enum WmsVersion {
    V1_1_1("1.1.1", "SRS", "InvalidSRS"),
    V1_3_0("1.3.0", "CRS", "InvalidCRS");

    private static final Pattern NUMBERS = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private final String number;
    private final String crsParameter;
    private final String invalidCrs;

    WmsVersion(String number, String crsParameter, String invalidCrs) {
        this.number = number;
        this.crsParameter = crsParameter;
        this.invalidCrs = invalidCrs;
    }

    String number() {
        return number;
    }

    /** The name of the parameter that gives the CRS. */
    String crsParameter() {
        return crsParameter;
    }

    /** The exception code for a CRS that the server does not have. */
    String invalidCrs() {
        return invalidCrs;
    }

    /**
     * The version of a request for a map.
     *
     * @throws Refusal if it names none, or another one
     */
    static WmsVersion of(Kvp kvp) {
        String asked = asked(kvp).orElseThrow(() -> OwsException.missing("version"));
        for (WmsVersion version : values()) {
            if (version.number.equals(asked)) {
                return version;
            }
        }
        throw Refusal.of("wms.version", "got", asked).about("version");
    }

    /**
     * The version of the answer to requests that may leave it open: one unknown here becomes the next lower, else the
     * lowest. Where none is named it is 1.1.1 if the request has 1.1.1's parameter {@code SRS}, else 1.3.0.
     */
    static WmsVersion negotiated(Kvp kvp) {
        String asked = asked(kvp).orElse("");
        if (!NUMBERS.matcher(asked).matches()) {
            return kvp.get("SRS").isPresent() && kvp.get("CRS").isEmpty() ? V1_1_1 : V1_3_0;
        }
        String[] parts = asked.split("\\.");
        boolean atLeast130 =
                Integer.parseInt(parts[0]) > 1 || Integer.parseInt(parts[0]) == 1 && Integer.parseInt(parts[1]) >= 3;
        return atLeast130 ? V1_3_0 : V1_1_1;
    }

    /** The version asked for, under its name or under the one that it had in WMS 1.0.0. */
    private static Optional<String> asked(Kvp kvp) {
        return kvp.get("version").or(() -> kvp.get("wmtver"));
    }
}
