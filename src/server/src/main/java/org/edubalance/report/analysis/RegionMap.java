package org.edubalance.report.analysis;

import java.util.Map;
import java.util.Set;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Progress;
import org.edubalance.process.features.RegionPolygons;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.geometry.jts.JTS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Geometry;

/** The regions' polygons, and the area that the report's maps show. */
public final class RegionMap {

    /** The margin round the regions, as a share of their size. */
    private static final double MARGIN = 0.02;

    private final Map<String, Geometry> polygons;
    private final ReferencedEnvelope bounds;
    private final CoordinateReferenceSystem crs;

    /**
     * Reads the regions.
     *
     * @param key the attribute with their key
     * @param groups the keys that schools have
     * @throws Refusal if they are no polygons, have no key or CRS, or one is missing
     */
    RegionMap(SimpleFeatureCollection regions, String key, Set<String> groups) {
        crs = regions.getSchema().getCoordinateReferenceSystem();
        if (crs == null) {
            throw Refusal.of("report.crs").about("regions");
        }
        polygons = RegionPolygons.read(regions, key, crs, new Progress(null));
        RegionPolygons.checkCovers(polygons, groups, key);
        bounds = new ReferencedEnvelope(regions.getBounds());
        bounds.expandBy(MARGIN * bounds.getWidth(), MARGIN * bounds.getHeight());
    }

    /** The polygons by the regions' keys. */
    public Map<String, Geometry> polygons() {
        return polygons;
    }

    /** The area that maps show, in the regions' CRS. */
    public ReferencedEnvelope bounds() {
        return bounds;
    }

    /** Width over height, as drawn: degrees of longitude shrink with the latitude. */
    public double aspect() {
        double stretch = crs instanceof GeographicCRS ? Math.cos(Math.toRadians(bounds.centre().y)) : 1;
        return bounds.getWidth() * stretch / bounds.getHeight();
    }

    int cellsAcross(int longerSide) {
        return (int) Math.max(1, Math.round(aspect() >= 1 ? longerSide : longerSide * aspect()));
    }

    int cellsDown(int longerSide) {
        return (int) Math.max(1, Math.round(aspect() >= 1 ? longerSide / aspect() : longerSide));
    }

    /**
     * A feature's geometry in the regions' CRS, null where it has none.
     *
     * @param name what the feature is called
     * @param input what it was given as
     * @throws Refusal if it cannot be transformed
     */
    Geometry toMap(SimpleFeature feature, String name, String input) {
        Geometry geometry = (Geometry) feature.getDefaultGeometry();
        CoordinateReferenceSystem own = feature.getFeatureType().getCoordinateReferenceSystem();
        try {
            return geometry == null || CRS.equalsIgnoreMetadata(own, crs)
                    ? geometry
                    : JTS.transform(geometry, CRS.findMathTransform(own, crs, true));
        } catch (FactoryException | TransformException e) {
            throw Refusal.because(e, "report.place").about(input).at(Place.feature(feature.getID(), name));
        }
    }
}
