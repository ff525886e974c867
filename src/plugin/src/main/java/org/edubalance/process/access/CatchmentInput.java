package org.edubalance.process.access;

import java.util.Arrays;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.Inputs;
import org.edubalance.process.features.Places;

/** The input {@code catchment}: one length for all supplies, or an attribute of theirs. */
final class CatchmentInput {

    private CatchmentInput() {}

    /**
     * The catchment of each supply.
     *
     * @param text a number, or an attribute or expression of the supply
     * @param farthest the catchment where the text gives none; NaN for none
     * @throws Refusal if one is not above 0
     */
    static double[] of(String text, double farthest, Sites supply) {
        double[] catchments = new double[supply.count()];
        String given = Inputs.given(text);
        if (given == null) {
            if (Double.isNaN(farthest)) {
                throw Inputs.missing("catchment", Message.of("access.catchment"));
            }
            Arrays.fill(catchments, farthest);
            return catchments;
        }
        Double one = number(given);
        if (one != null) {
            Inputs.checkPositive("catchment", one);
            Arrays.fill(catchments, one);
            return catchments;
        }
        if (catchments.length == 0) {
            return catchments;
        }
        Attribute attribute = Attribute.of("catchment", given, supply.feature(0).getFeatureType());
        for (int i = 0; i < catchments.length; i++) {
            catchments[i] = attribute.requiredNumber(supply.feature(i));
            if (!(catchments[i] > 0)) {
                throw Refusal.of("access.catchment.row", "text", attribute.text(), "got", catchments[i])
                        .about("catchment")
                        .at(Places.of(supply.feature(i)));
            }
        }
        return catchments;
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
