package org.edubalance.server.paint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.filter.Filter;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.NamedStyle;
import org.geotools.api.style.Style;
import org.geotools.api.style.StyledLayer;
import org.geotools.api.style.StyledLayerDescriptor;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Any style of a request is drawn, map and legend, or refused in words. In an ordinary build the kept inputs run; the
 * profile {@code fuzz} lets Jazzer look for more.
 */
class StylesFuzzTest {

    private static final MapView VIEW =
            new MapView(new ReferencedEnvelope(93, 95, 28, 30, DefaultGeographicCRS.WGS84), 40, 40, Map.of("n", "2"));

    /** Drawing may go on so long; what is asked for may be much. */
    private static final long NANOS = 2_000_000_000L;

    /** A whole document. */
    @FuzzTest(maxDuration = "5m")
    void document(byte[] bytes) {
        draw(bytes);
    }

    /** What is in a rule, for which Jazzer need not find the elements around it. */
    @FuzzTest(maxDuration = "5m")
    void rule(byte[] bytes) {
        draw(SldReaderTest.rule(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    /** An expression where a style may have one. */
    @FuzzTest(maxDuration = "5m")
    void expression(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("[^\\x20-\\x7E]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;");
        draw(SldReaderTest.sld("<Transformation><ogc:Function name='edu:KernelDensity'><ogc:Function name='parameter'>"
                        + "<ogc:Literal>data</ogc:Literal></ogc:Function><ogc:Function name='parameter'>"
                        + "<ogc:Literal>radius</ogc:Literal><ogc:Literal>20000</ogc:Literal></ogc:Function>"
                        + "<ogc:Function name='parameter'><ogc:Literal>outputBBOX</ogc:Literal>"
                        + "<ogc:Function name='env'><ogc:Literal>wms_bbox</ogc:Literal></ogc:Function></ogc:Function>"
                        + "<ogc:Function name='parameter'><ogc:Literal>weight</ogc:Literal><ogc:Literal>" + text
                        + "</ogc:Literal></ogc:Function></ogc:Function></Transformation><Rule><RasterSymbolizer><ColorMap>"
                        + "<ColorMapEntry color='#123456' quantity=\"0\" label=\"${" + text
                        + "}\"/><ColorMapEntry color='#000000' quantity=\"${" + text
                        + "}\"/></ColorMap></RasterSymbolizer></Rule>")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void draw(byte[] bytes) {
        try {
            StyledLayerDescriptor read = SldReader.read(bytes, FunctionPolicy.REQUEST);
            for (StyledLayer layer : read.layers()) {
                for (Style style : ((NamedLayer) layer).getStyles()) {
                    if (!(style instanceof NamedStyle)) {
                        paint(style);
                    }
                }
            }
        } catch (Refusal e) {
            for (Language language : Language.values()) {
                assertThat(e.in(language)).isNotBlank();
            }
        }
    }

    private static void paint(Style style) {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        long end = System.nanoTime() + NANOS;
        try {
            MapPainter.paint(
                    graphics,
                    VIEW,
                    List.of(new MapLayer(features(), style, Filter.INCLUDE)),
                    Stops.when(() -> System.nanoTime() > end));
        } finally {
            graphics.dispose();
        }
        LegendPainter.paint(style, null, Double.NaN, LegendLook.plain(Color.WHITE), VIEW, 1_000_000);
    }

    /** A point, a line and a polygon, with a number, a text and nothing. */
    private static SimpleFeatureCollection features() {
        SimpleFeatureTypeBuilder types = new SimpleFeatureTypeBuilder();
        types.setName("schools");
        types.setCRS(DefaultGeographicCRS.WGS84);
        types.add("the_geom", Geometry.class);
        types.add("pupils", Double.class);
        types.add("name", String.class);
        types.add("level", Integer.class);
        ListFeatureCollection features = new ListFeatureCollection(types.buildFeatureType());
        for (String wkt : List.of(
                "POINT (94 29)",
                "LINESTRING (93.5 28.5, 94.5 29.5)",
                "POLYGON ((94 28.2, 94.9 28.2, 94.9 29, 94 28.2))")) {
            features.add(SimpleFeatureBuilder.build(
                    features.getSchema(),
                    new Object[] {geometry(wkt), 120.0, "Bayi", null},
                    "schools." + features.size()));
        }
        return features;
    }

    private static Geometry geometry(String wkt) {
        try {
            return new WKTReader(new GeometryFactory()).read(wkt);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
