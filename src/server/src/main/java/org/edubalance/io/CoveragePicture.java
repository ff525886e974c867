package org.edubalance.io;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.coverage.grid.GridCoverage2D;

/** A coverage as a PNG picture, to look at. */
public final class CoveragePicture {

    /** Viridis (Smith and van der Walt, public domain): even steps to the eye, safe for colour-blind readers. */
    private static final int[] RAMP = {
        0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725
    };

    private static final int OPAQUE = 0xFF000000;

    private CoveragePicture() {}

    /**
     * Writes a picture of the first band, from its smallest value (dark violet) over green to its largest (yellow);
     * cells without a value are transparent, and of a density those where nothing is. A coverage that is a picture already, 8 bits in three or four bands, is
     * written as it is. North is up and east to the right where the axes of the CRS point east or west, and north or
     * south. The picture has no georeference.
     */
    public static void write(GridCoverage2D coverage, OutputStream out) throws IOException {
        RenderedImage image = coverage.getRenderedImage();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            BufferedImage picture = Grids.isPicture(image) ? Grids.copy(image) : ramp(image, nothing(coverage));
            ImageIO.write(upright(picture, coverage), "png", stream);
        }
        out.flush();
    }

    /** The value that stands for nothing: the declared one, or of a density 0, as in its style. */
    private static double nothing(GridCoverage2D coverage) {
        double noData = Grids.noData(coverage);
        return Double.isNaN(noData) && coverage.getProperty("estimator") instanceof String ? 0 : noData;
    }

    private static BufferedImage upright(BufferedImage picture, GridCoverage2D coverage) {
        AffineTransform corner = Grids.cornerToCrs(coverage);
        CoordinateReferenceSystem crs = coverage.getCoordinateReferenceSystem2D();
        boolean mirrored = corner.getScaleX() < 0 != points(crs, 0, AxisDirection.WEST);
        boolean upward = corner.getScaleY() > 0 != points(crs, 1, AxisDirection.SOUTH);
        if (!mirrored && !upward) {
            return picture;
        }
        AffineTransform turn = AffineTransform.getScaleInstance(mirrored ? -1 : 1, upward ? -1 : 1);
        turn.translate(mirrored ? -picture.getWidth() : 0, upward ? -picture.getHeight() : 0);
        return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(picture, null);
    }

    private static boolean points(CoordinateReferenceSystem crs, int axis, AxisDirection direction) {
        return crs != null && crs.getCoordinateSystem().getAxis(axis).getDirection() == direction;
    }

    private static BufferedImage ramp(RenderedImage image, double noData) {
        int width = image.getWidth();
        BufferedImage result = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int y = 0; y < image.getHeight(); y++) {
            for (double value : row(image, y)) {
                if (Double.isFinite(value) && value != noData) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        double span = max > min ? max - min : 1;
        int[] colours = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            double[] values = row(image, y);
            for (int x = 0; x < width; x++) {
                double value = values[x];
                colours[x] = Double.isFinite(value) && value != noData ? colour((value - min) / span) : 0;
            }
            result.setRGB(0, y, width, 1, colours, 0, width);
        }
        return result;
    }

    private static double[] row(RenderedImage image, int y) {
        Raster row = image.getData(new Rectangle(image.getMinX(), image.getMinY() + y, image.getWidth(), 1));
        return row.getSamples(image.getMinX(), image.getMinY() + y, image.getWidth(), 1, 0, (double[]) null);
    }

    /** The ramp's colour at a share from 0 to 1. */
    static int colour(double share) {
        double at = share * (RAMP.length - 1);
        int lower = Math.min((int) at, RAMP.length - 2);
        double part = at - lower;
        int colour = OPAQUE;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = RAMP[lower] >> shift & 0xFF;
            int b = RAMP[lower + 1] >> shift & 0xFF;
            colour |= (int) Math.round(a + part * (b - a)) << shift;
        }
        return colour;
    }
}
