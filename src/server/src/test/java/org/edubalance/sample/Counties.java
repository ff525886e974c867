package org.edubalance.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * The seven county-level units of Nyingchi as schematic polygons.
 *
 * <p>A border between two counties is drawn once, as a few way points between two junctions, roughened by midpoint
 * displacement and used by both neighbours, so that the counties tile without gaps and overlaps. The way points are
 * rough positions set by hand; no boundary data were used.
 */
final class Counties {

    private static final long SEED = 5;

    /** How often a piece of border is halved, and how far its middle moves at most, as a share of its length. */
    private static final int HALVINGS = 4;

    private static final double DISPLACEMENT = 0.22;

    private static final double EARTH_RADIUS_KM = 6371.0088;

    /** A county: its polygon and its area in km². */
    record County(String name, String seat, Polygon polygon) {

        /** The area on the sphere, in km². */
        double area() {
            return Counties.area(polygon.getExteriorRing().getCoordinates());
        }
    }

    private static final Map<String, String> NAMES_ZH = Map.of(
            "Gongbo'gyamda", "工布江达县",
            "Nang", "朗县",
            "Mainling", "米林市",
            "Bayi", "巴宜区",
            "Medog", "墨脱县",
            "Bomi", "波密县",
            "Zayu", "察隅县");

    private static final Map<Character, double[]> JUNCTIONS = Map.ofEntries(
            Map.entry('A', new double[] {92.60, 29.42}),
            Map.entry('B', new double[] {93.42, 29.45}),
            Map.entry('C', new double[] {93.62, 29.57}),
            Map.entry('D', new double[] {94.42, 30.20}),
            Map.entry('E', new double[] {94.22, 30.54}),
            Map.entry('F', new double[] {93.38, 28.68}),
            Map.entry('G', new double[] {93.92, 28.64}),
            Map.entry('H', new double[] {95.12, 29.77}),
            Map.entry('I', new double[] {95.30, 29.95}),
            Map.entry('J', new double[] {96.08, 29.42}),
            Map.entry('K', new double[] {96.70, 29.54}),
            Map.entry('L', new double[] {95.85, 28.02}));

    /** Way points between two junctions, as longitude and latitude in turn. */
    private static final Map<String, double[]> BORDERS = borders();

    private static Map<String, double[]> borders() {
        Map<String, double[]> borders = new LinkedHashMap<>();
        borders.put(
                "AE",
                new double[] {92.52, 29.68, 92.17, 29.95, 92.42, 30.22, 92.78, 30.38, 93.22, 30.52, 93.75, 30.48});
        borders.put(
                "EK",
                new double[] {94.62, 30.66, 95.12, 30.60, 95.62, 30.52, 95.98, 30.28, 96.22, 30.02, 96.50, 29.82});
        borders.put("KL", new double[] {
            97.18, 29.50, 97.62, 29.40, 98.08, 29.16, 98.48, 29.02, 98.74, 28.72, 98.62, 28.36, 98.26, 28.18, 97.86,
            28.36, 97.42, 28.06, 96.96, 27.86, 96.42, 27.82
        });
        borders.put("LG", new double[] {95.42, 27.70, 94.92, 27.60, 94.42, 27.76, 94.02, 27.98, 93.78, 28.30});
        borders.put("GF", new double[] {93.64, 28.60});
        borders.put("FA", new double[] {92.98, 28.74, 92.60, 28.84, 92.44, 29.10});
        borders.put("AB", new double[] {93.02, 29.40});
        borders.put("BC", new double[] {});
        borders.put("CD", new double[] {93.80, 29.74, 93.86, 29.90, 94.12, 29.98});
        borders.put("DE", new double[] {94.40, 30.38});
        borders.put("BF", new double[] {93.52, 29.20, 93.46, 28.94});
        borders.put("CH", new double[] {93.94, 29.46, 94.28, 29.40, 94.58, 29.435, 94.76, 29.52, 94.92, 29.66});
        borders.put("HG", new double[] {95.12, 29.60, 94.96, 29.42, 94.78, 29.24, 94.52, 29.04, 94.26, 28.84});
        borders.put("HI", new double[] {95.26, 29.82});
        borders.put("DI", new double[] {94.66, 30.12, 94.98, 30.06});
        borders.put("IJ", new double[] {95.40, 29.86, 95.58, 29.79, 95.80, 29.67, 95.94, 29.54});
        borders.put("JK", new double[] {96.42, 29.38});
        borders.put("JL", new double[] {96.12, 29.02, 95.88, 28.66, 96.02, 28.32});
        return borders;
    }

    private Counties() {}

    static String nameZh(String county) {
        return NAMES_ZH.get(county);
    }

    /** The counties, west to east. */
    static List<County> generate() {
        Random random = new Random(SEED);
        Map<String, List<Coordinate>> lines = new LinkedHashMap<>();
        BORDERS.forEach((ends, wayPoints) -> lines.put(ends, roughen(ends, wayPoints, random)));
        return List.of(
                new County("Gongbo'gyamda", "Gongbo'gyamda Town", ring(lines, "AE ED DC CB BA")),
                new County("Nang", "Nang Town", ring(lines, "AB BF FA")),
                new County("Mainling", "Mainling Town", ring(lines, "BC CH HG GF FB")),
                new County("Bayi", "Bayi Town", ring(lines, "CD DI IH HC")),
                new County("Medog", "Medog Town", ring(lines, "HI IJ JL LG GH")),
                new County("Bomi", "Zhamog Town", ring(lines, "DE EK KJ JI ID")),
                new County("Zayu", "Zhowagoin Town", ring(lines, "JK KL LJ")));
    }

    private static List<Coordinate> roughen(String ends, double[] wayPoints, Random random) {
        List<Coordinate> line = new ArrayList<>();
        line.add(junction(ends.charAt(0)));
        for (int i = 0; i < wayPoints.length; i += 2) {
            line.add(new Coordinate(wayPoints[i], wayPoints[i + 1]));
        }
        line.add(junction(ends.charAt(1)));
        for (int k = 0; k < HALVINGS; k++) {
            List<Coordinate> finer = new ArrayList<>();
            for (int i = 0; i + 1 < line.size(); i++) {
                finer.add(line.get(i));
                finer.add(displacedMiddle(line.get(i), line.get(i + 1), random));
            }
            finer.add(line.get(line.size() - 1));
            line = finer;
        }
        line.forEach(c -> c.setCoordinate(new Coordinate(round(c.x), round(c.y))));
        return line;
    }

    private static Coordinate junction(char name) {
        double[] lonLat = JUNCTIONS.get(name);
        return new Coordinate(lonLat[0], lonLat[1]);
    }

    /** The middle of a piece of border, moved along its normal. */
    private static Coordinate displacedMiddle(Coordinate a, Coordinate b, Random random) {
        double shift = DISPLACEMENT * (2 * random.nextDouble() - 1);
        return new Coordinate((a.x + b.x) / 2 - shift * (b.y - a.y), (a.y + b.y) / 2 + shift * (b.x - a.x));
    }

    /** A polygon from borders named by the junctions they run between, in either direction. */
    private static Polygon ring(Map<String, List<Coordinate>> lines, String borders) {
        List<Coordinate> ring = new ArrayList<>();
        for (String ends : borders.split(" ")) {
            List<Coordinate> line = lines.get(ends);
            if (line == null) {
                String reversed = new StringBuilder(ends).reverse().toString();
                line = new ArrayList<>(lines.get(reversed));
                Collections.reverse(line);
            }
            ring.addAll(line.subList(0, line.size() - 1));
        }
        ring.add(ring.get(0));
        // The borders above run clockwise; GeoJSON's outer rings run counter-clockwise.
        Collections.reverse(ring);
        return new GeometryFactory().createPolygon(ring.toArray(Coordinate[]::new));
    }

    /** Area of a small ring on the sphere: the trapezium rule over sin φ dλ. */
    private static double area(Coordinate[] ring) {
        double sum = 0;
        for (int i = 0; i + 1 < ring.length; i++) {
            double width = StrictMath.toRadians(ring[i].x - ring[i + 1].x);
            double height = StrictMath.sin(StrictMath.toRadians(ring[i].y))
                    + StrictMath.sin(StrictMath.toRadians(ring[i + 1].y));
            sum += width * height / 2;
        }
        return Math.abs(sum) * EARTH_RADIUS_KM * EARTH_RADIUS_KM;
    }

    /** Rounded to five decimals of a degree, about a metre. */
    static double round(double degrees) {
        return Math.rint(degrees * 1e5) / 1e5;
    }
}
