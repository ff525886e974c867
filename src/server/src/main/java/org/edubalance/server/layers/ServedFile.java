package org.edubalance.server.layers;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import org.edubalance.io.Format;
import org.edubalance.io.ReadOptions;
import org.edubalance.messages.Refusal;
import org.edubalance.server.paint.FunctionPolicy;
import org.edubalance.server.paint.SldReader;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Style;
import org.geotools.api.style.StyledLayerDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.springframework.core.io.Resource;

/** Reads the files that layers and styles are made of. */
final class ServedFile {

    private static final Pattern DATA = Pattern.compile(".*\\.(geojson|gpkg|csv)", Pattern.CASE_INSENSITIVE);

    /** Names that can stand in a comma-separated list, in a URL and in a file name. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,99}");

    private ServedFile() {}

    static boolean isData(Resource file) {
        return DATA.matcher(file.getFilename()).matches();
    }

    static boolean isStyle(Resource file) {
        return file.getFilename().endsWith(".sld");
    }

    /**
     * Reads a data file.
     *
     * @param maxFeatures how many features it may have
     * @throws Refusal if it cannot be a layer
     * @throws IOException if it cannot be read
     */
    static Layer layer(Resource file, long maxFeatures) throws IOException {
        String name = name(file);
        Format format =
                Format.ofFileName(file.getFilename().toLowerCase(Locale.ROOT)).orElseThrow();
        try (InputStream in = file.getInputStream()) {
            return Layer.of(
                    Catalogue.PREFIX + name,
                    format.read(
                            SimpleFeatureCollection.class,
                            in,
                            ReadOptions.named(name).withLimits(maxFeatures, Long.MAX_VALUE)));
        }
    }

    /**
     * Reads an SLD file, which may call any function.
     *
     * @throws Refusal if it is not one style for one layer
     * @throws IOException if it cannot be read
     */
    static NamedStyle style(Resource file) throws IOException {
        String name = name(file);
        byte[] sld = file.getContentAsByteArray();
        StyledLayerDescriptor document = SldReader.read(sld, FunctionPolicy.SERVER);
        if (document.layers().size() == 1
                && document.layers().get(0) instanceof NamedLayer layer
                && layer.styles().size() == 1
                && !(layer.styles().get(0) instanceof org.geotools.api.style.NamedStyle)) {
            Style style = layer.styles().get(0);
            return new NamedStyle(name, layer.getName(), style, sld);
        }
        throw Refusal.of("layer.style");
    }

    private static String name(Resource file) {
        String fileName = file.getFilename();
        String name = fileName.substring(0, fileName.lastIndexOf('.'));
        if (!NAME.matcher(name).matches()) {
            throw Refusal.of("layer.name");
        }
        return name;
    }
}
