package org.edubalance.server.wms;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.ows.Languages;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The files of the data directory that are no layers or styles, and why, for the viewer. */
@RestController
class ProblemsController {

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Catalogue catalogue;

    ProblemsController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A file that is not served.
     *
     * @param file its name
     * @param reason why, in the language of the request
     */
    record Told(String file, String reason) {}

    @GetMapping(path = "/problems", produces = "application/json")
    List<Told> problems(@RequestParam(name = "lang", required = false) String lang, HttpServletRequest http) {
        Language language = lang == null ? Languages.accepted(http) : Languages.of("lang", lang);
        return catalogue.problems().stream()
                .map(problem -> new Told(problem.file(), problem.reason().in(language)))
                .toList();
    }

    @ExceptionHandler(Refusal.class)
    ResponseEntity<String> refused(Refusal refusal) {
        return ResponseEntity.badRequest().contentType(TEXT).body(refusal.getMessage());
    }
}
