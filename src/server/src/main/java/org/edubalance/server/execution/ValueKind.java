package org.edubalance.server.execution;

import org.geotools.api.geometry.Bounds;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.locationtech.jts.geom.Envelope;

/** The three kinds of values that WPS knows. */
public enum ValueKind {
    LITERAL,
    BOUNDING_BOX,
    COMPLEX;

    /** How an input of a class comes in; null where it cannot. */
    public static ValueKind ofInput(Class<?> type) {
        return of(type, !ComplexFormats.ofInput(type).isEmpty());
    }

    /** How an output of a class goes out; null where it cannot. */
    public static ValueKind ofOutput(Class<?> type) {
        return of(type, !ComplexFormats.ofOutput(type).isEmpty());
    }

    private static ValueKind of(Class<?> declared, boolean complex) {
        Class<?> type = Literals.boxed(declared);
        if (complex) {
            return COMPLEX;
        }
        if (Envelope.class.isAssignableFrom(type) || Bounds.class.isAssignableFrom(type)) {
            return BOUNDING_BOX;
        }
        return type == Object.class
                        || CharSequence.class.isAssignableFrom(type)
                        || Number.class.isAssignableFrom(type)
                        || type == Boolean.class
                        || type.isEnum()
                        || CoordinateReferenceSystem.class.isAssignableFrom(type)
                ? LITERAL
                : null;
    }
}
