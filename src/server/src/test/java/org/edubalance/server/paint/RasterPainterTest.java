package org.edubalance.server.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.RasterSymbolizer;
import org.geotools.coverage.CoverageFactoryFinder;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RasterPainterTest {

    private static final String SLD =
            """
            <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"><NamedLayer><Name>a</Name><UserStyle>
            <FeatureTypeStyle><Rule><RasterSymbolizer><ColorMap>
            <ColorMapEntry color="#000000" quantity="0"/><ColorMapEntry color="#ffcc00" quantity="1"/>
            </ColorMap></RasterSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>""";

    private static final int COLUMNS = 90;
    private static final int ROWS = 70;

    /** Where rows of the map are rows of the grid, enlarged and made smaller, where they are curves, and beyond the grid. */
    @ParameterizedTest
    @CsvSource({
        "EPSG:4326, 90, 70, 0",
        "EPSG:4326, 400, 33, 0",
        "EPSG:4326, 45, 300, 3",
        "EPSG:3857, 200, 150, 1",
        "EPSG:32646, 200, 150, 1",
        "EPSG:3034, 120, 130, 0"
    })
    void eachPixelHasTheColourOfTheCellAtItsCentre(String code, int width, int height, double beyond) throws Exception {
        float[][] cells = new float[ROWS][COLUMNS];
        SplittableRandom random = new SplittableRandom(2);
        for (float[] row : cells) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextDouble();
            }
        }
        ReferencedEnvelope bounds = new ReferencedEnvelope(85, 94, 28, 35, DefaultGeographicCRS.WGS84);
        GridCoverage2D coverage =
                CoverageFactoryFinder.getGridCoverageFactory(null).create("cells", cells, bounds);
        ReferencedEnvelope area = new ReferencedEnvelope(bounds);
        area.expandBy(beyond);
        MapView view = new MapView(area.transform(CRS.decode(code, true), true), width, height, Map.of());
        RasterSymbolizer symbolizer = symbolizer();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        RasterPainter.paint(graphics, coverage, symbolizer, view);
        graphics.dispose();

        ColorRamp ramp = ColorRamp.of(symbolizer.getColorMap(), 1);
        MathTransform toDegrees = CRS.findMathTransform(view.crs(), DefaultGeographicCRS.WGS84, true);
        int inside = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double[] place = {
                    view.area().getMinX() + (x + 0.5) * view.area().getWidth() / width,
                    view.area().getMaxY() - (y + 0.5) * view.area().getHeight() / height
                };
                toDegrees.transform(place, 0, place, 0, 1);
                double column = (place[0] - 85) * 10;
                double row = (35 - place[1]) * 10;
                double toEdge = Math.min(Math.abs(column - Math.rint(column)), Math.abs(row - Math.rint(row)));
                if (toEdge < 1e-6) {
                    continue;
                }
                boolean within = column > 0 && column < COLUMNS && row > 0 && row < ROWS;
                inside += within ? 1 : 0;
                assertThat(picture.getRGB(x, y))
                        .as("%d, %d", x, y)
                        .isEqualTo(within ? ramp.argb(cells[(int) row][(int) column]) : 0);
            }
        }
        assertThat(inside).isGreaterThan(1000);
    }

    private static RasterSymbolizer symbolizer() {
        NamedLayer layer = (NamedLayer) SldReader.read(SLD.getBytes(StandardCharsets.UTF_8), FunctionPolicy.SERVER)
                .layers()
                .get(0);
        return (RasterSymbolizer) layer.styles()
                .get(0)
                .featureTypeStyles()
                .get(0)
                .rules()
                .get(0)
                .symbolizers()
                .get(0);
    }
}
