package org.edubalance.process.features;

import org.edubalance.messages.Language;
import org.edubalance.messages.Place;
import org.geotools.api.feature.simple.SimpleFeature;

/** Where in the data a feature is. */
public final class Places {

    private Places() {}

    /** A feature's id, and its name where it has an attribute that {@link Language#nameAttributes} knows. */
    public static Place of(SimpleFeature feature) {
        for (String attribute : Language.current().nameAttributes()) {
            int index = feature.getFeatureType().indexOf(attribute);
            Object name = index < 0 ? null : feature.getAttribute(index);
            if (name != null && !name.toString().isBlank()) {
                return Place.feature(feature.getID(), name.toString().strip());
            }
        }
        return Place.feature(feature.getID());
    }
}
