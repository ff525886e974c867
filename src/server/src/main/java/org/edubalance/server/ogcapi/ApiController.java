package org.edubalance.server.ogcapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.Addresses;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.Languages;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.UnreadBodies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** Reads what every request of the API has, hands it to its resource, and turns what goes wrong into problems. */
@Controller
class ApiController {

    private static final Logger LOG = LoggerFactory.getLogger(ApiController.class);

    private final ApiResources resources;
    private final Addresses addresses;

    ApiController(ApiResources resources, Addresses addresses) {
        this.resources = resources;
        this.addresses = addresses;
    }

    @RequestMapping({OgcApi.SHORT_ROOT, OgcApi.SHORT_ROOT + "/**"})
    void handle(HttpServletRequest http, HttpServletResponse answer) throws IOException {
        Language language = Languages.accepted(http);
        ApiRequest request = new ApiRequest(http, List.of(), Kvp.empty(), addresses.baseUrl(http), false, language);
        OwsResponse response;
        // Errors too, from a parser for example: a request always gets an answer.
        try {
            Kvp kvp = Kvp.of(http);
            Optional<String> asked = kvp.get("lang").or(() -> kvp.get("language"));
            if (asked.isPresent()) {
                language = Languages.of(kvp.get("lang").isPresent() ? "lang" : "language", asked.get());
            }
            request = new ApiRequest(http, path(http), kvp, request.baseUrl(), wantsHtml(http, kvp), language);
            ApiRequest whole = request;
            response = language.use(() -> resources.answer(whole));
        } catch (Throwable e) {
            response = problem(request, language, OwsException.of(e, LOG::error));
        }
        answer.setStatus(response.status());
        UnreadBodies.announce(http, answer);
        answer.setHeader("Content-Language", language.code());
        answer.addHeader("Vary", "Accept, Accept-Language, Prefer");
        if (response.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            answer.setHeader("Allow", String.join(", ", ApiResources.methods(request.path())));
        }
        if (response.contentType() != null) {
            answer.setContentType(response.contentType());
        }
        response.headers().forEach(answer::setHeader);
        response.body().writeTo(answer.getOutputStream());
    }

    private OwsResponse problem(ApiRequest request, Language language, OwsException exception) {
        return language.use(() -> request.html()
                ? Pages.problem(request, resources.jobsListed(), Problems.json(exception))
                : Problems.response(exception));
    }

    /** The parts of the path below the root, which may be given without its version. */
    private static List<String> path(HttpServletRequest http) {
        String raw =
                http.getRequestURI().substring(http.getContextPath().length()).substring(OgcApi.SHORT_ROOT.length());
        List<String> parts = new ArrayList<>();
        for (String part : raw.split("/")) {
            if (!part.isEmpty()) {
                // a plus sign is one in a path
                parts.add(Kvp.decode(part.replace("+", "%2B"), "path"));
            }
        }
        if (!parts.isEmpty() && parts.get(0).equals("v1")) {
            parts.remove(0);
        }
        return parts;
    }

    private static boolean wantsHtml(HttpServletRequest http, Kvp kvp) {
        Optional<String> format = kvp.get("f");
        if (format.isPresent()) {
            return switch (format.get().toLowerCase(Locale.ROOT)) {
                case "html", "text/html" -> true;
                case "json", "application/json" -> false;
                default ->
                    throw Refusal.of("ogcapi.choice", "accepted", List.of("json", "html"), "got", format.get())
                            .about("f");
            };
        }
        for (MediaType type : accepted(http)) {
            if (type.includes(MediaType.APPLICATION_JSON)) {
                return false;
            }
            if (type.includes(MediaType.TEXT_HTML)) {
                return true;
            }
        }
        return false;
    }

    /** What the client accepts, best first; anything where it does not say. */
    static List<MediaType> accepted(HttpServletRequest http) {
        String accept = http.getHeader("Accept");
        if (accept == null || accept.isBlank()) {
            return List.of(MediaType.ALL);
        }
        try {
            List<MediaType> types = new ArrayList<>(MediaType.parseMediaTypes(accept));
            types.removeIf(type -> type.getQualityValue() == 0);
            MimeTypeUtils.sortBySpecificity(types);
            types.sort((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()));
            return types;
        } catch (InvalidMediaTypeException e) {
            throw Refusal.because(e, "ogcapi.accept", "got", accept).about("Accept");
        }
    }

    /** A document as bytes. */
    static OwsResponse json(String type, Object document) {
        return OwsResponse.of(type, document.toString().getBytes(StandardCharsets.UTF_8));
    }
}
