package org.edubalance.io;

import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/**
 * How to read a file or a request's body.
 *
 * @param name the feature type's name, from which ids are made too; also the name of a coverage
 * @param crs the CRS where the format does not say one; null for the format's own default
 * @param layer the table of a GeoPackage; null for its first one
 * @param maxFeatures the most features that are read; one more is an error
 * @param maxCells the most cells of a coverage
 */
public record ReadOptions(String name, CoordinateReferenceSystem crs, String layer, long maxFeatures, long maxCells) {

    /** No limits but memory, and the format's own CRS. */
    public static ReadOptions named(String name) {
        return new ReadOptions(name, null, null, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    public ReadOptions withCrs(CoordinateReferenceSystem newCrs) {
        return new ReadOptions(name, newCrs, layer, maxFeatures, maxCells);
    }

    public ReadOptions withLayer(String newLayer) {
        return new ReadOptions(name, crs, newLayer, maxFeatures, maxCells);
    }

    public ReadOptions withLimits(long newMaxFeatures, long newMaxCells) {
        return new ReadOptions(name, crs, layer, newMaxFeatures, newMaxCells);
    }
}
