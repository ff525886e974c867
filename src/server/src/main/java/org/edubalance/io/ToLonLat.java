package org.edubalance.io;

import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;

/** Takes geometries to longitude and latitude on WGS 84, longitude first. */
record ToLonLat(CoordinateReferenceSystem crs, MathTransform transform) {

    /** @throws Refusal if no way leads from this CRS to WGS 84 */
    static ToLonLat from(CoordinateReferenceSystem crs) {
        try {
            return new ToLonLat(crs, CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true));
        } catch (FactoryException e) {
            throw Refusal.because(
                    e, "format.crs.transform", "crs", crs.getName().getCode());
        }
    }

    /** @throws Refusal if the geometry lies where the CRS is not defined */
    Geometry apply(Geometry geometry) {
        try {
            return transform.isIdentity() ? geometry : JTS.transform(geometry, transform);
        } catch (TransformException e) {
            throw Refusal.because(e, "format.crs.geometry", "crs", crs.getName().getCode());
        }
    }
}
