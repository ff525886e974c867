package org.edubalance.io;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;

/** Takes geometries to longitude and latitude on WGS 84, longitude first. */
record ToLonLat(MathTransform transform) {

    static ToLonLat from(CoordinateReferenceSystem crs) throws FormatException {
        try {
            return new ToLonLat(CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, true));
        } catch (FactoryException e) {
            throw new FormatException("the features' CRS cannot be transformed to WGS 84: " + e.getMessage(), e);
        }
    }

    Geometry apply(Geometry geometry) throws FormatException {
        try {
            return transform.isIdentity() ? geometry : JTS.transform(geometry, transform);
        } catch (TransformException e) {
            throw new FormatException("a geometry cannot be transformed to WGS 84: " + e.getMessage(), e);
        }
    }
}
