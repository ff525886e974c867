package org.edubalance.cli.publish;

import java.util.List;
import org.edubalance.server.layers.Catalogue;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * What is to be on the GeoServer.
 *
 * @param workspace the workspace that everything goes into
 * @param namespace the workspace's namespace URI
 * @param layers the layers, one store each where they are files
 * @param styles the styles, named by the layers
 */
public record Publication(String workspace, String namespace, List<Layer> layers, List<Style> styles) {

    private static final String WORKSPACE = "edu";
    private static final String NAMESPACE = "https://edubalance.org/edu";

    /**
     * The layers and styles of a catalogue, so that a GeoServer shows what the embedded server shows; the style of layers
     * that have none of their own only where there are such.
     */
    public static Publication of(Catalogue catalogue) {
        List<Layer> layers = catalogue.layers().stream()
                .map(layer -> new Layer(
                        layer.name().substring(Catalogue.PREFIX.length()),
                        layer.title(),
                        layer.features(),
                        layer.styles().isEmpty() && layer.isDrawable()
                                ? List.of(catalogue.generic().name())
                                : layer.styles()))
                .toList();
        boolean generic = layers.stream()
                .anyMatch(layer -> layer.styles().contains(catalogue.generic().name()));
        List<Style> styles = catalogue.styles().stream()
                .filter(style -> generic || style != catalogue.generic())
                .map(style -> new Style(style.name(), style.document()))
                .toList();
        return new Publication(WORKSPACE, NAMESPACE, layers, styles);
    }

    /**
     * A layer.
     *
     * @param name its name, without the workspace; also its table's
     * @param title its name for people
     * @param features what it holds
     * @param styles names of its styles, the default one first; none leaves GeoServer's choice
     */
    public record Layer(String name, String title, SimpleFeatureCollection features, List<String> styles) {}

    /**
     * A style.
     *
     * @param name its name
     * @param sld the SLD 1.0.0 document
     */
    public record Style(String name, byte[] sld) {}
}
