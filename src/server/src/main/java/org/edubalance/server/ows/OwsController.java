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
    private final Addresses addresses;
    private final SafeXml xml;
    private final Bodies bodies;

    public OwsController(ObjectProvider<OwsService> services, Addresses addresses, SafeXml xml, Bodies bodies) {
        services.forEach(service -> this.services.put(service.name(), service));
        this.addresses = addresses;
        this.xml = xml;
        this.bodies = bodies;
    }

    @RequestMapping(
            path = {"/ows", "/wps", "/wms"},
            method = {RequestMethod.GET, RequestMethod.POST})
    public void handle(HttpServletRequest http, HttpServletResponse answer) throws IOException {
        OwsRequest request = new OwsRequest(
                Kvp.empty(),
                null,
                addresses.baseUrl(http),
                Places.client(http.getRemoteAddr()),
                Languages.accepted(http),
                Lease.NONE);
        OwsService ofPath = services.get(http.getServletPath().substring(1));
        try {
            OwsResponse response;
            // Errors too, from a parser for example: a request always gets an answer.
            try {
                request = request.with(Kvp.of(http), null);
                if (http.getMethod().equals("POST")) {
                    Bodies.Body body = bodies.read(http);
                    request = new OwsRequest(
                            request.kvp(),
                            body.content(),
                            request.baseUrl(),
                            request.client(),
                            request.language(),
                            body.lease());
                    request = withForm(http, request);
                }
                response = answer(request, ofPath);
            } catch (Throwable e) {
                response = report(OwsException.of(e, LOG::error), ofPath, request);
            }
            answer.setStatus(response.status());
            answer.setContentType(response.contentType());
            response.headers().forEach(answer::setHeader);
            response.body().writeTo(answer.getOutputStream());
        } finally {
            request.lease().endWithRequest();
        }
    }

    private OwsResponse answer(OwsRequest read, OwsService ofPath) {
        OwsRequest request = read;
        OwsService service = ofPath;
        try {
            Root root = request.body() == null ? new Root(null, null) : root(request.body());
            request = withLanguage(request, root.language());
            service = serviceOf(request, root.service(), ofPath);
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

    /** A form's parameters in the place of its body. */
    private static OwsRequest withForm(HttpServletRequest http, OwsRequest request) {
        String type = http.getContentType() == null
                ? ""
                : http.getContentType().strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            String form = new String(request.body(), StandardCharsets.UTF_8);
            return request.with(request.kvp().and(Kvp.parse(form)), null);
        }
        if (request.body().length == 0) {
            throw Refusal.of("ows.body.empty");
        }
        return request;
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
                : request.with(Languages.of(kvp.get(key).isPresent() ? key : "language", asked));
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
}
