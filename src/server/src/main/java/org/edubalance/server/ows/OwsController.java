package org.edubalance.server.ows;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Hands each OGC request to its service, and turns what goes wrong into the service's exceptions. */
@Controller
public class OwsController {

    private static final Logger LOG = LoggerFactory.getLogger(OwsController.class);

    private final Map<String, OwsService> services = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ServerProperties properties;
    private final SafeXml xml;

    public OwsController(ObjectProvider<OwsService> services, ServerProperties properties, SafeXml xml) {
        services.forEach(service -> this.services.put(service.name(), service));
        this.properties = properties;
        this.xml = xml;
    }

    @RequestMapping(
            path = {"/ows", "/wps", "/wms"},
            method = {RequestMethod.GET, RequestMethod.POST})
    public void handle(HttpServletRequest http, HttpServletResponse answer) throws IOException {
        OwsResponse response = answer(http);
        answer.setStatus(response.status());
        answer.setContentType(response.contentType());
        answer.setHeader("X-Content-Type-Options", "nosniff");
        response.headers().forEach(answer::setHeader);
        response.body().writeTo(answer.getOutputStream());
    }

    // Errors too, from a parser for example: a request always gets an answer.
    private OwsResponse answer(HttpServletRequest http) {
        OwsRequest request = new OwsRequest(Kvp.empty(), null, baseUrl(http), Languages.accepted(http));
        OwsService service = services.get(http.getServletPath().substring(1));
        try {
            request = read(http, request);
            Root root = request.body() == null ? new Root(null, null) : root(request.body());
            request = withLanguage(request, root.language());
            service = serviceOf(request, root.service(), service);
            OwsService chosen = service;
            OwsRequest whole = request;
            return request.language().use(() -> chosen.handle(whole));
        } catch (Throwable e) {
            return report(OwsException.of(e, LOG::error), service, request);
        }
    }

    private static OwsResponse report(OwsException exception, OwsService service, OwsRequest request) {
        return request.language().use(() -> {
            try {
                return service == null ? ExceptionReports.ows11(exception) : service.report(exception, request);
            } catch (Throwable e) {
                return ExceptionReports.ows11(OwsException.of(e, LOG::error));
            }
        });
    }

    private OwsRequest read(HttpServletRequest http, OwsRequest bare) throws IOException {
        Kvp kvp = Kvp.parse(http.getQueryString());
        if (!http.getMethod().equals("POST")) {
            return new OwsRequest(kvp, null, bare.baseUrl(), bare.language());
        }
        long limit = properties.limits().requestSize().toBytes();
        byte[] body = http.getContentLengthLong() > limit
                ? null
                : http.getInputStream().readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (body == null || body.length > limit) {
            throw OwsException.coded(OwsException.NO_APPLICABLE_CODE, 413, "ows.body.size", "limit", limit);
        }
        String type = http.getContentType() == null
                ? ""
                : http.getContentType().strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            Kvp all = kvp.and(Kvp.parse(new String(body, StandardCharsets.UTF_8)));
            return new OwsRequest(all, null, bare.baseUrl(), bare.language());
        }
        if (body.length == 0) {
            throw Refusal.of("ows.body.empty");
        }
        return new OwsRequest(kvp, body, bare.baseUrl(), bare.language());
    }

    /** What a document's root element says. */
    private record Root(String service, String language) {}

    private Root root(byte[] body) {
        try {
            XMLStreamReader reader = xml.reader(body);
            reader.nextTag();
            return new Root(reader.getAttributeValue(null, "service"), reader.getAttributeValue(null, "language"));
        } catch (XMLStreamException | RuntimeException e) {
            throw xml.refused(e);
        }
    }

    private static OwsRequest withLanguage(OwsRequest request, String ofDocument) {
        Kvp kvp = request.kvp();
        String key = kvp.get("language").isPresent() ? "language" : "lang";
        String asked = kvp.get(key).orElse(ofDocument);
        return asked == null || asked.isBlank()
                ? request
                : new OwsRequest(
                        kvp,
                        request.body(),
                        request.baseUrl(),
                        Languages.of(kvp.get(key).isPresent() ? key : "language", asked));
    }

    private OwsService serviceOf(OwsRequest request, String ofDocument, OwsService ofPath) {
        String name = request.body() == null ? request.kvp().get("service").orElse(null) : ofDocument;
        if (name == null) {
            if (ofPath != null) {
                return ofPath;
            }
            throw OwsException.missing("service");
        }
        OwsService service = services.get(name);
        if (service == null || (ofPath != null && ofPath != service)) {
            throw Refusal.of("ows.service", "accepted", ofPath == null ? services.keySet() : ofPath.name(), "got", name)
                    .about("service");
        }
        return service;
    }

    private String baseUrl(HttpServletRequest http) {
        if (properties.baseUrl() != null && !properties.baseUrl().isBlank()) {
            return properties.baseUrl().strip().replaceAll("/+$", "");
        }
        boolean defaultPort = http.getServerPort() == (http.isSecure() ? 443 : 80);
        String host =
                http.getServerName().contains(":") && !http.getServerName().startsWith("[")
                        ? "[" + http.getServerName() + "]"
                        : http.getServerName();
        return http.getScheme() + "://" + host + (defaultPort ? "" : ":" + http.getServerPort());
    }
}
