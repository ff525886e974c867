package org.edubalance.server.wms;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.layers.NamedStyle;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsRequest;
import org.edubalance.server.ows.OwsResponse;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** GetCapabilities: what both versions have in common. */
final class Capabilities {

    static final String TITLE = "Balance of educational resources / 教育资源均衡";
    static final String ABSTRACT = "Maps of the layers of the data directory, with kernel densities, scores and balance"
            + " coefficients computed on the fly";
    static final List<String> EXCEPTIONS_1_3_0 = List.of("XML", "INIMAGE", "BLANK", "application/json");
    static final List<String> EXCEPTIONS_1_1_1 = List.of(
            "application/vnd.ogc.se_xml",
            "application/vnd.ogc.se_inimage",
            "application/vnd.ogc.se_blank",
            "application/json");

    /** The CRSs that a layer's bounds are given in; it can be drawn in all of {@link MapCrs#codes}. */
    private static final List<String> BOUNDS = List.of("CRS:84", "EPSG:4326", "EPSG:3857");

    private final Catalogue catalogue;
    private final long maxPixels;

    Capabilities(Catalogue catalogue, long maxPixels) {
        this.catalogue = catalogue;
        this.maxPixels = maxPixels;
    }

    OwsResponse answer(OwsRequest request) {
        Kvp kvp = request.kvp();
        return WmsVersion.negotiated(kvp) == WmsVersion.V1_3_0
                ? new Capabilities130(this, request.baseUrl()).answer()
                : new Capabilities111(this, request.baseUrl()).answer();
    }

    /** What maps of the layers have to say about where they come from, or null. */
    String attribution() {
        return catalogue.attribution();
    }

    List<Layer> layers() {
        return catalogue.layers().stream().filter(Layer::isDrawable).toList();
    }

    /** The styles to offer for a layer, the default one first. */
    List<NamedStyle> styles(Layer layer) {
        return layer.styles().isEmpty()
                ? List.of(catalogue.defaultStyle(layer))
                : layer.styles().stream()
                        .flatMap(name -> catalogue.style(name).stream())
                        .toList();
    }

    /** The longest side of a square image within the limit. */
    int maxSide() {
        return (int) Math.min(Integer.MAX_VALUE, Math.sqrt(maxPixels));
    }

    String legendUrl(String baseUrl, Layer layer, NamedStyle style, WmsVersion version) {
        return baseUrl + "/wms?service=WMS&version=" + version.number()
                + "&request=GetLegendGraphic&format=image/png&layer=" + encoded(layer.name()) + "&style="
                + encoded(style.name());
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The layer's bounds in the common CRSs, as far as they reach. */
    static List<Bounds> bounds(Layer layer, WmsVersion version) {
        return BOUNDS.stream()
                .filter(code -> version == WmsVersion.V1_3_0 || !code.equals("CRS:84"))
                .flatMap(code -> bounds(layer, MapCrs.of(code, version), version).stream())
                .toList();
    }

    private static Optional<Bounds> bounds(Layer layer, MapCrs crs, WmsVersion version) {
        try {
            ReferencedEnvelope box = layer.geographicBounds().transform(crs.crs(), true, 20);
            if (!Double.isFinite(box.getWidth()) || !Double.isFinite(box.getHeight())) {
                return Optional.empty();
            }
            boolean swap = crs.northFirst() && version == WmsVersion.V1_3_0;
            return Optional.of(
                    swap
                            ? new Bounds(crs.code(), box.getMinY(), box.getMinX(), box.getMaxY(), box.getMaxX())
                            : new Bounds(crs.code(), box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
        } catch (TransformException | FactoryException e) {
            // A layer that reaches the poles has no bounds in Mercator.
            return Optional.empty();
        }
    }

    /** Bounds in the order of axes that the version of WMS asks for. */
    record Bounds(String crs, double min1, double min2, double max1, double max2) {}
}
