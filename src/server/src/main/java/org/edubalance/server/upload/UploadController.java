package org.edubalance.server.upload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Set;
import org.edubalance.messages.Language;
import org.edubalance.server.ogcapi.Problems;
import org.edubalance.server.ows.Bodies;
import org.edubalance.server.ows.Languages;
import org.edubalance.server.ows.OwsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /uploads}: a browser's own files. The body of a POST is a file; the header {@code Edubalance-Session} has the
 * token that the first one was answered with. Only pages of this server may ask.
 */
@RestController
@RequestMapping("/uploads")
class UploadController {

    private static final Logger LOG = LoggerFactory.getLogger(UploadController.class);
    private static final String TOKEN = "Edubalance-Session";
    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private final Uploads uploads;
    private final Bodies bodies;

    UploadController(Uploads uploads, Bodies bodies) {
        this.uploads = uploads;
        this.bodies = bodies;
    }

    private interface Work {
        ObjectNode of(Language language) throws IOException;
    }

    private interface Writing {
        byte[] of(Language language) throws IOException;
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest http, String lang, Work work) {
        return answer(http, lang, MediaType.APPLICATION_JSON, language -> work.of(language)
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest http, String lang, MediaType type, Writing work) {
        Language language = Languages.accepted(http);
        try {
            language = lang == null ? language : Languages.of("lang", lang);
            check(http);
            Language chosen = language;
            byte[] body = chosen.use(() -> {
                try {
                    return work.of(chosen);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return ResponseEntity.ok()
                    .contentType(type)
                    .header("Cache-Control", "no-store")
                    .body(body);
        } catch (Throwable e) { // errors too: a request always gets an answer
            OwsException told = OwsException.of(e, LOG::error);
            return language.use(() -> Problems.response(told)).entity();
        }
    }

    /** Pages that may use the services from elsewhere may not bring files, nor read them. */
    private void check(HttpServletRequest http) {
        String site = http.getHeader("Sec-Fetch-Site");
        String origin = http.getHeader("Origin");
        boolean elsewhere = site != null
                ? !FROM_HERE.contains(site.strip())
                : origin != null && !origin.strip().equalsIgnoreCase(ownOrigin(http));
        if (elsewhere) {
            throw OwsException.coded(OwsException.NO_APPLICABLE_CODE, 403, "upload.origin");
        }
        if (!uploads.enabled()) {
            throw OwsException.coded(OwsException.NOT_SUPPORTED, 403, "upload.off");
        }
    }

    private static String ownOrigin(HttpServletRequest http) {
        int port = http.getServerPort();
        boolean plain = port == (http.getScheme().equals("https") ? 443 : 80);
        return http.getScheme() + "://" + http.getServerName() + (plain ? "" : ":" + port);
    }

    /** The layers of a session, which is kept for longer by asking. */
    @GetMapping
    ResponseEntity<byte[]> layers(
            @RequestHeader(name = TOKEN, required = false) String token,
            @RequestParam(required = false) String lang,
            HttpServletRequest http) {
        return answer(http, lang, language -> {
            Session session = uploads.session(token);
            return document(session, session.layers(), language);
        });
    }

    /** A file, under its name. */
    @PostMapping
    ResponseEntity<byte[]> add(
            @RequestHeader(name = TOKEN, required = false) String token,
            @RequestParam String name,
            @RequestParam(required = false) String crs,
            @RequestParam(required = false) String coordinates,
            @RequestParam(required = false) String encoding,
            @RequestParam(required = false) String decimal,
            @RequestParam(required = false) String lang,
            HttpServletRequest http) {
        return answer(http, lang, language -> {
            // before the body is read
            Session known = token == null ? null : uploads.session(token);
            Bodies.Body body = bodies.read(http);
            try {
                Session session = known == null ? uploads.begin() : known;
                try {
                    Reading reading = new Reading(crs, coordinates, encoding, decimal);
                    return document(session, uploads.add(session, name, body.content(), reading), language);
                } catch (IOException | RuntimeException | Error e) {
                    if (known == null) {
                        uploads.end(session);
                    }
                    throw e;
                }
            } finally {
                body.lease().end();
            }
        });
    }

    /** What a layer's columns are taken for. */
    @PutMapping("/{id}/mapping")
    ResponseEntity<byte[]> map(
            @PathVariable String id,
            @RequestHeader(name = TOKEN, required = false) String token,
            @RequestParam(required = false) String lang,
            HttpServletRequest http) {
        return answer(http, lang, language -> {
            Session session = uploads.session(token);
            OwnLayer layer = features(session, id);
            Bodies.Body body = bodies.read(http);
            try {
                return LayerDocument.of(uploads.map(session, layer, body.content()), language);
            } finally {
                body.lease().end();
            }
        });
    }

    /** How a layer's file is to be read. */
    @PutMapping("/{id}/reading")
    ResponseEntity<byte[]> read(
            @PathVariable String id,
            @RequestHeader(name = TOKEN, required = false) String token,
            @RequestParam(required = false) String crs,
            @RequestParam(required = false) String coordinates,
            @RequestParam(required = false) String encoding,
            @RequestParam(required = false) String decimal,
            @RequestParam(required = false) String lang,
            HttpServletRequest http) {
        return answer(http, lang, language -> {
            Session session = uploads.session(token);
            Reading reading = new Reading(crs, coordinates, encoding, decimal);
            return LayerDocument.of(uploads.reread(session, features(session, id), reading), language);
        });
    }

    /** A grid as the viewer draws it, a GeoTIFF of one band. */
    @GetMapping("/{id}/grid")
    ResponseEntity<byte[]> grid(
            @PathVariable String id,
            @RequestHeader(name = TOKEN, required = false) String token,
            @RequestParam(required = false) String lang,
            HttpServletRequest http) {
        return answer(
                http,
                lang,
                MediaType.parseMediaType("image/tiff"),
                language -> Files.readAllBytes(grid(uploads.session(token), id).shown()));
    }

    /** Removes a layer. */
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> remove(
            @PathVariable String id,
            @RequestHeader(name = TOKEN, required = false) String token,
            @RequestParam(required = false) String lang,
            HttpServletRequest http) {
        return answer(http, lang, language -> {
            Session session = uploads.session(token);
            uploads.remove(session, layer(session, id));
            return document(session, session.layers(), language);
        });
    }

    /** Removes all of a session. */
    @DeleteMapping
    ResponseEntity<byte[]> removeAll(
            @RequestHeader(name = TOKEN, required = false) String token,
            @RequestParam(required = false) String lang,
            HttpServletRequest http) {
        return answer(http, lang, language -> {
            uploads.end(uploads.session(token));
            return JsonNodeFactory.instance.objectNode();
        });
    }

    private static OwnFile layer(Session session, String id) {
        return session.layer(id).orElseThrow(() -> OwsException.coded("NotFound", 404, "upload.layer", "got", id));
    }

    private static OwnLayer features(Session session, String id) {
        if (layer(session, id) instanceof OwnLayer layer) {
            return layer;
        }
        throw OwsException.coded("NotFound", 404, "upload.grid.columns", "got", id);
    }

    private static OwnGrid grid(Session session, String id) {
        if (layer(session, id) instanceof OwnGrid grid) {
            return grid;
        }
        throw OwsException.coded("NotFound", 404, "upload.grid.none", "got", id);
    }

    private ObjectNode document(Session session, Collection<? extends OwnFile> layers, Language language) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("session", session.token())
                .put("keepSeconds", uploads.properties().keep().toSeconds());
        ArrayNode list = json.putArray("layers");
        layers.forEach(layer -> list.add(LayerDocument.of(layer, language)));
        return json;
    }
}
