package org.edubalance.process.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.edubalance.access.Crossings;
import org.edubalance.access.Direction;
import org.edubalance.access.GroundPlaces;
import org.edubalance.access.Network;
import org.edubalance.density.GroundMetric;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.Attribute;
import org.edubalance.process.features.GroundMetrics;
import org.edubalance.process.features.LeftOut;
import org.edubalance.process.features.Places;
import org.edubalance.process.features.Progress;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Lineal;

/** The lines of the input {@code network}, read; a {@link Network} once it is known what ground they lie on. */
final class Road {

    private static final String INPUT = "network";
    private static final String LENGTH = "length";
    private static final int CHECK_EVERY = 1 << 10;

    /** How far apart lines touch at crossings, in metres. */
    private static final double TOUCH = 0.01;

    private final CoordinateReferenceSystem crs;
    private final List<SimpleFeature> features = new ArrayList<>();
    /** The lines, and of each the feature that it is of. */
    private final List<Coordinate[]> lines = new ArrayList<>();

    private final List<Integer> owners = new ArrayList<>();
    private final LeftOut placeless = new LeftOut(Message.of("leftout.place"));

    private Road(CoordinateReferenceSystem crs) {
        this.crs = crs;
    }

    /**
     * Reads the lines.
     *
     * @param crossings whether lines are joined where they cross, too
     * @throws Refusal if there are none, or one is no line
     */
    static Road read(SimpleFeatureCollection network, boolean crossings, Progress progress) {
        Road road = new Road(Sites.crs(INPUT, network));
        try (SimpleFeatureIterator iterator = network.features()) {
            while (iterator.hasNext()) {
                if (road.features.size() % CHECK_EVERY == 0) {
                    progress.check();
                }
                road.add(iterator.next());
            }
        }
        if (road.features.isEmpty()) {
            throw Refusal.of("input.empty").about(INPUT);
        }
        if (road.lines.isEmpty()) {
            throw Refusal.of("data.nothing", "why", List.of(road.placeless.message()))
                    .about(INPUT);
        }
        if (crossings) {
            road.cut(progress);
        }
        return road;
    }

    private void add(SimpleFeature feature) {
        features.add(feature);
        if (!(feature.getDefaultGeometry() instanceof Geometry geometry) || geometry.isEmpty()) {
            placeless.add(feature);
            return;
        }
        if (!(geometry instanceof Lineal)) {
            throw Refusal.of("access.lines", "got", geometry.getGeometryType())
                    .about(INPUT)
                    .at(Places.of(feature));
        }
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            LineString line = (LineString) geometry.getGeometryN(i);
            if (!line.isEmpty()) {
                lines.add(line.getCoordinates());
                owners.add(features.size() - 1);
            }
        }
    }

    private void cut(Progress progress) {
        GroundMetric metric = GroundMetrics.of(crs);
        double y = lines.get(0)[0].y;
        double tolerance = TOUCH / Math.max(metric.metresPerX(y), metric.metresPerY(y));
        List<Integer> whole = List.copyOf(owners);
        List<Crossings.Piece> pieces = Crossings.cut(lines, tolerance, INPUT, progress.silent());
        lines.clear();
        owners.clear();
        for (Crossings.Piece piece : pieces) {
            lines.add(piece.points());
            owners.add(whole.get(piece.line()));
        }
    }

    /** All vertices, one line after another. */
    Ground.Scattered scattered() {
        int n = lines.stream().mapToInt(line -> line.length).sum();
        double[] x = new double[n];
        double[] y = new double[n];
        int i = 0;
        for (Coordinate[] line : lines) {
            for (Coordinate point : line) {
                x[i] = point.x;
                y[i++] = point.y;
            }
        }
        return new Ground.Scattered(INPUT, crs, x, y);
    }

    /**
     * The network.
     *
     * @param vertices the places of {@link #scattered}
     * @param cost an attribute or expression of a whole feature, in which {@code length} is its metres on the ground unless
     *     it has an attribute of this name; null for the metres
     * @param oneWay an attribute or expression, null where all lines may be gone both ways
     * @throws Refusal if a cost is negative or none, or it is not known what a value of oneWay means
     */
    Network on(GroundPlaces vertices, String cost, String oneWay) {
        int[] starts = new int[lines.size() + 1];
        double[] lengths = new double[lines.size()];
        double[] wholeLengths = new double[features.size()];
        for (int line = 0; line < lines.size(); line++) {
            starts[line + 1] = starts[line] + lines.get(line).length;
            for (int v = starts[line]; v + 1 < starts[line + 1]; v++) {
                lengths[line] += vertices.distance(v, vertices, v + 1);
            }
            wholeLengths[owners.get(line)] += lengths[line];
        }
        double[] costs = cost == null ? null : costs(cost, lengths, wholeLengths);
        return new Network(vertices, starts, costs, directions(oneWay));
    }

    private double[] costs(String cost, double[] lengths, double[] wholeLengths) {
        SimpleFeatureType type = features.get(0).getFeatureType();
        boolean measured = type.indexOf(LENGTH) < 0;
        SimpleFeatureType withLength = measured ? withLength(type) : type;
        Attribute attribute = Attribute.of("cost", cost, withLength);
        double[] whole = new double[features.size()];
        for (int i = 0; i < whole.length; i++) {
            SimpleFeature feature = features.get(i);
            if (measured) {
                List<Object> values = new ArrayList<>(feature.getAttributes());
                values.add(wholeLengths[i]);
                feature = SimpleFeatureBuilder.build(withLength, values, feature.getID());
            }
            whole[i] = attribute.requiredNumber(feature);
            if (whole[i] < 0) {
                throw Refusal.of("access.negative", "text", attribute.text(), "got", whole[i])
                        .about("cost")
                        .at(Places.of(features.get(i)));
            }
        }
        double[] costs = new double[lengths.length];
        for (int line = 0; line < costs.length; line++) {
            int owner = owners.get(line);
            costs[line] = wholeLengths[owner] > 0 ? whole[owner] * lengths[line] / wholeLengths[owner] : 0;
        }
        return costs;
    }

    private static SimpleFeatureType withLength(SimpleFeatureType type) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.init(type);
        builder.add(LENGTH, Double.class);
        return builder.buildFeatureType();
    }

    private Direction[] directions(String oneWay) {
        Direction[] directions = new Direction[lines.size()];
        Arrays.fill(directions, Direction.BOTH);
        if (oneWay != null) {
            Attribute attribute = Attribute.of("oneWay", oneWay, features.get(0).getFeatureType());
            for (int line = 0; line < directions.length; line++) {
                directions[line] = OneWay.direction(attribute, features.get(owners.get(line)));
            }
        }
        return directions;
    }

    LeftOut placeless() {
        return placeless;
    }
}
