package org.edubalance.server.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.work.Monitor;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The density of a place is the same in every tile, at every zoom, and as the process itself gives it. */
class DensityStyleTest {

    /** Around Bayi, in metres of Web Mercator. */
    private static final double X = 10504000;

    private static final double Y = 3459000;

    private static MapLayer layer() {
        return new MapLayer(ShippedStyles.schools(), ShippedStyles.KERNEL_DENSITY.style(), Filter.INCLUDE);
    }

    private static MapView view(double x, double y, double side, int pixels) throws Exception {
        ReferencedEnvelope area = new ReferencedEnvelope(x, x + side, y, y + side, CRS.decode("EPSG:3857", true));
        return new MapView(area, pixels, pixels, Map.of());
    }

    private static BufferedImage paint(MapView view) {
        BufferedImage image = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        MapPainter.paint(graphics, view, List.of(layer()), Monitor.NONE);
        graphics.dispose();
        return image;
    }

    @Test
    void tilesFitTogether() throws Exception {
        double side = 64000;
        BufferedImage whole = paint(view(X - side, Y - side, 2 * side, 128));
        int coloured = 0;
        for (int tileY = 0; tileY < 2; tileY++) {
            for (int tileX = 0; tileX < 2; tileX++) {
                BufferedImage tile = paint(view(X - side + tileX * side, Y - side + tileY * side, side, 64));
                for (int y = 0; y < 64; y++) {
                    for (int x = 0; x < 64; x++) {
                        int expected = whole.getRGB(64 * tileX + x, 64 * (1 - tileY) + y);
                        int actual = tile.getRGB(x, y);
                        coloured += expected >>> 24 > 0 ? 1 : 0;
                        for (int shift = 0; shift < 32; shift += 8) {
                            // a float32's rounding may tip a channel over to the next value
                            assertThat(actual >>> shift & 0xFF).isCloseTo(expected >>> shift & 0xFF, within(1));
                        }
                    }
                }
            }
        }
        assertThat(coloured).isGreaterThan(2000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {4000, 60000, 900000})
    void everyZoomShowsTheProcesssOwnValue(double side) throws Exception {
        // 65 pixels: the centre of the middle one is the place.
        MapView view = view(X - side / 2, Y - side / 2, side, 65);
        List<SimpleFeatureCollection> found = FeatureFinder.find(layer(), view, 32, 32, 0, 1, Monitor.NONE);
        double shown;
        try (SimpleFeatureIterator features = found.get(0).features()) {
            SimpleFeature feature = features.next();
            shown = (Double) feature.getAttribute(0);
        }

        ReferencedEnvelope cell =
                new ReferencedEnvelope(X - 500, X + 500, Y - 500, Y + 500, CRS.decode("EPSG:3857", true));
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "data",
                ShippedStyles.schools(),
                "weight",
                "pupils",
                "radius",
                20000.0,
                "outputBBOX",
                cell,
                "outputWidth",
                1,
                "outputHeight",
                1));
        GridCoverage2D coverage = (GridCoverage2D) Processors.createProcess(new NameImpl("edu", "KernelDensity"))
                .execute(inputs, null)
                .get("result");
        double expected = coverage.getRenderedImage().getData().getSampleDouble(0, 0, 0);
        assertThat(expected).isGreaterThan(1);
        // Both are float32; distances may be taken along another row's parallel, 0.1 % of the peak at most.
        assertThat(shown).isCloseTo(expected, within(1e-3 * expected));
    }
}
