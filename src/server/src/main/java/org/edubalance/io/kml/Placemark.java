package org.edubalance.io.kml;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * A placemark.
 *
 * @param folder the folders that it is in, from the outside, with slashes between; empty where it is in none
 * @param fields its name, its description, and its own fields in their order, as they are written
 * @param geometry null where it has none, or one that is none of the plane
 */
public record Placemark(String folder, Map<String, String> fields, Geometry geometry) {}
