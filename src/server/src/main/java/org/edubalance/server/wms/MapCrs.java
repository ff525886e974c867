package org.edubalance.server.wms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.OwsException;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.CRS.AxisOrder;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * A CRS that maps can be asked for in.
 *
 * @param code the code that capabilities give
 * @param crs the CRS, x first
 * @param northFirst true if the authority puts y first, as WMS 1.3.0 then does in {@code BBOX}; 1.1.1 never does
 */
record MapCrs(String code, CoordinateReferenceSystem crs, boolean northFirst) {

    private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{1,6})");
    private static final List<String> COMMON = List.of("CRS:84", "EPSG:4326", "EPSG:3857", "EPSG:4490");

    /** Web Mercator under the numbers that it had before EPSG gave it one. */
    private static final Set<String> WEB_MERCATOR =
            Set.of("EPSG:900913", "EPSG:102100", "EPSG:102113", "EPSG:3785", "ESRI:102100", "ESRI:102113");

    /** The OGC's names: {@code urn:ogc:def:crs:EPSG::4326}, {@code http://www.opengis.net/def/crs/EPSG/0/4326}. */
    private static final Pattern OGC_NAME = Pattern.compile(
            "(?:URN:(?:X-)?OGC:DEF:CRS:(EPSG|OGC):[^:]{0,20}:|HTTPS?://WWW\\.OPENGIS\\.NET/DEF/CRS/(EPSG|OGC)/[^/]{0,20}/"
                    + "|HTTP://WWW\\.OPENGIS\\.NET/GML/SRS/(EPSG)\\.XML#)(?:CRS:?)?(\\d{1,9})");

    private static final Map<String, MapCrs> DECODED = new ConcurrentHashMap<>();

    /**
     * The codes that capabilities give, which would be some thousands: longitude and latitude, Web Mercator, China's
     * CGCS2000, the UTM zones. Maps can be asked for in others that GeoTools knows too.
     */
    static List<String> codes() {
        List<String> codes = new ArrayList<>(COMMON);
        for (int base : new int[] {32600, 32700}) {
            for (int zone = 1; zone <= 60; zone++) {
                codes.add("EPSG:" + (base + zone));
            }
        }
        return codes;
    }

    /**
     * The CRS of a code, an OGC URN or URL, in any case.
     *
     * @throws Refusal if maps cannot be asked for in it
     */
    static MapCrs of(String text, WmsVersion version) {
        String code = code(text.toUpperCase(Locale.ROOT));
        // only what is known is kept: other names may be any number
        MapCrs known = DECODED.get(code);
        if (known == null) {
            known = decode(code).orElseThrow(() -> OwsException.coded(version.invalidCrs(), 400, "wms.crs", "got", text)
                    .about(version.crsParameter()));
            DECODED.put(code, known);
        }
        return known;
    }

    private static String code(String name) {
        Matcher ogc = OGC_NAME.matcher(name);
        String code = name;
        if (ogc.matches()) {
            boolean epsg = "EPSG".equals(ogc.group(1)) || "EPSG".equals(ogc.group(2)) || ogc.group(3) != null;
            code = (epsg ? "EPSG:" : "CRS:") + ogc.group(4);
        }
        return WEB_MERCATOR.contains(code) ? "EPSG:3857" : code;
    }

    /** None where GeoTools does not know the code, or it is none of maps with east to the right and north up. */
    private static Optional<MapCrs> decode(String code) {
        if (code.equals("CRS:84")) {
            return Optional.of(new MapCrs(code, DefaultGeographicCRS.WGS84, false));
        }
        Matcher epsg = EPSG.matcher(code);
        if (!epsg.matches()) {
            return Optional.empty();
        }
        try {
            CoordinateReferenceSystem crs = CRS.decode(code, true);
            boolean map = (crs instanceof GeographicCRS || crs instanceof ProjectedCRS)
                    && CRS.getAxisOrder(crs) == AxisOrder.EAST_NORTH;
            // by its URN a code has its axes as the authority has them, whatever the settings
            AxisOrder order = CRS.getAxisOrder(CRS.decode("urn:ogc:def:crs:EPSG::" + epsg.group(1)));
            return map ? Optional.of(new MapCrs(code, crs, order == AxisOrder.NORTH_EAST)) : Optional.empty();
        } catch (FactoryException e) {
            return Optional.empty();
        }
    }

    /**
     * The area of a {@code BBOX} parameter.
     *
     * @throws Refusal if it is none
     */
    ReferencedEnvelope area(List<String> bbox, WmsVersion version) {
        if (bbox.size() != 4) {
            throw Refusal.of("wms.bbox.count", "got", bbox.size()).about("bbox");
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
            throw Refusal.of("wms.bbox.order", "got", String.join(",", bbox)).about("bbox");
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
        throw Refusal.of("wms.bbox.number", "got", text).about("bbox");
    }
}
