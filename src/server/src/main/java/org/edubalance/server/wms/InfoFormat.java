package org.edubalance.server.wms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.geotools.data.simple.SimpleFeatureCollection;

/** The formats of what was found at a pixel. */
enum InfoFormat {
    TEXT("text/plain", InfoText::answer),
    JSON("application/json", found -> InfoJson.answer(found, "application/json")),
    GEOJSON("application/geo+json", found -> InfoJson.answer(found, "application/geo+json")),
    HTML("text/html", InfoHtml::answer),
    GML("application/vnd.ogc.gml/3.1.1", found -> InfoGml.answer(found, "application/vnd.ogc.gml/3.1.1")),
    XML("text/xml; subtype=gml/3.1.1", found -> InfoGml.answer(found, "text/xml; subtype=gml/3.1.1"));

    private final String mimeType;
    private final Function<List<Found>, OwsResponse> writer;

    InfoFormat(String mimeType, Function<List<Found>, OwsResponse> writer) {
        this.mimeType = mimeType;
        this.writer = writer;
    }

    /**
     * What was found in one layer.
     *
     * @param layer the layer's name
     * @param features what is there, by feature type style
     */
    record Found(String layer, List<SimpleFeatureCollection> features) {}

    static List<String> mimeTypes() {
        return Arrays.stream(values()).map(format -> format.mimeType).toList();
    }

    /**
     * The format of a media type, in any case and with or without blanks.
     *
     * @throws Refusal if it is another one
     */
    static InfoFormat of(String mimeType) {
        for (InfoFormat format : values()) {
            if (bare(format.mimeType).equals(bare(mimeType))) {
                return format;
            }
        }
        throw OwsException.coded("InvalidFormat", 400, "wms.format", "formats", mimeTypes(), "got", mimeType)
                .about("info_format");
    }

    private static String bare(String mimeType) {
        return mimeType.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    OwsResponse answer(List<Found> found) {
        return writer.apply(found);
    }
}
