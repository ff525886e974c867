package org.edubalance.process.density;

import java.util.Arrays;
import java.util.Optional;
import org.edubalance.density.CellPlaces;
import org.edubalance.density.DensityGrid;
import org.edubalance.density.GroundMetric;
import org.edubalance.density.WeightedPoints;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.GroundMetrics;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.cs.DefaultEllipsoidalCS;

/**
 * A map whose scale differs over a window by more than planes may, and whose parallels are not straight, such as a conic
 * map of China: its points and the centres of its cells are taken to longitude and latitude, of the map's own datum, and
 * distances are those on the ellipsoid, as in geographic CRSs.
 */
final class MapOnGround {

    /** In degrees; nearer to a pole, distances between longitudes and latitudes are worse than those of the map. */
    private static final double FARTHEST_NORTH = 75;

    private final MathTransform toGround;
    private final CoordinateReferenceSystem map;
    private final CoordinateReferenceSystem ground;

    private MapOnGround(CoordinateReferenceSystem map, CoordinateReferenceSystem ground) {
        this.map = map;
        this.ground = ground;
        this.toGround = GroundMetrics.transform("outputBBOX", map, ground);
    }

    /** Empty where a plane will do over the window, and next to the poles. */
    static Optional<MapOnGround> of(CoordinateReferenceSystem crs, ReferencedEnvelope window) {
        if (!(crs instanceof ProjectedCRS projected) || !GroundMetrics.needsGround(crs, window)) {
            return Optional.empty();
        }
        GeographicCRS base = (GeographicCRS) projected.getBaseCRS();
        MapOnGround onGround = new MapOnGround(
                crs, new DefaultGeographicCRS("base", base.getDatum(), DefaultEllipsoidalCS.GEODETIC_2D));
        return onGround.isFarFromPoles(window) ? Optional.of(onGround) : Optional.empty();
    }

    private boolean isFarFromPoles(ReferencedEnvelope window) {
        int places = 9;
        double[] x = new double[places];
        double[] y = new double[places];
        for (int i = 0; i < places; i++) {
            double row = window.getMaxY() - window.getHeight() * i / (places - 1);
            line(row, window.getMinX(), window.getWidth() / (places - 1), x, y);
            if (Arrays.stream(y).anyMatch(latitude -> Math.abs(latitude) > FARTHEST_NORTH)) {
                return false;
            }
        }
        return true;
    }

    /** Longitude and latitude in degrees. */
    CoordinateReferenceSystem crs() {
        return ground;
    }

    GroundMetric metric() {
        return GroundMetrics.of(ground);
    }

    /**
     * Points of the map, on the ground.
     *
     * @throws Refusal if one of them is not on Earth
     */
    WeightedPoints points(WeightedPoints onMap) {
        WeightedPoints points = new WeightedPoints();
        double[] place = new double[2];
        for (int i = 0; i < onMap.size(); i++) {
            place[0] = onMap.x(i);
            place[1] = onMap.y(i);
            if (!transformed(place)) {
                throw Refusal.of("density.outside", "crs", GroundMetrics.name(map), "x", onMap.x(i), "y", onMap.y(i))
                        .about("data");
            }
            points.add(place[0], place[1], onMap.weight(i));
        }
        return points;
    }

    /** The places of the map's cells. */
    CellPlaces cells(DensityGrid grid) {
        return (row, column, x, y) -> line(
                grid.maxY() - row * grid.cellHeight(), grid.minX() + column * grid.cellWidth(), grid.cellWidth(), x, y);
    }

    private void line(double mapY, double from, double step, double[] x, double[] y) {
        double[] places = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            places[2 * i] = from + i * step;
            places[2 * i + 1] = mapY;
        }
        double[] onGround = new double[places.length];
        boolean whole = true;
        try {
            toGround.transform(places, 0, onGround, 0, x.length);
        } catch (TransformException | IllegalArgumentException e) {
            // some of them are not on Earth, so each by itself
            whole = false;
        }
        double[] place = new double[2];
        for (int i = 0; i < x.length; i++) {
            place[0] = whole ? onGround[2 * i] : places[2 * i];
            place[1] = whole ? onGround[2 * i + 1] : places[2 * i + 1];
            boolean known = whole ? isOnEarth(place) : transformed(place);
            x[i] = known ? place[0] : Double.NaN;
            y[i] = known ? place[1] : Double.NaN;
        }
    }

    private boolean transformed(double[] place) {
        try {
            toGround.transform(place, 0, place, 0, 1);
            return isOnEarth(place);
        } catch (TransformException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOnEarth(double[] place) {
        return Double.isFinite(place[0]) && Math.abs(place[1]) <= 90;
    }
}
