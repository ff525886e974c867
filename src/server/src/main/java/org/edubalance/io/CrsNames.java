package org.edubalance.io;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * Names of coordinate reference systems as files and requests write them. Axes are always east before north, because
 * that is the order in which GeoJSON, CSV and GeoPackage files hold coordinates, whatever the EPSG database says.
 */
public final class CrsNames {

    private static final Pattern EPSG = Pattern.compile(
            "(?:EPSG:|URN:(?:X-)?OGC:DEF:CRS:EPSG:[^:]*:|HTTPS?://WWW\\.OPENGIS\\.NET/DEF/CRS/EPSG/[^/]*/"
                    + "|HTTP://WWW\\.OPENGIS\\.NET/GML/SRS/EPSG\\.XML#)(\\d{1,9})");

    private static final Pattern CRS84 = Pattern.compile(
            "(?:CRS:|OGC:CRS|URN:OGC:DEF:CRS:OGC:[^:]*:CRS|HTTPS?://WWW\\.OPENGIS\\.NET/DEF/CRS/OGC/[^/]*/CRS)84");

    private static final int LON_LAT = -1;

    private CrsNames() {}

    /**
     * The CRS of a name: {@code EPSG:32646}, {@code CRS:84}, an OGC URN or URL.
     *
     * @throws Refusal if the name is of another form or the code is unknown
     */
    public static CoordinateReferenceSystem decode(String name) {
        int code = code(name);
        return code == LON_LAT ? DefaultGeographicCRS.WGS84 : decode(code);
    }

    /**
     * The CRS of a name as a file or a command line gives coordinates in it: the same as {@link #decode}, but that WGS 84 needs
     * no database.
     *
     * @throws Refusal as {@link #decode}
     */
    public static CoordinateReferenceSystem ofName(String name) {
        int code = code(name);
        return code == LON_LAT ? DefaultGeographicCRS.WGS84 : ofCode(code);
    }

    /** The EPSG code of a name, {@link #LON_LAT} for longitude and latitude by another name. */
    private static int code(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        if (CRS84.matcher(upper).matches()) {
            return LON_LAT;
        }
        Matcher epsg = EPSG.matcher(upper);
        if (!epsg.matches()) {
            throw Refusal.of("format.crs.unknown", "got", name.strip());
        }
        return Integer.parseInt(epsg.group(1));
    }

    private static CoordinateReferenceSystem decode(long code) {
        try {
            return CRS.decode("EPSG:" + code, true);
        } catch (FactoryException e) {
            throw Refusal.because(e, "format.crs.code", "code", Long.toString(code));
        }
    }

    /** The EPSG code of a CRS, null where it has none; 4326 for longitude/latitude on WGS 84. */
    public static Integer epsgCode(CoordinateReferenceSystem crs) {
        if (isWgs84(crs)) {
            return 4326;
        }
        try {
            return CRS.lookupEpsgCode(crs, false);
        } catch (FactoryException e) {
            return null;
        }
    }

    /**
     * The CRS of a code as a file holds coordinates in it, the same as {@link #decode} but that WGS 84 needs no database,
     * which takes a second to open.
     *
     * @throws Refusal if the code is unknown
     */
    static CoordinateReferenceSystem ofCode(long code) {
        return code == 4326 ? DefaultGeographicCRS.WGS84 : decode(code);
    }

    /** The CRS as the EPSG database has it, if it is there, so that a file can name its code; else the CRS itself. */
    static CoordinateReferenceSystem canonical(CoordinateReferenceSystem crs) {
        if (isWgs84(crs)) {
            return DefaultGeographicCRS.WGS84;
        }
        Integer code = epsgCode(crs);
        return code == null ? crs : decode(code);
    }

    /** True for geographic coordinates on WGS 84, whatever the order of the axes. */
    public static boolean isWgs84(CoordinateReferenceSystem crs) {
        return crs instanceof GeographicCRS geographic
                && crs.getCoordinateSystem().getDimension() == 2
                && CRS.equalsIgnoreMetadata(geographic.getDatum(), DefaultGeographicCRS.WGS84.getDatum());
    }
}
