package org.edubalance.cli;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.edubalance.io.DensityNote;
import org.edubalance.messages.Message;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** A coverage in a few lines for people. */
final class CoverageSummary {

    private CoverageSummary() {}

    /** A line per band with size, CRS, smallest, mean and largest value; and how a density was made. */
    static List<String> of(GridCoverage2D coverage) {
        RenderedImage image = coverage.getRenderedImage();
        List<String> lines = new ArrayList<>();
        for (int band = 0; band < image.getSampleModel().getNumBands(); band++) {
            lines.add(Message.of(
                            "cli.coverage",
                            "band",
                            String.valueOf(coverage.getSampleDimension(band).getDescription()),
                            "width",
                            image.getWidth(),
                            "height",
                            image.getHeight(),
                            "bounds",
                            ResultText.literal(rounded(coverage.getEnvelope2D())),
                            "values",
                            statistics(image, band))
                    .toString());
        }
        DensityNote.of(coverage).ifPresent(made -> lines.add(made.toString()));
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

    private static Object statistics(RenderedImage image, int band) {
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
                ? Message.of("cli.coverage.empty")
                : Message.of(
                        "cli.coverage.values",
                        "min",
                        shown("%.6g", min),
                        "mean",
                        shown("%.6g", sum / count),
                        "max",
                        shown("%.6g", max),
                        "empty",
                        shown("%.1f", 100.0 * (cells - count) / cells));
    }

    private static String shown(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
