package org.edubalance.server.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.edubalance.server.OgcSchemas;
import org.edubalance.work.Monitor;
import org.geotools.api.filter.Filter;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.RasterSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.geotools.api.style.TextSymbolizer;
import org.geotools.filter.function.GeometryFunction;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The styles of {@code sld/}: valid, complete, and drawing what they drew before. With {@code -Dstyles.update=true} the
 * golden images, the pictures of the documentation and the colours for QGIS are written anew, to be looked at.
 */
class ShippedStylesTest {

    private static final boolean UPDATE = Boolean.getBoolean("styles.update");
    private static final Path GOLDEN = Path.of("src/server/src/test/resources/styles");
    private static final Path PICTURES = Path.of("docs/images");
    private static final int WIDTH = 360;
    private static final int GAP = 8;

    private static BufferedImage paint(MapView view, Color background, MapLayer... layers) {
        BufferedImage image = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        if (background != null) {
            graphics.setPaint(background);
            graphics.fillRect(0, 0, view.width(), view.height());
        }
        MapPainter.paint(graphics, view, Arrays.asList(layers), Monitor.NONE);
        graphics.dispose();
        return image;
    }

    private static MapLayer layer(ShippedStyles shipped, Style style) {
        return new MapLayer(shipped.features(), style, Filter.INCLUDE);
    }

    @Test
    void everyFileIsTested() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sld"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sld")))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(ShippedStyles.values())
                            .map(style -> style.fileName() + ".sld")
                            .toList());
        }
    }

    /**
     * Valid against SLD 1.0.0 but for three extensions that GeoServer's schema, by which its style editor validates, has
     * too and that are taken out before: {@code Transformation}, a function as {@code Geometry}, {@code VendorOption}.
     */
    @ParameterizedTest
    @EnumSource
    void isValid(ShippedStyles shipped) throws Exception {
        Element root = Elements.parse(shipped.document());
        for (String extension : List.of("Transformation", "Geometry", "VendorOption")) {
            NodeList extensions = root.getElementsByTagNameNS(Elements.SLD, extension);
            while (extensions.getLength() > 0) {
                extensions.item(0).getParentNode().removeChild(extensions.item(0));
            }
        }
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(root.getOwnerDocument()), new StreamResult(document));
        OgcSchemas.validate(document.toByteArray(), "sld/1.0.0/StyledLayerDescriptor.xsd");
    }

    /**
     * GeoTools' renderer asks a layer only for what it finds in the style's rules. Of a colour map it finds nothing, so
     * that a process would be handed features without geometry, from anywhere; the function {@code geometry}, which its
     * StyleAttributeExtractor looks for by class, makes it ask for the geometry, whatever its name, around the map.
     */
    @ParameterizedTest
    @EnumSource
    void everyColourMapAsksForTheGeometry(ShippedStyles shipped) {
        for (FeatureTypeStyle featureTypeStyle : shipped.style().featureTypeStyles()) {
            for (Rule rule : featureTypeStyle.rules()) {
                assertThat(rule.symbolizers())
                        .filteredOn(RasterSymbolizer.class::isInstance)
                        .allSatisfy(raster -> assertThat(raster.getGeometry()).isInstanceOf(GeometryFunction.class));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTitledInEnglishAndChinese(ShippedStyles shipped) {
        Style style = shipped.style();
        List<String> titles = new ArrayList<>();
        titles.add(style.getDescription().getTitle().toString());
        for (FeatureTypeStyle featureTypeStyle : style.featureTypeStyles()) {
            for (Rule rule : featureTypeStyle.rules()) {
                if (!isLabels(rule)) {
                    titles.add(rule.getDescription().getTitle().toString());
                }
            }
        }
        assertThat(titles).allMatch(title -> title.matches("\\p{ASCII}.*²?.* / .*\\p{IsHan}.*"));
        assertThat(style.getName()).isEqualTo(shipped.fileName());
    }

    private static boolean isLabels(Rule rule) {
        return rule.symbolizers().stream().allMatch(TextSymbolizer.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleDrawsSomething(ShippedStyles shipped) {
        MapView view = shipped.view(1000);
        for (int style = 0; style < shipped.style().featureTypeStyles().size(); style++) {
            int rules = shipped.style().featureTypeStyles().get(style).rules().size();
            for (int rule = 0; rule < rules; rule++) {
                Style only = shipped.style();
                Rule kept = only.featureTypeStyles().get(style).rules().get(rule);
                only.featureTypeStyles().get(style).rules().retainAll(List.of(kept));
                assertThat(painted(paint(atScaleOf(kept, view), null, layer(shipped, only))))
                        .as("pixels of rule " + kept.getName() + " of " + shipped.fileName())
                        .isGreaterThan(20);
            }
        }
    }

    /** The view, or one around the same middle at a scale that the rule draws at. */
    private static MapView atScaleOf(Rule rule, MapView view) {
        double factor = Math.min(1, rule.getMaxScaleDenominator() / view.scaleDenominator() * 0.9);
        if (factor == 1) {
            return view;
        }
        // Bayi, where schools are.
        var area = new ReferencedEnvelope(
                94.36 - factor * view.area().getWidth() / 2,
                94.36 + factor * view.area().getWidth() / 2,
                29.65 - factor * view.area().getHeight() / 2,
                29.65 + factor * view.area().getHeight() / 2,
                view.crs());
        return new MapView(area, view.width(), view.height(), view.env());
    }

    private static int painted(BufferedImage image) {
        int painted = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                painted += image.getRGB(x, y) >>> 24 > 0 ? 1 : 0;
            }
        }
        return painted;
    }

    /**
     * As the image drawn before. Labels are left out, since their shapes depend on the machine's fonts. Java's own
     * rasterizer draws all else, the same on every machine but for rounding: a pixel counts as different where a channel
     * is more than 16 of 255 off, and one in a thousand may be, at the edges of symbols.
     */
    @ParameterizedTest
    @EnumSource
    void drawsAsBefore(ShippedStyles shipped) throws IOException {
        Style style = shipped.style();
        style.featureTypeStyles()
                .forEach(featureTypeStyle -> featureTypeStyle.rules().removeIf(ShippedStylesTest::isLabels));
        BufferedImage image = paint(shipped.view(WIDTH), Color.WHITE, layer(shipped, style));
        Path golden = GOLDEN.resolve(shipped.fileName() + ".png");
        if (UPDATE) {
            Files.createDirectories(GOLDEN);
            ImageIO.write(image, "png", golden.toFile());
        }
        BufferedImage before = ImageIO.read(golden.toFile());
        assertThat(image.getWidth()).isEqualTo(before.getWidth());
        assertThat(image.getHeight()).isEqualTo(before.getHeight());
        int different = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                different += differ(image.getRGB(x, y), before.getRGB(x, y)) ? 1 : 0;
            }
        }
        assertThat(different).isLessThanOrEqualTo(image.getWidth() * image.getHeight() / 1000);
    }

    private static boolean differ(int argb, int other) {
        for (int shift = 0; shift < 32; shift += 8) {
            if (Math.abs((argb >> shift & 0xFF) - (other >> shift & 0xFF)) > 16) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource
    void hasAPictureInTheDocumentation(ShippedStyles shipped) throws IOException {
        Path picture = PICTURES.resolve("style-" + shipped.fileName() + ".png");
        if (UPDATE) {
            Files.createDirectories(PICTURES);
            ImageIO.write(picture(shipped), "png", picture.toFile());
        }
        assertThat(picture).exists();
    }

    /** The style over the counties' outlines, its legend in the upper right corner, above what is drawn there. */
    private static BufferedImage picture(ShippedStyles shipped) {
        MapView view = shipped.view(900);
        Style outlines = ((NamedLayer) SldReaderTest.read(
                                SldReaderTest.rule("<PolygonSymbolizer><Fill><CssParameter name='fill'>#f3f4ef"
                                        + "</CssParameter></Fill><Stroke><CssParameter name='stroke'>#9aa39a"
                                        + "</CssParameter></Stroke></PolygonSymbolizer>"))
                        .layers()
                        .get(0))
                .styles()
                .get(0);
        BufferedImage image = paint(
                view,
                Color.WHITE,
                new MapLayer(ShippedStyles.counties(), outlines, Filter.INCLUDE),
                layer(shipped, shipped.style()));
        BufferedImage legend =
                LegendPainter.paint(shipped.style(), null, Double.NaN, LegendLook.plain(Color.WHITE), view, 1_000_000);
        int left = image.getWidth() - legend.getWidth() - GAP;
        int free = 0;
        while (free < image.getHeight() && isFree(image, left, free)) {
            free++;
        }
        // the map goes down by as much as the legend would cover of it
        int down = Math.max(0, legend.getHeight() + 2 * GAP - free);
        BufferedImage picture =
                new BufferedImage(image.getWidth(), image.getHeight() + down, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.drawImage(image, 0, down, null);
        graphics.drawImage(legend, left, GAP, null);
        graphics.dispose();
        return picture;
    }

    /** Whether there is nothing in a row from a column on. */
    private static boolean isFree(BufferedImage image, int left, int row) {
        for (int x = left; x < image.getWidth(); x++) {
            if (image.getRGB(x, row) != Color.WHITE.getRGB()) {
                return false;
            }
        }
        return true;
    }

    /** The density's colours as a QGIS style are those of the SLD. */
    @Test
    void theColoursForQgisAreCurrent() throws IOException {
        Path file = Path.of("sld/kernel-density.qml");
        String qml = DensityQml.of(ShippedStyles.KERNEL_DENSITY.style());
        if (UPDATE) {
            Files.writeString(file, qml);
        }
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).isEqualTo(qml);
    }
}
