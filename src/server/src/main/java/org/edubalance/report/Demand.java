package org.edubalance.report;

import java.util.Objects;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * Who needs schools, and how far these reach.
 *
 * @param features where people live: points, or polygons, whose centroids count
 * @param population the attribute with how many they are, or what such attributes begin with that end in
 *     {@code _primary}, {@code _junior} and {@code _senior}, those of a stage; null to look for one
 * @param capacity what each school offers: an attribute of the schools or an expression; null for the pupils that it has
 * @param catchment how far a school reaches, in metres on the ground
 */
public record Demand(SimpleFeatureCollection features, String population, String capacity, double catchment) {

    public Demand {
        Objects.requireNonNull(features);
    }
}
