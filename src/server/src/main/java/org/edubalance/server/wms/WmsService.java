package org.edubalance.server.wms;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsRequest;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.OwsService;
import org.edubalance.server.paint.MapPainter;
import org.springframework.stereotype.Component;

/** WMS 1.3.0 and 1.1.1: GetCapabilities, GetMap, GetFeatureInfo and GetLegendGraphic. */
@Component
class WmsService implements OwsService {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Capabilities capabilities;
    private final MapRequestReader maps;
    private final FeatureInfo featureInfo;
    private final Legends legends;
    private final ServerProperties.Limits limits;
    private final Drawing drawing;

    WmsService(Catalogue catalogue, ServerProperties properties, WmsProperties settings) {
        limits = properties.limits();
        drawing = new Drawing(limits, WAIT);
        LayerStyles styles = new LayerStyles(catalogue);
        maps = new MapRequestReader(styles, limits.imagePixels());
        legends = new Legends(styles, limits.imagePixels());
        capabilities = new Capabilities(catalogue, settings, limits.imagePixels());
        featureInfo = new FeatureInfo(maps, styles);
    }

    @Override
    public String name() {
        return "WMS";
    }

    @Override
    public OwsResponse handle(OwsRequest request) {
        if (request.body() != null) {
            throw OwsException.coded(OwsException.NOT_SUPPORTED, 400, "wms.document");
        }
        Kvp kvp = request.kvp();
        String operation = kvp.required("request");
        try {
            return switch (operation.toLowerCase(Locale.ROOT)) {
                case "getcapabilities", "capabilities" -> capabilities.answer(request);
                case "getmap", "map" -> painting(request, () -> map(kvp));
                case "getfeatureinfo", "feature_info" ->
                    painting(request, () -> featureInfo.answer(kvp, limits.withinRunTime()));
                case "getlegendgraphic" -> painting(request, () -> legends.answer(kvp));
                default ->
                    throw OwsException.coded(OwsException.NOT_SUPPORTED, 400, "wms.operation", "got", operation)
                            .about("request");
            };
        } catch (CancellationException e) {
            throw OwsException.coded(OwsException.NO_APPLICABLE_CODE, 503, "wms.time", "limit", limits.runTimeText());
        }
    }

    @Override
    public OwsResponse report(OwsException exception, OwsRequest request) {
        return WmsExceptions.report(exception, request.kvp());
    }

    private OwsResponse map(Kvp kvp) {
        ImageFormat format = ImageFormat.of(kvp.required("format"));
        MapRequest map = maps.read(kvp);
        BufferedImage image = new BufferedImage(map.view().width(), map.view().height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            if (map.background() != null) {
                graphics.setPaint(map.background());
                graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            }
            MapPainter.paint(graphics, map.view(), map.drawn(), limits.withinRunTime());
        } finally {
            graphics.dispose();
        }
        return format.response(image);
    }

    private OwsResponse painting(OwsRequest request, Supplier<OwsResponse> work) {
        return drawing.at(request.client(), () -> {
            try {
                return work.get();
            } catch (Refusal e) {
                // One about no parameter comes from painting: it is the style that cannot be drawn.
                throw e.input() == null ? OwsException.of(e).about("styles") : e;
            }
        });
    }
}
