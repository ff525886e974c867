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
        OwsRequest request = new OwsRequest(Kvp.empty(), null, baseUrl(http));
        OwsService service = services.get(http.getServletPath().substring(1));
        OwsResponse response;
        try {
            request = read(http, request.baseUrl());
            service = serviceOf(request, service);
            response = service.handle(request);
        } catch (OwsException e) {
            response = report(e, service, request);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            LOG.error("A request failed", e);
            response = report(
                    new OwsException(
                            OwsException.NO_APPLICABLE_CODE, null, "The server failed to answer this request", 500),
                    service,
                    request);
        }
        answer.setStatus(response.status());
        answer.setContentType(response.contentType());
        answer.setHeader("X-Content-Type-Options", "nosniff");
        response.headers().forEach(answer::setHeader);
        response.body().writeTo(answer.getOutputStream());
    }

    private OwsRequest read(HttpServletRequest http, String baseUrl) throws IOException {
        Kvp kvp = Kvp.parse(http.getQueryString());
        if (!http.getMethod().equals("POST")) {
            return new OwsRequest(kvp, null, baseUrl);
        }
        long limit = properties.limits().requestSize().toBytes();
        byte[] body = http.getContentLengthLong() > limit
                ? null
                : http.getInputStream().readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (body == null || body.length > limit) {
            throw new OwsException(
                    OwsException.NO_APPLICABLE_CODE,
                    null,
                    "The request is larger than the limit of " + limit + " bytes",
                    413);
        }
        String type = http.getContentType() == null
                ? ""
                : http.getContentType().strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return new OwsRequest(kvp.and(Kvp.parse(new String(body, StandardCharsets.UTF_8))), null, baseUrl);
        }
        if (body.length == 0) {
            throw new OwsException(OwsException.NO_APPLICABLE_CODE, null, "The request's body is empty");
        }
        return new OwsRequest(kvp, body, baseUrl);
    }

    private OwsService serviceOf(OwsRequest request, OwsService ofPath) {
        String name =
                request.body() == null ? request.kvp().get("service").orElse(null) : serviceAttribute(request.body());
        if (name == null) {
            if (ofPath != null) {
                return ofPath;
            }
            throw OwsException.missing("service");
        }
        OwsService service = services.get(name);
        if (service == null || (ofPath != null && ofPath != service)) {
            String accepted = ofPath == null ? "one of " + String.join(", ", services.keySet()) : ofPath.name();
            throw OwsException.invalid("service", "service must be " + accepted + ", got " + Kvp.shown(name));
        }
        return service;
    }

    private String serviceAttribute(byte[] body) {
        try {
            XMLStreamReader reader = xml.reader(body);
            reader.nextTag();
            return reader.getAttributeValue(null, "service");
        } catch (XMLStreamException e) {
            throw SafeXml.malformed(e);
        }
    }

    private static OwsResponse report(OwsException exception, OwsService service, OwsRequest request) {
        return service == null ? ExceptionReports.ows11(exception) : service.report(exception, request);
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
