package org.edubalance.process.features;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.edubalance.geometry.PolygonUnion;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;

/** The {@code regions} input: polygons by the key that the groups of the data have. */
public final class RegionPolygons {

    private RegionPolygons() {}

    /**
     * Checks that regions are given where a key of theirs is.
     *
     * @throws Refusal if they are not
     */
    public static void checkGiven(SimpleFeatureCollection regions, String regionKey) {
        if (regions == null && Inputs.given(regionKey) != null) {
            throw Inputs.missing("regions", Message.of("regions.needed"));
        }
    }

    /** The attribute or expression of the regions that equals the group: the text of groupBy, unless another is given. */
    public static String key(String regionKey, String groupBy) {
        String given = Inputs.given(regionKey);
        return given == null ? Inputs.given(groupBy) : given;
    }

    /**
     * Reads the regions into the data's coordinate reference system; parts of one key are united.
     *
     * @param target the data's CRS, null if the data have none
     * @throws Refusal if a region is no polygon or has no key, there is none, or only one of data and regions has a CRS, since the other's coordinates could be anything
     */
    public static Map<String, Geometry> read(
            SimpleFeatureCollection regions, String key, CoordinateReferenceSystem target, Progress progress) {
        CoordinateReferenceSystem source = regions.getSchema().getCoordinateReferenceSystem();
        Transfer transfer = transfer(source, target);
        Attribute attribute = Attribute.of("regionKey", key, regions.getSchema());
        Map<String, List<Geometry>> parts = new LinkedHashMap<>();
        try (SimpleFeatureIterator iterator = regions.features()) {
            while (iterator.hasNext()) {
                progress.check();
                SimpleFeature feature = iterator.next();
                if (!(feature.getDefaultGeometry() instanceof Geometry geometry)
                        || !(geometry instanceof Polygonal)
                        || geometry.isEmpty()) {
                    throw Refusal.of("regions.polygon").about("regions").at(Places.of(feature));
                }
                Geometry transformed = transfer == null ? geometry : transformed(geometry, transfer, feature);
                parts.computeIfAbsent(attribute.requiredLabel(feature), region -> new ArrayList<>())
                        .add(transformed);
            }
        }
        if (parts.isEmpty()) {
            throw Refusal.of("regions.none").about("regions");
        }
        Map<String, Geometry> polygons = new LinkedHashMap<>();
        parts.forEach((region, geometries) -> {
            progress.check();
            polygons.put(region, geometries.size() == 1 ? geometries.get(0) : union(geometries, progress));
        });
        return polygons;
    }

    /** The union of regions. Those that are not valid are mended, and the user told where. */
    public static Geometry union(Collection<Geometry> polygons, Progress progress) {
        List<Coordinate> mended = new ArrayList<>();
        Geometry union = PolygonUnion.of(polygons, "regions", mended::add, progress);
        if (!mended.isEmpty()) {
            Coordinate place = mended.get(0);
            progress.warn("regions", Message.of("regions.mended", "x", place.x, "y", place.y));
        }
        return union;
    }

    /**
     * Checks that every group of the data has a region.
     *
     * @throws Refusal if one has none
     */
    public static void checkCovers(Map<String, Geometry> polygons, Set<String> groups, String key) {
        Set<String> without = new TreeSet<>(groups);
        without.removeAll(polygons.keySet());
        if (!without.isEmpty()) {
            throw Refusal.of("regions.without", "key", key, "groups", without, "keys", polygons.keySet())
                    .about("regions");
        }
    }

    private static Transfer transfer(CoordinateReferenceSystem source, CoordinateReferenceSystem target) {
        if (source == null && target == null) {
            return null;
        }
        if (source == null || target == null) {
            throw source == null
                    ? Refusal.of("regions.crs", "other", "data", "crs", GroundMetrics.name(target))
                            .about("regions")
                    : Refusal.of("regions.crs", "other", "regions", "crs", GroundMetrics.name(source))
                            .about("data");
        }
        return new Transfer("regions", source, target);
    }

    private static Geometry transformed(Geometry geometry, Transfer transfer, SimpleFeature feature) {
        try {
            return transfer.of(geometry);
        } catch (TransformException e) {
            throw Refusal.because(e, "regions.outside").about("regions").at(Places.of(feature));
        }
    }
}
