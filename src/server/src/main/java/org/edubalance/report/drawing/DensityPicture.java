package org.edubalance.report.drawing;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.geotools.coverage.grid.GridCoverage2D;

/** A density as a picture for the map: white where there is none, to dark violet at its maximum. */
public final class DensityPicture {

    /** The colours of the shipped style, from its faintest to its strongest, on white paper. */
    private static final int[] RAMP = {0xFFFFFF, 0xFCFFA4, 0xFCA50A, 0xDD513A, 0x932667, 0x420A68};

    private final float[][] rows;
    private final double max;

    public DensityPicture(GridCoverage2D density) {
        RenderedImage image = density.getRenderedImage();
        rows = new float[image.getHeight()][];
        double highest = 0;
        for (int y = 0; y < rows.length; y++) {
            Raster row = image.getData(new Rectangle(image.getMinX(), image.getMinY() + y, image.getWidth(), 1));
            rows[y] = row.getSamples(image.getMinX(), image.getMinY() + y, image.getWidth(), 1, 0, (float[]) null);
            for (float value : rows[y]) {
                highest = Math.max(highest, Float.isNaN(value) ? 0 : value);
            }
        }
        max = highest;
    }

    /** The highest density. */
    public double max() {
        return max;
    }

    /** The picture as a data URI; cells without a value are transparent. */
    public String dataUri() {
        BufferedImage picture = new BufferedImage(rows[0].length, rows.length, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length; x++) {
                picture.setRGB(x, y, Float.isNaN(rows[y][x]) ? 0 : 0xFF000000 | colour(rows[y][x] / max));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    /** The colours from 0 to the maximum, evenly spaced. */
    public static List<String> colours() {
        return Arrays.stream(RAMP)
                .mapToObj(colour -> String.format("#%06x", colour))
                .toList();
    }

    private static int colour(double share) {
        double at = Math.max(0, Math.min(1, share)) * (RAMP.length - 1);
        int lower = Math.min((int) at, RAMP.length - 2);
        double part = at - lower;
        int colour = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = RAMP[lower] >> shift & 0xFF;
            int b = RAMP[lower + 1] >> shift & 0xFF;
            colour |= (int) Math.round(a + part * (b - a)) << shift;
        }
        return colour;
    }
}
