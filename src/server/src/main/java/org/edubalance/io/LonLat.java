package org.edubalance.io;

import java.util.regex.Pattern;
import javax.measure.Unit;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import si.uom.NonSI;

/**
 * What can be no longitude and latitude. Longitudes reach to 360, since data about the antimeridian may go on there.
 */
final class LonLat {

    static final int MOST_LON = 360;
    static final int MOST_LAT = 90;

    /** Nobody measures so near to where coordinates in metres begin. */
    private static final int LEAST_METRES = 1_000;

    /** What some write where there is no value. */
    private static final Pattern NINES = Pattern.compile("-?9{3,6}\\.0");

    private LonLat() {}

    /** True where coordinates of a CRS are longitude and latitude in degrees. */
    static boolean isIn(CoordinateReferenceSystem crs) {
        if (!(crs instanceof GeographicCRS geographic)) {
            return false;
        }
        Unit<?> unit = geographic.getCoordinateSystem().getAxis(0).getUnit();
        return NonSI.DEGREE_ANGLE.isCompatible(unit) && unit.toString().equals(NonSI.DEGREE_ANGLE.toString());
    }

    /**
     * Looks at a geometry in degrees.
     *
     * @throws Refusal if a coordinate is none, saying whether the two look swapped, or like metres
     */
    static void check(Geometry geometry) {
        Envelope bounds = geometry.getEnvelopeInternal();
        if (bounds.isNull() || fits(bounds.getMinX(), bounds.getMinY()) && fits(bounds.getMaxX(), bounds.getMaxY())) {
            return;
        }
        geometry.apply(new FirstMisfit());
    }

    static boolean fits(double lon, double lat) {
        return Math.abs(lon) <= MOST_LON && Math.abs(lat) <= MOST_LAT;
    }

    private static final class FirstMisfit implements CoordinateSequenceFilter {

        @Override
        public void filter(CoordinateSequence coordinates, int i) {
            Coordinate coordinate = coordinates.getCoordinate(i);
            double lon = coordinate.getX();
            double lat = coordinate.getY();
            if (fits(lon, lat)) {
                return;
            }
            if (lon == lat && NINES.matcher(Double.toString(lon)).matches()) {
                throw Refusal.of("format.place.mark", "lon", lon, "lat", lat);
            }
            if (Math.abs(lon) > LEAST_METRES || Math.abs(lat) > LEAST_METRES) {
                boolean packed = isPacked(lon, 180) && isPacked(lat, MOST_LAT);
                throw Refusal.of(packed ? "format.place.packed" : "format.place.metres", "x", lon, "y", lat);
            }
            throw Refusal.of(
                    Math.abs(lon) <= MOST_LAT ? "format.place.swapped" : "format.place.range", "lon", lon, "lat", lat);
        }

        /** True for 942130.6, which may be 94°21′30.6″. */
        private static boolean isPacked(double value, int most) {
            double packed = Math.abs(value);
            return packed >= 10_000 && packed < most * 10_000 && packed % 100 < 60 && packed / 100 % 100 < 60;
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return false;
        }
    }
}
