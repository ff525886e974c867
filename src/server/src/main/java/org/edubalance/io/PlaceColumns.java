package org.edubalance.io;

import java.util.List;
import java.util.Locale;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * The columns of a table that hold places, by their names.
 *
 * @param x the position of the longitudes or of x; negative where there is none
 * @param y the position of the latitudes or of y; negative where there is none
 * @param geometry the position of geometries; negative where there is none
 * @param crs the CRS of the places
 */
record PlaceColumns(int x, int y, int geometry, CoordinateReferenceSystem crs) {

    private static final List<List<String>> DEGREES = List.of(
            List.of("lon", "lat"),
            List.of("lng", "lat"),
            List.of("long", "lat"),
            List.of("longitude", "latitude"),
            List.of("经度", "纬度"),
            List.of("东经", "北纬"),
            List.of("学校经度", "学校纬度"),
            List.of("经度坐标", "纬度坐标"));

    private static final List<List<String>> PLANE = List.of(
            List.of("x", "y"),
            List.of("x坐标", "y坐标"),
            List.of("横坐标", "纵坐标"),
            List.of("easting", "northing"),
            List.of("coord_x", "coord_y"),
            List.of("point_x", "point_y"));

    /** Names under which only texts of geometries are geometries. */
    private static final List<String> GEOMETRY = List.of("geometry", "geom", "the_geom", "wkt_geom", "shape");

    /** Whether a column under one of the names that may mean other things holds geometries. */
    interface LooksLikeGeometry {
        boolean test(int column);
    }

    /**
     * Finds the columns.
     *
     * @param given the CRS that the user names; null if none
     * @throws Refusal if two names differ by case alone
     */
    static PlaceColumns find(List<String> names, CoordinateReferenceSystem given, LooksLikeGeometry geometries) {
        List<String> plain =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (given != null) {
            PlaceColumns plane = pair(names, plain, PLANE, given);
            if (plane != null) {
                return plane;
            }
        }
        CoordinateReferenceSystem degrees = given instanceof GeographicCRS ? given : DefaultGeographicCRS.WGS84;
        PlaceColumns places = pair(names, plain, DEGREES, degrees);
        if (places != null) {
            return places;
        }
        CoordinateReferenceSystem crs = given != null ? given : DefaultGeographicCRS.WGS84;
        int wkt = only(names, plain, "wkt");
        if (wkt >= 0) {
            return new PlaceColumns(-1, -1, wkt, crs);
        }
        for (String name : GEOMETRY) {
            int column = only(names, plain, name);
            if (column >= 0 && geometries.test(column)) {
                return new PlaceColumns(-1, -1, column, crs);
            }
        }
        return new PlaceColumns(-1, -1, -1, crs);
    }

    /** True where there are columns that would be places, if the user named their CRS. */
    static boolean lackCrs(List<String> names) {
        List<String> plain =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return PLANE.stream().anyMatch(plain::containsAll);
    }

    private static PlaceColumns pair(
            List<String> names, List<String> plain, List<List<String>> pairs, CoordinateReferenceSystem crs) {
        for (List<String> pair : pairs) {
            if (plain.containsAll(pair)) {
                return new PlaceColumns(only(names, plain, pair.get(0)), only(names, plain, pair.get(1)), -1, crs);
            }
        }
        return null;
    }

    private static int only(List<String> names, List<String> plain, String name) {
        int first = plain.indexOf(name);
        int last = plain.lastIndexOf(name);
        if (first != last) {
            throw Refusal.of("format.csv.same", "first", names.get(first), "second", names.get(last));
        }
        return first;
    }

    boolean arePoints() {
        return x >= 0;
    }

    boolean are() {
        return x >= 0 || geometry >= 0;
    }

    boolean holds(int column) {
        return column == x || column == y || column == geometry;
    }
}
