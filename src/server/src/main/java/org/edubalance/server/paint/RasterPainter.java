package org.edubalance.server.paint;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import org.edubalance.messages.Refusal;
import org.edubalance.work.Monitor;
import org.edubalance.work.Workers;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.api.style.RasterSymbolizer;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;

/** Draws coverages: each pixel takes the colour of the cell that its centre lies in. */
final class RasterPainter {

    private static final int ROWS_PER_BLOCK = 32;

    private RasterPainter() {}

    static void paint(Graphics2D graphics, GridCoverage2D coverage, RasterSymbolizer symbolizer, MapView view) {
        ColorRamp ramp = ColorRamp.of(symbolizer.getColorMap(), Ink.number(symbolizer.getOpacity(), null, 1, 0, 1));
        Raster cells = cells(coverage);
        int band = band(symbolizer, coverage);
        BufferedImage picture = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_ARGB);
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        MathTransform toGrid = mapToGrid(coverage, view);
        Workers.of(Monitor.NONE)
                .run(view.height(), ROWS_PER_BLOCK, () -> new Rows(cells, band, ramp, toGrid, view, pixels));
        graphics.drawImage(picture, AffineTransform.getScaleInstance(1 / view.ratio(), 1 / view.ratio()), null);
    }

    /** The cells, where they are if they are in one piece. */
    private static Raster cells(GridCoverage2D coverage) {
        RenderedImage image = coverage.getRenderedImage();
        if (image.getNumXTiles() == 1 && image.getNumYTiles() == 1) {
            Raster tile = image.getTile(image.getMinTileX(), image.getMinTileY());
            // a tile may go on beyond the image
            if (tile.getWidth() == image.getWidth() && tile.getHeight() == image.getHeight()) {
                return tile;
            }
        }
        return image.getData();
    }

    /** Colours rows of pixels. One object per thread. */
    private static final class Rows implements Workers.Worker {
        private final Raster cells;
        private final int band;
        private final ColorRamp ramp;
        private final MathTransform toGrid;
        private final MapView view;
        private final int[] pixels;
        private final double[] columnsAndRows;

        /** Of a row of cells. */
        private final double[] values;

        Rows(Raster cells, int band, ColorRamp ramp, MathTransform toGrid, MapView view, int[] pixels) {
            this.cells = cells;
            this.band = band;
            this.ramp = ramp;
            this.toGrid = toGrid;
            this.view = view;
            this.pixels = pixels;
            columnsAndRows = new double[2 * view.width()];
            values = new double[cells.getWidth()];
        }

        @Override
        public void rows(int from, int to) {
            for (int y = from; y < to; y++) {
                double mapY = view.area().getMaxY() - (y + 0.5) * view.area().getHeight() / view.height();
                for (int x = 0; x < view.width(); x++) {
                    columnsAndRows[2 * x] =
                            view.area().getMinX() + (x + 0.5) * view.area().getWidth() / view.width();
                    columnsAndRows[2 * x + 1] = mapY;
                }
                if (transformed(toGrid, columnsAndRows)) {
                    color(y * view.width());
                }
            }
        }

        private void color(int start) {
            double before = Double.NaN;
            int color = ramp.argb(before);
            int known = Integer.MIN_VALUE;
            for (int x = 0; x < view.width(); x++) {
                // Grid coordinates are those of cell centres.
                double column = Math.rint(columnsAndRows[2 * x]);
                double row = Math.rint(columnsAndRows[2 * x + 1]);
                if (!isInside(cells, column, row)) {
                    continue;
                }
                if (known == Integer.MIN_VALUE) {
                    // rows of the map mostly are rows of the grid
                    known = (int) row;
                    cells.getSamples(cells.getMinX(), known, cells.getWidth(), 1, band, values);
                }
                double value = row == known
                        ? values[(int) column - cells.getMinX()]
                        : cells.getSampleDouble((int) column, (int) row, band);
                if (value != before) {
                    before = value;
                    color = ramp.argb(value);
                }
                pixels[start + x] = color;
            }
        }
    }

    private static boolean transformed(MathTransform transform, double[] coordinates) {
        try {
            transform.transform(coordinates, 0, coordinates, 0, coordinates.length / 2);
            return true;
        } catch (TransformException e) {
            // This row of the map lies where the coverage's CRS has no coordinates, so the coverage is not there.
            return false;
        }
    }

    /** The values of all bands at a place of the screen, in pixels of the standard size; none where the coverage does not reach. */
    static double[] values(GridCoverage2D coverage, MapView view, double x, double y) {
        double[] place = {
            view.area().getMinX() + x * view.ratio() * view.area().getWidth() / view.width(),
            view.area().getMaxY() - y * view.ratio() * view.area().getHeight() / view.height()
        };
        Raster cells = cells(coverage);
        if (!transformed(mapToGrid(coverage, view), place)) {
            return new double[0];
        }
        double column = Math.rint(place[0]);
        double row = Math.rint(place[1]);
        return isInside(cells, column, row) ? cells.getPixel((int) column, (int) row, (double[]) null) : new double[0];
    }

    private static boolean isInside(Raster cells, double column, double row) {
        return column >= cells.getMinX()
                && column < cells.getMinX() + cells.getWidth()
                && row >= cells.getMinY()
                && row < cells.getMinY() + cells.getHeight();
    }

    private static MathTransform mapToGrid(GridCoverage2D coverage, MapView view) {
        try {
            MathTransform toCoverage =
                    CRS.findMathTransform(view.crs(), coverage.getCoordinateReferenceSystem2D(), true);
            MathTransform toGrid = coverage.getGridGeometry().getCRSToGrid2D();
            return toCoverage.isIdentity() ? toGrid : ConcatenatedTransform.create(toCoverage, toGrid);
        } catch (FactoryException e) {
            throw Refusal.because(e, "style.crs");
        }
    }

    private static int band(RasterSymbolizer symbolizer, GridCoverage2D coverage) {
        if (symbolizer.getChannelSelection() == null) {
            return 0;
        }
        int channel = symbolizer
                .getChannelSelection()
                .getGrayChannel()
                .getChannelName()
                .evaluate(null, Integer.class);
        int bands = coverage.getNumSampleDimensions();
        if (channel < 1 || channel > bands) {
            throw Refusal.of("style.channel", "bands", bands, "got", channel);
        }
        return channel - 1;
    }
}
