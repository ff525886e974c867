package org.edubalance.io;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * Esri ASCII grid: six header lines and the values, row by row from the north. Cells that are not square have GDAL's
 * {@code dx} and {@code dy} instead of {@code cellsize}.
 */
public final class ArcGrid {

    private static final String NO_DATA = "-9999";
    private static final double SAME = 1e-9;

    private ArcGrid() {}

    /**
     * Reads an Esri ASCII grid wholly into memory, as 32-bit floating point, its NoData as NaN. The format names no CRS:
     * it is that of the options, else WGS 84 if the grid lies within its bounds.
     *
     * @throws Refusal if it is none, or has more cells than the options allow
     */
    public static GridCoverage2D read(InputStream in, ReadOptions options) throws IOException {
        Words words = new Words(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        Map<String, Double> header = new HashMap<>();
        String word = words.next();
        while (word != null && Character.isLetter(word.charAt(0)) && !isNaN(word)) {
            header.put(word.toLowerCase(Locale.ROOT), number(words.next(), word, words, Double.MAX_VALUE));
            if (header.size() > 12) {
                throw Refusal.of("format.arcgrid.header");
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

        int cells = width * height;
        // as long as what was read, so that a header alone cannot claim the memory of its grid
        float[] values = new float[Math.min(cells, 1 << 16)];
        for (int i = 0; i < cells; i++) {
            if (word == null) {
                throw Refusal.of("format.arcgrid.ends", "row", i / width + 1, "rows", height);
            }
            if (i == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(cells, 2L * values.length));
            }
            double value = isNaN(word) ? Double.NaN : number(word, "cell", words, Float.MAX_VALUE);
            values[i] = value == noData ? Float.NaN : (float) value;
            word = words.next();
        }
        if (word != null) {
            throw Refusal.of("format.arcgrid.more").at(Place.line(words.line()));
        }
        ReferencedEnvelope bounds = withCrs(
                new ReferencedEnvelope(west, west + width * dx, south, south + height * dy, null), options.crs());
        GridCoverageFactory factory = new GridCoverageFactory();
        RenderedImage image = factory.create(options.name(), raster(values, width, height), bounds)
                .getRenderedImage();
        // said and not left to the axes, which may point west and south
        AffineTransform corner = new AffineTransform(dx, 0, 0, -dy, west, south + height * dy);
        return factory.create(
                options.name(),
                image,
                Grids.geometry(width, height, corner, bounds.getCoordinateReferenceSystem()),
                null,
                null,
                null);
    }

    private static WritableRaster raster(float[] values, int width, int height) {
        return Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, 1),
                new DataBufferFloat(values, values.length),
                null);
    }

    private static ReferencedEnvelope withCrs(ReferencedEnvelope bounds, CoordinateReferenceSystem given) {
        CoordinateReferenceSystem crs = given;
        if (crs == null) {
            // half a degree of slack for grids whose outer cells stick out
            if (bounds.getMinX() < -180.5
                    || bounds.getMaxX() > 360.5
                    || bounds.getMinY() < -90.5
                    || bounds.getMaxY() > 90.5) {
                throw Refusal.of("format.arcgrid.crs");
            }
            crs = DefaultGeographicCRS.WGS84;
        }
        return new ReferencedEnvelope(bounds, crs);
    }

    private static boolean isNaN(String word) {
        return word.equalsIgnoreCase("nan");
    }

    private static int count(Map<String, Double> header, String key) {
        double value = required(header, key);
        if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
            throw Refusal.of("format.arcgrid.count", "key", key);
        }
        return (int) value;
    }

    private static double size(Map<String, Double> header, String key) {
        double value = header.containsKey(key) ? header.get(key) : required(header, "cellsize");
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw Refusal.of("format.arcgrid.size");
        }
        return value;
    }

    private static double corner(Map<String, Double> header, String key, double size) {
        return header.containsKey(key + "center")
                ? header.get(key + "center") - size / 2
                : required(header, key + "corner");
    }

    private static double required(Map<String, Double> header, String key) {
        Double value = header.get(key);
        if (value == null) {
            throw Refusal.of("format.arcgrid.missing", "key", key);
        }
        return value;
    }

    private static double number(String word, String what, Words words, double most) {
        double value = Double.NaN;
        try {
            value = word == null ? Double.NaN : Double.parseDouble(word);
        } catch (NumberFormatException e) {
            // refused below, as the infinite ones
        }
        if (!(Math.abs(value) <= most)) {
            throw Refusal.of("format.arcgrid.number", "what", what, "got", word).at(Place.line(words.line()));
        }
        return value;
    }

    /**
     * Writes the one band of a coverage as Esri ASCII grid, NaN as the NoData value -9999. Rows go down the second axis
     * of the CRS, whichever way the coverage has them.
     *
     * @throws Refusal if the coverage has several bands, or its rows run along neither axis
     */
    public static void write(GridCoverage2D coverage, OutputStream out) throws IOException {
        RenderedImage image = coverage.getRenderedImage();
        if (image.getSampleModel().getNumBands() != 1) {
            throw Refusal.of(
                    "format.arcgrid.bands", "bands", image.getSampleModel().getNumBands());
        }
        AffineTransform corner = Grids.cornerToCrs(coverage);
        double dx = Math.abs(corner.getScaleX());
        double dy = Math.abs(corner.getScaleY());
        if (corner.getShearX() != 0 || corner.getShearY() != 0 || dx == 0 || dy == 0) {
            throw Refusal.of("format.arcgrid.turned");
        }
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        text.write("ncols " + image.getWidth() + "\nnrows " + image.getHeight() + "\n");
        boolean mirrored = corner.getScaleX() < 0;
        boolean upward = corner.getScaleY() > 0;
        text.write("xllcorner " + (corner.getTranslateX() - (mirrored ? dx * image.getWidth() : 0)) + "\n");
        text.write("yllcorner " + (corner.getTranslateY() - (upward ? 0 : dy * image.getHeight())) + "\n");
        text.write(Math.abs(dx - dy) <= SAME * dx ? "cellsize " + dx + "\n" : "dx " + dx + "\ndy " + dy + "\n");
        text.write("NODATA_value " + NO_DATA + "\n");
        writeCells(image, mirrored, upward, Grids.noData(coverage), text);
        text.flush();
    }

    private static void writeCells(RenderedImage image, boolean mirrored, boolean upward, double noData, Writer text)
            throws IOException {
        boolean wide = image.getSampleModel().getDataType() == DataBuffer.TYPE_DOUBLE;
        double[] row = new double[image.getWidth()];
        for (int i = 0; i < image.getHeight(); i++) {
            int y = image.getMinY() + (upward ? image.getHeight() - 1 - i : i);
            Raster line = image.getData(new Rectangle(image.getMinX(), y, image.getWidth(), 1));
            line.getSamples(image.getMinX(), y, image.getWidth(), 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                text.write(x == 0 ? "" : " ");
                text.write(cell(row[mirrored ? row.length - 1 - x : x], noData, wide));
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
                    throw noText();
                }
                c = text.read();
            }
            if (word.isEmpty()) {
                // a control character, which is neither a word nor what parts them
                throw noText();
            }
            line += c == '\n' ? 1 : 0;
            return word.toString();
        }

        private Refusal noText() {
            return Refusal.of("format.arcgrid.text").at(Place.line(line));
        }
    }
}
