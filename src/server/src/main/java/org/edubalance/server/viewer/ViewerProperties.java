package org.edubalance.server.viewer;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an administrator can set of the viewer, as {@code edubalance.viewer.*} properties.
 *
 * @param baseMaps maps to lay under all others; none by default, so that the viewer asks nobody for anything
 * @param servers origins of further servers that the viewer may work with, {@code https://geoserver.example.org}; beside
 *     this one and those on the user's own machine
 */
@ConfigurationProperties("edubalance.viewer")
public record ViewerProperties(@DefaultValue List<BaseMap> baseMaps, @DefaultValue List<String> servers) {

    /** A range in the host of tiles: {@code https://t{0-7}.example.org}. */
    private static final Pattern RANGE = Pattern.compile("\\{(\\w)-(\\w)}");

    /**
     * A map to lay under all others.
     *
     * @param title its name; with {@code English / 中文} in both languages
     * @param type {@code xyz}, {@code wmts} or {@code wms}
     * @param url of tiles with {@code {x}}, {@code {y}}, {@code {z}}; of a WMTS or WMS its address, with what belongs to it
     * @param attribution what has to be told of it
     * @param layer of a WMTS or WMS
     * @param style of a WMTS
     * @param matrixSet of a WMTS
     * @param format of pictures
     * @param projection {@code EPSG:3857} or {@code EPSG:4326}, which tiles are in
     * @param maxZoom the last level of tiles
     * @param cors true if its host lets pages of others read its pictures, which exporting the map takes
     */
    public record BaseMap(
            String title,
            @DefaultValue("xyz") String type,
            String url,
            String attribution,
            String layer,
            @DefaultValue("default") String style,
            String matrixSet,
            @DefaultValue("image/png") String format,
            @DefaultValue("EPSG:3857") String projection,
            @DefaultValue("18") int maxZoom,
            @DefaultValue("false") boolean cors) {

        public BaseMap {
            type = type.toLowerCase(Locale.ROOT);
            check(title != null && !title.isBlank(), "title", "be given");
            check(attribution != null && !attribution.isBlank(), "attribution", "be given");
            check(Set.of("xyz", "wmts", "wms").contains(type), "type", "be xyz, wmts or wms");
            check(url != null && url.matches("https?://.+"), "url", "be an address with http or https");
            check(type.equals("xyz") || layer != null && !layer.isBlank(), "layer", "be given");
            check(!type.equals("wmts") || matrixSet != null && !matrixSet.isBlank(), "matrix-set", "be given");
            check(Set.of("EPSG:3857", "EPSG:4326").contains(projection), "projection", "be EPSG:3857 or EPSG:4326");
            check(maxZoom >= 0 && maxZoom <= 30, "max-zoom", "be from 0 to 30");
        }

        private static void check(boolean fits, String name, String what) {
            if (!fits) {
                throw new IllegalArgumentException("edubalance.viewer.base-maps: " + name + " must " + what);
            }
        }

        /** The addresses, one for each value of a range. */
        List<String> urls() {
            Matcher range = RANGE.matcher(url);
            if (!range.find()) {
                return List.of(url);
            }
            List<String> urls = new ArrayList<>();
            for (char c = range.group(1).charAt(0); c <= range.group(2).charAt(0); c++) {
                urls.add(url.substring(0, range.start()) + c + url.substring(range.end()));
            }
            return urls;
        }
    }

    /** The origins whose pictures the viewer's page may show besides its server's. */
    public Set<String> baseMapOrigins() {
        Set<String> origins = new LinkedHashSet<>();
        baseMaps.forEach(map -> map.urls().forEach(url -> origins.add(origin(url, "base-maps"))));
        return origins;
    }

    /** The origins of servers that the viewer's page may work with. */
    public Set<String> serverOrigins() {
        Set<String> origins = new LinkedHashSet<>(List.of("http://localhost:*", "http://127.0.0.1:*"));
        servers.forEach(server -> origins.add(origin(server.strip(), "servers")));
        return origins;
    }

    private static String origin(String url, String name) {
        // what is between braces stands behind the host
        URI uri = URI.create(url.replaceAll("[{}]", "").replaceAll("[?#].*", ""));
        if (uri.getHost() == null || !uri.getScheme().matches("(?i)https?")) {
            throw new IllegalArgumentException("edubalance.viewer." + name + " must be addresses, got " + url);
        }
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
