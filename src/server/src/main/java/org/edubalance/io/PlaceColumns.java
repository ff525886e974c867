package org.edubalance.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.edubalance.io.PlaceName.Datum;
import org.edubalance.io.PlaceName.Kind;
import org.edubalance.io.PlaceName.Part;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/** The columns of a table that hold places, by their names. */
final class PlaceColumns {

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

    /** Such names that are read where a table is understood. */
    private static final List<String> MORE_GEOMETRY = List.of(
            "geojson",
            "geom_wkt",
            "wkt_geometry",
            "geometry_wkt",
            "wkb_geometry",
            "geography",
            "geo",
            "geo_shape",
            "geo_point",
            "st_astext",
            "st_asewkt",
            "st_asgeojson",
            "ewkt",
            "ewkb",
            "wkb",
            "几何",
            "图形",
            "空间数据",
            "空间位置");

    /** A longer name is a whole line whose cells were not told apart. */
    private static final int LONGEST = 40;

    /** Where the places of a table are. */
    enum How {
        /** Two columns, or two times three of degrees, minutes and seconds. */
        POINTS,
        /** A column of geometries. */
        GEOMETRIES,
        /** A column of two coordinates. */
        PAIRS
    }

    /**
     * Columns that together are places.
     *
     * @param x the longitudes or x, with their minutes and seconds where these have columns; or the only column
     * @param y the latitudes or y, likewise
     * @param plane true for x and y in the CRS that the user names
     * @param name what their names say; null where it is not asked
     * @param common true for names that need no telling
     */
    record Found(How how, int[] x, int[] y, boolean plane, PlaceName name, boolean common) {

        boolean holds(int column) {
            return Arrays.stream(x).anyMatch(each -> each == column)
                    || Arrays.stream(y).anyMatch(each -> each == column);
        }

        /** The columns, those of x first. */
        int[] columns() {
            int[] columns = Arrays.copyOf(x, x.length + y.length);
            System.arraycopy(y, 0, columns, x.length, y.length);
            return columns;
        }

        Datum datum() {
            return name == null ? null : name.datum();
        }
    }

    private final List<String> names;
    private final List<String> plain;
    private final List<PlaceName> meant;
    private final CoordinateReferenceSystem given;
    private final Values values;
    private final List<Found> found = new ArrayList<>();
    private Found taken;

    /** What the values of a column look like, by the first of them. */
    interface Values {
        boolean areGeometries(int column);

        /** Geometries whatever the column is called. */
        boolean areClearGeometries(int column);

        boolean arePairs(int column);

        /** Pairs of which the longitude can be told from the latitude. */
        boolean areClearPairs(int column);
    }

    /**
     * Finds the columns.
     *
     * @param given the CRS that the user names; null if none
     * @param datum the Chinese web map's datum that the user names; null if none
     * @param strict true to know only the names that are documented, as they stand
     * @throws Refusal if two names differ by case alone, or there are minutes of one coordinate only
     */
    static PlaceColumns find(
            List<String> names, CoordinateReferenceSystem given, WebMapDatum datum, boolean strict, Values values) {
        PlaceColumns columns = new PlaceColumns(names, given, strict, values);
        columns.look(strict);
        columns.choose(datum);
        return columns;
    }

    private PlaceColumns(List<String> names, CoordinateReferenceSystem given, boolean strict, Values values) {
        this.names = names;
        this.given = given;
        this.values = values;
        plain = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        meant = new ArrayList<>();
        names.forEach(name -> meant.add(strict ? null : PlaceName.of(name)));
    }

    private void look(boolean strict) {
        if (given != null) {
            PLANE.forEach(pair -> addPair(pair, true));
        }
        if (found.isEmpty()) {
            DEGREES.forEach(pair -> addPair(pair, false));
            addAlike();
        }
        int wkt = only("wkt");
        if (wkt >= 0) {
            add(How.GEOMETRIES, wkt, null);
        }
        addGeometries(GEOMETRY, true);
        if (!strict) {
            addGeometries(MORE_GEOMETRY, false);
            for (int i = 0; i < names.size(); i++) {
                if (isPair(meant.get(i))) {
                    if (values.areClearGeometries(i)) {
                        add(How.GEOMETRIES, i, meant.get(i));
                    } else if (meant.get(i).kind() == Kind.ANY ? values.areClearPairs(i) : values.arePairs(i)) {
                        add(How.PAIRS, i, meant.get(i));
                    }
                }
            }
        }
    }

    private static boolean isPair(PlaceName name) {
        return name != null && name.kind() != Kind.LON && name.kind() != Kind.LAT;
    }

    private void add(How how, int column, PlaceName name) {
        if (!isFound(column)) {
            found.add(new Found(how, new int[] {column}, new int[0], false, name, how == How.GEOMETRIES));
        }
    }

    private void addGeometries(List<String> accepted, boolean named) {
        for (String name : accepted) {
            int column = only(name);
            if (column >= 0 && (named ? values.areGeometries(column) : values.areClearGeometries(column))) {
                add(How.GEOMETRIES, column, null);
            }
        }
    }

    private void addPair(List<String> pair, boolean plane) {
        if (!plain.containsAll(pair)) {
            return;
        }
        int x = only(pair.get(0));
        int y = only(pair.get(1));
        if (!isFound(x) && !isFound(y)) {
            PlaceName name = meant.get(x);
            int[] partsOfX = plane ? new int[] {x} : withParts(x);
            int[] partsOfY = plane ? new int[] {y} : withParts(y);
            if (partsOfX.length != partsOfY.length) {
                int alone = partsOfX.length > partsOfY.length ? partsOfX[partsOfY.length] : partsOfY[partsOfX.length];
                throw Refusal.of("format.csv.parts", "column", names.get(alone));
            }
            found.add(new Found(How.POINTS, partsOfX, partsOfY, plane, plane ? null : name, true));
        }
    }

    private boolean isFound(int column) {
        return found.stream().anyMatch(each -> each.holds(column));
    }

    /** Adds the pairs of names that say the same but for the coordinate. */
    private void addAlike() {
        Map<String, List<Integer>> byStem = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            PlaceName name = meant.get(i);
            if (name != null
                    && !isPair(name)
                    && (name.part() == Part.WHOLE || name.part() == Part.DEGREES)
                    && !isFound(i)
                    && !(name.part() == Part.DEGREES && hasWhole(name))) {
                Datum datum = name.datum() == null || name.datum().isWgs84() ? null : name.datum();
                byStem.computeIfAbsent(name.stem() + '/' + datum + '/' + isHan(names.get(i)), key -> new ArrayList<>())
                        .add(i);
            }
        }
        for (List<Integer> pair : byStem.values()) {
            List<Integer> x =
                    pair.stream().filter(i -> meant.get(i).kind() == Kind.LON).toList();
            List<Integer> y =
                    pair.stream().filter(i -> meant.get(i).kind() == Kind.LAT).toList();
            if (x.size() == 1 && y.size() == 1) {
                int[] partsOfX = withParts(x.get(0));
                int[] partsOfY = withParts(y.get(0));
                if (partsOfX.length == partsOfY.length) {
                    found.add(new Found(How.POINTS, partsOfX, partsOfY, false, meant.get(x.get(0)), false));
                }
            }
        }
    }

    /** True if there are degrees with decimals too, so that those with minutes say the same again. */
    private boolean hasWhole(PlaceName degrees) {
        return meant.stream()
                .anyMatch(name -> name != null
                        && name.kind() == degrees.kind()
                        && name.part() == Part.WHOLE
                        && name.stem().equals(degrees.stem()));
    }

    private static boolean isHan(String name) {
        return name.codePoints().anyMatch(Character::isIdeographic);
    }

    /** A column of degrees with those of its minutes and seconds, where there are any. */
    private int[] withParts(int column) {
        PlaceName name = meant.get(column);
        int minutes = name == null ? -1 : part(name, Part.MINUTES);
        if (minutes < 0 || name.part() == Part.WHOLE && hasDegreesOfItsOwn(name)) {
            return new int[] {column};
        }
        int seconds = part(name, Part.SECONDS);
        return seconds < 0 ? new int[] {column, minutes} : new int[] {column, minutes, seconds};
    }

    private boolean hasDegreesOfItsOwn(PlaceName whole) {
        return part(whole, Part.DEGREES) >= 0;
    }

    private int part(PlaceName of, Part part) {
        for (int i = 0; i < meant.size(); i++) {
            PlaceName name = meant.get(i);
            if (name != null
                    && name.kind() == of.kind()
                    && name.part() == part
                    && name.stem().equals(of.stem())) {
                return i;
            }
        }
        return -1;
    }

    /** Takes the places in the datum that is named, else on WGS 84, else the first; none of several that are no better. */
    private void choose(WebMapDatum datum) {
        Comparator<Found> better = Comparator.comparingInt(each -> rank(each, datum));
        taken = found.stream().min(better).orElse(null);
        if (taken != null && !taken.common) {
            int best = rank(taken, datum);
            long asGood =
                    found.stream().filter(each -> rank(each, datum) == best).count();
            taken = asGood == 1 ? taken : null;
        }
    }

    private static int rank(Found each, WebMapDatum datum) {
        Datum said = each.datum();
        boolean other = datum == null ? said != null && !said.isWgs84() : said == null || said.web() != datum;
        int form = each.how == How.PAIRS ? 2 : 0;
        String stem = each.how != How.POINTS || each.name == null ? "" : each.name.stem();
        int far = each.common || stem.isEmpty()
                ? 0
                : stem.matches(".*(校|school).*") ? 1 : stem.matches("位置|地理|地理位置|location") ? 2 : 3;
        return (other ? 100 : 0) + 10 * far + (each.common ? 0 : 1) + form;
    }

    private int only(String name) {
        int first = plain.indexOf(name);
        int last = plain.lastIndexOf(name);
        if (first != last) {
            throw Refusal.of("format.csv.same", "first", names.get(first), "second", names.get(last));
        }
        return first;
    }

    /** The places; null where there are none. */
    Found taken() {
        return taken;
    }

    /** Places that are there besides those which are taken. */
    List<Found> others() {
        return found.stream().filter(each -> each != taken).toList();
    }

    /** The CRS of the places, as far as their columns say. */
    CoordinateReferenceSystem crs() {
        boolean any = taken == null || taken.how == How.GEOMETRIES || taken.plane;
        boolean fits = given != null && (any || given instanceof GeographicCRS);
        return fits ? given : DefaultGeographicCRS.WGS84;
    }

    boolean holds(int column) {
        return taken != null && taken.holds(column);
    }

    /** True where there are columns that would be places, if the user named their CRS. */
    boolean lackCrs() {
        return given == null && PLANE.stream().anyMatch(plain::containsAll);
    }

    /** The columns that look like places, none of which is taken. */
    List<String> lookLikePlaces() {
        List<String> alike = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).length() <= LONGEST && (soundsLikePlace(i) || values.areClearGeometries(i))) {
                alike.add(names.get(i));
            }
        }
        return alike;
    }

    private boolean soundsLikePlace(int column) {
        PlaceName name = meant.get(column);
        if (name == null) {
            return names.get(column).contains("坐标");
        }
        return isPair(name) ? name.kind() != Kind.ANY : name.stem().length() <= 1 || isHan(names.get(column));
    }
}
