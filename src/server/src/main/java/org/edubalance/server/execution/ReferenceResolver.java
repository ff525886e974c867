package org.edubalance.server.execution;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.SafeXml;
import org.geotools.api.data.Parameter;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/**
 * Says what an input's reference points to. The server itself, under its own address or as {@code http://geoserver/…}, is
 * never called over the network: an execution, a stored result or a layer is taken in place. Any other host must be
 * among the configured ones.
 */
@Component
class ReferenceResolver {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LONGEST_HREF = 8192;

    private final ServerProperties properties;
    private final SafeXml xml;
    private final List<OwnResources> own;

    ReferenceResolver(ServerProperties properties, SafeXml xml, List<OwnResources> own) {
        this.properties = properties;
        this.xml = xml;
        this.own = own;
    }

    /** What a reference points to. */
    sealed interface Target {
        /** Something of this server, known to one of its protocols. */
        record Own(OwnResources.Resource resource) implements Target {}

        /** A layer of this server, by key–value pairs or as a GetFeature document. */
        record Features(Kvp kvp, Element document) implements Target {}

        /** Something on one of the configured hosts. */
        record Remote(URI address, byte[] body, List<Given.Header> headers) implements Target {}
    }

    Target resolve(Parameter<?> parameter, Given.Reference reference, String baseUrl) {
        String key = parameter.key;
        URI address = address(key, reference.href().strip());
        if (reference.post() && reference.body() == null) {
            throw Refusal.of("wps.reference.body").about(key);
        }
        if (!isOwn(address, baseUrl)) {
            checkHost(key, address);
            return new Target.Remote(address, reference.body(), reference.headers());
        }
        return reference.post() ? posted(key, reference.body()) : asked(key, address);
    }

    private Target posted(String key, byte[] body) {
        if (new String(body, StandardCharsets.UTF_8).isBlank()) {
            throw Refusal.of("wps.reference.empty").about(key);
        }
        Element document = xml.document(body).getDocumentElement();
        if (document.getLocalName().equals("GetFeature")) {
            return new Target.Features(null, document);
        }
        return own.stream()
                .flatMap(protocol -> protocol.posted(document).stream())
                .map(Target.Own::new)
                .findFirst()
                .orElseThrow(() -> Refusal.of("wps.reference.posted", "got", document.getLocalName())
                        .about(key));
    }

    private Target asked(String key, URI address) {
        Kvp kvp = Kvp.parse(address.getRawQuery());
        String path = address.getPath() == null ? "" : address.getPath();
        String service = kvp.get("service")
                .orElse(path.substring(path.lastIndexOf('/') + 1))
                .toUpperCase(Locale.ROOT);
        if (service.equals("WFS")) {
            return new Target.Features(kvp, null);
        }
        return own.stream()
                .flatMap(protocol -> protocol.asked(key, path, service, kvp).stream())
                .map(Target.Own::new)
                .findFirst()
                .orElseThrow(() -> Refusal.of("wps.reference.service").about(key));
    }

    private static URI address(String key, String href) {
        if (href.length() > LONGEST_HREF) {
            throw Refusal.of("wps.reference.long", "limit", LONGEST_HREF).about(key);
        }
        URI address;
        try {
            address = new URI(href);
        } catch (URISyntaxException e) {
            throw Refusal.because(e, "wps.reference.url").about(key);
        }
        String scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw Refusal.of("wps.reference.http").about(key);
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw Refusal.of("wps.reference.user").about(key);
        }
        return address;
    }

    private static boolean isOwn(URI address, String baseUrl) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        if (host.equals("geoserver")) {
            return true;
        }
        URI own = URI.create(baseUrl);
        return port(address) == port(own) && (LOOPBACK.contains(host) || host.equalsIgnoreCase(own.getHost()));
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private void checkHost(String key, URI address) {
        String host = address.getHost();
        boolean allowed = properties.referenceHosts().stream()
                .map(String::strip)
                .anyMatch(entry -> entry.contains(":")
                        ? entry.equalsIgnoreCase(host + ":" + port(address))
                        : entry.equalsIgnoreCase(host)
                                && port(address) == (address.getScheme().equalsIgnoreCase("https") ? 443 : 80));
        if (!allowed) {
            throw Refusal.of("wps.reference.host", "host", host).about(key);
        }
    }
}
