package org.edubalance.server.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.edubalance.work.Monitor;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Style;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** What is drawn where: maps of 100 × 100 pixels over 0 to 10 degrees, so a degree is 10 pixels. */
class MapPainterTest {

    private static final int RED = 0xFFFF0000;
    private static final int BLUE = 0xFF0000FF;

    private static final MapView DEGREES =
            new MapView(new ReferencedEnvelope(0, 10, 0, 10, DefaultGeographicCRS.WGS84), 100, 100, Map.of());

    private static String mark(String shape, String color, String size) {
        return "<PointSymbolizer><Graphic><Mark><WellKnownName>" + shape + "</WellKnownName><Fill>"
                + "<CssParameter name='fill'>" + color + "</CssParameter></Fill></Mark><Size>" + size
                + "</Size></Graphic></PointSymbolizer>";
    }

    private static String filter(String operator, String value) {
        return "<ogc:Filter><ogc:" + operator + "><ogc:PropertyName>value</ogc:PropertyName><ogc:Literal>" + value
                + "</ogc:Literal></ogc:" + operator + "></ogc:Filter>";
    }

    private static SimpleFeatureCollection features(Object... geometriesAndValues) throws ParseException {
        SimpleFeatureTypeBuilder types = new SimpleFeatureTypeBuilder();
        types.setName("things");
        types.setCRS(DefaultGeographicCRS.WGS84);
        types.add("the_geom", Geometry.class);
        types.add("value", Double.class);
        SimpleFeatureType type = types.buildFeatureType();
        ListFeatureCollection features = new ListFeatureCollection(type);
        for (int i = 0; i < geometriesAndValues.length; i += 2) {
            features.add(SimpleFeatureBuilder.build(
                    type,
                    new Object[] {new WKTReader().read((String) geometriesAndValues[i]), geometriesAndValues[i + 1]},
                    "things." + i));
        }
        return features;
    }

    private static BufferedImage paint(MapView view, SimpleFeatureCollection features, String featureTypeStyle) {
        Style style = ((NamedLayer) SldReaderTest.read(SldReaderTest.sld(featureTypeStyle))
                        .layers()
                        .get(0))
                .styles()
                .get(0);
        BufferedImage image = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        MapPainter.paint(graphics, view, List.of(new MapLayer(features, style, Filter.INCLUDE)), Monitor.NONE);
        graphics.dispose();
        return image;
    }

    private static int painted(BufferedImage image) {
        int painted = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                painted += image.getRGB(x, y) >>> 24 > 127 ? 1 : 0;
            }
        }
        return painted;
    }

    @Test
    void rulesDrawTheFeaturesThatTheyMatchAndElseTheRest() throws ParseException {
        BufferedImage image = paint(
                DEGREES,
                features("POINT (2 8)", 1.0, "POINT (8 8)", 5.0, "POINT (2 2)", null),
                "<Rule>" + filter("PropertyIsGreaterThan", "3") + mark("square", "#ff0000", "10") + "</Rule><Rule>"
                        + "<ElseFilter/>" + mark("square", "#0000ff", "10") + "</Rule>");
        assertThat(image.getRGB(80, 20)).isEqualTo(RED);
        assertThat(image.getRGB(20, 20)).isEqualTo(BLUE);
        assertThat(image.getRGB(20, 80)).isEqualTo(BLUE);
        assertThat(painted(image)).isEqualTo(300);
    }

    @Test
    void rulesKeepToTheirScales() throws ParseException {
        // 10 degrees of the equator on 100 pixels of 0.28 mm
        assertThat(DEGREES.scaleDenominator()).isCloseTo(111319.49 / 10 / 0.00028, within(10.0));
        SimpleFeatureCollection features = features("POINT (5 5)", 1.0);
        String square = mark("square", "#ff0000", "10");
        assertThat(painted(paint(
                        DEGREES,
                        features,
                        "<Rule><MinScaleDenominator>4e7</MinScaleDenominator>" + square + "</Rule>")))
                .isZero();
        assertThat(painted(paint(
                        DEGREES,
                        features,
                        "<Rule><MinScaleDenominator>3e7</MinScaleDenominator>" + square + "</Rule>")))
                .isEqualTo(100);
        assertThat(painted(paint(
                        DEGREES,
                        features,
                        "<Rule><MaxScaleDenominator>3e7</MaxScaleDenominator>" + square + "</Rule>")))
                .isZero();
    }

    /** Areas of the marks for a size of 40, by geometry. */
    @ParameterizedTest
    @CsvSource({"square, 1600", "circle, 1257", "triangle, 800", "star, 449", "cross, 700", "x, 700"})
    void marksHaveTheirShapes(String shape, int area) throws ParseException {
        BufferedImage image =
                paint(DEGREES, features("POINT (5 5)", 1.0), "<Rule>" + mark(shape, "#ff0000", "40") + "</Rule>");
        // Half the outline's pixels may fall either way.
        assertThat((double) painted(image)).isCloseTo(area, within(60.0));
    }

    @Test
    void sizesMayComeFromTheData() throws ParseException {
        BufferedImage image = paint(
                DEGREES,
                features("POINT (2 5)", 4.0, "POINT (7 5)", 20.0),
                "<Rule>" + mark("square", "#ff0000", "<ogc:PropertyName>value</ogc:PropertyName>") + "</Rule>");
        assertThat(painted(image)).isEqualTo(16 + 400);
    }

    @Test
    void polygonsAreFilledWithTheirHolesLeftOut() throws ParseException {
        BufferedImage image = paint(
                DEGREES,
                features("POLYGON ((1 1, 9 1, 9 9, 1 9, 1 1), (4 4, 6 4, 6 6, 4 6, 4 4))", 1.0),
                "<Rule><PolygonSymbolizer><Fill><CssParameter name='fill'>#ff0000</CssParameter></Fill>"
                        + "</PolygonSymbolizer></Rule>");
        assertThat(image.getRGB(20, 20)).isEqualTo(RED);
        assertThat(image.getRGB(50, 50)).isZero();
        assertThat(painted(image)).isEqualTo(80 * 80 - 20 * 20);
    }

    @Test
    void linesHaveWidthDashesAndOpacity() throws ParseException {
        BufferedImage image = paint(
                DEGREES,
                features("LINESTRING (0 5, 10 5)", 1.0),
                "<Rule><LineSymbolizer><Stroke><CssParameter name='stroke'>#ff0000</CssParameter>"
                        + "<CssParameter name='stroke-width'>4</CssParameter>"
                        + "<CssParameter name='stroke-opacity'>0.6</CssParameter>"
                        + "<CssParameter name='stroke-dasharray'>10 10</CssParameter></Stroke></LineSymbolizer></Rule>");
        assertThat(painted(image)).isEqualTo(50 * 4);
        assertThat(image.getRGB(5, 50) >>> 24).isEqualTo(153);
        assertThat(image.getRGB(15, 50)).isZero();
    }

    @Test
    void geometriesFarOutsideTheMapAreClipped() throws ParseException {
        BufferedImage image = paint(
                DEGREES,
                features("POLYGON ((-1e9 -1e9, 1e9 -1e9, 1e9 1e9, -1e9 1e9, -1e9 -1e9))", 1.0),
                "<Rule><PolygonSymbolizer><Fill><CssParameter name='fill'>#ff0000</CssParameter></Fill>"
                        + "<Stroke><CssParameter name='stroke-dasharray'>1 1</CssParameter></Stroke>"
                        + "</PolygonSymbolizer></Rule>");
        assertThat(painted(image)).isEqualTo(100 * 100);
    }

    @Test
    void labelsHaveHalosAndGiveWayToOneAnother() throws ParseException {
        String text = "<Rule><TextSymbolizer><Label>WWW</Label><Font><CssParameter name='font-size'>20</CssParameter>"
                + "</Font><LabelPlacement><PointPlacement><AnchorPoint><AnchorPointX>0.5</AnchorPointX>"
                + "<AnchorPointY>0.5</AnchorPointY></AnchorPoint></PointPlacement></LabelPlacement><Halo>"
                + "<Radius>2</Radius><Fill><CssParameter name='fill'>#ff0000</CssParameter></Fill></Halo>"
                + "<Fill><CssParameter name='fill'>#0000ff</CssParameter></Fill>%s</TextSymbolizer></Rule>";
        SimpleFeatureCollection one = features("POINT (5 5)", 1.0);
        SimpleFeatureCollection two = features("POINT (5 5)", 1.0, "POINT (5 4.5)", 2.0);
        BufferedImage alone = paint(DEGREES, one, text.formatted(""));
        assertThat(painted(alone)).isGreaterThan(200);
        assertThat(painted(paint(DEGREES, two, text.formatted("")))).isEqualTo(painted(alone));
        assertThat(painted(paint(
                        DEGREES, two, text.formatted("<VendorOption name='conflictResolution'>false</VendorOption>"))))
                .isGreaterThan(painted(alone));
        // centred on the point
        assertThat(alone.getRGB(50, 50) >>> 24).isGreaterThan(200);
    }

    @Test
    void labelsAtTheEdgeAreLeftOutWhole() throws ParseException {
        BufferedImage image = paint(
                DEGREES,
                features("POINT (9.9 5)", 1.0),
                "<Rule><TextSymbolizer><Label>WWW</Label></TextSymbolizer></Rule>");
        assertThat(painted(image)).isZero();
    }

    @Test
    void featuresAreDrawnInTheMapsCrs() throws Exception {
        ReferencedEnvelope mercator = DEGREES.area().transform(CRS.decode("EPSG:3857", true), true);
        MapView view = new MapView(mercator, 100, 100, Map.of());
        BufferedImage image =
                paint(view, features("POINT (5 8)", 1.0), "<Rule>" + mark("square", "#ff0000", "2") + "</Rule>");
        // y = R ln tan(π/4 + φ/2)
        double y = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(8) / 2));
        double top = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(10) / 2));
        int row = (int) Math.round(100 * (1 - y / top));
        assertThat(image.getRGB(50, row)).isNotZero();
        assertThat(image.getRGB(49, row - 1)).isNotZero();
    }

    @Test
    void placesThatTheMapsCrsDoesNotReachAreNotDrawn() throws Exception {
        MapView world = new MapView(
                new ReferencedEnvelope(-2e7, 2e7, -2e7, 2e7, CRS.decode("EPSG:3857", true)), 100, 100, Map.of());
        BufferedImage image = paint(
                world,
                features("POINT (0 90)", 1.0, "POINT (0 0)", 1.0),
                "<Rule>" + mark("square", "#ff0000", "10") + "</Rule>");
        assertThat(painted(image)).isEqualTo(100);
    }

    @Test
    void laterLayersAndStylesLieOnTop() throws ParseException {
        BufferedImage image = paint(
                DEGREES,
                features("POINT (5 5)", 1.0),
                "<Rule>" + mark("square", "#0000ff", "10") + mark("square", "#ff0000", "4") + "</Rule>");
        assertThat(image.getRGB(50, 50)).isEqualTo(RED);
        assertThat(image.getRGB(46, 50)).isEqualTo(BLUE);
    }

    @Test
    void envValuesReachTheStyle() throws ParseException {
        String style = "<Rule>"
                + mark(
                        "square",
                        "<ogc:Function name='env'><ogc:Literal>color</ogc:Literal>"
                                + "<ogc:Literal>#0000ff</ogc:Literal></ogc:Function>",
                        "10")
                + "</Rule>";
        SimpleFeatureCollection features = features("POINT (5 5)", 1.0);
        assertThat(paint(DEGREES, features, style).getRGB(50, 50)).isEqualTo(BLUE);
        MapView red = new MapView(DEGREES.area(), 100, 100, Map.of("COLOR", "#ff0000"));
        assertThat(paint(red, features, style).getRGB(50, 50)).isEqualTo(RED);
        assertThat(paint(DEGREES, features, style).getRGB(50, 50)).isEqualTo(BLUE);
    }

    /** A map that goes on beyond ±180° shows the Earth again there, in degrees and in Mercator's projection. */
    @Test
    void goesOnBeyondTheEdgesOfTheEarth() throws Exception {
        SimpleFeatureCollection features = features(
                "POINT (178 5)", 1.0, "POINT (-178 5)", 2.0, "POLYGON ((-176 1, -174 1, -174 3, -176 3, -176 1))", 3.0);
        String style = "<Rule>" + filter("PropertyIsLessThan", "2.5") + mark("square", "#ff0000", "10")
                + "</Rule><Rule>"
                + filter("PropertyIsGreaterThan", "2.5") + "<PolygonSymbolizer><Fill><CssParameter name='fill'>#0000ff"
                + "</CssParameter></Fill></PolygonSymbolizer></Rule>";
        for (double turn : new double[] {0, 360, -360, 720}) {
            ReferencedEnvelope area = new ReferencedEnvelope(174 + turn, 190 + turn, 0, 16, DefaultGeographicCRS.WGS84);
            MapView view = new MapView(area, 160, 160, Map.of());
            BufferedImage image = paint(view, features, style);
            assertThat(painted(image)).as("turned by " + turn).isEqualTo(2 * 100 + 20 * 20);
            assertThat(image.getRGB(40, 110)).isEqualTo(RED);
            assertThat(image.getRGB(80, 110)).isEqualTo(RED);
            assertThat(image.getRGB(110, 140)).isEqualTo(BLUE);
            assertThat(found(view, features, style, 80, 110)).containsExactly(2.0);
            assertThat(found(view, features, style, 110, 140)).containsExactly(3.0);
            assertThat(found(view, features, style, 60, 60)).isEmpty();
        }
        double world = 2 * Math.PI * 6378137;
        MapView thrice = new MapView(
                new ReferencedEnvelope(-1.5 * world, 1.5 * world, -1e7, 1e7, CRS.decode("EPSG:3857", true)),
                900,
                150,
                Map.of());
        assertThat(painted(paint(thrice, features("POINT (90 0)", 1.0), style))).isEqualTo(300);
    }

    /** A plane that is no cylinder shows the Earth once. */
    @Test
    void showsOtherProjectionsOnce() throws Exception {
        MapView zone = new MapView(
                new ReferencedEnvelope(-3e7, 3e7, -3e7, 3e7, CRS.decode("EPSG:32646", true)), 300, 300, Map.of());
        String style = "<Rule>" + mark("square", "#ff0000", "10") + "</Rule>";
        assertThat(painted(paint(zone, features("POINT (93 5)", 1.0), style))).isBetween(80, 120);
    }

    private static List<Object> found(
            MapView view, SimpleFeatureCollection features, String featureTypeStyle, int column, int row) {
        Style style = ((NamedLayer) SldReaderTest.read(SldReaderTest.sld(featureTypeStyle))
                        .layers()
                        .get(0))
                .styles()
                .get(0);
        List<Object> values = new ArrayList<>();
        for (SimpleFeatureCollection found : FeatureFinder.find(
                new MapLayer(features, style, Filter.INCLUDE), view, column, row, 0, 10, Monitor.NONE)) {
            try (SimpleFeatureIterator iterator = found.features()) {
                while (iterator.hasNext()) {
                    values.add(iterator.next().getAttribute("value"));
                }
            }
        }
        return values;
    }

    /** Labels across the edges of tiles are those of the one large map, none twice and none lost. */
    @Test
    void labelsGoOnInTheNextTile() throws Exception {
        String style = "<Rule><TextSymbolizer><Label>WWW<ogc:PropertyName>value</ogc:PropertyName></Label><Font>"
                + "<CssParameter name='font-size'>14</CssParameter></Font></TextSymbolizer></Rule>";
        List<Object> places = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            places.add("POINT (" + 30 * random.nextDouble() + " " + 30 * random.nextDouble() + ")");
            places.add((double) i);
        }
        SimpleFeatureCollection features = features(places.toArray());
        ReferencedEnvelope whole = new ReferencedEnvelope(0, 30, 0, 30, DefaultGeographicCRS.WGS84);
        BufferedImage large = paint(new MapView(whole, 600, 600, Map.of(), 1, true), features, style);
        int different = 0;
        for (int column = 0; column < 3; column++) {
            for (int row = 0; row < 3; row++) {
                ReferencedEnvelope area = new ReferencedEnvelope(
                        10 * column, 10 * column + 10, 20 - 10 * row, 30 - 10 * row, DefaultGeographicCRS.WGS84);
                BufferedImage tile = paint(new MapView(area, 200, 200, Map.of(), 1, true), features, style);
                for (int y = 0; y < 200; y++) {
                    for (int x = 0; x < 200; x++) {
                        int there = large.getRGB(200 * column + x, 200 * row + y) >>> 24;
                        different += Math.abs((tile.getRGB(x, y) >>> 24) - there) > 40 ? 1 : 0;
                    }
                }
            }
        }
        assertThat(painted(large)).isGreaterThan(5000);
        assertThat(different).as("pixels that differ, but for rounding").isLessThan(40);
    }

    @Test
    void stopsWhenCancelled() throws ParseException {
        Style style = ((NamedLayer) SldReaderTest.read(SldReaderTest.rule(mark("square", "#ff0000", "10")))
                        .layers()
                        .get(0))
                .styles()
                .get(0);
        MapLayer layer = new MapLayer(features("POINT (5 5)", 1.0), style, Filter.INCLUDE);
        Graphics2D graphics = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB).createGraphics();
        assertThatThrownBy(() -> MapPainter.paint(graphics, DEGREES, List.of(layer), Stops.when(() -> true)))
                .isInstanceOf(CancellationException.class);
    }
}
