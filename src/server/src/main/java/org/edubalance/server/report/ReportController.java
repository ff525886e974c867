package org.edubalance.server.report;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.report.Report;
import org.edubalance.report.ReportOptions;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.ows.Languages;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;
import org.edubalance.work.Monitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /report}: the report on this server's schools and regions, one HTML page. Parameters are those of the
 * command line, with layers in place of files; the defaults are those of the sample data, the language the one that the
 * client accepts. A refusal is a line of text that names the parameter, a fault of the program one with the id that the
 * log has it under. One report is made at a time, further requests are asked to come back; one that takes longer than a
 * process may run is given up.
 */
@RestController
class ReportController {

    private static final Logger LOG = LoggerFactory.getLogger(ReportController.class);

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
            @RequestParam(required = false) String lang,
            HttpServletRequest request) {
        Language language = Languages.accepted(request);
        try {
            language = lang == null ? language : Languages.of("lang", lang);
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
                    language);
            Report report = alone(layer("schools", schools), layer("regions", regions), options);
            return answer(HttpStatus.OK.value(), HTML, report.html());
        } catch (Throwable e) { // errors too: a request always gets an answer
            OwsException told = OwsException.of(e, LOG::error);
            return answer(told.status(), TEXT, told.in(language));
        }
    }

    /** Makes a report if none is being made, within the time that a process may take. */
    private Report alone(Layer schools, Layer regions, ReportOptions options) throws IOException {
        if (!one.tryAcquire()) {
            throw OwsException.coded(OwsException.SERVER_BUSY, 503, "report.busy");
        }
        try {
            return Report.of(schools.features(), regions.features(), options, within(limits.runTimeOver()));
        } catch (CancellationException e) {
            double seconds = limits.runTime().toMillis() / 1000.0;
            throw OwsException.coded(OwsException.SERVER_BUSY, 503, "report.slow", "limit", seconds);
        } finally {
            one.release();
        }
    }

    private static Monitor within(BooleanSupplier over) {
        return new Monitor() {
            @Override
            public void check() {
                if (over.getAsBoolean()) {
                    throw new CancellationException("out of time");
                }
            }

            @Override
            public void report(double share) {
                // the client waits for the page
            }
        };
    }

    private Layer layer(String parameter, String name) {
        return catalogue.layer(name).orElseThrow(() -> Refusal.of(
                        "report.layer",
                        "layers",
                        catalogue.layers().stream().map(Layer::name).toList(),
                        "got",
                        name)
                .about(parameter));
    }

    private static ResponseEntity<String> answer(int status, MediaType type, String body) {
        return ResponseEntity.status(status)
                .contentType(type)
                .header("X-Content-Type-Options", "nosniff")
                .body(body);
    }
}
