package org.edubalance.server.upload;

import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.edubalance.io.CrsNames;
import org.edubalance.io.Format;
import org.edubalance.io.ReadOptions;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * A grid of a user's own. Its file is read whenever a process needs it, so that it takes no memory meanwhile.
 *
 * @param id what its session knows it by
 * @param name its name for the services
 * @param title the file's name
 * @param file where the file is kept
 * @param shown the GeoTIFF that browsers draw
 * @param reading how the file is understood
 * @param maxCells the most cells it may have
 * @param facts what is told of it
 * @param notes what reading did
 */
record OwnGrid(
        String id,
        String name,
        String title,
        Path file,
        Path shown,
        Reading reading,
        long maxCells,
        Facts facts,
        ReadingNotes notes)
        implements OwnFile {

    /** As many cells as a picture of it may have; grids of more are drawn by every second cell, every third and so on. */
    private static final long MOST_SHOWN = 1_000_000;

    private static final String SHOWN = "shown";

    /**
     * What is told of a grid.
     *
     * @param crs its CRS as {@code EPSG:code}, null for one without a code
     * @param bounds in degrees, x first
     * @param least the lowest value of its first band, NaN where it has none
     * @param most the highest
     */
    record Facts(int width, int height, String crs, ReferencedEnvelope bounds, double least, double most) {

        /** @throws Refusal if the grid is not on the Earth */
        static Facts of(GridCoverage2D coverage) {
            RenderedImage image = coverage.getRenderedImage();
            double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            each(coverage, 1, value -> {
                if (!Double.isNaN(value)) {
                    range[0] = Math.min(range[0], value);
                    range[1] = Math.max(range[1], value);
                }
            });
            boolean empty = range[0] > range[1];
            Integer code = CrsNames.epsgCode(coverage.getCoordinateReferenceSystem2D());
            return new Facts(
                    image.getWidth(),
                    image.getHeight(),
                    code == null ? null : "EPSG:" + code,
                    inDegrees(coverage),
                    empty ? Double.NaN : range[0],
                    empty ? Double.NaN : range[1]);
        }

        private static ReferencedEnvelope inDegrees(GridCoverage2D coverage) {
            try {
                return new ReferencedEnvelope(coverage.getEnvelope2D()).transform(DefaultGeographicCRS.WGS84, true);
            } catch (TransformException | FactoryException e) {
                throw Refusal.because(e, "upload.grid.place");
            }
        }
    }

    /** Reads it. */
    GridCoverage2D coverage() throws IOException {
        return read(file, title, reading, maxCells, new ReadingNotes());
    }

    /** @throws Refusal if it is none that can be read, or beyond the limit */
    static GridCoverage2D read(Path file, String title, Reading reading, long maxCells, ReadingNotes notes)
            throws IOException {
        ReadOptions options = reading.options(title, null, Long.MAX_VALUE)
                .withLimits(Long.MAX_VALUE, maxCells)
                .withNotes(notes::add);
        return Format.ofFileName(file.getFileName().toString())
                .orElseThrow()
                .readFile(GridCoverage2D.class, file, options);
    }

    /** A grid's first band as a browser draws it: not too many cells, NaN where there is no value. */
    static GridCoverage2D shown(GridCoverage2D coverage, Facts facts) {
        RenderedImage image = coverage.getRenderedImage();
        int step = step(image);
        int width = cells(image.getWidth(), step);
        int height = cells(image.getHeight(), step);
        float[][] matrix = new float[height][width];
        int[] at = {0};
        each(coverage, step, value -> {
            matrix[at[0] / width][at[0] % width] = (float) value;
            at[0]++;
        });
        ReferencedEnvelope whole = new ReferencedEnvelope(coverage.getEnvelope2D());
        double cellWidth = whole.getWidth() / image.getWidth();
        double cellHeight = whole.getHeight() / image.getHeight();
        // the last cells may reach beyond the grid
        ReferencedEnvelope place = new ReferencedEnvelope(
                whole.getMinX(),
                whole.getMinX() + width * step * cellWidth,
                whole.getMaxY() - height * step * cellHeight,
                whole.getMaxY(),
                coverage.getCoordinateReferenceSystem2D());
        GridCoverage2D shown = new GridCoverageFactory().create(SHOWN, matrix, place);
        // browsers know a CRS by its code
        return facts.crs() != null ? shown : inDegrees(shown, matrix, place, facts.bounds());
    }

    /** The same on WGS 84, each cell with the value of the one that its centre lies in. */
    private static GridCoverage2D inDegrees(
            GridCoverage2D grid, float[][] matrix, ReferencedEnvelope place, ReferencedEnvelope degrees) {
        int height = matrix.length;
        int width = matrix[0].length;
        float[][] drawn = new float[height][width];
        double[] centres = new double[2 * width];
        try {
            MathTransform toGrid =
                    CRS.findMathTransform(DefaultGeographicCRS.WGS84, grid.getCoordinateReferenceSystem2D(), true);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    centres[2 * x] = degrees.getMinX() + (x + 0.5) / width * degrees.getWidth();
                    centres[2 * x + 1] = degrees.getMaxY() - (y + 0.5) / height * degrees.getHeight();
                }
                toGrid.transform(centres, 0, centres, 0, width);
                for (int x = 0; x < width; x++) {
                    int column = (int) Math.floor((centres[2 * x] - place.getMinX()) / place.getWidth() * width);
                    int row = (int) Math.floor((place.getMaxY() - centres[2 * x + 1]) / place.getHeight() * height);
                    boolean inside = column >= 0 && column < width && row >= 0 && row < height;
                    drawn[y][x] = inside ? matrix[row][column] : Float.NaN;
                }
            }
        } catch (FactoryException | TransformException e) {
            throw Refusal.because(e, "upload.grid.place");
        }
        return new GridCoverageFactory().create(SHOWN, drawn, degrees);
    }

    private static int step(RenderedImage image) {
        int step = 1;
        while ((long) cells(image.getWidth(), step) * cells(image.getHeight(), step) > MOST_SHOWN) {
            step++;
        }
        return step;
    }

    private static int cells(int size, int step) {
        return (size + step - 1) / step;
    }

    /** Hands on the value of every cell, or every second and so on, row by row from the top; NaN where there is none. */
    private static void each(GridCoverage2D coverage, int step, DoubleConsumer use) {
        RenderedImage image = coverage.getRenderedImage();
        Raster raster = image.getData();
        var noData = CoverageUtilities.getNoDataProperty(coverage);
        double[] declared = coverage.getSampleDimension(0).getNoDataValues();
        double[] ofBand = declared == null ? new double[0] : declared.clone();
        Arrays.sort(ofBand);
        double[] row = new double[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y += step) {
            raster.getSamples(image.getMinX(), image.getMinY() + y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x += step) {
                boolean none = !Double.isFinite(row[x])
                        || noData != null && noData.getAsSingleValue() == row[x]
                        || Arrays.binarySearch(ofBand, row[x]) >= 0;
                use.accept(none ? Double.NaN : row[x]);
            }
        }
    }
}
