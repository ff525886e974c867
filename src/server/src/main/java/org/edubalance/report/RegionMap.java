package org.edubalance.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.edubalance.messages.Language;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.geometry.jts.JTS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Geometry;

/** The regions' polygons and names, and the area that the report's maps show. */
final class RegionMap {

    /** The margin round the regions, as a share of their size. */
    private static final double MARGIN = 0.02;

    private final Map<String, Geometry> polygons = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final ReferencedEnvelope bounds;
    private final CoordinateReferenceSystem crs;

    /**
     * Reads the regions, which a process has found to be polygons with a key each.
     *
     * @throws ProcessException if they have no CRS
     */
    RegionMap(SimpleFeatureCollection regions, String key, Language language) {
        crs = regions.getSchema().getCoordinateReferenceSystem();
        if (crs == null) {
            throw new ProcessException("regions must have a CRS");
        }
        boolean chinese = language == Language.ZH && regions.getSchema().indexOf("name_zh") >= 0;
        for (SimpleFeature region : Cells.rows(regions)) {
            String id = Cells.text(region, key);
            String name = chinese ? Cells.text(region, "name_zh") : null;
            polygons.merge(id, (Geometry) region.getDefaultGeometry(), Geometry::union);
            names.put(id, name == null ? id : name);
        }
        bounds = new ReferencedEnvelope(regions.getBounds());
        bounds.expandBy(MARGIN * bounds.getWidth(), MARGIN * bounds.getHeight());
    }

    Map<String, Geometry> polygons() {
        return polygons;
    }

    /** A region's name in the report's language. */
    String name(String key) {
        return names.getOrDefault(key, key);
    }

    String names(List<String> keys, String separator) {
        return keys.stream().map(this::name).collect(Collectors.joining(separator));
    }

    ReferencedEnvelope bounds() {
        return bounds;
    }

    /** How much wider than a unit of y a unit of x is drawn: degrees of longitude shrink with the latitude. */
    double stretch() {
        double middle = Math.toRadians(bounds.centre().y);
        return crs instanceof GeographicCRS ? Math.cos(middle) : 1;
    }

    /** Width over height, as drawn. */
    double aspect() {
        return bounds.getWidth() * stretch() / bounds.getHeight();
    }

    int cellsAcross(int longerSide) {
        return (int) Math.max(1, Math.round(aspect() >= 1 ? longerSide : longerSide * aspect()));
    }

    int cellsDown(int longerSide) {
        return (int) Math.max(1, Math.round(aspect() >= 1 ? longerSide / aspect() : longerSide));
    }

    /** A feature's geometry in the regions' CRS, null where it has none. */
    Geometry toMap(SimpleFeature feature) {
        Geometry geometry = (Geometry) feature.getDefaultGeometry();
        CoordinateReferenceSystem own = feature.getFeatureType().getCoordinateReferenceSystem();
        try {
            return geometry == null || CRS.equalsIgnoreMetadata(own, crs)
                    ? geometry
                    : JTS.transform(geometry, CRS.findMathTransform(own, crs, true));
        } catch (FactoryException | TransformException e) {
            throw new ProcessException("feature " + feature.getID() + " cannot be put on the regions' map", e);
        }
    }
}
