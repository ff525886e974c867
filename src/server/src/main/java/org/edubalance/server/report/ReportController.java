package org.edubalance.server.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.report.Report;
import org.edubalance.report.ReportOptions;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;
import org.edubalance.server.paint.StyleException;
import org.geotools.process.ProcessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /report}: the report on this server's schools and regions, one HTML page. Parameters are those of the
 * command line, with layers in place of files; the defaults are those of the sample data. A refusal is a line of text
 * that begins with the parameter. One report is made at a time, further requests are asked to come back; one that takes
 * longer than a process may run is given up.
 */
@RestController
class ReportController {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Catalogue catalogue;
    private final ServerProperties.Limits limits;
    private final Semaphore one = new Semaphore(1);

    ReportController(Catalogue catalogue, ServerProperties properties) {
        this.catalogue = catalogue;
        limits = properties.limits();
    }

    @GetMapping("/report")
    ResponseEntity<String> report(
            @RequestParam(defaultValue = "edu:schools") String schools,
            @RequestParam(defaultValue = "edu:counties") String regions,
            @RequestParam(defaultValue = "county") String groupBy,
            @RequestParam(required = false) String regionKey,
            @RequestParam(defaultValue = "stage") String stage,
            @RequestParam(defaultValue = "pupils") String population,
            @RequestParam(defaultValue = "nyingchi") String system,
            @RequestParam(defaultValue = "cn-2017-quality") String standard,
            @RequestParam(defaultValue = "en") String lang)
            throws IOException {
        if (!one.tryAcquire()) {
            return answer(HttpStatus.SERVICE_UNAVAILABLE, TEXT, "Another report is being made; try again in a moment");
        }
        try {
            // what processes may read as expressions
            Stream.of(groupBy, regionKey, stage, population, system, standard)
                    .filter(Objects::nonNull)
                    .forEach(new FunctionCheck(FunctionPolicy.REQUEST)::checkText);
            ReportOptions options = new ReportOptions(
                    groupBy,
                    regionKey == null ? groupBy : regionKey,
                    stage,
                    population,
                    system,
                    standard,
                    List.of(),
                    Language.of("lang", lang));
            Report report = Report.of(
                    layer("schools", schools).features(),
                    layer("regions", regions).features(),
                    options,
                    limits.runTimeOver());
            return answer(HttpStatus.OK, HTML, report.html());
        } catch (CancellationException e) {
            return answer(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    TEXT,
                    "The report took longer than the limit of " + limits.runTimeText() + " and was given up");
        } catch (ProcessException | StyleException | IllegalArgumentException e) {
            return answer(HttpStatus.BAD_REQUEST, TEXT, e.getMessage());
        } finally {
            one.release();
        }
    }

    private Layer layer(String parameter, String name) {
        return catalogue
                .layer(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        parameter + " must be one of " + names() + ", got " + Kvp.shown(name)));
    }

    private String names() {
        return Kvp.listed(catalogue.layers().stream().map(Layer::name).toList());
    }

    private static ResponseEntity<String> answer(HttpStatus status, MediaType type, String body) {
        return ResponseEntity.status(status)
                .contentType(type)
                .header("X-Content-Type-Options", "nosniff")
                .body(body);
    }
}
