package org.edubalance.server.wms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.edubalance.messages.Message;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.layers.NamedStyle;
import org.edubalance.server.ows.OwsRequest;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.paint.Boxes;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/** GetCapabilities: what the documents of both versions say, in the {@code current} language. */
final class Capabilities {

    static final List<String> EXCEPTIONS_1_3_0 = List.of("XML", "INIMAGE", "BLANK", "application/json");
    static final List<String> EXCEPTIONS_1_1_1 = List.of(
            "application/vnd.ogc.se_xml",
            "application/vnd.ogc.se_inimage",
            "application/vnd.ogc.se_blank",
            "application/json");

    /** The CRSs that a layer's bounds are given in; it can be drawn in all of {@link MapCrs#codes}. */
    private static final List<String> BOUNDS = List.of("CRS:84", "EPSG:4326", "EPSG:3857");

    private final Catalogue catalogue;
    private final WmsProperties settings;
    private final long maxPixels;

    Capabilities(Catalogue catalogue, WmsProperties settings, long maxPixels) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.maxPixels = maxPixels;
    }

    OwsResponse answer(OwsRequest request) {
        return WmsVersion.negotiated(request.kvp()) == WmsVersion.V1_3_0
                ? new Capabilities130(this, request.baseUrl()).answer()
                : new Capabilities111(this, request.baseUrl()).answer();
    }

    static String title() {
        return Message.of("wms.title").toString();
    }

    static String description() {
        return Message.of("wms.abstract").toString();
    }

    static List<String> keywords() {
        return List.of("WMS", "GeoTools", "education", "教育", "kernel density", "核密度", "balance", "均衡");
    }

    WmsProperties settings() {
        return settings;
    }

    /** What maps of the layers have to say about where they come from, or null. */
    String attribution() {
        return catalogue.attribution();
    }

    List<Layer> layers() {
        return catalogue.layers().stream().filter(Layer::isDrawable).toList();
    }

    /** What is in a layer. */
    static String description(Layer layer) {
        return Message.of(
                        "wms.layer.abstract",
                        "count",
                        layer.features().size(),
                        "attributes",
                        layer.features().getSchema().getAttributeDescriptors().stream()
                                .map(AttributeDescriptor::getLocalName)
                                .toList())
                .toString();
    }

    /** What a layer may be looked for by: its name and the kind of its geometries. */
    static Set<String> keywords(Layer layer) {
        Set<String> keywords = new LinkedHashSet<>();
        keywords.add(layer.title());
        keywords.add(layer.features()
                .getSchema()
                .getGeometryDescriptor()
                .getType()
                .getBinding()
                .getSimpleName());
        return keywords;
    }

    /** The styles to offer for a layer, the default one first. */
    List<NamedStyle> styles(Layer layer) {
        return layer.styles().isEmpty()
                ? List.of(catalogue.defaultStyle(layer))
                : layer.styles().stream()
                        .flatMap(name -> catalogue.style(name).stream())
                        .toList();
    }

    /** The longest side of an image. */
    int maxSide() {
        return maxSide(maxPixels);
    }

    /** The longest side of an image, such that a square of it is within the limit. */
    static int maxSide(long maxPixels) {
        return (int) Math.min(Integer.MAX_VALUE, Math.sqrt(maxPixels));
    }

    static String legendUrl(String baseUrl, Layer layer, NamedStyle style, WmsVersion version) {
        return baseUrl + "/wms?service=WMS&version=" + version.number()
                + "&request=GetLegendGraphic&format=image/png&layer=" + encoded(layer.name()) + "&style="
                + encoded(style.name());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * The bounds of all layers in degrees, x first; the whole Earth where there are none. Longitudes beyond 180° become
     * those of the whole Earth, since the documents have no others.
     */
    ReferencedEnvelope geographicBounds() {
        ReferencedEnvelope all = new ReferencedEnvelope(DefaultGeographicCRS.WGS84);
        layers().forEach(layer -> all.expandToInclude(geographicBounds(layer)));
        return all.isNull() ? new ReferencedEnvelope(-180, 180, -90, 90, DefaultGeographicCRS.WGS84) : all;
    }

    /** As above, of one layer. */
    static ReferencedEnvelope geographicBounds(Layer layer) {
        ReferencedEnvelope box = layer.geographicBounds();
        return box.getMinX() >= -180 && box.getMaxX() <= 180
                ? box
                : new ReferencedEnvelope(-180, 180, box.getMinY(), box.getMaxY(), box.getCoordinateReferenceSystem());
    }

    /** A box in degrees in the common CRSs, as far as they reach: one to the poles has no bounds in Mercator. */
    static List<Bounds> bounds(ReferencedEnvelope geographic, WmsVersion version) {
        return BOUNDS.stream()
                .filter(code -> version == WmsVersion.V1_3_0 || !code.equals("CRS:84"))
                .map(code -> MapCrs.of(code, version))
                .flatMap(crs -> Boxes.transformed(geographic, crs.crs()).stream()
                        .map(box -> bounds(box, crs, crs.northFirst() && version == WmsVersion.V1_3_0)))
                .toList();
    }

    private static Bounds bounds(ReferencedEnvelope box, MapCrs crs, boolean northFirst) {
        return northFirst
                ? new Bounds(crs.code(), box.getMinY(), box.getMinX(), box.getMaxY(), box.getMaxX())
                : new Bounds(crs.code(), box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }

    /** Bounds in the order of axes that the version of WMS asks for. */
    record Bounds(String crs, double min1, double min2, double max1, double max2) {}
}
