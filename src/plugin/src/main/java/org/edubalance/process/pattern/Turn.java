package org.edubalance.process.pattern;

import org.edubalance.process.features.GroundMetrics;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/**
 * Coordinates that come again after a turn around the Earth, put next to some place: −179.9 next to 179.8 is 180.1.
 *
 * @param period the turn in units of x, 0 where nothing comes again
 */
record Turn(double period, double about) {

    static Turn about(double x, CoordinateReferenceSystem crs) {
        return new Turn(GroundMetrics.of(crs).period(), x);
    }

    double near(double x) {
        return period > 0 ? x - period * Math.rint((x - about) / period) : x;
    }
}
