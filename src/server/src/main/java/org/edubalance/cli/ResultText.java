package org.edubalance.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.edubalance.io.CrsNames;
import org.edubalance.io.Format;
import org.edubalance.io.WriteOptions;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Geometry;

/** A result as text on standard output. */
final class ResultText {

    private ResultText() {}

    /** GeoJSON for features, CSV for rows, a summary of a coverage, else the value. */
    static void print(Object value, OutputStream out, WriteOptions options) throws IOException {
        if (value instanceof SimpleFeatureCollection features) {
            Format format = features.getSchema().getGeometryDescriptor() == null ? Format.CSV : Format.GEOJSON;
            format.write(features, out, options);
        } else {
            List<String> lines =
                    value instanceof GridCoverage2D coverage ? CoverageSummary.of(coverage) : List.of(literal(value));
            out.write((String.join(System.lineSeparator(), lines) + System.lineSeparator())
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    static String literal(Object value) {
        if (value instanceof Geometry geometry) {
            return geometry.toText();
        }
        if (value instanceof ReferencedEnvelope bounds) {
            return bounds.getMinX() + "," + bounds.getMinY() + "," + bounds.getMaxX() + "," + bounds.getMaxY()
                    + (bounds.getCoordinateReferenceSystem() == null
                            ? ""
                            : "," + name(bounds.getCoordinateReferenceSystem()));
        }
        return value instanceof CoordinateReferenceSystem crs ? name(crs) : String.valueOf(value);
    }

    private static String name(CoordinateReferenceSystem crs) {
        Integer code = CrsNames.epsgCode(crs);
        return code == null ? crs.getName().getCode() : "EPSG:" + code;
    }
}
