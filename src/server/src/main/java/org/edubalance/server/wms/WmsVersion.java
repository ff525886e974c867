package org.edubalance.server.wms;

import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;

/** The versions of WMS that the server speaks. */
enum WmsVersion {
    V1_1_1("1.1.1", "SRS", "InvalidSRS"),
    V1_3_0("1.3.0", "CRS", "InvalidCRS");

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
     * The version of a request. One that names none is taken as 1.1.1 if it has 1.1.1's parameter {@code SRS}, else as
     * 1.3.0.
     */
    static WmsVersion of(Kvp kvp) {
        String asked = kvp.get("version").orElse(null);
        if (asked == null) {
            return inferred(kvp);
        }
        for (WmsVersion version : values()) {
            if (version.number.equals(asked)) {
                return version;
            }
        }
        throw OwsException.invalid("version", "version must be 1.3.0 or 1.1.1, got " + Kvp.shown(asked));
    }

    /** As above for capabilities and error reports: a version unknown here becomes the next lower, else the lowest. */
    static WmsVersion negotiated(Kvp kvp) {
        String asked = kvp.get("version").orElse(null);
        if (asked == null || !asked.matches("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")) {
            return inferred(kvp);
        }
        String[] parts = asked.split("\\.");
        boolean atLeast130 =
                Integer.parseInt(parts[0]) > 1 || Integer.parseInt(parts[0]) == 1 && Integer.parseInt(parts[1]) >= 3;
        return atLeast130 ? V1_3_0 : V1_1_1;
    }

    private static WmsVersion inferred(Kvp kvp) {
        return kvp.get("SRS").isPresent() && kvp.get("CRS").isEmpty() ? V1_1_1 : V1_3_0;
    }
}
