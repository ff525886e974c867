package org.edubalance.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.density.GroundMetric;
import org.edubalance.messages.Refusal;

/**
 * A coordinate reference system by its EPSG code, as far as distances on the ground need it: there is no database of them
 * on a cluster. Coordinates have x, or the longitude, first.
 *
 * @param code the EPSG code
 */
record GroundCrs(int code) implements Serializable {

    private static final int WEB_MERCATOR = 3857;
    private static final int WORLD_MERCATOR = 3395;

    /** An ellipsoid by its semi-major axis in metres and its inverse flattening. */
    private record Ellipsoid(String datum, String name, double a, double inverseFlattening) {}

    private static final Ellipsoid WGS = new Ellipsoid("World Geodetic System 1984", "WGS 84", 6378137, 298.257223563);
    private static final Map<Integer, Ellipsoid> GEOGRAPHIC = Map.of(
            4326, WGS,
            4490, new Ellipsoid("China 2000", "CGCS2000", 6378137, 298.257222101),
            4610, new Ellipsoid("Xian 1980", "IAG 1975", 6378140, 298.257),
            4214, new Ellipsoid("Beijing 1954", "Krassowsky 1940", 6378245, 298.3),
            4258, new Ellipsoid("European Terrestrial Reference System 1989", "GRS 1980", 6378137, 298.257222101),
            4269, new Ellipsoid("North American Datum 1983", "GRS 1980", 6378137, 298.257222101));

    /** Transverse Mercator zones in metres, from code to code: true to 0.1 % where they are meant for. */
    private static final List<int[]> PLANES = List.of(
            new int[] {32601, 32660}, // UTM on WGS 84, north
            new int[] {32701, 32760}, // and south
            new int[] {4491, 4554}, // Gauss-Kruger on CGCS2000
            new int[] {2327, 2390}, // on Xian 1980
            new int[] {2401, 2442}, // on Beijing 1954
            new int[] {25828, 25838}, // UTM on ETRS89
            new int[] {26901, 26923}); // UTM on NAD83

    static final GroundCrs WGS84 = new GroundCrs(4326);

    private static boolean isMercator(int code) {
        return code == WEB_MERCATOR || code == WORLD_MERCATOR;
    }

    private static boolean isPlane(int code) {
        return PLANES.stream().anyMatch(range -> code >= range[0] && code <= range[1]);
    }

    /** A CRS as users write it: {@code EPSG:4326} or {@code 4326}. */
    static GroundCrs of(String input, String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (upper.equals("OGC:CRS84") || upper.equals("CRS:84")) {
            return WGS84;
        }
        try {
            return new GroundCrs(Integer.parseInt(upper.replaceFirst("^EPSG:+", "")));
        } catch (NumberFormatException e) {
            throw Refusal.because(e, "spark.crs.form", "got", text).about(input);
        }
    }

    boolean isGeographic() {
        return GEOGRAPHIC.containsKey(code);
    }

    /**
     * How distances are measured.
     *
     * @throws Refusal if it is not known how far coordinates are apart on the ground
     */
    GroundMetric metric() {
        if (!isGeographic() && !isMercator(code) && !isPlane(code)) {
            throw Refusal.of("spark.crs.unknown", "got", toString()).about("--crs");
        }
        if (isGeographic()) {
            Ellipsoid ellipsoid = GEOGRAPHIC.get(code);
            return GroundMetric.geographic(ellipsoid.a, ellipsoid.inverseFlattening, Math.PI / 180);
        }
        return switch (code) {
            case WEB_MERCATOR -> GroundMetric.webMercator();
            case WORLD_MERCATOR -> GroundMetric.mercator(WGS.a, WGS.inverseFlattening, 1 / WGS.a, false, 0);
            default -> GroundMetric.planar(1);
        };
    }

    /** PROJJSON of a geographic one, for GeoParquet; null where only a database could tell it. */
    String projJson() {
        if (!isGeographic()) {
            return null;
        }
        Ellipsoid e = GEOGRAPHIC.get(code);
        return """
                {"type":"GeographicCRS","name":"EPSG:%d","datum":{"type":"GeodeticReferenceFrame","name":"%s",\
                "ellipsoid":{"name":"%s","semi_major_axis":%s,"inverse_flattening":%s}},\
                "coordinate_system":{"subtype":"ellipsoidal","axis":[\
                {"name":"Geodetic latitude","abbreviation":"Lat","direction":"north","unit":"degree"},\
                {"name":"Geodetic longitude","abbreviation":"Lon","direction":"east","unit":"degree"}]},\
                "id":{"authority":"EPSG","code":%d}}"""
                .formatted(code, e.datum, e.name, e.a, e.inverseFlattening, code);
    }

    @Override
    public String toString() {
        return "EPSG:" + code;
    }
}
