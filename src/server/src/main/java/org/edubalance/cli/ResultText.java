package org.edubalance.cli;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.edubalance.io.CrsNames;
import org.edubalance.io.Format;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Geometry;

/** A result as text on standard output. */
final class ResultText {

    private ResultText() {}

    /** GeoJSON for features, CSV for rows, a summary of a coverage, else the value. */
    static void print(Object value, OutputStream out) throws IOException {
        if (value instanceof SimpleFeatureCollection features) {
            Format format = features.getSchema().getGeometryDescriptor() == null ? Format.CSV : Format.GEOJSON;
            format.write(features, out);
        } else {
            List<String> lines =
                    value instanceof GridCoverage2D coverage ? summarize(coverage) : List.of(literal(value));
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

    /** A line per band: size, CRS, smallest, mean and largest value, and the share of cells without one. */
    private static List<String> summarize(GridCoverage2D coverage) {
        RenderedImage image = coverage.getRenderedImage();
        List<String> lines = new ArrayList<>();
        for (int band = 0; band < image.getSampleModel().getNumBands(); band++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %d × %d cells, %s, %s",
                    coverage.getSampleDimension(band).getDescription(),
                    image.getWidth(),
                    image.getHeight(),
                    literal(rounded(coverage.getEnvelope2D())),
                    statistics(image, band)));
        }
        return lines;
    }

    /** To the sixth decimal, a decimetre in degrees: further digits are noise to read. */
    private static ReferencedEnvelope rounded(ReferencedEnvelope bounds) {
        DoubleUnaryOperator round = value -> Math.rint(value * 1e6) / 1e6;
        return new ReferencedEnvelope(
                round.applyAsDouble(bounds.getMinX()),
                round.applyAsDouble(bounds.getMaxX()),
                round.applyAsDouble(bounds.getMinY()),
                round.applyAsDouble(bounds.getMaxY()),
                bounds.getCoordinateReferenceSystem());
    }

    private static String statistics(RenderedImage image, int band) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        long count = 0;
        double[] row = new double[image.getWidth()];
        for (int y = image.getMinY(); y < image.getMinY() + image.getHeight(); y++) {
            Raster line = image.getData(new Rectangle(image.getMinX(), y, row.length, 1));
            for (double value : line.getSamples(image.getMinX(), y, row.length, 1, band, row)) {
                if (Double.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                    sum += value;
                    count++;
                }
            }
        }
        long cells = (long) image.getWidth() * image.getHeight();
        return count == 0
                ? "no values"
                : String.format(
                        Locale.ROOT,
                        "min %.6g, mean %.6g, max %.6g, %.1f %% without value",
                        min,
                        sum / count,
                        max,
                        100.0 * (cells - count) / cells);
    }
}
