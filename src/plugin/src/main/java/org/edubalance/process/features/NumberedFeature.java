package org.edubalance.process.features;

import org.geotools.api.feature.simple.SimpleFeature;

/** A feature whose numbers lie in arrays, and can be had without an object for each of them. */
public interface NumberedFeature extends SimpleFeature {

    /** False once another value than that of the arrays may have been set. */
    boolean isAsRead();

    /** The number that an attribute has, NaN where it has none or its value is no number. */
    double number(int attribute);
}
