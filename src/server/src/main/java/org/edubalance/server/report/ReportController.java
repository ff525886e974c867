package org.edubalance.server.report;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.edubalance.report.DataNotes;
import org.edubalance.report.Demand;
import org.edubalance.report.Report;
import org.edubalance.report.ReportData;
import org.edubalance.report.ReportFormat;
import org.edubalance.report.ReportOptions;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.ows.Languages;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;
import org.edubalance.server.ows.Places;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /report}: the report on this server's schools and regions, as a page, a document or a workbook. Parameters are those of the
 * command line, with layers in place of files; the defaults are those of the sample data, the language the one that the
 * client accepts. A refusal is a line of text that names the parameter, a fault of the program one with the id that the
 * log has it under. Two reports are made at a time, a share of them of one client, further requests are
 * asked to come back; one that takes longer than a process may run is given up.
 */
@RestController
class ReportController {

    private static final Logger LOG = LoggerFactory.getLogger(ReportController.class);

    private static final String TEXT = "text/plain;charset=UTF-8";

    private static final int AT_A_TIME = 2;

    /** As long as a text may be that the report tells of itself. */
    private static final int LONGEST_NOTE = 200;

    private final Catalogue catalogue;
    private final ServerProperties.Limits limits;
    private final Places places;

    ReportController(Catalogue catalogue, ServerProperties properties) {
        this.catalogue = catalogue;
        limits = properties.limits();
        places = new Places(AT_A_TIME, (int) limits.shareOf(AT_A_TIME));
    }

    @GetMapping("/report")
    ResponseEntity<byte[]> report(
            @RequestParam(defaultValue = "edu:schools") String schools,
            @RequestParam(required = false) String regions,
            @RequestParam(defaultValue = "county") String groupBy,
            @RequestParam(required = false) String regionKey,
            @RequestParam(defaultValue = "stage") String stage,
            @RequestParam(defaultValue = "pupils") String population,
            @RequestParam(defaultValue = "nyingchi") String system,
            @RequestParam(defaultValue = "cn-2017-quality") String standard,
            @RequestParam(required = false) String countyFigures,
            @RequestParam(required = false) List<String> survey,
            @RequestParam(required = false) String enrolment,
            @RequestParam(required = false) String births,
            @RequestParam(required = false) String years,
            @RequestParam(required = false) String demand,
            @RequestParam(required = false) String demandPopulation,
            @RequestParam(required = false) String capacity,
            @RequestParam(required = false) String catchment,
            @RequestParam(required = false) String place,
            @RequestParam(required = false) String schoolYear,
            @RequestParam(required = false) String author,
            @RequestParam(required = false) String dataSource,
            @RequestParam(defaultValue = "html") String format,
            @RequestParam(required = false) String lang,
            HttpServletRequest request) {
        Language language = Languages.accepted(request);
        try {
            language = lang == null ? language : Languages.of("lang", lang);
            // what processes may read as expressions
            Stream.of(groupBy, regionKey, stage, population, system, standard, capacity)
                    .filter(Objects::nonNull)
                    .forEach(new FunctionCheck(FunctionPolicy.REQUEST)::checkText);
            ReportFormat form = ReportFormat.of(format)
                    .orElseThrow(() -> Refusal.of("report.format", "formats", ReportFormat.names(), "got", format)
                            .about("format"));
            Stream.of(place, schoolYear, author, dataSource)
                    .filter(Objects::nonNull)
                    .forEach(ReportController::checkNote);
            // somebody's own schools are not of the sample's counties, nor synthetic
            boolean listed = catalogue.lists(schools);
            boolean sample = listed && catalogue.attribution() != null;
            ReportData data = new ReportData(
                    layer("schools", schools).features(),
                    features("regions", orThere(listed, regions, "edu:counties")),
                    features("countyFigures", orThere(sample, countyFigures, "edu:county-figures")),
                    surveys(survey),
                    features("enrolment", orThere(sample, enrolment, "edu:enrolment")),
                    features("births", orThere(sample, births, "edu:births")),
                    features("years", orThere(sample, years, "edu:school-years")),
                    demand(demand, demandPopulation, capacity, catchment));
            ReportOptions options = new ReportOptions(
                    groupBy.isBlank() ? null : groupBy,
                    regionKey,
                    stage,
                    population,
                    system,
                    standard,
                    List.of(),
                    List.of(),
                    List.of(),
                    new DataNotes(place, schoolYear, author, dataSource, LocalDate.now(), sample, data.reading()),
                    language);
            Report report = made(Places.client(request.getRemoteAddr()), data, options);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            form.write(report, body);
            return OwsResponse.of(form.mediaType(), body.toByteArray()).entity();
        } catch (Throwable e) { // errors too: a request always gets an answer
            OwsException told = OwsException.of(e, LOG::error);
            return OwsResponse.of(told, TEXT, told.in(language).getBytes(StandardCharsets.UTF_8))
                    .entity();
        }
    }

    /** Makes a report if there is a place for the client's, within the time that a process may take. */
    private Report made(String client, ReportData data, ReportOptions options) {
        if (places.take(client) != Places.Answer.TAKEN) {
            throw OwsException.coded(OwsException.SERVER_BUSY, 503, "report.busy");
        }
        try {
            return Report.of(data, options, limits.withinRunTime());
        } catch (CancellationException e) {
            double seconds = limits.runTime().toMillis() / 1000.0;
            throw OwsException.coded(OwsException.NO_APPLICABLE_CODE, 503, "report.slow", "limit", seconds);
        } finally {
            places.leave(client);
        }
    }

    /** The features of a layer that may be left out. */
    private SimpleFeatureCollection features(String parameter, String nameOrNull) {
        return nameOrNull == null || nameOrNull.isBlank()
                ? null
                : layer(parameter, nameOrNull).features();
    }

    /** The name that was given, else that of a layer, if it fits the schools and there is such. */
    private String orThere(boolean fits, String nameOrNull, String layer) {
        return fits && nameOrNull == null && catalogue.layer(layer).isPresent() ? layer : nameOrNull;
    }

    private Demand demand(String nameOrNull, String population, String capacity, String catchment) {
        SimpleFeatureCollection features = features("demand", nameOrNull);
        return features == null ? null : new Demand(features, given(population), given(capacity), metres(catchment));
    }

    private static String given(String textOrNull) {
        return textOrNull == null || textOrNull.isBlank() ? null : textOrNull.strip();
    }

    private static double metres(String textOrNull) {
        try {
            return given(textOrNull) == null ? Double.NaN : Double.parseDouble(textOrNull.strip());
        } catch (NumberFormatException e) {
            throw Refusal.because(e, "report.catchment.number", "got", textOrNull)
                    .about("catchment");
        }
    }

    private Map<String, SimpleFeatureCollection> surveys(List<String> namesOrNull) {
        Map<String, SimpleFeatureCollection> surveys = new LinkedHashMap<>();
        if (namesOrNull != null) {
            for (String name : namesOrNull) {
                surveys.put(layer("survey", name).title(), features("survey", name));
            }
        }
        return surveys;
    }

    /** What is put into the report as it is has to be short. */
    private static void checkNote(String text) {
        if (text.length() > LONGEST_NOTE) {
            throw Refusal.of("report.note.long", "limit", LONGEST_NOTE, "got", text.length());
        }
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
}
