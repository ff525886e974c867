package org.edubalance.io;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.util.CoverageUtilities;

/** What the coverage formats share. */
final class Grids {

    private Grids() {}

    /** Refuses a grid beyond the caller's limit, or beyond what one Java array holds. */
    static void checkCells(long width, long height, ReadOptions options) throws FormatException {
        if (width < 1 || height < 1) {
            throw new FormatException("the grid has " + width + " × " + height + " cells");
        }
        long most = Math.min(options.maxCells(), Integer.MAX_VALUE - 8L);
        if (width > most / height) {
            throw new FormatException(
                    "the grid has " + width + " × " + height + " cells, more than the limit of " + most);
        }
    }

    /** The affine transform from the corner of a coverage's first cell to its CRS. */
    static AffineTransform cornerToCrs(GridCoverage2D coverage) throws FormatException {
        if (!(coverage.getGridGeometry().getGridToCRS2D() instanceof AffineTransform centre)) {
            throw new FormatException("the coverage's grid is not affine");
        }
        AffineTransform corner = new AffineTransform(centre);
        corner.concatenate(CoverageUtilities.CENTER_TO_CORNER);
        RenderedImage image = coverage.getRenderedImage();
        corner.translate(image.getMinX(), image.getMinY());
        return corner;
    }

    /** The declared NoData value, NaN where none is declared. */
    static double noData(GridCoverage2D coverage) {
        var container = CoverageUtilities.getNoDataProperty(coverage);
        return container == null ? Double.NaN : container.getAsSingleValue();
    }

    /** True for 8 bits in three or four bands: colours, not measurements. */
    static boolean isPicture(RenderedImage image) {
        int bands = image.getSampleModel().getNumBands();
        return image.getSampleModel().getDataType() == DataBuffer.TYPE_BYTE && (bands == 3 || bands == 4);
    }

    /** A copy of an image that does not depend on where it came from, with its origin at (0, 0). */
    static BufferedImage copy(RenderedImage image) {
        WritableRaster raster = Raster.createWritableRaster(
                image.getSampleModel().createCompatibleSampleModel(image.getWidth(), image.getHeight()), null);
        image.copyData(raster.createWritableTranslatedChild(image.getMinX(), image.getMinY()));
        ColorModel colours = image.getColorModel();
        return new BufferedImage(colours, raster, colours.isAlphaPremultiplied(), null);
    }

    /** The message of the innermost cause that has one: GeoTools wraps the useful ones. */
    static String reason(Throwable e) {
        String message = null;
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t.getMessage() != null && !t.getMessage().isBlank()) {
                message = t.getMessage();
            }
        }
        return message == null ? e.getClass().getSimpleName() : message.strip();
    }
}
