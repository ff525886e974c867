package org.edubalance.io;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * Esri ASCII grid: six header lines and the values, row by row from the north. Cells that are not square have GDAL's
 * {@code dx} and {@code dy} instead of {@code cellsize}.
 */
final class ArcGrid {

    private static final String NO_DATA = "-9999";
    private static final double SAME = 1e-9;

    private ArcGrid() {}

    static GridCoverage2D read(InputStream in, ReadOptions options) throws IOException {
        Words words = new Words(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        Map<String, Double> header = new HashMap<>();
        String word = words.next();
        while (word != null && Character.isLetter(word.charAt(0)) && !isNaN(word)) {
            header.put(word.toLowerCase(Locale.ROOT), number(words.next(), word, words));
            if (header.size() > 12) {
                throw new FormatException("not an ArcGrid: too many header lines");
            }
            word = words.next();
        }
        int width = count(header, "ncols");
        int height = count(header, "nrows");
        Grids.checkCells(width, height, options);
        double dx = size(header, "dx");
        double dy = size(header, "dy");
        double west = corner(header, "xll", dx);
        double south = corner(header, "yll", dy);
        double noData = header.getOrDefault("nodata_value", -9999.0);

        float[][] values = new float[height][];
        for (int row = 0; row < height; row++) {
            // row by row, so that a header alone cannot claim the memory of its grid
            values[row] = new float[width];
            for (int column = 0; column < width; column++) {
                if (word == null) {
                    throw new FormatException("the ArcGrid ends in row " + (row + 1) + " of " + height);
                }
                double value = isNaN(word) ? Double.NaN : number(word, "a cell", words);
                values[row][column] = value == noData ? Float.NaN : (float) value;
                word = words.next();
            }
        }
        if (word != null) {
            throw new FormatException("the ArcGrid has more values than cells (line " + words.line() + ")");
        }
        ReferencedEnvelope bounds = new ReferencedEnvelope(west, west + width * dx, south, south + height * dy, null);
        return new GridCoverageFactory().create(options.name(), values, withCrs(bounds, options.crs()));
    }

    private static ReferencedEnvelope withCrs(ReferencedEnvelope bounds, CoordinateReferenceSystem given)
            throws FormatException {
        CoordinateReferenceSystem crs = given;
        if (crs == null) {
            // half a degree of slack for grids whose outer cells stick out
            if (bounds.getMinX() < -180.5
                    || bounds.getMaxX() > 360.5
                    || bounds.getMinY() < -90.5
                    || bounds.getMaxY() > 90.5) {
                throw new FormatException("the ArcGrid names no CRS, and its coordinates are no degrees: name the CRS");
            }
            crs = DefaultGeographicCRS.WGS84;
        }
        return new ReferencedEnvelope(bounds, crs);
    }

    private static boolean isNaN(String word) {
        return word.equalsIgnoreCase("nan");
    }

    private static int count(Map<String, Double> header, String key) throws FormatException {
        double value = required(header, key);
        if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
            throw new FormatException("the ArcGrid's " + key + " must be a whole number > 0");
        }
        return (int) value;
    }

    private static double size(Map<String, Double> header, String key) throws FormatException {
        double value = header.containsKey(key) ? header.get(key) : required(header, "cellsize");
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new FormatException("the ArcGrid's cell size must be > 0");
        }
        return value;
    }

    private static double corner(Map<String, Double> header, String key, double size) throws FormatException {
        return header.containsKey(key + "center")
                ? header.get(key + "center") - size / 2
                : required(header, key + "corner");
    }

    private static double required(Map<String, Double> header, String key) throws FormatException {
        Double value = header.get(key);
        if (value == null) {
            throw new FormatException("not an ArcGrid: its header has no " + key);
        }
        return value;
    }

    private static double number(String word, String what, Words words) throws FormatException {
        try {
            if (word != null) {
                return Double.parseDouble(word);
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new FormatException("not an ArcGrid: " + what + " must be a number, got "
                + (word == null ? "the end" : "'" + word + "'") + " (line " + words.line() + ")");
    }

    static void write(GridCoverage2D coverage, OutputStream out) throws IOException {
        RenderedImage image = coverage.getRenderedImage();
        if (image.getSampleModel().getNumBands() != 1) {
            throw new FormatException("an ArcGrid holds one band, the coverage has "
                    + image.getSampleModel().getNumBands() + ": write a GeoTIFF");
        }
        AffineTransform corner = Grids.cornerToCrs(coverage);
        double dx = corner.getScaleX();
        double dy = -corner.getScaleY();
        if (corner.getShearX() != 0 || corner.getShearY() != 0 || dx <= 0 || dy <= 0) {
            throw new FormatException("an ArcGrid must be north up, the coverage is not: write a GeoTIFF");
        }
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        text.write("ncols " + image.getWidth() + "\nnrows " + image.getHeight() + "\n");
        text.write("xllcorner " + corner.getTranslateX() + "\n");
        text.write("yllcorner " + (corner.getTranslateY() - dy * image.getHeight()) + "\n");
        text.write(Math.abs(dx - dy) <= SAME * dx ? "cellsize " + dx + "\n" : "dx " + dx + "\ndy " + dy + "\n");
        text.write("NODATA_value " + NO_DATA + "\n");
        writeCells(image, Grids.noData(coverage), text);
        text.flush();
    }

    private static void writeCells(RenderedImage image, double noData, Writer text) throws IOException {
        boolean wide = image.getSampleModel().getDataType() == DataBuffer.TYPE_DOUBLE;
        double[] row = new double[image.getWidth()];
        for (int y = image.getMinY(); y < image.getMinY() + image.getHeight(); y++) {
            Raster line = image.getData(new Rectangle(image.getMinX(), y, image.getWidth(), 1));
            line.getSamples(image.getMinX(), y, image.getWidth(), 1, 0, row);
            for (int i = 0; i < row.length; i++) {
                text.write(i == 0 ? "" : " ");
                text.write(cell(row[i], noData, wide));
            }
            text.write('\n');
        }
    }

    private static String cell(double value, double noData, boolean wide) {
        if (!Double.isFinite(value) || value == noData) {
            return NO_DATA;
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return wide ? Double.toString(value) : Float.toString((float) value);
    }

    /** The words of a text between blanks and line ends, none of them longer than a number is. */
    private static final class Words {

        private static final int LONGEST = 400;

        private final Reader text;
        private int line = 1;

        Words(Reader text) {
            this.text = new BufferedReader(text, 1 << 16);
        }

        int line() {
            return line;
        }

        /** The next word, null at the end. */
        String next() throws IOException {
            int c = text.read();
            while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                line += c == '\n' ? 1 : 0;
                c = text.read();
            }
            if (c < 0) {
                return null;
            }
            StringBuilder word = new StringBuilder();
            while (c > ' ') {
                word.append((char) c);
                if (word.length() > LONGEST) {
                    throw new FormatException("not an ArcGrid (line " + line + ")");
                }
                c = text.read();
            }
            line += c == '\n' ? 1 : 0;
            return word.toString();
        }
    }
}
