package org.edubalance.server.wms;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    private static final long WAIT_SECONDS = 30;

    private final Capabilities capabilities;
    private final MapRequestReader maps;
    private final FeatureInfo featureInfo;
    private final Legends legends;
    private final ServerProperties.Limits limits;

    /** Painters at a time: more would not be faster, and each holds an image in memory. */
    private final Semaphore painters = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    WmsService(Catalogue catalogue, ServerProperties properties) {
        limits = properties.limits();
        maps = new MapRequestReader(catalogue, limits.imagePixels());
        legends = new Legends(maps, limits.imagePixels());
        capabilities = new Capabilities(catalogue, limits.imagePixels());
        featureInfo = new FeatureInfo(maps);
    }

    @Override
    public String name() {
        return "WMS";
    }

    @Override
    public OwsResponse handle(OwsRequest request) {
        if (request.body() != null) {
            throw new OwsException(
                    OwsException.NOT_SUPPORTED,
                    null,
                    "WMS requests are parameters of a URL or of a form, not documents");
        }
        Kvp kvp = request.kvp();
        String operation = kvp.required("request");
        try {
            return switch (operation.toLowerCase(Locale.ROOT)) {
                case "getcapabilities", "capabilities" -> capabilities.answer(request);
                case "getmap", "map" -> painting(() -> map(kvp));
                case "getfeatureinfo", "feature_info" -> painting(() -> featureInfo.answer(kvp, limits.runTimeOver()));
                case "getlegendgraphic" -> painting(() -> legends.answer(kvp));
                default ->
                    throw new OwsException(
                            OwsException.NOT_SUPPORTED,
                            "request",
                            "request must be GetCapabilities, GetMap, GetFeatureInfo or GetLegendGraphic, got "
                                    + Kvp.shown(operation));
            };
        } catch (Refusal e) {
            throw new OwsException(OwsException.NO_APPLICABLE_CODE, "styles", e.getMessage());
        } catch (CancellationException e) {
            throw new OwsException(
                    OwsException.NO_APPLICABLE_CODE,
                    null,
                    "The map took longer than the limit of " + limits.runTimeText() + " and was given up",
                    503);
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
            MapPainter.paint(graphics, map.view(), map.drawn(), limits.runTimeOver());
        } finally {
            graphics.dispose();
        }
        return format.response(image);
    }

    private OwsResponse painting(Supplier<OwsResponse> work) {
        try {
            if (!painters.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new OwsException(
                        OwsException.SERVER_BUSY, null, "The server draws too many maps now; try again later", 503);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OwsException(OwsException.SERVER_BUSY, null, "The server is stopping", 503);
        }
        try {
            return work.get();
        } finally {
            painters.release();
        }
    }
}
