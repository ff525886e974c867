package org.edubalance.server.wms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * A CRS that maps can be asked for in.
 *
 * @param code the code that clients give
 * @param crs the CRS, x first
 * @param northFirst true if the authority puts y first, as WMS 1.3.0 then does in {@code BBOX}; 1.1.1 never does
 */
record MapCrs(String code, CoordinateReferenceSystem crs, boolean northFirst) {

    private static final Pattern UTM = Pattern.compile("EPSG:32[67](0[1-9]|[1-5][0-9]|60)");
    private static final List<String> COMMON = List.of("CRS:84", "EPSG:4326", "EPSG:3857", "EPSG:4490");
    private static final Map<String, MapCrs> DECODED = new ConcurrentHashMap<>();

    /** The codes of all CRSs: longitude and latitude, Web Mercator, China's CGCS2000, the UTM zones. */
    static List<String> codes() {
        List<String> codes = new ArrayList<>(COMMON);
        for (int base : new int[] {32600, 32700}) {
            for (int zone = 1; zone <= 60; zone++) {
                codes.add("EPSG:" + (base + zone));
            }
        }
        return codes;
    }

    /** The CRS of a code, in any case. */
    static MapCrs of(String text, WmsVersion version) {
        String code = text.toUpperCase(Locale.ROOT);
        if (!COMMON.contains(code) && !UTM.matcher(code).matches()) {
            throw new OwsException(
                    version.invalidCrs(),
                    version.crsParameter(),
                    version.crsParameter() + " must be CRS:84, EPSG:4326, EPSG:3857, EPSG:4490 or a UTM zone"
                            + " (EPSG:32601 to 32660, 32701 to 32760), got " + Kvp.shown(text));
        }
        return DECODED.computeIfAbsent(code, MapCrs::decode);
    }

    private static MapCrs decode(String code) {
        if (code.equals("CRS:84")) {
            return new MapCrs(code, DefaultGeographicCRS.WGS84, false);
        }
        try {
            CoordinateReferenceSystem crs = CRS.decode(code, true);
            // EPSG defines its geographic CRSs with latitude first, and those projected ones above with easting first.
            return new MapCrs(code, crs, crs instanceof GeographicCRS);
        } catch (FactoryException e) {
            throw new IllegalStateException("GeoTools does not know " + code, e);
        }
    }

    /** The area of a {@code BBOX} parameter. */
    ReferencedEnvelope area(List<String> bbox, WmsVersion version) {
        if (bbox.size() != 4) {
            throw OwsException.invalid("bbox", "bbox must be four numbers with commas between, got " + bbox.size());
        }
        double[] numbers = new double[4];
        for (int i = 0; i < 4; i++) {
            numbers[i] = coordinate(bbox.get(i).strip());
        }
        boolean swap = northFirst && version == WmsVersion.V1_3_0;
        double minX = numbers[swap ? 1 : 0];
        double minY = numbers[swap ? 0 : 1];
        double maxX = numbers[swap ? 3 : 2];
        double maxY = numbers[swap ? 2 : 3];
        if (!(minX < maxX && minY < maxY)) {
            throw OwsException.invalid(
                    "bbox",
                    "bbox must be minx,miny,maxx,maxy with each maximum above its minimum, got "
                            + Kvp.shown(String.join(",", bbox)));
        }
        return new ReferencedEnvelope(minX, maxX, minY, maxY, crs);
    }

    private static double coordinate(String text) {
        try {
            double number = Double.parseDouble(text);
            // No place on Earth is farther away in any of these CRSs; beyond, differences drown in rounding.
            if (Math.abs(number) <= 1e9) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw OwsException.invalid("bbox", "bbox must be numbers from -1e9 to 1e9, got " + Kvp.shown(text));
    }
}
