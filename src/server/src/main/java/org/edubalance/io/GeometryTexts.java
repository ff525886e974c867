package org.edubalance.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/**
 * Reads the geometries of one column: well-known text, with or without the SRID that PostGIS puts before it, the hexadecimal
 * bytes that PostGIS writes, or GeoJSON. Coordinates are x before y, whatever the SRID.
 */
final class GeometryTexts {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static final Pattern SRID =
            Pattern.compile("\\s*SRID\\s*=\\s*(\\d{1,9})\\s*;(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern WKT = Pattern.compile(
            "\\s*(SRID\\s*=\\s*\\d+\\s*;)?\\s*(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\\s*(Z|M|ZM)?\\s*(\\(|EMPTY)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern JSON = Pattern.compile("\\s*\\{.*\"(coordinates|geometries)\".*", Pattern.DOTALL);

    private final boolean given;
    private CoordinateReferenceSystem crs;
    private int srid;
    private boolean any;

    /**
     * A reader.
     *
     * @param crs the CRS of geometries that name none
     * @param given true if the user named it, so that another one is refused
     */
    GeometryTexts(CoordinateReferenceSystem crs, boolean given) {
        this.crs = crs;
        this.given = given;
    }

    /** The CRS of what was read. */
    CoordinateReferenceSystem crs() {
        return crs;
    }

    /** True for a text that is a geometry whatever its column is called. */
    static boolean isOne(String text) {
        return isHex(text) || JSON.matcher(text).matches() || WKT.matcher(text).lookingAt();
    }

    /** True for a text that means to be a geometry, in a column that is called so. */
    static boolean looksLikeOne(String text) {
        return isOne(text) || Character.isLetter(text.charAt(0)) && (text.indexOf('(') > 0 || text.endsWith("EMPTY"));
    }

    /**
     * Reads one.
     *
     * @throws Refusal if it is none, or has another SRID than those before or than the user named, or an unknown one
     */
    Geometry read(String text) {
        Geometry geometry = parse(text);
        checkSrid(geometry.getSRID());
        return geometry;
    }

    private static Geometry parse(String text) {
        Matcher extended = SRID.matcher(text);
        Geometry geometry;
        if (extended.matches()) {
            geometry = Wkt.parse(extended.group(2).strip(), FACTORY);
            geometry.setSRID(Integer.parseInt(extended.group(1)));
        } else if (isHex(text)) {
            geometry = bytes(text);
        } else {
            geometry = text.stripLeading().startsWith("{") ? json(text) : Wkt.parse(text, FACTORY);
        }
        return geometry;
    }

    /** A geometry whatever its CRS; null if the text is none. */
    static Geometry orNull(String text) {
        try {
            return parse(text);
        } catch (Refusal e) {
            return null;
        }
    }

    private void checkSrid(int found) {
        if (any && found != srid) {
            throw Refusal.of("format.csv.srids", "first", Integer.toString(srid), "got", Integer.toString(found));
        }
        if (!any && found != 0) {
            CoordinateReferenceSystem named = CrsNames.ofCode(found);
            Integer code = given ? CrsNames.epsgCode(crs) : null;
            if (given && (code == null || code != found)) {
                throw Refusal.of("format.csv.srid", "got", Integer.toString(found));
            }
            crs = named;
        }
        any = true;
        srid = found;
    }

    private static Geometry bytes(String text) {
        try {
            return new WKBReader(FACTORY).read(WKBReader.hexToBytes(text));
        } catch (ParseException | IllegalArgumentException e) {
            throw Refusal.because(e, "format.wkb", "got", text);
        }
    }

    private static Geometry json(String text) {
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            parser.nextToken();
            return GeoJsonGeometries.read(parser);
        } catch (JsonProcessingException e) {
            throw Json.refusal(e);
        } catch (IOException e) {
            // of a text in memory
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHex(String text) {
        return text.length() > 16
                && text.length() % 2 == 0
                && (text.startsWith("00") || text.startsWith("01"))
                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
