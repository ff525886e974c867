package org.edubalance.process.access;

import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Geometry;

/** Places of features in another CRS, east first. */
final class Projected {

    private Projected() {}

    static String wkt(SimpleFeature feature, String epsg) {
        try {
            return JTS.transform(
                            (Geometry) feature.getDefaultGeometry(),
                            CRS.findMathTransform(
                                    feature.getFeatureType().getCoordinateReferenceSystem(),
                                    CRS.decode("EPSG:" + epsg, true),
                                    true))
                    .toText();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
