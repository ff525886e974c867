package org.edubalance.server.wps;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.opengis.wps.v_1_0_0.Execute;
import net.opengis.wps.v_1_0_0.InputReferenceType;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.SafeXml;
import org.geotools.api.data.Parameter;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

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
    private final WpsXml wpsXml;

    ReferenceResolver(ServerProperties properties, SafeXml xml, WpsXml wpsXml) {
        this.properties = properties;
        this.xml = xml;
        this.wpsXml = wpsXml;
    }

    /** What a reference points to. */
    sealed interface Target {
        /** An execution that feeds the input; as document, or as key–value pairs. */
        record Feed(Execute document, Kvp kvp) implements Target {}

        /** A layer of this server, by key–value pairs or as a GetFeature document. */
        record Features(Kvp kvp, Element document) implements Target {}

        /** Something on one of the configured hosts. */
        record Remote(URI address, byte[] body, List<InputReferenceType.Header> headers) implements Target {}
    }

    Target resolve(Parameter<?> parameter, InputReferenceType reference, String baseUrl) {
        String key = parameter.key;
        URI address = address(key, reference.getHref().strip());
        String method = reference.getMethod() == null ? "" : reference.getMethod();
        if (reference.getBodyReference() != null) {
            throw Refusal.of("wps.reference.body-reference").about(key);
        }
        boolean post = method.equalsIgnoreCase("POST") || reference.getBody() != null;
        if (post && reference.getBody() == null) {
            throw Refusal.of("wps.reference.body").about(key);
        }
        if (!isOwn(address, baseUrl)) {
            checkHost(key, address);
            byte[] body = post ? bodyText(key, reference.getBody()).getBytes(StandardCharsets.UTF_8) : null;
            return new Target.Remote(address, body, reference.getHeader());
        }
        if (post) {
            Element document = bodyElement(key, reference.getBody());
            return switch (document.getLocalName()) {
                case "Execute" -> new Target.Feed(wpsXml.read(document, Execute.class), null);
                case "GetFeature" -> new Target.Features(null, document);
                default ->
                    throw Refusal.of("wps.reference.posted", "got", document.getLocalName())
                            .about(key);
            };
        }
        Kvp kvp = Kvp.parse(address.getRawQuery());
        String path = address.getPath() == null ? "" : address.getPath();
        String service = kvp.get("service")
                .orElse(path.substring(path.lastIndexOf('/') + 1))
                .toUpperCase(Locale.ROOT);
        return switch (service) {
            case "WPS" -> new Target.Feed(null, kvp);
            case "WFS" -> new Target.Features(kvp, null);
            default -> throw Refusal.of("wps.reference.service").about(key);
        };
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

    /** The document in a wps:Body, as an element or, as some clients send it, as text. */
    private Element bodyElement(String key, Object body) {
        if (body instanceof Node node) {
            for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element element) {
                    return element;
                }
            }
        }
        String text = bodyText(key, body).strip();
        if (text.isEmpty()) {
            throw Refusal.of("wps.reference.empty").about(key);
        }
        return xml.document(text.getBytes(StandardCharsets.UTF_8)).getDocumentElement();
    }

    private String bodyText(String key, Object body) {
        if (body instanceof Element element) {
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element) {
                    return SafeXml.text(child);
                }
            }
            return element.getTextContent();
        }
        if (body instanceof String text) {
            return text;
        }
        throw Refusal.of("wps.reference.text").about(key);
    }
}
