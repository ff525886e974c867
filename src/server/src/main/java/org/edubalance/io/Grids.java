package org.edubalance.io;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.util.SortedMap;
import java.util.TreeMap;
import org.edubalance.messages.Refusal;
import org.edubalance.messages.Texts;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.referencing.operation.transform.AffineTransform2D;

/** What the coverage formats share. */
final class Grids {

    private Grids() {}

    /** @throws Refusal if a grid is beyond the caller's limit, or beyond what one Java array holds */
    static void checkCells(long width, long height, ReadOptions options) {
        if (width < 1 || height < 1) {
            throw Refusal.of("format.grid.empty", "width", width, "height", height);
        }
        long most = Math.min(options.maxCells(), Integer.MAX_VALUE - 8L);
        if (width > most / height) {
            throw Refusal.of("format.grid.cells", "width", width, "height", height, "limit", most);
        }
    }

    /** The affine transform from the corner of a coverage's first cell to its CRS. */
    static AffineTransform cornerToCrs(GridCoverage2D coverage) {
        if (!(coverage.getGridGeometry().getGridToCRS2D() instanceof AffineTransform centre)) {
            throw Refusal.of("format.grid.affine");
        }
        AffineTransform corner = new AffineTransform(centre);
        corner.concatenate(CoverageUtilities.CENTER_TO_CORNER);
        RenderedImage image = coverage.getRenderedImage();
        corner.translate(image.getMinX(), image.getMinY());
        return corner;
    }

    /** The geometry of a grid that an affine transform takes to a CRS, from the corner of its first cell. */
    static GridGeometry2D geometry(int width, int height, AffineTransform corner, CoordinateReferenceSystem crs) {
        return new GridGeometry2D(
                new GridEnvelope2D(0, 0, width, height),
                PixelInCell.CELL_CORNER,
                new AffineTransform2D(corner),
                crs,
                null);
    }

    /** What the properties of a coverage say in text, numbers or truth values, in the order of their names. */
    static SortedMap<String, String> said(GridCoverage2D coverage) {
        SortedMap<String, String> said = new TreeMap<>();
        String[] names = coverage.getPropertyNames();
        for (String name : names == null ? new String[0] : names) {
            Object value = coverage.getProperty(name);
            if (value instanceof CharSequence || value instanceof Boolean) {
                said.put(name, value.toString());
            } else if (value instanceof Number number) {
                said.put(name, Texts.number(number));
            }
        }
        return said;
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
}
